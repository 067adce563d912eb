import { readdir, unlink } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeDocument } from '../bson/decode.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Collection } from '../catalog/collection.js';
import type { CollectionOptions } from '../catalog/collection.js';
import { parseIndex } from '../catalog/index-definition.js';
import type { IndexDefinition } from '../catalog/index-definition.js';
import { fileName, filesOf } from './files.js';
import type { Frame } from './frame.js';
import { readFrames } from './frame-reader.js';
import { OperationKind, operationsOf } from './operation.js';
import type { Operation } from './operation.js';
import { StorageError } from './storage-error.js';

/** Where writing goes on after recovery. */
export interface Recovered {
  /** The number of the log to append to. */
  readonly log: number;
  /** Its size. */
  readonly logBytes: number;
  /** The sequence of the next frame. */
  readonly sequence: number;
}

/**
 * Fills the catalog from the newest snapshot and the logs behind it. A torn tail, left by a process that died while it
 * wrote, is cut off and told to `report`: nothing in it was acknowledged.
 * @throws StorageError when a file is damaged elsewhere
 */
export async function recover(
  directory: string,
  catalog: Catalog,
  report: (line: string) => void,
): Promise<Recovered> {
  const files = filesOf(await readdir(directory));
  for (const draft of files.drafts) await unlink(join(directory, draft));
  const replay = new Replay(catalog);
  const snapshot = files.snapshots.at(-1);
  if (snapshot !== undefined) await restoreSnapshot(join(directory, fileName('snapshot', snapshot)), replay);
  const logs = files.logs.filter((number) => number >= (snapshot ?? 1));
  let logBytes = 0;
  let torn: string | undefined;
  for (const [i, number] of logs.entries()) {
    if (number !== (snapshot ?? 1) + i) throw new StorageError(`${fileName('log', number - 1)} is missing`);
    const path = join(directory, fileName('log', number));
    const end = await restoreLog(path, replay);
    if (torn !== undefined && end.size > 0) throw new StorageError(`${torn} is damaged: its end is missing`);
    if (end.cut > 0) {
      torn = path;
      report(`cut ${end.cut} bytes of an unfinished write off ${fileName('log', number)}`);
    }
    logBytes = end.size;
  }
  replay.finish();
  return { log: logs.at(-1) ?? snapshot ?? 1, logBytes, sequence: replay.nextSequence };
}

async function restoreSnapshot(path: string, replay: Replay): Promise<void> {
  const file = await open(path, 'r');
  try {
    const end = await readFrames(file, (frame) => replay.snapshotFrame(frame));
    if (end.restBytes + end.roomBytes > 0 || !replay.snapshotEnded)
      throw new StorageError(`${path} is damaged at byte ${end.soundBytes}`);
  } finally {
    await file.close();
  }
}

async function restoreLog(path: string, replay: Replay): Promise<{ size: number; cut: number }> {
  const file = await open(path, 'r+');
  try {
    const end = await readFrames(file, (frame) => replay.logFrame(frame, path));
    if (end.framesInRest) {
      throw new StorageError(
        `${path} is damaged at byte ${end.soundBytes}: sound data follows, so it was not cut short by a crash`,
      );
    }
    if (end.restBytes + end.roomBytes > 0) {
      await file.truncate(end.soundBytes);
      await file.sync();
    }
    return { size: end.soundBytes, cut: end.restBytes };
  } finally {
    await file.close();
  }
}

/** Applies operations to the catalog, and builds the indexes at the end. */
class Replay {
  readonly #catalog: Catalog;
  readonly #collections = new Map<number, Collection>();
  readonly #indexes = new Map<number, Map<string, IndexDefinition>>();
  snapshotEnded = false;
  nextSequence = 1;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  snapshotFrame(frame: Frame): void {
    for (const operation of operationsOf(frame.payload)) {
      if (operation.kind === OperationKind.end) {
        this.snapshotEnded = true;
        this.nextSequence = Number(decodeDocument(operation.document)['sequence']);
      } else this.#apply(operation);
    }
  }

  logFrame(frame: Frame, path: string): void {
    if (frame.sequence !== this.nextSequence) {
      throw new StorageError(
        `${path} is damaged: frame ${this.nextSequence} expected, found ${frame.sequence}`,
      );
    }
    this.nextSequence += 1;
    for (const operation of operationsOf(frame.payload)) this.#apply(operation);
  }

  finish(): void {
    for (const [id, definitions] of this.#indexes)
      this.#collections.get(id)?.restoreIndexes(definitions.values());
  }

  #apply({ kind, collectionId, document }: Operation): void {
    if (kind === OperationKind.put) return this.#collection(collectionId).restore(document);
    if (kind === OperationKind.remove) return this.#collection(collectionId).restoreRemoval(document);
    const body = decodeDocument(document);
    switch (kind) {
      case OperationKind.create: {
        const { db, name, options } = body as { db: string; name: string; options: CollectionOptions };
        this.#collections.set(collectionId, this.#catalog.restore(collectionId, db, name, options));
        this.#indexes.set(collectionId, new Map());
        return;
      }
      case OperationKind.drop:
        this.#catalog.restoreDrop(this.#collection(collectionId));
        this.#collections.delete(collectionId);
        this.#indexes.delete(collectionId);
        return;
      case OperationKind.rename:
        this.#catalog.restoreName(this.#collection(collectionId), String(body['db']), String(body['name']));
        return;
      case OperationKind.createIndex: {
        const definition = parseIndex(body);
        this.#indexes.get(collectionId)?.set(definition.name, definition);
        return;
      }
      case OperationKind.dropIndex:
        this.#indexes.get(collectionId)?.delete(String(body['name']));
        return;
      default:
        throw new StorageError(`an operation of kind ${kind} stands in a log`);
    }
  }

  #collection(id: number): Collection {
    const collection = this.#collections.get(id);
    if (collection === undefined)
      throw new StorageError(`the log speaks of collection ${id} that does not exist`);
    return collection;
  }
}
