import { readSync } from 'node:fs';
import type { Segment } from './segment.js';

/** The log is read in pieces of this size. */
export const PAGE_LENGTH = 64 * 1024;

const PAGES_PER_SEGMENT = 2 ** 20;

/**
 * The pages of the log that were used last. Pages are immutable once they are full, so views of them may be handed out;
 * the page being written is pinned and shared with the writer.
 */
export class PageCache {
  readonly #pages = new Map<number, Buffer>();
  #lastKey = -1;
  #lastPage: Buffer = Buffer.alloc(0);
  #tailKey = -1;
  #tailPage: Buffer = Buffer.alloc(0);

  /**
   * @param capacity how many pages are kept
   * @param beforeFileRead called before a page comes from the file; must bring the file up to date
   */
  constructor(
    readonly capacity: number,
    readonly beforeFileRead: () => void,
  ) {}

  /** The page with the given number of a segment, from memory or from the file. */
  page(segment: Segment, number: number): Buffer {
    const key = segment.number * PAGES_PER_SEGMENT + number;
    if (key === this.#lastKey) return this.#lastPage;
    const page = key === this.#tailKey ? this.#tailPage : this.#cached(key, segment, number);
    this.#lastKey = key;
    this.#lastPage = page;
    return page;
  }

  /** Copies bytes that were appended to a segment into its last pages. */
  append(segment: Segment, offset: number, bytes: Buffer): void {
    let from = 0;
    while (from < bytes.length) {
      const at = offset + from;
      const number = Math.floor(at / PAGE_LENGTH);
      const within = at % PAGE_LENGTH;
      const page = this.#tail(segment, number, within);
      const count = Math.min(PAGE_LENGTH - within, bytes.length - from);
      bytes.copy(page, within, from, from + count);
      from += count;
    }
  }

  #tail(segment: Segment, number: number, filled: number): Buffer {
    const key = segment.number * PAGES_PER_SEGMENT + number;
    if (key === this.#tailKey) return this.#tailPage;
    if (this.#tailKey >= 0) this.#keep(this.#tailKey, this.#tailPage);
    const page = Buffer.allocUnsafeSlow(PAGE_LENGTH);
    if (filled > 0) readSync(segment.fd, page, 0, filled, number * PAGE_LENGTH);
    this.#pages.delete(key);
    if (this.#lastKey === key) this.#lastKey = -1;
    this.#tailKey = key;
    this.#tailPage = page;
    return page;
  }

  #cached(key: number, segment: Segment, number: number): Buffer {
    let page = this.#pages.get(key);
    if (page) this.#pages.delete(key);
    else {
      this.beforeFileRead();
      page = Buffer.allocUnsafeSlow(PAGE_LENGTH);
      readSync(segment.fd, page, 0, PAGE_LENGTH, number * PAGE_LENGTH);
    }
    this.#keep(key, page);
    return page;
  }

  #keep(key: number, page: Buffer): void {
    this.#pages.set(key, page);
    if (this.#pages.size > this.capacity) {
      for (const oldest of this.#pages.keys()) {
        this.#pages.delete(oldest);
        break;
      }
    }
  }
}
