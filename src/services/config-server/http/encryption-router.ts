import { Router, type Request, type RequestHandler, type Response } from 'express';
import { send } from '../../../infrastructure/http/server/answer.js';
import { HttpError } from '../../../infrastructure/http/problems/http-error.js';
import { readBody } from '../../../infrastructure/http/server/json-body.js';
import { type TextCipher, withoutKeyNames } from '../encryption/text-cipher.js';

const FORM = 'application/x-www-form-urlencoded';

/**
 * `POST /encrypt`, `POST /decrypt` and `GET /encrypt/status`: texts in, texts out; errors as Spring Cloud Config words
 * them.
 */
export function encryptionRouter(cipher: TextCipher | undefined): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get(
    '/encrypt/status',
    withCipher(cipher, (_, __, response) => json(response, 200, { status: 'OK' })),
  );
  router.post(
    '/encrypt',
    withCipher(cipher, async (key, request, response) =>
      plain(response, key.encrypt(withoutKeyNames(await textOf(request)))),
    ),
  );
  router.post(
    '/decrypt',
    withCipher(cipher, async (key, request, response) => {
      const encrypted = withoutKeyNames((await textOf(request)).trim().replace(/^\{cipher\}/, ''));
      try {
        plain(response, key.decrypt(encrypted));
      } catch {
        json(response, 400, { description: 'Text not encrypted with this key', status: 'INVALID' });
      }
    }),
  );
  return router;
}

function withCipher(
  cipher: TextCipher | undefined,
  handle: (cipher: TextCipher, request: Request, response: Response) => Promise<void> | void,
): RequestHandler {
  return async (request, response) => {
    response.locals['route'] = request.path;
    if (cipher === undefined) {
      json(response, 404, { description: 'No key was installed for encryption service', status: 'NO_KEY' });
      return;
    }
    await handle(cipher, request, response);
  };
}

/**
 * The request's text. `curl --data` calls it a form: then it is decoded, without the sign that ends a form's key.
 * @throws HttpError 400 `malformed-form`
 */
async function textOf(request: Request): Promise<string> {
  const text = ((await readBody(request)) ?? Buffer.alloc(0)).toString();
  if (request.headers['content-type']?.startsWith(FORM) !== true) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' ')).replace(/=$/, '');
  } catch (error) {
    throw new HttpError(400, 'malformed-form', 'The form is not properly percent-encoded', { cause: error });
  }
}

function plain(response: Response, body: string): void {
  send(response, { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body });
}

function json(response: Response, status: number, body: unknown): void {
  send(response, { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
