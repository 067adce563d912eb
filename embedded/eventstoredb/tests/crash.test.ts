import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { expect } from 'chai';
import { startNodeProcess } from './support/node-process.js';
import { useTemporaryDirectory } from './support/temporary-directory.js';

const ROUNDS = 3;
const WRITERS = 16;
const ACKNOWLEDGED_BEFORE_KILL = 150;

describe('a node that is killed while clients append', function killed() {
  this.timeout(60_000);
  const directory = useTemporaryDirectory();

  it('has every acknowledged append exactly once after it is started again, and whole', async () => {
    const acknowledged = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const node = await startNodeProcess(directory());
      const client = EventStoreDBClient.connectionString(node.url);
      const enough = acknowledged.size + ACKNOWLEDGED_BEFORE_KILL;
      let kill: Promise<unknown> | undefined;
      await Promise.all(
        Array.from({ length: WRITERS }, async (_, writer) => {
          for (;;) {
            const append = randomUUID();
            const events = [0, 1, 2].map((part) => jsonEvent({ type: 'Part', data: { append, part } }));
            try {
              await client.appendToStream(`load-${writer % 5}`, events);
            } catch {
              return;
            }
            acknowledged.add(append);
            if (acknowledged.size >= enough) kill ??= node.kill('SIGKILL');
          }
        }),
      );
      expect(await kill).to.equal('SIGKILL');
      await client.dispose();
    }

    const node = await startNodeProcess(directory());
    const client = EventStoreDBClient.connectionString(node.url);
    const parts = new Map<string, number[]>();
    for (let stream = 0; stream < 5; stream++) {
      let revision = 0n;
      for await (const { event } of client.readStream<PartEvent>(`load-${stream}`)) {
        expect(event!.revision).to.equal(revision++);
        const { append, part } = event!.data;
        parts.set(append, [...(parts.get(append) ?? []), part]);
      }
    }
    await client.dispose();
    expect(await node.kill('SIGTERM')).to.equal(0);
    for (const append of acknowledged) expect(parts.get(append), append).to.deep.equal([0, 1, 2]);
    for (const [append, found] of parts) expect(found, append).to.deep.equal([0, 1, 2]);
  });
});

interface PartEvent {
  readonly type: 'Part';
  readonly data: { readonly append: string; readonly part: number };
  [key: string]: unknown;
}
