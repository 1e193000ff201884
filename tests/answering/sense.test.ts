import { describe, expect, it } from 'vitest';
import { blended, indexOf, quantised, SENSE, Sense } from '../../src/answering/sense.ts';
import type { Target } from '../../src/answering/targets.ts';

/** Vectors of three numbers, as an encoder might give them. */
const VECTORS: Readonly<Record<string, readonly number[]>> = {
  'When is it?': [9, 1, 0],
  'What day is it?': [8, 2, 0],
  'Where is it?': [1, 9, 0],
  'In which city?': [2, 8, 1],
  Hello: [0, 1, 9],
};

const vectorOf = (text: string): readonly number[] => VECTORS[text] ?? [0, 0, 0];

const target = (index: number, ...texts: readonly string[]): Target => ({
  index,
  kind: 'chat',
  item: { id: `${index}`, kind: 'greeting', phrasings: [], reply: '' } as never,
  phrasings: texts.map((text) => ({ text, stance: 'open' })),
});

const TARGETS = [
  target(0, 'When is it?', 'What day is it?'),
  target(1, 'Where is it?', 'In which city?'),
  target(2, 'Hello'),
];
const index = indexOf(TARGETS, vectorOf);

describe('quantised', () => {
  it.each([
    [
      [1, 0.5, -1],
      [127, 64, -127],
    ],
    [
      [0.001, 0, 0],
      [127, 0, 0],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [[], []],
  ])('%j is %j', (vector, expected) => {
    expect([...quantised(vector)]).toEqual(expected);
  });
});

describe('the sense of a question', () => {
  it.each([
    ['a day', [7, 2, 0], 0],
    ['a place', [1, 7, 0], 1],
    ['a greeting', [0, 0, 5], 2],
  ])('that asks for %s is nearest to its target', (_, vector, expected) => {
    const sense = new Sense(index, vector);
    expect(sense.nearest[0]).toBe(expected);
    const likenesses = TARGETS.map((_, at) => sense.likenessOf(at));
    expect(likenesses.indexOf(Math.max(...likenesses))).toBe(expected);
  });

  it('does not depend on the length of its vector', () => {
    const [one, ten] = [new Sense(index, [7, 2, 1]), new Sense(index, [70, 20, 10])];
    for (const at of [0, 1, 2]) expect(ten.likenessOf(at)).toBeCloseTo(one.likenessOf(at), 5);
  });

  it('is as like as can be to the only phrasing of a target, but for rounding', () => {
    expect(new Sense(index, VECTORS['Hello'] ?? []).fewOf(2)).toBeCloseTo(1, 2);
  });

  it('has to be of the size of the index', () => {
    expect(() => new Sense(index, [1, 2])).toThrow('Expected a vector of 3 numbers, got 2.');
  });

  it('means nothing where there is no target', () => {
    expect(new Sense(indexOf([], vectorOf), []).nearest).toEqual([]);
  });
});

describe('blended', () => {
  it('keeps the order by words where the sense is the same', () => {
    expect(blended(0.6, 0.4)).toBeGreaterThan(blended(0.5, 0.4));
  });

  it('is on the scale of the score by words', () => {
    expect(blended(0.5, 0.5)).toBeCloseTo(0.5, 12);
    expect(blended(0, 1)).toBeCloseTo(SENSE.worth / (1 + SENSE.worth), 12);
  });
});
