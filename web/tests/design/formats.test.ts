import { expect } from 'chai';
import { formatMoney } from '../../src/design/values/format-money.js';
import { relativeTime } from '../../src/design/values/format-time.js';

describe('formats', () => {
  for (const [amount, currency, text] of [
    [1999, 'EUR', '€19.99'],
    [500, 'JPY', '¥500'],
    [1234, 'KWD', 'KWD 1.234'],
    [0, 'USD', '$0.00'],
  ] as const) {
    it(`write ${amount} minor units of ${currency} as ${text}`, () => {
      expect(formatMoney({ amount, currency }, 'en').replaceAll(/\s/g, ' ')).to.equal(text);
    });
  }

  for (const [seconds, text] of [
    [-3, 'now'],
    [-42, '42 seconds ago'],
    [-90, '1 minute ago'],
    [-7_300, '2 hours ago'],
    [3 * 86_400, 'in 3 days'],
    [-400 * 86_400, 'last year'],
  ] as const) {
    it(`write ${seconds} s from now as ${text}`, () => {
      expect(relativeTime(1e12 + seconds * 1000, 1e12, 'en')).to.equal(text);
    });
  }
});
