import type { StoredDocument } from './stored-document.js';

const BLOCK = 64;

interface Block {
  readonly keys: string[];
  readonly records: StoredDocument[];
}

/** A part of an index: keys from `from` (inclusive) to `to` (exclusive; none: to the end). */
export interface KeyRange {
  readonly from: string;
  readonly to?: string;
}

/** The entries of an index in the order of their keys, and of their record ids where keys are the same. */
export class SortedEntries {
  readonly #blocks: Block[] = [{ keys: [], records: [] }];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(key: string, record: StoredDocument): void {
    const index = this.#blockFor(key, record.recordId);
    const block = this.#blocks[index]!;
    const at = lowerBound(block, key, record.recordId);
    block.keys.splice(at, 0, key);
    block.records.splice(at, 0, record);
    this.#size += 1;
    if (block.keys.length > BLOCK * 2) this.#split(index);
  }

  remove(key: string, record: StoredDocument): void {
    const index = this.#blockFor(key, record.recordId);
    const block = this.#blocks[index]!;
    const at = lowerBound(block, key, record.recordId);
    if (block.records[at] !== record || block.keys[at] !== key) return;
    block.keys.splice(at, 1);
    block.records.splice(at, 1);
    this.#size -= 1;
    if (block.keys.length === 0 && this.#blocks.length > 1) this.#blocks.splice(index, 1);
  }

  /** The first record with exactly this key. */
  find(key: string): StoredDocument | undefined {
    const block = this.#blocks[this.#blockFor(key, -1)]!;
    const at = lowerBound(block, key, -1);
    return block.keys[at] === key ? block.records[at] : undefined;
  }

  /** The records in a range, in order. */
  *range(range: KeyRange): Generator<StoredDocument> {
    let index = this.#blockFor(range.from, -1);
    let at = lowerBound(this.#blocks[index]!, range.from, -1);
    for (; index < this.#blocks.length; index += 1, at = 0) {
      const { keys, records } = this.#blocks[index]!;
      for (; at < keys.length; at += 1) {
        if (range.to !== undefined && keys[at]! >= range.to) return;
        yield records[at]!;
      }
    }
  }

  /** The records in a range, in the opposite order. */
  *reverseRange(range: KeyRange): Generator<StoredDocument> {
    let index = range.to === undefined ? this.#blocks.length - 1 : this.#blockFor(range.to, -1);
    let at =
      range.to === undefined
        ? this.#blocks[index]!.keys.length
        : lowerBound(this.#blocks[index]!, range.to, -1);
    for (;;) {
      const { keys, records } = this.#blocks[index]!;
      for (at -= 1; at >= 0; at -= 1) {
        if (keys[at]! < range.from) return;
        yield records[at]!;
      }
      index -= 1;
      if (index < 0) return;
      at = this.#blocks[index]!.keys.length;
    }
  }

  /** The first block whose last entry is not before the given one; else the last block. */
  #blockFor(key: string, recordId: number): number {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const block = this.#blocks[middle]!;
      if (isBefore(block, block.keys.length - 1, key, recordId)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #split(index: number): void {
    const block = this.#blocks[index]!;
    const tail = { keys: block.keys.splice(BLOCK), records: block.records.splice(BLOCK) };
    this.#blocks.splice(index + 1, 0, tail);
  }
}

function lowerBound(block: Block, key: string, recordId: number): number {
  let low = 0;
  let high = block.keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(block, middle, key, recordId)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore(block: Block, at: number, key: string, recordId: number): boolean {
  const other = block.keys[at]!;
  return other < key || (other === key && block.records[at]!.recordId < recordId);
}
