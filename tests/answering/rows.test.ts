/** Rows of numbers, narrow and wide, and where a target has its terms. */
import { describe, expect, it } from 'vitest';
import { ConcordanceBuilder, countOf, placesOf } from '../../src/answering/concordance.ts';
import { inverted, narrowed, RowsBuilder, rowHas } from '../../src/answering/rows.ts';

const MOST_NARROW = 0xffff;

describe('rows', () => {
  it.each([
    ['narrow', MOST_NARROW, Uint16Array],
    ['wide', MOST_NARROW + 1, Int32Array],
  ])('are %s where their greatest number is %d', (_, greatest, kind) => {
    const builder = new RowsBuilder();
    builder.add([1, greatest]);
    const rows = builder.build();
    expect(rows.values).toBeInstanceOf(kind);
    expect([...rows.values]).toEqual([1, greatest]);
    expect([rowHas(rows, 0, greatest), rowHas(rows, 0, 2)]).toEqual([true, false]);
  });

  it.each([MOST_NARROW + 1, MOST_NARROW + 2])('are inverted where there are %d of them', (count) => {
    const builder = new RowsBuilder();
    for (let row = 0; row < count; row += 1) builder.add(row === 0 || row === count - 1 ? [0] : []);
    const { starts, values } = inverted(builder.build(), 1);
    expect([...starts]).toEqual([0, 2]);
    expect([...values]).toEqual([0, count - 1]);
  });

  it('have room for counts of any size', () => {
    expect([...narrowed([3, 70_000])]).toEqual([3, 70_000]);
  });
});

describe('a concordance', () => {
  const builder = new ConcordanceBuilder();
  builder.add([[4, 2], [2], [7, 2]]);
  builder.add([]);
  builder.add([[7]]);
  const concordance = builder.build();

  it('counts the phrasings of a target that have a term', () => {
    expect([2, 4, 7, 5].map((term) => countOf(concordance, 0, term))).toEqual([3, 1, 1, 0]);
    expect([countOf(concordance, 1, 7), countOf(concordance, 2, 7)]).toEqual([0, 1]);
  });

  it('tells which they are', () => {
    const { starts, values } = concordance.places;
    const placesIn = (target: number, term: number): number[] => {
      const row = placesOf(concordance, target, term);
      return [...values.subarray(starts[row], starts[row + 1])];
    };
    expect(placesIn(0, 2)).toEqual([0, 1, 2]);
    expect(placesIn(0, 7)).toEqual([2]);
    expect(placesIn(2, 7)).toEqual([0]);
    expect(placesOf(concordance, 1, 7)).toBe(-1);
  });
});
