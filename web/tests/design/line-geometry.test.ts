import { expect } from 'chai';
import { areaPath, linePath, linePieces, roundTop } from '../../src/design/charts/line-geometry.js';
import { summaryOf } from '../../src/design/charts/sample.js';

const frame = { width: 100, height: 10, from: 1_000, to: 2_000, top: 5, gapMs: 300 };
const samples = (...pairs: [number, number][]) => pairs.map(([at, value]) => ({ at, value }));

describe('a line of samples', () => {
  it('runs from left to right and from the bottom up, within its frame', () => {
    const pieces = linePieces(samples([900, 1], [1_000, 0], [1_250, 2.5], [1_500, 99], [2_100, 1]), frame);
    expect(pieces).to.deep.equal([
      [
        { x: 0, y: 10 },
        { x: 25, y: 5 },
        { x: 50, y: 0 },
      ],
    ]);
  });

  it('breaks where nobody looked', () => {
    const pieces = linePieces(samples([1_000, 1], [1_200, 1], [1_600, 1]), frame);
    expect(pieces.map((points) => points.length)).to.deep.equal([2, 1]);
  });

  it('is drawn as a path, and its ground as a closed one', () => {
    const points = [
      { x: 0, y: 10 },
      { x: 25, y: 5 },
    ];
    expect(linePath(points)).to.equal('M0,10L25,5');
    expect(areaPath(points, 10)).to.equal('M0,10L25,5L25,10L0,10Z');
    expect(linePath(points.slice(0, 1))).to.equal('M0,10h0.01');
    expect([linePath([]), areaPath([], 10), areaPath(points.slice(0, 1), 10)]).to.deep.equal(['', '', '']);
  });

  it('has a round value at the top of its scale', () => {
    const tops = [0, 999, 1_000, 1_001, 2_100, 5_500, 20_000].map((most) => roundTop(most, 1_000));
    expect(tops).to.deep.equal([1_000, 1_000, 1_000, 2_000, 5_000, 10_000, 20_000]);
  });

  it('comes to what it was at least and most, and is now', () => {
    expect(summaryOf(samples([1_000, 3], [1_500, 8], [2_000, 5]))).to.deep.equal({
      latest: 5,
      least: 3,
      most: 8,
      spanMs: 1_000,
    });
    expect(summaryOf([])).to.equal(undefined);
  });
});
