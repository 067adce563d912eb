import { expect } from 'chai';
import { validate, version } from 'uuid';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';

describe('SeededRandomness', () => {
  it('repeats itself for a seed and differs for another', () => {
    const draw = (seed: number): unknown[] => {
      const randomness = new SeededRandomness(seed);
      return Array.from({ length: 20 }, () => [randomness.uuid(), randomness.fraction()]);
    };
    expect(draw(7)).to.deep.equal(draw(7));
    expect(draw(7)).not.to.deep.equal(draw(8));
  });

  it('gives UUIDs of version 4, all different, and fractions of the whole range', () => {
    const randomness = new SeededRandomness();
    const ids = Array.from({ length: 5_000 }, () => randomness.uuid());
    expect(ids.every((id) => validate(id) && version(id) === 4)).to.equal(true);
    expect(new Set(ids).size).to.equal(ids.length);
    const fractions = Array.from({ length: 5_000 }, () => randomness.fraction());
    expect(Math.min(...fractions)).to.be.within(0, 0.01);
    expect(Math.max(...fractions))
      .to.be.within(0.99, 1)
      .and.not.equal(1);
  });
});
