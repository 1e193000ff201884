import { describe, expect, it } from 'vitest';
import { type Claim, calibrationError, equalMassBins, equalWidthBins } from '../../bench/calibration.ts';

const claims = (...pairs: readonly (readonly [number, 0 | 1])[]): Claim[] =>
  pairs.map(([confidence, right]) => ({ confidence, right: right === 1 }));

describe('the calibration error', () => {
  it.each<[string, Claim[], number]>([
    // |0.8 - 1/2| in one bin.
    ['of one bin', claims([0.8, 1], [0.8, 0]), 0.3],
    // 2/4 × |0.95 - 1/2| + 2/4 × |0.25 - 0|.
    ['weighs bins by their claims', claims([0.95, 1], [0.95, 0], [0.25, 0], [0.25, 0]), 0.35],
    // 1/3 × |0.1 - 0| + 2/3 × |0.55 - 1|.
    ['of bins of different size', claims([0.1, 0], [0.55, 1], [0.55, 1]), 1 / 30 + 0.3],
    ['is 0 where confidence and share agree', claims([0.5, 1], [0.5, 0]), 0],
    ['takes a confidence of 1 into the last bin', claims([1, 1], [0.9, 0]), 0.45],
  ])('%s', (_, given, error) => {
    expect(calibrationError(equalWidthBins(given))).toBeCloseTo(error, 10);
  });

  it('depends on the bins', () => {
    const given = claims([0.91, 0], [0.99, 1]);
    // One bin of equal width: |0.95 - 1/2|; two of equal number: (|0.91 - 0| + |0.99 - 1|) / 2.
    expect(calibrationError(equalWidthBins(given))).toBeCloseTo(0.45, 10);
    expect(calibrationError(equalMassBins(given))).toBeCloseTo(0.46, 10);
  });

  it('is no number without claims', () => {
    expect(calibrationError(equalWidthBins([]))).toBeNaN();
    expect(calibrationError(equalMassBins([]))).toBeNaN();
  });
});

describe('bins', () => {
  it('of equal width leave out what is empty', () => {
    expect(equalWidthBins(claims([0.05, 0], [0.3, 1], [0.39, 0]))).toEqual([
      { confidence: 0.05, right: 0, count: 1 },
      { confidence: expect.closeTo(0.345, 10), right: 0.5, count: 2 },
    ]);
  });

  it('of equal number hold as many as can be, by rising confidence', () => {
    const bins = equalMassBins(claims([0.9, 1], [0.1, 0], [0.5, 1], [0.7, 0], [0.3, 1]), 2);
    expect(bins).toEqual([
      { confidence: expect.closeTo(0.3, 10), right: 2 / 3, count: 3 },
      { confidence: expect.closeTo(0.8, 10), right: 0.5, count: 2 },
    ]);
  });
});
