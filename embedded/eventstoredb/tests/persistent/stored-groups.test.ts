import { join } from 'node:path';
import { expect } from 'chai';
import { CONFIG_STREAM, checkpointStream } from '../../src/persistent/group-id.js';
import { CHECKPOINT_TYPE, CONFIG_TYPE } from '../../src/persistent/group-writes.js';
import { PersistentSubscriptions } from '../../src/persistent/persistent-subscriptions.js';
import { EventStore } from '../../src/store/event-store.js';
import { append, event } from '../support/store.js';
import { useTemporaryDirectory } from '../support/temporary-directory.js';
import { DEFAULTS } from './group-simulation.js';

const id = { source: 'work-1', group: 'g' };

/** What a client may put where the node keeps what it knows of its groups. */
const STRANGE = [
  '',
  'null',
  '{}',
  '"hello"',
  '{"entries":[{}]}',
  '{"version":"2","entries":[{"stream":"work-1","group":"g","resolveLinkTos":true}]}',
  '{"entries":[{"stream":"$all","group":"g","start":0,"endWas":0,"settings":{},"filter":{"by":"type","regex":"("}}]}',
  ...[
    { start: -1 },
    { start: 0.5 },
    { endWas: -1 },
    { stream: '$all', filter: { by: 'type', prefixes: 5 } },
    { stream: '$all', filter: { by: 'type', prefixes: [5] } },
    { stream: '$all', filter: { by: 'colour', prefixes: [] } },
    { stream: '$all', filter: { by: 'type', regex: 5 } },
  ].map((wrong) => {
    const right = { stream: 'work-1', group: 'strange', start: 0, endWas: 0, settings: DEFAULTS };
    return JSON.stringify({ entries: [{ ...right, ...wrong }] });
  }),
];

describe('what is stored of groups', () => {
  let store: EventStore;
  const open: PersistentSubscriptions[] = [];

  const directory = useTemporaryDirectory();
  beforeEach(async () => {
    store = await EventStore.open(directory());
    await load().create({ ...id, start: 'start', settings: DEFAULTS }, undefined);
  });
  afterEach(async () => {
    for (const subscriptions of open.splice(0)) subscriptions.close();
    await store.close();
  });

  /** The groups as a node that starts finds them. */
  function load(reports: string[] = []): PersistentSubscriptions {
    const subscriptions = new PersistentSubscriptions(store, (message) => reports.push(message));
    open.push(subscriptions);
    return subscriptions;
  }

  it('is found again, without a word', () => {
    const reports: string[] = [];
    expect(load(reports).get(id).definition.settings).to.deep.equal(DEFAULTS);
    expect(reports).to.deep.equal([]);
  });

  it('is found again wherever it is to begin', async () => {
    const far = { source: 'work-1', group: 'far' };
    await load().create({ ...far, start: 2 ** 63, settings: DEFAULTS }, undefined);
    const byPrefix = { by: 'type', match: { prefixes: ['work-'] } } as const;
    await load().create({ source: '$all', group: 'last', start: 'end', settings: DEFAULTS }, byPrefix);
    const reports: string[] = [];
    expect(load(reports).list()).to.have.length(3);
    expect(reports).to.deep.equal([]);
  });

  for (const type of ['Happened', CONFIG_TYPE]) {
    it(`is found behind events of type ${type} that are something else, and that is told`, async () => {
      for (const [i, data] of STRANGE.entries()) {
        await append(store, CONFIG_STREAM, [event(`${i}`, { type, data: Buffer.from(data) })]);
      }
      const reports: string[] = [];
      expect(load(reports).get(id).definition.settings).to.deep.equal(DEFAULTS);
      expect(reports).to.have.length(1);
    });
  }

  it('is nothing where all is something else, and that is told', async () => {
    const other = await EventStore.open(join(directory(), 'other'));
    await append(other, CONFIG_STREAM, [event('strange')]);
    const reports: string[] = [];
    const subscriptions = new PersistentSubscriptions(other, (message) => reports.push(message));
    expect(subscriptions.list()).to.deep.equal([]);
    expect(reports).to.have.length(1);
    subscriptions.close();
    await other.close();
  });

  it('goes on from the last checkpoint that is one', async () => {
    const data = Buffer.from('"7"');
    await append(store, checkpointStream(id), [event('checkpoint', { type: CHECKPOINT_TYPE, data })]);
    for (const [i, strange] of [...STRANGE, '"8x"'].entries()) {
      const type = i % 2 === 0 ? 'Happened' : CHECKPOINT_TYPE;
      await append(store, checkpointStream(id), [event(`${i}`, { type, data: Buffer.from(strange) })]);
    }
    expect(load().get(id).checkpoint).to.equal('7');
  });
});
