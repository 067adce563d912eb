import { expect } from 'chai';
import { momentOf } from '../../../src/application/audit-service/replay/moment.js';

describe('a moment in a history', () => {
  for (const [text, moment] of [
    ['0', { revision: 0 }],
    ['2026-02-28', { at: '2026-02-28T00:00:00.000Z' }],
    ['2028-02-29T23:59:59.9999+02:00', { at: '2028-02-29T21:59:59.999Z' }],
    ['2026-12-31T24:00Z', { at: '2027-01-01T00:00:00.000Z' }],
  ] as const) {
    it(`is ${text}`, () => {
      expect(momentOf(text)).to.deep.equal(moment);
    });
  }

  for (const text of [
    '2026-02-29',
    '2026-04-31T12:00:00Z',
    '2026-13-01',
    '2026-01-01T25:00Z',
    'now',
    '-1',
    '',
  ]) {
    it(`is not '${text}'`, () => {
      expect(momentOf(text)).to.equal(undefined);
    });
  }
});
