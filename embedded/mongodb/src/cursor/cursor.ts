import { encodeDocument } from '../bson/encode.js';
import type { Document } from '../bson/document.js';
import { PackedBson, RawDocument } from '../bson/raw-document.js';
import { MongoError } from '../mongo-error.js';
import { MAX_DOCUMENT_BYTES } from '../wire/op-code.js';

/** One result of a cursor: a stored document as it is, or one made for the answer. */
export type Result = PackedBson | Document;

/** @throws MongoError BSONObjectTooLarge */
function made(document: Document): RawDocument {
  const bytes = encodeDocument(document);
  if (bytes.length > MAX_DOCUMENT_BYTES)
    throw new MongoError(
      'BSONObjectTooLarge',
      `a result of ${bytes.length} bytes is larger than a document may be`,
    );
  return new RawDocument(bytes);
}

/** Hands out results in batches. */
export class Cursor {
  readonly #results: Iterator<Result>;
  #next: IteratorResult<Result> | undefined;

  constructor(
    readonly namespace: string,
    results: Iterable<Result>,
  ) {
    this.#results = results[Symbol.iterator]();
  }

  /** Whether there are no more results. */
  get isExhausted(): boolean {
    return this.#peek().done === true;
  }

  /** Up to `size` results, and no more than fit into one answer. */
  batch(size: number): (PackedBson | RawDocument)[] {
    const batch: (PackedBson | RawDocument)[] = [];
    let bytes = 0;
    while (batch.length < size) {
      const next = this.#peek();
      if (next.done) break;
      const result = next.value instanceof PackedBson ? next.value : made(next.value);
      const length = result instanceof PackedBson ? result.packed.length : result.bytes.length;
      if (batch.length > 0 && bytes + length > MAX_DOCUMENT_BYTES) break;
      bytes += length + 16;
      batch.push(result);
      this.#next = undefined;
    }
    return batch;
  }

  #peek(): IteratorResult<Result> {
    return (this.#next ??= this.#results.next());
  }
}
