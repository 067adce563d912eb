import { randomBytes, randomUUID } from 'node:crypto';
import type { Randomness } from '../../application/randomness.js';

/** The machine's own randomness. */
export class SystemRandomness implements Randomness {
  uuid(): string {
    return randomUUID();
  }

  secret(): string {
    return randomBytes(32).toString('base64url');
  }

  fraction(): number {
    return Math.random();
  }
}
