import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';
import type { AnswerEdit } from '../exchange.js';
import type { GatewayFilter } from '../gateway-filter.js';

/** Adds helmet's headers to every answer that does not say otherwise itself. They never change, so they are made once. */
export function secureHeaders(): GatewayFilter {
  const fields = helmetFields();
  const edit: AnswerEdit = (headers) => {
    for (const [name, value] of fields) if (headers.get(name) === undefined) headers.add(name, value);
  };
  return (next) => (exchange) => {
    exchange.editAnswer(edit);
    return next(exchange);
  };
}

function helmetFields(): [string, string][] {
  const fields: [string, string][] = [];
  const response = {
    setHeader: (name: string, value: string) => fields.push([name.toLowerCase(), value]),
    removeHeader: () => {},
  } as unknown as ServerResponse;
  helmet()({} as IncomingMessage, response, () => {});
  return fields;
}
