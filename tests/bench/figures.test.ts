import { describe, expect, it } from 'vitest';
import { cellsOf, figuresOf, intervalOf } from '../../bench/figures.ts';
import { answerOf, gradeOf, refusal } from './graded.ts';

const GRADES = [
  gradeOf({ precision: 1, recall: 1, answer: answerOf({ confidence: 0.95 }) }),
  gradeOf({ precision: 0.5, recall: 0, right: false, invalid: 1, answer: answerOf({ confidence: 0.55 }) }),
  gradeOf({ right: false, answer: refusal('unclear', 0.75), style: 'terse' }),
  gradeOf({ answerable: false, kind: 'near', right: true, answer: refusal('off-topic', 0.85) }),
  gradeOf({ answerable: false, kind: 'near', right: false, answer: answerOf({ confidence: 0.65 }) }),
];
const SUREST = GRADES.map(({ right, answer }) => ({
  right: right && answer.verdict === 'answered',
  confidence: answer.verdict === 'answered' ? answer.confidence : 0,
}));

describe('figures', () => {
  const figures = figuresOf(GRADES, SUREST);

  it.each([
    ['right', 1 / 3, 3],
    ['declined', 1 / 2, 2],
    ['wrong', 2 / 3, 3],
    ['precision', 0.75, 2],
    ['recall', 0.5, 2],
    ['reason', 0, 1],
    ['invalid', 1, 5],
    // A bin each: (0.05 + 0.55 + 0.65) / 3.
    ['errorOfAnswers', 1.25 / 3, 3],
    // And the refusals: (1.25 + 0.75 + 0.15) / 5.
    ['errorOfVerdicts', 2.15 / 5, 5],
    // By falling confidence right, wrong, wrong: (0 + 1/2 + 2/3) / 3.
    ['areaOfAnswers', 7 / 18, 3],
    // And two that would be wrong: (0 + 1/2 + 2/3 + 3/4 + 4/5) / 5.
    ['areaOfAll', (1 / 2 + 2 / 3 + 3 / 4 + 4 / 5) / 5, 5],
  ] as const)('%s', (name, value, of) => {
    expect(figures[name].value).toBeCloseTo(value, 10);
    expect(figures[name].of).toBe(of);
  });

  it('of nothing rest on nothing', () => {
    expect(figuresOf([], []).right).toEqual({ value: Number.NaN, of: 0 });
  });

  it('of cells count the right ones', () => {
    expect(cellsOf(GRADES, 'kind')).toEqual({ fact: { value: 1 / 3, of: 3 }, near: { value: 1 / 2, of: 2 } });
    expect(cellsOf(GRADES, 'style')).toEqual({ plain: { value: 1 / 2, of: 4 }, terse: { value: 0, of: 1 } });
  });
});

describe('the interval of a share', () => {
  // From Wilson's formula, worked by hand.
  it.each([
    [0.5, 100, 0.404, 0.596],
    [0.9, 50, 0.786, 0.957],
    [0, 10, 0, 0.278],
    [1, 10, 0.722, 1],
  ])('%d of %d', (value, of, least, most) => {
    const [from, to] = intervalOf({ value, of });
    expect(from).toBeCloseTo(least, 3);
    expect(to).toBeCloseTo(most, 3);
  });
});
