import type { IncomingMessage } from 'node:http';
import type { Answer } from '../../../infrastructure/http/server/answer.js';
import { HttpError } from '../../../infrastructure/http/problems/http-error.js';
import { readBody } from '../../../infrastructure/http/server/json-body.js';
import type { Representation } from './representation.js';
import { fromXml, toXml } from './xml.js';

/** Peers send up to 250 instances at once. */
const MAX_BODY_BYTES = 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON for whoever accepts it, else XML, as Eureka decides. */
export function represented(accept: string | undefined, representation: Representation): Answer {
  return accept?.includes('json') === true
    ? {
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8', vary: 'accept' },
        body: JSON.stringify(representation),
      }
    : {
        status: 200,
        headers: { 'content-type': 'application/xml; charset=utf-8', vary: 'accept' },
        body: toXml(representation),
      };
}

/**
 * The request's body, JSON or XML, in the shape of the JSON.
 * @throws HttpError 400 `malformed-json`, `malformed-xml`, 413 `body-too-large`, 415 `unsupported-media-type`
 */
export async function readRepresentation(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  const isJson = /^application\/(?:[\w.+-]+\+)?json\b/i.test(type);
  const bytes = await readBody(request, MAX_BODY_BYTES);
  if (!isJson && !/^(?:application|text)\/(?:[\w.+-]+\+)?xml\b/i.test(type)) {
    throw new HttpError(
      415,
      'unsupported-media-type',
      'The body must be application/json or application/xml',
      {
        headers: { accept: 'application/json, application/xml' },
      },
    );
  }
  const text = decoded(bytes);
  if (!isJson) return fromXml(text);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new HttpError(400, 'malformed-json', 'The body is not JSON', { cause: error });
  }
}

function decoded(bytes: Buffer | undefined): string {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    throw new HttpError(400, 'malformed-text', 'The body is not UTF-8', { cause: error });
  }
}
