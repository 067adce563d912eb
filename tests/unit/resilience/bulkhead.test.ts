import { expect } from 'chai';
import { Bulkhead } from '../../../src/infrastructure/resilience/bulkhead.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { ChangingSettings, PendingCall, errorOf, rejectionOf } from './support.js';

describe('the bulkhead', () => {
  let clock: ManualClock;
  let settings: ChangingSettings;
  let bulkhead: Bulkhead;

  beforeEach(() => {
    clock = new ManualClock();
    settings = new ChangingSettings({ bulkhead: { maxConcurrentCalls: 1, maxWaitMs: 500 } });
    bulkhead = new Bulkhead(settings, clock);
  });

  it('lets the next waiting call begin when one has ended, well or not', async () => {
    const calls = [new PendingCall<string>(), new PendingCall<string>(), new PendingCall<string>()];
    const ended = calls.map((one) => errorOf(bulkhead.execute(one.call)));
    expect(calls.map(({ begun }) => begun)).to.deep.equal([true, false, false]);
    calls[0]!.reject(new Error('broken'));
    await ended[0];
    await clock.advance(0);
    expect(calls.map(({ begun }) => begun)).to.deep.equal([true, true, false]);
    calls[1]!.resolve('done');
    await ended[1];
    await clock.advance(0);
    expect(calls[2]!.begun).to.equal(true);
    calls[2]!.resolve('done');
    await ended[2];
    expect(bulkhead.availableConcurrentCalls).to.equal(1);
    expect(clock.sleeping).to.equal(0);
  });

  it('refuses a call that waited as long as it may, and forgets it', async () => {
    const [first, second, third] = [
      new PendingCall<void>(),
      new PendingCall<void>(),
      new PendingCall<void>(),
    ];
    void bulkhead.execute(first.call);
    const refused = rejectionOf(bulkhead.execute(second.call));
    await clock.advance(499);
    const later = bulkhead.execute(third.call);
    await clock.advance(1);
    expect(await refused).to.equal('bulkhead-full');
    first.resolve();
    await clock.advance(0);
    expect([second.begun, third.begun]).to.deep.equal([false, true]);
    third.resolve();
    await later;
  });

  it('refuses at once when nobody may wait', async () => {
    settings.change({ bulkhead: { maxWaitMs: 0 } });
    const first = new PendingCall<void>();
    const running = bulkhead.execute(first.call);
    expect(await rejectionOf(bulkhead.execute(async () => undefined))).to.equal('bulkhead-full');
    first.resolve();
    await running;
    expect(await bulkhead.execute(async () => 'again')).to.equal('again');
  });

  it('goes by a changed bound at once, in both directions', async () => {
    const calls = [new PendingCall<void>(), new PendingCall<void>(), new PendingCall<void>()];
    settings.change({ bulkhead: { maxConcurrentCalls: 2 } });
    const ended = calls.map((one) => bulkhead.execute(one.call));
    expect(calls.map(({ begun }) => begun)).to.deep.equal([true, true, false]);
    settings.change({ bulkhead: { maxConcurrentCalls: 1 } });
    expect(bulkhead.availableConcurrentCalls).to.equal(0);
    calls[0]!.resolve();
    await clock.advance(0);
    expect(calls[2]!.begun).to.equal(false);
    calls[1]!.resolve();
    await clock.advance(0);
    expect(calls[2]!.begun).to.equal(true);
    calls[2]!.resolve();
    await Promise.all(ended);
  });
});
