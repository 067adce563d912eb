import { MAX_BODY_BYTES, readBody } from '../server/json-body.js';
import type { Exchange } from './exchange.js';
import { StreamedBody, type RequestBody } from './streamed-body.js';

/** Whether a request announces a body. */
export function hasBody({ head: { own } }: Exchange): boolean {
  const length = own['content-length'];
  return own['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/**
 * Takes the body of a request. One of at most 256 KiB is read first: a slow sender then keeps no service busy, and what
 * was read can be sent again. A larger one, on a route that allows it, is handed on while it comes.
 * @throws HttpError 413 `body-too-large`, 400 `request-aborted`
 */
export async function takeBody(exchange: Exchange): Promise<RequestBody> {
  const { request, bodyLimit } = exchange;
  const declared = exchange.head.own['content-length'];
  const length = declared === undefined ? undefined : Number(declared);
  const isLarge = length === undefined ? bodyLimit > MAX_BODY_BYTES : length > MAX_BODY_BYTES;
  if (isLarge && (length ?? 0) <= bodyLimit) return new StreamedBody(request, length, bodyLimit);
  return readBody(request, bodyLimit);
}
