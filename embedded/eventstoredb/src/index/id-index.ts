import type { EventTable } from './event-table.js';

const ID_LENGTH = 36;

/** A 32-bit hash (FNV-1a) of an event id in its text form at `start`. */
export function hashId(buffer: Buffer, start: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < start + ID_LENGTH; i++) hash = Math.imul(hash ^ buffer[i]!, 0x01000193);
  return hash >>> 0;
}

/**
 * Finds events of a stream by their id: an open-addressing hash table of event numbers, 4 bytes a slot. It keeps hashes
 * only, so a hit must be verified against the log.
 */
export class IdIndex {
  #slots = new Uint32Array(2048);
  #used = 0;

  constructor(readonly events: EventTable) {}

  /** Takes all events of the table that are not here yet. */
  catchUp(): void {
    const { count } = this.events;
    if (count * 4 > this.#slots.length * 3) this.#enlarge(count);
    while (this.#used < count) this.#insert(this.#used++);
  }

  /** The earliest event of a stream with the hash that `verify` accepts, or -1. */
  find(stream: number, idHash: number, verify: (event: number) => boolean): number {
    this.catchUp();
    const { events } = this;
    const mask = this.#slots.length - 1;
    for (let slot = slotOf(stream, idHash) & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot]!;
      if (entry === 0) return -1;
      const event = entry - 1;
      if (events.idHash[event] === idHash && events.stream[event] === stream && verify(event)) return event;
    }
  }

  #insert(event: number): void {
    const mask = this.#slots.length - 1;
    let slot = slotOf(this.events.stream[event]!, this.events.idHash[event]!) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = event + 1;
  }

  /** Everything is inserted again in the order of the log, which keeps an earlier event before one with the same id. */
  #enlarge(count: number): void {
    let length = this.#slots.length;
    while (count * 4 > length * 3) length *= 2;
    this.#slots = new Uint32Array(length);
    this.#used = 0;
  }
}

function slotOf(stream: number, idHash: number): number {
  const mixed = Math.imul(idHash ^ Math.imul(stream + 1, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
