import { decodeDocument } from '../bson/decode.js';
import type { Document } from '../bson/document.js';
import { unpack } from '../storage/packed-document.js';
import type { PackedDocument } from '../storage/packed-document.js';

/** A document in its collection; the same object for as long as its `_id` exists. */
export class StoredDocument {
  /** False once the document is deleted. */
  alive = true;

  constructor(
    /** Grows with every insert of the collection: the natural order. */
    readonly recordId: number,
    /** The order key of its `_id`. */
    readonly idKey: string,
    public packed: PackedDocument,
  ) {}

  /** Decodes it, or just some of its top-level fields. */
  decode(only?: ReadonlySet<string>): Document {
    return decodeDocument(unpack(this.packed), 0, only);
  }
}
