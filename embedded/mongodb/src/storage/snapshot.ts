import { open, rename, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePacked } from '../bson/encode.js';
import type { Document } from '../bson/document.js';
import type { Catalog } from '../catalog/catalog.js';
import { indexSpec } from '../catalog/index-definition.js';
import { draftName, fileName } from './files.js';
import { FrameBuffer } from './frame-buffer.js';
import { OperationKind } from './operation.js';
import type { PackedDocument } from './packed-document.js';

const FRAME_BYTES = 1024 * 1024;

/** The state of all collections at one moment; holds references only, so taking it is quick. */
export interface Snapshot {
  readonly collections: readonly {
    readonly id: number;
    readonly head: PackedDocument;
    readonly indexes: readonly PackedDocument[];
    readonly documents: readonly PackedDocument[];
  }[];
}

/** Captures the state of this moment. */
export function captureSnapshot(catalog: Catalog): Snapshot {
  return {
    collections: Array.from(catalog.collections(), (collection) => ({
      id: collection.id,
      head: encodePacked({
        db: collection.db,
        name: collection.name,
        options: collection.options as Document,
      }),
      indexes: Array.from(collection.indexes(), ({ definition }) => encodePacked(indexSpec(definition))),
      documents: Array.from(collection.documents(), ({ packed }) => packed),
    })),
  };
}

/**
 * Writes a snapshot under its final name, durably; a crash before that leaves a draft, which the next start removes.
 * @param sequence of the first frame in the log of the same number
 */
export async function writeSnapshot(
  directory: string,
  number: number,
  snapshot: Snapshot,
  sequence: number,
): Promise<void> {
  const draft = join(directory, draftName(number));
  const file = await open(draft, 'w');
  try {
    const frame = new FrameBuffer();
    let frames = 0;
    const flush = async (): Promise<void> => {
      await writeWhole(file, frame.seal(frames));
      frames += 1;
      frame.reset();
    };
    for (const { id, head, indexes, documents } of snapshot.collections) {
      frame.add(OperationKind.create, id, head);
      for (const index of indexes) frame.add(OperationKind.createIndex, id, index);
      for (const document of documents) {
        frame.add(OperationKind.put, id, document);
        if (frame.length > FRAME_BYTES) await flush();
      }
    }
    frame.add(OperationKind.end, 0, encodePacked({ sequence: BigInt(sequence) }));
    await flush();
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, join(directory, fileName('snapshot', number)));
  await syncDirectory(directory);
}

async function writeWhole(file: FileHandle, bytes: Buffer): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const result = await file.write(bytes, written, bytes.length - written, null);
    written += result.bytesWritten;
  }
}

/** Makes created, renamed and removed names durable. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
