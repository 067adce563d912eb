import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Sends pieces of JSON lines as fast as they are read: no more than one piece and the connection's buffer is held. The answer
 * begins with the first piece, so that what fails before it is answered as a problem; what fails later cuts the answer off.
 * @throws what the first piece throws
 */
export async function sendLines(response: ServerResponse, pieces: AsyncIterable<string>): Promise<void> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  response.writeHead(200, {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  try {
    // One piece at a time, and whole ones: a piece is as large as a batch.
    await pipeline(Readable.from(behind(first, iterator), { objectMode: true, highWaterMark: 1 }), response);
  } catch {
    // Who asked has gone, or sees by the connection's end that the answer is not complete.
    response.destroy();
  } finally {
    await iterator.return?.();
  }
}

/** The pieces of an answer without any. */
export async function* noLines(): AsyncGenerator<string, void, undefined> {}

async function* behind(
  first: IteratorResult<string>,
  iterator: AsyncIterator<string>,
): AsyncGenerator<string, void, undefined> {
  for (let next = first; next.done !== true; next = await iterator.next()) yield next.value;
}
