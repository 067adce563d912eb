import { expect } from 'chai';
import { Bench, Mortality, RecordingHandler, append, mortalStores } from './support.js';

describe('EventProcessor leases', () => {
  let bench: Bench;

  beforeEach(() => {
    bench = new Bench();
  });

  afterEach(() => bench.stopAll());

  it('lets one instance handle while the others follow', async () => {
    const first = new RecordingHandler();
    const second = new RecordingHandler();
    const leader = bench.start(first, { owner: 'here-1' });
    await bench.until(() => leader.status.role === 'leading');
    const follower = bench.start(second, { owner: 'here-2' });
    await append(bench.eventStore, 'thing-1', 'Happened');
    await bench.until(() => first.handled.length === 1);
    await bench.clock.advance(60_000);
    expect(follower.status.role).to.equal('following');
    expect(second.handled).to.deep.equal([]);
    expect(bench.notified('lease-lost')).to.equal(0);
  });

  it('takes over at once from an instance that was stopped', async () => {
    const leader = bench.start(new RecordingHandler(), { owner: 'here-1' });
    await bench.until(() => leader.status.role === 'leading');
    const follower = bench.start(new RecordingHandler(), { owner: 'here-2' });
    await bench.until(() => follower.status.role === 'following');
    await leader.stop();
    const before = bench.clock.now().getTime();
    await bench.until(() => follower.status.role === 'leading');
    expect(bench.clock.now().getTime() - before).to.be.at.most(1_100);
  });

  it('takes over from a dead instance once its heartbeat has stood still, not before', async () => {
    const mortality = new Mortality(3, false);
    const dying = bench.start(new RecordingHandler(), {
      owner: 'here-1',
      stores: mortalStores(bench.stores, mortality),
    });
    await bench.until(() => dying.status.role === 'leading');
    const follower = bench.start(new RecordingHandler(), { owner: 'here-2' });
    await bench.until(() => mortality.dead);
    const before = bench.clock.now().getTime();
    await bench.until(() => follower.status.role === 'leading');
    const waited = bench.clock.now().getTime() - before;
    expect(waited).to.be.within(3_500, 6_500);
    expect(dying.status.role).to.equal('starting');
  });

  it('takes its own lease back at once under the same name, and fences the earlier holder off', async () => {
    const first = bench.start(new RecordingHandler('shared'), { owner: 'here-1' });
    await bench.until(() => first.status.role === 'leading');
    const again = bench.start(new RecordingHandler('shared'), { owner: 'here-1' });
    const before = bench.clock.now().getTime();
    await bench.until(() => again.status.role === 'leading');
    expect(bench.clock.now().getTime() - before).to.be.at.most(100);
    await bench.until(() => bench.notified('lease-lost') > 0);
  });

  it('stops handling when it could not renew for as long as a contender would wait', async () => {
    const mortality = new Mortality(4, false);
    const handler = new RecordingHandler();
    const processor = bench.start(handler, { stores: mortalStores(bench.stores, mortality) });
    await bench.until(() => processor.status.caughtUp);
    await bench.until(() => mortality.dead && processor.status.role !== 'leading');
    await append(bench.eventStore, 'thing-1', 'Happened');
    await bench.clock.advance(10_000);
    expect(handler.handled).to.deep.equal([]);
  });
});
