import { expect } from 'chai';
import { validate } from 'uuid';
import { SystemClock } from '../../../src/infrastructure/system/system-clock.js';
import { SystemRandomness } from '../../../src/infrastructure/system/system-randomness.js';

describe('SystemClock', () => {
  it('goes on while it lets a caller sleep', async () => {
    const clock = new SystemClock();
    const before = clock.now().getTime();
    await clock.sleep(20);
    expect(clock.now().getTime() - before).to.be.at.least(19);
  });

  it('ends a sleep early, without an error, when its signal aborts', async () => {
    const clock = new SystemClock();
    const waking = new AbortController();
    const slept = clock.sleep(60_000, waking.signal);
    waking.abort();
    await slept;
    await clock.sleep(60_000, waking.signal);
  });
});

describe('SystemRandomness', () => {
  it('gives UUIDs and fractions', () => {
    const randomness = new SystemRandomness();
    expect(validate(randomness.uuid())).to.equal(true);
    expect(randomness.fraction()).to.be.within(0, 1);
  });
});
