import { StorageError } from './storage-error.js';

/** What one entry of the log does; its document says with what. */
export const OperationKind = {
  /** `{ db, name, options }`: a collection of this id exists from here on. */
  create: 1,
  /** `{}`: the collection and its indexes are gone. */
  drop: 2,
  /** `{ db, name }`: the collection is called so from here on. */
  rename: 3,
  /** An index specification. */
  createIndex: 4,
  /** `{ name }` */
  dropIndex: 5,
  /** The whole document, new or in place of the one with its `_id`. */
  put: 6,
  /** `{ _id }` */
  remove: 7,
  /** `{}`: the last entry of a complete snapshot. */
  end: 8,
} as const;

export type OperationKind = (typeof OperationKind)[keyof typeof OperationKind];

/** One entry of the log: a change of one collection. */
export interface Operation {
  readonly kind: OperationKind;
  readonly collectionId: number;
  /** BSON. */
  readonly document: Buffer;
}

/** Bytes before the document: kind (1), collection id (4, little-endian). */
export const OPERATION_HEADER = 5;

/** The operations in the payload of a frame. @throws StorageError */
export function* operationsOf(payload: Buffer): Generator<Operation> {
  let at = 0;
  while (at < payload.length) {
    if (at + OPERATION_HEADER + 5 > payload.length) throw new StorageError('an operation is cut short');
    const kind = payload[at]! as OperationKind;
    const start = at + OPERATION_HEADER;
    const end = start + payload.readInt32LE(start);
    if (kind < OperationKind.create || kind > OperationKind.end || end > payload.length || end < start + 5) {
      throw new StorageError('an operation is not readable');
    }
    yield { kind, collectionId: payload.readUInt32LE(at + 1), document: payload.subarray(start, end) };
    at = end;
  }
}
