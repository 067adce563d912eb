import type { RequestHandler } from 'express';
import { HttpError } from '../problems/http-error.js';

/**
 * Refuses requests whose head two readers could understand in two ways (RFC 9112 §2.3, §3.2 and §6.1), as the gateway does.
 * @throws HttpError 400 `bad-host`, `unsupported-transfer-coding`, 505 `http-version-not-supported`
 */
export const strictHead: RequestHandler = ({ rawHeaders, headers, httpVersion }, _response, next) => {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') {
    throw new HttpError(505, 'http-version-not-supported', 'Only HTTP/1.0 and HTTP/1.1 are spoken');
  }
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) if (rawHeaders[i]?.toLowerCase() === 'host') hosts += 1;
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1')) {
    throw new HttpError(
      400,
      'bad-host',
      `The request has ${hosts === 0 ? 'no' : 'more than one'} Host field`,
    );
  }
  const coding = headers['transfer-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') {
    throw new HttpError(400, 'unsupported-transfer-coding', 'The only transfer coding taken is chunked', {
      headers: { connection: 'close' },
    });
  }
  next();
};
