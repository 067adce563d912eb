import type { IncomingHttpHeaders } from 'node:http';
import type { Exchange } from './exchange.js';
import { HeaderList } from './header-list.js';
import { HOP_BY_HOP, namedIn } from './hop-by-hop.js';

/** The head that the client gets of a service's answer: name, value, name, value, … */
export function answerHeaders(exchange: Exchange, headers: IncomingHttpHeaders, status: number): string[] {
  const flat: string[] = [];
  const named = namedIn(headers.connection);
  for (const name in headers) {
    if (HOP_BY_HOP.has(name) || named?.has(name) === true) continue;
    if (name === 'x-request-id' || name === 'trace-id') continue;
    const value = headers[name];
    if (typeof value === 'string') flat.push(name, value);
    else if (value !== undefined) for (const one of value) flat.push(name, one);
  }
  exchange.finishAnswer(new HeaderList(flat), status);
  return flat;
}
