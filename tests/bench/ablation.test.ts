import { describe, expect, it } from 'vitest';
import { describeAblations, withWeights } from '../../bench/ablation.ts';
import { figuresOf } from '../../bench/figures.ts';
import { SIGNALS } from '../../src/answering/signals.ts';
import { confidenceIn } from '../../src/answering/verdict.ts';
import { gradeOf } from './graded.ts';

const NONE = SIGNALS.map(() => 0);
const ALL = SIGNALS.map(() => 1);

describe('other weights of the verdict', () => {
  it('count while they are tried, and no longer', () => {
    const before = confidenceIn(ALL);
    const other = { intercept: 0, signals: { [SIGNALS[0]]: Math.log(3) } };
    expect(withWeights(other, () => [confidenceIn(NONE), confidenceIn(ALL)])).toEqual([0.5, expect.closeTo(0.75, 10)]);
    expect(confidenceIn(ALL)).toBe(before);
  });

  it('go when a run fails', () => {
    const before = confidenceIn(ALL);
    const fail = () => {
      throw new Error('no');
    };
    expect(() => withWeights({ intercept: 0, signals: {} }, fail)).toThrow('no');
    expect(confidenceIn(ALL)).toBe(before);
  });
});

it('the table has a line for each run', () => {
  const figures = figuresOf([gradeOf({}), gradeOf({ right: false })], []);
  expect(describeAblations([{ without: 'nothing', figures }])).toContain(
    '| nothing | 50.0% | - | 50.0% | 50.0% | 50.0% | - |',
  );
});
