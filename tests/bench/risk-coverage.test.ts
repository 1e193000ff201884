import { describe, expect, it } from 'vitest';
import type { Claim } from '../../bench/calibration.ts';
import { areaUnder, foreknown, riskCoverage } from '../../bench/risk-coverage.ts';

const claims = (...pairs: readonly (readonly [number, 0 | 1])[]): Claim[] =>
  pairs.map(([confidence, right]) => ({ confidence, right: right === 1 }));

describe('risk and coverage', () => {
  it('go from the surest answer to all', () => {
    expect(riskCoverage(claims([0.2, 0], [0.9, 1], [0.6, 0], [0.4, 1]))).toEqual([
      { coverage: 0.25, risk: 0 },
      { coverage: 0.5, risk: 1 / 2 },
      { coverage: 0.75, risk: expect.closeTo(1 / 3, 10) },
      { coverage: 1, risk: 1 / 2 },
    ]);
  });

  it.each<[string, Claim[], number]>([
    // (0 + 0 + 1/3) / 3.
    ['the wrong one last', claims([0.9, 1], [0.8, 1], [0.1, 0]), 1 / 9],
    // (1 + 1/2 + 1/3) / 3.
    ['the wrong one first', claims([0.9, 0], [0.8, 1], [0.1, 1]), 11 / 18],
    // All of one confidence: each counts a third.
    ['no order at all', claims([0.5, 0], [0.5, 1], [0.5, 1]), 1 / 3],
    ['nothing wrong', claims([0.5, 1], [0.4, 1]), 0],
  ])('have an area: %s', (_, given, area) => {
    expect(areaUnder(riskCoverage(given))).toBeCloseTo(area, 10);
  });

  it('have the same area whatever the order of equals', () => {
    const given = claims([0.5, 0], [0.5, 1], [0.9, 1]);
    expect(areaUnder(riskCoverage(given))).toBeCloseTo(areaUnder(riskCoverage(given.toReversed())), 10);
  });

  it('have their least area in the best order', () => {
    // (0 + 1/2) / 2.
    expect(areaUnder(riskCoverage(foreknown(claims([0.9, 0], [0.1, 1]))))).toBeCloseTo(0.25, 10);
  });

  it('have no area without claims', () => {
    expect(areaUnder(riskCoverage([]))).toBeNaN();
  });
});
