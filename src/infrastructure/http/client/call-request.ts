import type { Dispatcher } from 'undici';
import { CAUSATION_ID, COMMAND_ID } from '../contract/internal-headers.js';
import type { Operation } from '../contract/operation.js';
import { traceparentOf } from '../server/trace-context.js';
import type { CallOrigin } from './call-origin.js';

/** What a call carries. */
export interface RequestInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** Prepares an operation, so that a call has only its own values to fill in. */
export function requestMaker(
  operation: Operation,
): (input: RequestInput, origin: CallOrigin, authorization?: string) => Dispatcher.DispatchOptions {
  const { method } = operation;
  // Texts at even places, names of parameters at odd ones.
  const pieces = operation.path.split(/\{(\w+)\}/);
  return ({ params = {}, query, body }, origin, authorization) => {
    const path = pieces
      .map((piece, place) => (place % 2 === 0 ? piece : encodeURIComponent(params[piece] ?? '')))
      .join('');
    return {
      method,
      path: query === undefined ? path : `${path}${searchOf(query)}`,
      headers: headersOf(origin, body !== undefined, authorization),
      body: body === undefined ? null : JSON.stringify(body),
    };
  };
}

function searchOf(query: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

function headersOf(
  origin: CallOrigin,
  withBody: boolean,
  authorization: string | undefined,
): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    traceparent: origin.traceparent ?? traceparentOf(origin.correlationId),
    [CAUSATION_ID]: origin.causationId,
  };
  if (origin.commandId !== undefined) headers[COMMAND_ID] = origin.commandId;
  if (origin.idempotencyKey !== undefined) headers['idempotency-key'] = origin.idempotencyKey;
  if (authorization !== undefined) headers['authorization'] = authorization;
  if (withBody) headers['content-type'] = 'application/json';
  return headers;
}
