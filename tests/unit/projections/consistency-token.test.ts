import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  InvalidConsistencyTokenError,
  consistencyToken,
  positionOfConsistencyToken,
} from '../../../src/application/consistency-token.js';

describe('Consistency token', () => {
  it('gives back any position', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (position) => {
        const token = consistencyToken(position);
        expect(token).to.match(/^[\w-]+$/);
        expect(positionOfConsistencyToken(token)).to.equal(position);
      }),
    );
  });

  it('is refused when nobody here gave it out', () => {
    const refused = ['', 'x', '12', '%%%', 'cA', 'cC0x', 'cDA=', 'cHp6enp6enp6enp6eno', 'a'.repeat(10_000)];
    for (const token of refused) {
      expect(() => positionOfConsistencyToken(token), token.slice(0, 40)).to.throw(
        InvalidConsistencyTokenError,
      );
    }
    fc.assert(
      fc.property(fc.string(), (token) => {
        try {
          expect(consistencyToken(positionOfConsistencyToken(token))).to.equal(token);
        } catch (error) {
          expect(error).to.be.instanceOf(InvalidConsistencyTokenError);
        }
      }),
    );
  });
});
