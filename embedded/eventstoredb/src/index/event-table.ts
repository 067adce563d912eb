/** Marks in the type column; the type's number is in the lower bits. */
export const SOFT_DELETE_FLAG = 0x8000_0000;
export const TOMBSTONE_FLAG = 0x4000_0000;
const TYPE_MASK = 0x00ff_ffff;

type Column = Float64Array | Uint32Array;

/**
 * What is kept in memory of every event, as columns: 24 bytes an event. An event's number is its rank in the log.
 */
export class EventTable {
  count = 0;
  position = new Float64Array(1024);
  stream = new Uint32Array(1024);
  revision = new Uint32Array(1024);
  idHash = new Uint32Array(1024);
  #type = new Uint32Array(1024);

  /** @returns the number of the new event */
  add(position: number, stream: number, revision: number, typeAndFlags: number, idHash: number): number {
    const event = this.count;
    if (event === this.position.length) this.reserve(1);
    this.position[event] = position;
    this.stream[event] = stream;
    this.revision[event] = revision;
    this.#type[event] = typeAndFlags;
    this.idHash[event] = idHash;
    this.count = event + 1;
    return event;
  }

  /** Makes room for more events at once. */
  reserve(more: number): void {
    const needed = this.count + more;
    if (needed <= this.position.length) return;
    const length = Math.max(needed, Math.ceil(this.position.length * 1.5));
    this.position = grown(this.position, new Float64Array(length));
    this.stream = grown(this.stream, new Uint32Array(length));
    this.revision = grown(this.revision, new Uint32Array(length));
    this.idHash = grown(this.idHash, new Uint32Array(length));
    this.#type = grown(this.#type, new Uint32Array(length));
  }

  /** The number of the event's type. */
  type(event: number): number {
    return this.#type[event]! & TYPE_MASK;
  }

  /** The type's number with the flags, as `add` takes it. */
  typeAndFlags(event: number): number {
    return this.#type[event]!;
  }

  isTombstone(event: number): boolean {
    return (this.#type[event]! & TOMBSTONE_FLAG) !== 0;
  }

  /** The first event at or after a position; `count` when there is none. */
  firstAtOrAfter(position: number | bigint): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.position[middle]! < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function grown<C extends Column>(column: C, larger: C): C {
  larger.set(column);
  return larger;
}
