import { generateKeyPairSync } from 'node:crypto';
import { ChainKeeper } from '../../../src/application/audit-service/chain/chain-keeper.js';
import {
  CheckpointSigner,
  CheckpointVerifier,
} from '../../../src/application/audit-service/chain/checkpoint-keys.js';
import { exportLog } from '../../../src/application/audit-service/transfer/export-log.js';
import type { EventToAppend } from '../../../src/application/event-store.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';
import { metadataOf } from '../../support/metadata-of.js';

const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });

/** A key for tests, and what recognises its signatures. */
const signer = new CheckpointSigner({ ...jwk, kty: 'OKP', kid: 'tests' });
export const keys = new CheckpointVerifier({ keys: [signer.publicKey] });

/** An event as the shop writes them. */
function eventNumber(index: number, randomness: SeededRandomness): EventToAppend {
  const id = randomness.uuid();
  return {
    eventId: id,
    type: 'ThingChanged',
    data: { index, text: `Größe "${index}"\n`, list: [index, null, { deep: true }] },
    metadata: metadataOf(id, { actor: `customer-${index % 7}` }),
  };
}

/** Appends `count` events to a dozen streams. */
export async function appendThings(store: InMemoryEventStore, count: number, seed = 1): Promise<void> {
  const randomness = new SeededRandomness(seed);
  for (let index = 0; index < count; index++) {
    await store.append(`thing-${index % 12}`, 'any', [eventNumber(index, randomness)]);
  }
}

/** Lets a chain keeper handle everything that it has not handled, in batches of `size`, until only its last checkpoint is left. */
export async function signAll(store: InMemoryEventStore, size = 20, keeper = keeperOf(store)): Promise<void> {
  let after = (await keeper.checkpoints.load('')) ?? 0n;
  for (;;) {
    const batch = store.events.filter(({ position }) => position > after).slice(0, size);
    if (batch.length === 0) return;
    await keeper.handle(batch);
    after = batch.at(-1)!.position;
  }
}

export function keeperOf(store: InMemoryEventStore): ChainKeeper {
  return new ChainKeeper(store, signer);
}

/** The whole log as JSON lines. */
export async function exported(store: InMemoryEventStore, after?: bigint): Promise<string> {
  let text = '';
  for await (const piece of exportLog(store, after)) text += piece;
  return text;
}

/** A text as a file gives it: in pieces that end anywhere. */
export async function* inPieces(text: string | Buffer, size = 4_096): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text as string);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
