import type { Randomness } from '../application/randomness.js';

/** Randomness that a seed repeats exactly (mulberry32), for tests and simulations. */
export class SeededRandomness implements Randomness {
  #state: number;

  constructor(seed = 1) {
    this.#state = seed >>> 0;
  }

  uuid(): string {
    const hex = Array.from({ length: 4 }, () => this.#next().toString(16).padStart(8, '0')).join('');
    const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `${variant}${hex.slice(17, 20)}`,
      hex.slice(20),
    ].join('-');
  }

  secret(): string {
    const words = Uint32Array.from({ length: 8 }, () => this.#next());
    return Buffer.from(words.buffer).toString('base64url');
  }

  fraction(): number {
    return this.#next() / 2 ** 32;
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
}
