/** An event as the chain knows it. */
export interface Link {
  /** Undefined for a line that tells none. */
  readonly position: bigint | undefined;
  /** SHA-256 of its line. */
  readonly leaf: Buffer;
}

const positionBytes = 8;
const leafBytes = 16;
const entryBytes = positionBytes + leafBytes;

/** The links of a checkpoint, packed: for each its position (64 bits, big-endian) and the first 128 bits of its hash. */
export class CheckpointEntries {
  private constructor(private readonly packed: Buffer) {}

  static of(links: readonly Link[]): CheckpointEntries {
    const packed = Buffer.alloc(links.length * entryBytes);
    for (const [index, { position = 0n, leaf }] of links.entries()) {
      packed.writeBigUInt64BE(position, index * entryBytes);
      leaf.copy(packed, index * entryBytes + positionBytes, 0, leafBytes);
    }
    return new CheckpointEntries(packed);
  }

  static parse(text: string): CheckpointEntries {
    return new CheckpointEntries(Buffer.from(text, 'base64url'));
  }

  get length(): number {
    return Math.floor(this.packed.length / entryBytes);
  }

  positionAt(index: number): bigint {
    return this.packed.readBigUInt64BE(index * entryBytes);
  }

  /** Whether the entry at `index` is that of an event with this hash. */
  isAt(index: number, leaf: Buffer): boolean {
    const start = index * entryBytes + positionBytes;
    return this.packed.compare(leaf, 0, leafBytes, start, start + leafBytes) === 0;
  }

  toString(): string {
    return this.packed.toString('base64url');
  }
}
