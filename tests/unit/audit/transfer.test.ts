import { expect } from 'chai';
import {
  eventOfLine,
  InvalidLogLineError,
} from '../../../src/application/audit-service/transfer/log-line.js';
import {
  importLog,
  StoreNotEmptyError,
  type ImportNote,
} from '../../../src/application/audit-service/transfer/import-log.js';
import { exportLog } from '../../../src/application/audit-service/transfer/export-log.js';
import { verifyExport } from '../../../src/application/audit-service/verification/verify-export.js';
import { verifyStore } from '../../../src/application/audit-service/verification/verify-store.js';
import { CheckpointVerifier } from '../../../src/application/audit-service/chain/checkpoint-keys.js';
import { CHECKPOINT_STREAM } from '../../../src/application/audit-service/chain/checkpoint.js';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { appendThings, exported, inPieces, keeperOf, keys, signAll } from './sample-log.js';

async function signedStore(rounds = 4): Promise<InMemoryEventStore> {
  const store = new InMemoryEventStore(() => new Date('2026-02-03T04:05:06.007Z'));
  for (let round = 0; round < rounds; round++) {
    await appendThings(store, 30, round);
    await signAll(store);
  }
  return store;
}

const eventsOf = (text: string): RecordedEvent[] => text.trimEnd().split('\n').map(eventOfLine);

/** An imported event as it was, by what was noted of it. */
function original(event: RecordedEvent): RecordedEvent {
  const { importedFrom, ...metadata } = event.metadata as RecordedEvent['metadata'] & {
    importedFrom: ImportNote;
  };
  return { ...event, metadata, position: BigInt(importedFrom.position), recordedAt: importedFrom.at };
}

describe('export and import', () => {
  it('give the same log again, but for what a store cannot keep, which is noted', async () => {
    const store = await signedStore();
    const text = await exported(store);
    const target = new InMemoryEventStore();
    const report = await importLog(inPieces(text, 100), target);
    const expected = eventsOf(text).filter(({ stream }) => stream !== CHECKPOINT_STREAM);
    expect(report).to.deep.equal({
      imported: expected.length,
      checkpointsLeftOut: store.eventsOf(CHECKPOINT_STREAM).length,
      renumbered: 0,
    });
    expect(eventsOf(await exported(target)).map(original)).to.deep.equal(expected);
  });

  it('begin a new chain in the new store', async () => {
    const target = new InMemoryEventStore();
    await importLog(inPieces(await exported(await signedStore())), target);
    await signAll(target);
    expect(await verifyStore(target, keys)).to.deep.include({ intact: true, proven: 120 });
  });

  it('refuse a store that holds events, and lines that are none', async () => {
    const store = await signedStore(1);
    const refused = await importLog(inPieces(await exported(store)), store).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(StoreNotEmptyError);
    const wrong = await importLog(inPieces('{"no":"event"}\n'), new InMemoryEventStore()).catch(
      (error: unknown) => error,
    );
    expect(wrong).to.be.instanceOf(InvalidLogLineError);
  });

  it('go on behind any position, and the rest can be verified by itself', async () => {
    const store = await signedStore();
    const lines = (await exported(store)).split('\n');
    for (const index of [0, 17, 40, 90]) {
      const { position } = eventOfLine(lines[index]!);
      const rest = await exported(store, position);
      expect(rest).to.equal(lines.slice(index + 1).join('\n'));
      const { intact, proven } = await verifyExport(inPieces(rest), keys, { after: position });
      expect(intact).to.equal(true);
      expect(proven).to.be.greaterThan(0);
    }
  });

  it('hold no more than two batches, however slowly the log is read', async () => {
    const store = new InMemoryEventStore();
    await appendThings(store, 3_000);
    let taken = 0;
    const subscribe = store.subscribe.bind(store);
    store.subscribe = async function* (...parameters) {
      for await (const message of subscribe(...parameters)) {
        taken++;
        yield message;
      }
    };
    let given = 0;
    for await (const piece of exportLog(store, undefined)) {
      given += piece.split('\n').length - 1;
      expect(taken - given).to.be.lessThan(1_000);
    }
    expect(given).to.equal(3_000);
  });
});

describe('the chain', () => {
  it('is the same whoever goes on with it, after a crash at any point', async () => {
    const store = new InMemoryEventStore();
    await appendThings(store, 50);
    store.failNextAppend('after');
    await signAll(store, 20).catch(() => undefined);
    await signAll(store, 7);
    expect(await verifyStore(store, keys)).to.deep.include({ intact: true });
    const counts = store.eventsOf(CHECKPOINT_STREAM).map(({ data }) => (data as { count: number }).count);
    expect(new Set(counts).size).to.equal(counts.length);
  });

  it('has neither gap nor double when two keep it at once', async () => {
    const store = new InMemoryEventStore();
    await appendThings(store, 40);
    const [one, other] = [keeperOf(store), keeperOf(store)];
    await one.checkpoints.load('');
    await other.checkpoints.load('');
    const events = [...store.events];
    await one.handle(events.slice(0, 10));
    const refused = await other.handle(events.slice(0, 30)).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(Error);
    await other.handle(events.slice(0, 30));
    await signAll(store, 100, one);
    expect(await verifyStore(store, keys)).to.deep.include({ intact: true, unproven: 1 });
  });

  it('is not signed on for checkpoints alone', async () => {
    const store = await signedStore(1);
    const before = store.events.length;
    await signAll(store);
    await signAll(store);
    expect(store.events.length).to.equal(before);
  });

  it('tells a key that nobody knows', async () => {
    const store = await signedStore(1);
    const stranger = new CheckpointVerifier({
      keys: [{ kty: 'OKP', crv: 'Ed25519', kid: 'other', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }],
    });
    const { intact, finding } = await verifyStore(store, stranger);
    expect(intact).to.equal(false);
    expect(finding?.kind).to.equal('altered');
  });
});
