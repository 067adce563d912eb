import { STATUS_CODES } from 'node:http';
import type { Answer } from '../server/answer.js';
import type { Exchange } from './exchange.js';
import { HeaderList } from './header-list.js';

/** Sends an answer of the gateway's own, unless one has begun or the client has gone. */
export function sendAnswer(exchange: Exchange, answer: Answer): void {
  const { response, method } = exchange;
  if (response.headersSent || response.destroyed) return;
  const headers = new HeaderList(['cache-control', 'no-store', 'x-content-type-options', 'nosniff']);
  for (const [name, value] of Object.entries(answer.headers)) headers.set(name, value);
  const { body = '' } = answer;
  if (answer.status !== 204) headers.add('content-length', String(Buffer.byteLength(body)));
  exchange.finishAnswer(headers, answer.status);
  response.writeHead(answer.status, STATUS_CODES[answer.status] ?? '', headers.flat);
  response.end(method === 'HEAD' ? '' : body);
}
