import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { HttpError } from '../problems/http-error.js';

/**
 * Lets through who knows name and password (HTTP Basic, RFC 7617).
 * @param realm what they are for, as browsers show it
 * @throws HttpError 401 `credentials-required`
 */
export function basicAuthentication(realm: string, user: string, password: string): RequestHandler {
  const expected = digest(`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
  return (request, _response, next) => {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
      throw new HttpError(401, 'credentials-required', 'Name and password are missing or wrong', {
        headers: { 'www-authenticate': `Basic realm="${realm}", charset="UTF-8"` },
      });
    }
    next();
  };
}

/** Of one length whatever the text, as a comparison in constant time needs it. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
