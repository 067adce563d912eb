import { expect } from 'chai';
import {
  RecentCustomers,
  type Customers,
} from '../../../src/application/customer-service/recent-customers.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';

describe('recent customers', () => {
  function setUp(fails = false) {
    const clock = new ManualClock();
    const loaded: string[] = [];
    const load: Customers['load'] = async (stream) => {
      loaded.push(stream);
      if (fails) throw new Error('away');
      const state = { status: 'erased', customerId: `as of read ${loaded.length}` } as const;
      return { state, revision: 0, position: 0n };
    };
    return { clock, loaded, recent: new RecentCustomers({ load }, clock) };
  }

  it('are read once for what an order comes to within two seconds', async () => {
    const { clock, loaded, recent } = setUp();
    const [first, second] = await Promise.all([recent.find('ann', 'o1'), recent.find('ann', 'o1')]);
    await clock.advance(2_000);
    expect(await recent.find('ann', 'o1'))
      .to.equal(first)
      .and.to.equal(second);
    await recent.find('bob', 'o1');
    expect(loaded).to.deep.equal(['customer-ann', 'customer-bob']);
  });

  it('are read again afterwards', async () => {
    const { clock, loaded, recent } = setUp();
    await recent.find('ann', 'o1');
    await clock.advance(2_001);
    expect(await recent.find('ann', 'o1')).to.include({ customerId: 'as of read 2' });
    expect(loaded).to.have.length(2);
  });

  it('are read again for another order, and for what the customer does: the address may have changed', async () => {
    const { recent } = setUp();
    await recent.find('ann', 'o1');
    expect(await recent.find('ann', 'o2')).to.include({ customerId: 'as of read 2' });
    expect(await recent.find('ann')).to.include({ customerId: 'as of read 3' });
    expect(await recent.find('ann', 'o1')).to.include({ customerId: 'as of read 1' });
  });

  it('are read again after a failure', async () => {
    const { loaded, recent } = setUp(true);
    for (const _ of [1, 2]) {
      expect(await recent.find('ann', 'o1').catch((error: Error) => error.message)).to.equal('away');
    }
    expect(loaded).to.have.length(2);
  });
});
