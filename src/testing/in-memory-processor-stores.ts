import type { CheckpointStore } from '../application/event-processor/checkpoint-store.js';
import type { DeadLetter, DeadLetterRequest, ParkedKey } from '../application/event-processor/dead-letter.js';
import type { DeadLetterStore } from '../application/event-processor/dead-letter-store.js';
import type { Lease, LeaseStore } from '../application/event-processor/lease-store.js';
import type { ProcessorStores } from '../application/event-processor/processor-stores.js';

/** Everything an `EventProcessor` keeps, in memory. */
export function inMemoryProcessorStores(): ProcessorStores {
  return {
    checkpoints: new InMemoryCheckpointStore(),
    leases: new InMemoryLeaseStore(),
    deadLetters: new InMemoryDeadLetterStore(),
  };
}

/** Checkpoints for as long as the object lives. */
class InMemoryCheckpointStore implements CheckpointStore {
  readonly #positions = new Map<string, bigint>();

  async load(handler: string): Promise<bigint | undefined> {
    return this.#positions.get(handler);
  }

  async store(handler: string, position: bigint): Promise<void> {
    const before = this.#positions.get(handler);
    if (before === undefined || before < position) this.#positions.set(handler, position);
  }

  async remove(handler: string): Promise<void> {
    this.#positions.delete(handler);
  }
}

/** Leases for as long as the object lives. */
class InMemoryLeaseStore implements LeaseStore {
  readonly #leases = new Map<string, Lease>();

  async read(handler: string): Promise<Lease | undefined> {
    return this.#leases.get(handler);
  }

  async take(handler: string, owner: string, seen: Lease | undefined): Promise<Lease | undefined> {
    const found = this.#leases.get(handler);
    const unchanged =
      found?.owner === seen?.owner && found?.epoch === seen?.epoch && found?.heartbeat === seen?.heartbeat;
    if (!unchanged) return undefined;
    const lease = { handler, owner, epoch: (seen?.epoch ?? 0) + 1, heartbeat: 0 };
    this.#leases.set(handler, lease);
    return lease;
  }

  async renew(lease: Lease): Promise<boolean> {
    const found = this.#held(lease);
    if (found !== undefined) this.#leases.set(lease.handler, { ...found, heartbeat: found.heartbeat + 1 });
    return found !== undefined;
  }

  async release(lease: Lease): Promise<void> {
    const found = this.#held(lease);
    if (found !== undefined) this.#leases.set(lease.handler, { ...found, owner: null });
  }

  async remove(handler: string): Promise<void> {
    this.#leases.delete(handler);
  }

  #held({ handler, owner, epoch }: Lease): Lease | undefined {
    const found = this.#leases.get(handler);
    return found?.owner === owner && found?.epoch === epoch ? found : undefined;
  }
}

/** Dead letters for as long as the object lives. */
export class InMemoryDeadLetterStore implements DeadLetterStore {
  #letters: DeadLetter[] = [];

  async park(letters: readonly DeadLetter[]): Promise<void> {
    for (const letter of letters) {
      this.#letters = this.#letters.filter((other) => !same(other, letter));
      this.#letters.push(letter);
    }
    this.#letters.sort((a, b) => (a.handler === b.handler ? (a.position < b.position ? -1 : 1) : 0));
  }

  async parkedKeys(handler?: string): Promise<ParkedKey[]> {
    const keys = new Map<string, ParkedKey>();
    for (const letter of this.#letters) {
      if (handler !== undefined && letter.handler !== handler) continue;
      const id = `${letter.handler}|${letter.key}`;
      const known = keys.get(id);
      keys.set(id, known ? { ...known, waiting: known.waiting + 1 } : { head: letter, waiting: 0 });
    }
    return [...keys.values()];
  }

  async parkedEvents(handler: string, key: string, limit: number): Promise<DeadLetter[]> {
    return this.#letters.filter((letter) => letter.handler === handler && letter.key === key).slice(0, limit);
  }

  async remove(letter: DeadLetter): Promise<void> {
    this.#letters = this.#letters.filter((other) => !same(other, letter));
  }

  async removeHandler(handler: string): Promise<void> {
    this.#letters = this.#letters.filter((letter) => letter.handler !== handler);
  }

  async request(head: DeadLetter, request: DeadLetterRequest): Promise<boolean> {
    const found = this.#letters.find((letter) => same(letter, head));
    if (found === undefined) return false;
    this.#letters[this.#letters.indexOf(found)] = { ...found, request };
    return true;
  }

  async requested(handler: string): Promise<DeadLetter[]> {
    return this.#letters.filter((letter) => letter.handler === handler && letter.request !== undefined);
  }
}

function same(a: DeadLetter, b: DeadLetter): boolean {
  return a.handler === b.handler && a.position === b.position;
}
