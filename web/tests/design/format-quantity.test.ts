import { expect } from 'chai';
import {
  formatCount,
  formatDuration,
  formatMegabytes,
  formatRate,
  formatShare,
} from '../../src/design/values/format-quantity.js';

describe('quantities', () => {
  it('say durations as people do', () => {
    const said = [0, 420.4, 999, 1_000, 1_240, 59_949, 59_950, 60_000, 200_000, 7_500_000, 273_600_000];
    expect(said.map(formatDuration)).to.deep.equal([
      '0 ms',
      '420 ms',
      '999 ms',
      '1 s',
      '1.2 s',
      '59.9 s',
      '1 min',
      '1 min',
      '3 min 20 s',
      '2 h 5 min',
      '3 d 4 h',
    ]);
  });

  it('show of rates what tells something', () => {
    expect([0, 0.034, 1.26, 12.4, 1_250].map((rate) => formatRate(rate, 'en'))).to.deep.equal([
      '0/s',
      '0.03/s',
      '1.3/s',
      '12/s',
      '1,250/s',
    ]);
  });

  it('never say that all is done before it is', () => {
    expect([0, 0.417, 0.9999, 1].map(formatShare)).to.deep.equal(['0 %', '41 %', '99 %', '100 %']);
  });

  it('count with separators', () => {
    expect([formatCount(48_213, 'en'), formatMegabytes(1_610_612_736, 'en')]).to.deep.equal([
      '48,213',
      '1,536 MB',
    ]);
  });
});
