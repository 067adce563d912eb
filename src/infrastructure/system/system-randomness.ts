import { randomUUID } from 'node:crypto';
import type { Randomness } from '../../application/randomness.js';

/** The machine's own randomness. */
export class SystemRandomness implements Randomness {
  uuid(): string {
    return randomUUID();
  }

  fraction(): number {
    return Math.random();
  }
}
