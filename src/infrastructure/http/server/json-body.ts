import type { IncomingMessage } from 'node:http';
import { HttpError } from '../problems/http-error.js';

/** The largest body a service takes, in bytes. */
export const MAX_BODY_BYTES = 256 * 1024;
/** How much of a body that is too large is read and thrown away, so that its sender gets to see the answer. */
const MAX_DISCARDED_BYTES = 32 * 1024 * 1024;
const MAX_DISCARDING_MS = 5_000;

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]+)/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The request's JSON body; undefined when it has none.
 * @throws HttpError 400 `malformed-json`, 413 `body-too-large`, 415 `unsupported-media-type`
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const bytes = await readBody(request);
  if (bytes === undefined) return undefined;
  refuseOtherMediaTypes(request.headers['content-type'], request.headers['content-encoding']);
  try {
    return JSON.parse(utf8.decode(bytes)) as unknown;
  } catch (error) {
    throw new HttpError(400, 'malformed-json', 'The body is not JSON', { cause: error });
  }
}

/**
 * The request's body as it came; undefined when it has none.
 * @param maxBytes the largest body that is taken
 * @throws HttpError 413 `body-too-large`, 400 `request-aborted`
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes = MAX_BODY_BYTES,
): Promise<Buffer | undefined> {
  const { headers } = request;
  const declared = headers['content-length'];
  if (headers['transfer-encoding'] === undefined && (declared === undefined || declared === '0'))
    return undefined;
  if (Number(declared ?? 0) > maxBytes) {
    await discard(request);
    throw bodyTooLarge(maxBytes);
  }
  const bytes = await readBytes(request, maxBytes);
  return bytes.length === 0 ? undefined : bytes;
}

function refuseOtherMediaTypes(type: string | undefined, encoding: string | undefined): void {
  const charset = CHARSET.exec(type ?? '')?.[1];
  const readable =
    type !== undefined && JSON_TYPE.test(type) && (charset === undefined || /^utf-?8$/i.test(charset));
  if (readable && (encoding === undefined || encoding.toLowerCase() === 'identity')) return;
  throw new HttpError(
    415,
    'unsupported-media-type',
    'The body must be application/json in UTF-8, not compressed',
    {
      headers: { accept: 'application/json' },
    },
  );
}

function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      if (length <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      request.off('data', onData);
      request.off('end', onEnd);
      discard(request).then(() => reject(bodyTooLarge(maxBytes)), reject);
    };
    const onEnd = (): void => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
    const onAbort = (): void => {
      if (!request.readableEnded) {
        reject(new HttpError(400, 'request-aborted', 'The request ended before its body did'));
      }
    };
    request.on('data', onData);
    request.once('end', onEnd);
    request.once('error', onAbort);
    request.once('close', onAbort);
  });
}

/** Reads on without keeping anything, until the end or a bound. */
function discard(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, MAX_DISCARDING_MS);
    let discarded = 0;
    request.on('data', (chunk: Buffer) => {
      discarded += chunk.length;
      if (discarded > MAX_DISCARDED_BYTES) done();
    });
    request.once('end', done);
    request.once('close', done);
    request.resume();
  });
}

/** 413: there is more of a body than is taken. */
export function bodyTooLarge(maxBytes: number): HttpError {
  return new HttpError(413, 'body-too-large', `The body is larger than ${maxBytes / 1024} KiB`, {
    headers: { connection: 'close' },
  });
}
