import { expect } from 'chai';
import { type Arbitrary, assert, asyncProperty, nat, tuple } from 'fast-check';
import { lastCheckpoint } from '../../../src/application/audit-service/chain/chain-head.js';
import { positionOfLine } from '../../../src/application/audit-service/transfer/log-line.js';
import { verifyExport } from '../../../src/application/audit-service/verification/verify-export.js';
import type { KnownHead } from '../../../src/application/audit-service/verification/verification.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { appendThings, exported, inPieces, keys, signAll } from './sample-log.js';

const runs = 1_000;

describe('an altered export', function () {
  this.timeout(60_000);
  let lines: Buffer[];
  let head: KnownHead;

  before(async () => {
    const store = new InMemoryEventStore();
    for (let round = 0; round < 12; round++) {
      await appendThings(store, 20, round);
      await signAll(store);
    }
    lines = (await exported(store))
      .trimEnd()
      .split('\n')
      .map((line) => Buffer.from(line));
    head = (await lastCheckpoint(store))!.checkpoint;
  });

  const positionAt = (index: number) => positionOfLine(lines[index]!)!.toString();
  /** Every line but the last: that is the newest checkpoint, which only the next one will cover. */
  const covered = () => nat(lines.length - 2);

  async function findingIn(altered: readonly Buffer[]) {
    const text = Buffer.concat(altered.flatMap((line) => [line, Buffer.from('\n')]));
    return (await verifyExport(inPieces(text), keys, { head })).finding;
  }

  async function prove<T>(arbitrary: Arbitrary<T>, check: (alteration: T) => Promise<void>): Promise<void> {
    await assert(asyncProperty(arbitrary, check), { numRuns: runs / 4 });
  }

  it('is intact before', async () => {
    expect(await findingIn(lines)).to.equal(undefined);
  });

  it('is found by a flipped bit', () =>
    prove(tuple(covered(), nat(), nat(7)), async ([index, offset, bit]) => {
      const altered = [...lines];
      const line = Buffer.from(lines[index]!);
      const at = offset % line.length;
      line[at] = line[at]! ^ (1 << bit);
      altered[index] = line;
      expect((await findingIn(altered))?.position).to.equal(positionAt(index));
    }));

  it('is found by a dropped event', () =>
    prove(covered(), async (index) => {
      const found = await findingIn(lines.toSpliced(index, 1));
      expect(found).to.include({ kind: 'missing', position: positionAt(index) });
    }));

  it('is found by two events that have changed places', () =>
    prove(
      tuple(covered(), covered()).filter(([a, b]) => a !== b),
      async ([a, b]) => {
        const altered = [...lines];
        [altered[a], altered[b]] = [lines[b]!, lines[a]!];
        const found = await findingIn(altered);
        expect(found?.position).to.equal(positionAt(Math.min(a, b)));
      },
    ));

  it('is found by any two neighbours that have changed places, also across the borders of checkpoints', async () => {
    for (let index = 0; index < lines.length - 2; index++) {
      const altered = lines.toSpliced(index, 2, lines[index + 1]!, lines[index]!);
      expect((await findingIn(altered))?.position).to.equal(positionAt(index));
    }
  });

  it('is found by an event that stands there twice', () =>
    prove(tuple(covered(), nat()), async ([index, behind]) => {
      const place = index + 1 + (behind % (lines.length - index));
      const found = await findingIn(lines.toSpliced(place, 0, lines[index]!));
      expect(found).to.include({ kind: 'doubled', position: positionAt(index) });
    }));

  it('is found when its end is gone, by a checkpoint known from elsewhere', async () => {
    expect(await findingIn(lines.slice(0, -1))).to.include({ kind: 'missing', position: head.position });
    expect(await findingIn(lines.slice(0, 100))).to.include({ kind: 'missing', position: head.position });
  });
});
