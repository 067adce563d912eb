import type { OperationKind } from '../storage/operation.js';
import type { PackedDocument } from '../storage/packed-document.js';

/** Where a collection records each change before it makes it. */
export interface Journal {
  append(kind: OperationKind, collectionId: number, document: PackedDocument): void;
}
