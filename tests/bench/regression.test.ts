import { describe, expect, it } from 'vitest';
import { fitLogistic, type Sample } from '../../bench/regression.ts';

const samples = (...rows: readonly (readonly [readonly number[], 0 | 1, number])[]): Sample[] =>
  rows.map(([signals, right, weight]) => ({ signals, right: right === 1, weight }));

describe('logistic regression', () => {
  it('finds the logits of a table of two by two', () => {
    // Right in 1 of 4 without the signal, in 3 of 4 with it: ln(1/3), and ln(3) - ln(1/3) more.
    const given = samples([[0], 1, 1], [[0], 0, 3], [[1], 1, 3], [[1], 0, 1]);
    const { intercept, weights } = fitLogistic(given, { ridge: 0 });
    expect(intercept).toBeCloseTo(-Math.log(3), 6);
    expect(weights[0]).toBeCloseTo(2 * Math.log(3), 6);
  });

  it('pulls weights to zero, and a signal that tells nothing all the way', () => {
    const given = samples([[0, 0], 1, 1], [[0, 0], 0, 3], [[1, 0], 1, 3], [[1, 0], 0, 1]);
    const { weights } = fitLogistic(given, { ridge: 1 });
    expect(weights[0]).toBeGreaterThan(0);
    expect(weights[0]).toBeLessThan(2 * Math.log(3));
    expect(weights[1]).toBe(0);
  });

  it('ends where the slope of the loss is zero', () => {
    const given = samples(
      [[0.2, 1], 1, 1],
      [[0.9, 0.3], 0, 2],
      [[0.4, 0.1], 1, 1],
      [[0.7, 0.8], 0, 1],
      [[0.1, 0.5], 0, 1],
    );
    const { intercept, weights } = fitLogistic(given, { ridge: 0.5 });
    const errors = given.map(({ signals, right, weight }) => {
      const logit = signals.reduce((sum, signal, at) => sum + signal * (weights[at] ?? 0), intercept);
      return weight * (1 / (1 + Math.exp(-logit)) - (right ? 1 : 0));
    });
    const slope = (at: number) => errors.reduce((sum, error, row) => sum + error * (given[row]?.signals[at] ?? 0), 0);
    expect(errors.reduce((sum, error) => sum + error)).toBeCloseTo(0, 8);
    expect(slope(0) + 0.5 * (weights[0] ?? 0)).toBeCloseTo(0, 8);
    expect(slope(1) + 0.5 * (weights[1] ?? 0)).toBeCloseTo(0, 8);
  });
});
