import { describe, expect, it } from 'vitest';
import { FIGURE_NAMES, type Figure, type Figures } from '../../bench/figures.ts';
import { type Floor, type Measured, raised, shortfalls } from '../../bench/floors.ts';

const NOTHING: Figures = Object.fromEntries(
  FIGURE_NAMES.map((name) => [name, { value: name === 'invalid' ? 0 : Number.NaN, of: 0 }]),
) as Record<keyof Figures, Figure>;

const measured = (figures: Partial<Figures>, kinds: Measured['kinds'] = {}): Measured => ({
  name: 'set',
  figures: { ...NOTHING, ...figures },
  kinds,
  styles: {},
});

const floorOf = (figures: Floor['figures'], kinds: Floor['kinds'] = {}) => ({ set: { figures, kinds, styles: {} } });

describe('the gate', () => {
  it.each<[string, Measured, ReturnType<typeof floorOf>, string[]]>([
    ['lets pass what is at its floor', measured({ right: { value: 0.9, of: 10 } }), floorOf({ right: 0.9 }), []],
    [
      'says what was expected and what came',
      measured({ right: { value: 0.8, of: 10 }, wrong: { value: 0.2, of: 10 } }),
      floorOf({ right: 0.9, wrong: 0.1 }),
      ['set: right answers 80.0%, expected at least 90%', 'set: wrong answers 20.0%, expected at most 10%'],
    ],
    [
      'wants a floor for every figure',
      measured({ recall: { value: 0.8, of: 10 } }),
      floorOf({}),
      ['set: cited of the gold 80.0%, expected a floor for it: npm run eval -- --raise'],
    ],
    [
      'looks at kinds of ten questions and more',
      measured({}, { fact: { value: 0.5, of: 10 }, list: { value: 0, of: 9 } }),
      floorOf({}, { fact: 0.6, list: 0.6 }),
      ['set: right of kind fact 50.0%, expected at least 60%'],
    ],
    [
      'lets no invalid citation pass',
      measured({ invalid: { value: 2, of: 10 } }),
      floorOf({}),
      ['set: 2 invalid citations, expected none'],
    ],
  ])('%s', (_, result, floors, expected) => {
    expect(shortfalls(result, floors)).toEqual(expected);
  });
});

describe('raised floors', () => {
  it.each<[string, Figure, number | undefined, number]>([
    ['stay one question behind', { value: 1, of: 10 }, undefined, 0.9],
    ['stay a standard error behind', { value: 0.9, of: 100 }, undefined, 0.87],
    ['stay at least a hundredth behind', { value: 0.9, of: 10_000 }, undefined, 0.89],
    ['are never lowered', { value: 0.5, of: 10 }, 0.7, 0.7],
    ['are raised', { value: 1, of: 100 }, 0.7, 0.99],
  ])('%s', (_, right, before, after) => {
    const floors = before === undefined ? {} : floorOf({ right: before });
    expect(raised(floors, [measured({ right })])['set']?.figures.right).toBe(after);
  });

  it('go down where less is better', () => {
    const wrong = { value: 0.05, of: 100 };
    expect(raised({}, [measured({ wrong })])['set']?.figures.wrong).toBe(0.08);
    expect(raised(floorOf({ wrong: 0.02 }), [measured({ wrong })])['set']?.figures.wrong).toBe(0.02);
  });

  it('are none where bins of few cases would decide', () => {
    const few = measured({ errorOfAnswers: { value: 0.07, of: 199 } });
    expect(raised({}, [few])['set']?.figures).toEqual({});
    expect(shortfalls(few, raised({}, [few]))).toEqual([]);
  });

  it('let pass what they were raised to', () => {
    const result = measured(
      { right: { value: 0.29, of: 1_000 }, errorOfAnswers: { value: 0.07, of: 300 } },
      { fact: { value: 1, of: 12 }, why: { value: 0, of: 3 } },
    );
    expect(shortfalls(result, raised({}, [result]))).toEqual([]);
  });
});
