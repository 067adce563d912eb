import { crc32 } from 'node:zlib';

/** How many events, streams, types and correlations there were before a segment. */
export interface SegmentStart {
  readonly event: number;
  readonly stream: number;
  readonly type: number;
  readonly correlation: number;
}

/** The index of the first `covers` bytes of a segment, as it is kept in a file. */
export interface SavedIndex {
  readonly covers: number;
  /** CRC-32 of the covered bytes. */
  readonly crc: number;
  readonly start: SegmentStart;
  /** Names that were new in this segment, in the order of their numbers. */
  readonly streams: readonly string[];
  readonly types: readonly string[];
  readonly correlations: readonly string[];
  /** By event: the offset of its record in the segment, and the columns of the event table. */
  readonly offsets: Uint32Array;
  readonly stream: Uint32Array;
  readonly revision: Uint32Array;
  readonly type: Uint32Array;
  readonly idHash: Uint32Array;
  /** The number of the event's correlation plus one, or 0. */
  readonly correlation: Uint32Array;
}

const MAGIC = 'WSIDX001';
const COLUMNS = ['offsets', 'stream', 'revision', 'type', 'idHash', 'correlation'] as const;

type Head = Omit<SavedIndex, (typeof COLUMNS)[number]> & { readonly count: number };

/** `WSIDX001`, length of the head, the head as JSON padded to 4 bytes, the columns, CRC-32 of all before. */
export function encodeSavedIndex(index: SavedIndex): Buffer {
  const { covers, crc, start, streams, types, correlations } = index;
  const count = index.offsets.length;
  const json = JSON.stringify({ covers, crc, start, streams, types, correlations, count } satisfies Head);
  const head = Buffer.from(json + ' '.repeat((4 - (Buffer.byteLength(json) % 4)) % 4));
  const bytes = Buffer.alloc(12 + head.length + COLUMNS.length * count * 4 + 4);
  bytes.write(MAGIC);
  bytes.writeUInt32LE(head.length, 8);
  head.copy(bytes, 12);
  let at = 12 + head.length;
  for (const name of COLUMNS) {
    const column = index[name];
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += column.byteLength;
  }
  bytes.writeUInt32LE(crc32(bytes.subarray(0, at)), at);
  return bytes;
}

/** The index in a file's bytes; undefined when they are not a sound one. */
export function decodeSavedIndex(bytes: Buffer): SavedIndex | undefined {
  if (bytes.length < 16 || bytes.toString('latin1', 0, 8) !== MAGIC) return undefined;
  const end = bytes.length - 4;
  if (crc32(bytes.subarray(0, end)) !== bytes.readUInt32LE(end)) return undefined;
  const headEnd = 12 + bytes.readUInt32LE(8);
  const { count, ...head } = JSON.parse(bytes.toString('utf8', 12, headEnd)) as Head;
  const columns = COLUMNS.map((name, i) => {
    const from = headEnd + i * count * 4;
    const column = new Uint32Array(count);
    new Uint8Array(column.buffer).set(bytes.subarray(from, from + count * 4));
    return [name, column] as const;
  });
  return { ...head, ...(Object.fromEntries(columns) as Pick<SavedIndex, (typeof COLUMNS)[number]>) };
}
