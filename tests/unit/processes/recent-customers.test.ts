import { expect } from 'chai';
import { RecentCustomers } from '../../../src/application/customer-service/recent-customers.js';
import type { Customers } from '../../../src/application/customer-service/request-order-email.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';

describe('recent customers', () => {
  function setUp(fails = false) {
    const clock = new ManualClock();
    const loaded: string[] = [];
    const load: Customers['load'] = async (stream) => {
      loaded.push(stream);
      if (fails) throw new Error('away');
      return { state: { status: 'unregistered' }, revision: loaded.length, position: 0n };
    };
    return { clock, loaded, recent: new RecentCustomers({ load }, clock) };
  }

  it('are read once for what happens within two seconds', async () => {
    const { clock, loaded, recent } = setUp();
    const [first, second] = await Promise.all([recent.load('customer-ann'), recent.load('customer-ann')]);
    await clock.advance(2_000);
    expect(await recent.load('customer-ann'))
      .to.equal(first)
      .and.to.equal(second);
    await recent.load('customer-bob');
    expect(loaded).to.deep.equal(['customer-ann', 'customer-bob']);
  });

  it('are read again afterwards', async () => {
    const { clock, loaded, recent } = setUp();
    await recent.load('customer-ann');
    await clock.advance(2_001);
    expect((await recent.load('customer-ann')).revision).to.equal(2);
    expect(loaded).to.have.length(2);
  });

  it('are read again after a failure', async () => {
    const { loaded, recent } = setUp(true);
    for (const _ of [1, 2]) {
      expect(await recent.load('customer-ann').catch((error: Error) => error.message)).to.equal('away');
    }
    expect(loaded).to.have.length(2);
  });
});
