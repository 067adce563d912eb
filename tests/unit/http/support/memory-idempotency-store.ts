import { randomUUID } from 'node:crypto';
import type {
  Claim,
  IdempotencyStore,
} from '../../../../src/infrastructure/http/idempotency/idempotency-store.js';
import type { Answer } from '../../../../src/infrastructure/http/server/answer.js';

interface Entry {
  readonly fingerprint: string;
  readonly claimId: string;
  readonly answer?: Answer;
}

/** Idempotency keys in memory. */
export class MemoryIdempotencyStore implements IdempotencyStore {
  readonly entries = new Map<string, Entry>();

  async claim(key: string, fingerprint: string): Promise<Claim> {
    const found = this.entries.get(key);
    if (found?.answer !== undefined)
      return { kind: 'answered', fingerprint: found.fingerprint, answer: found.answer };
    if (found !== undefined) return { kind: 'in-progress', fingerprint: found.fingerprint };
    const claimId = randomUUID();
    this.entries.set(key, { fingerprint, claimId });
    return { kind: 'claimed', claimId };
  }

  async record(key: string, claimId: string, answer: Answer): Promise<void> {
    const found = this.entries.get(key);
    if (found?.claimId === claimId) this.entries.set(key, { ...found, answer });
  }

  async release(key: string, claimId: string): Promise<void> {
    const found = this.entries.get(key);
    if (found?.claimId === claimId && found.answer === undefined) this.entries.delete(key);
  }
}
