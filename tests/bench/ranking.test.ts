import { describe, expect, it } from 'vitest';
import { withSection } from '../../bench/benchmarks.ts';
import { randomFrom } from '../../bench/random.ts';
import { auroc } from '../../bench/ranking.ts';
import { number, percent, ratio, table } from '../../bench/tables.ts';
import { median, quantile, spread } from '../../bench/timing.ts';
import { withTypos } from '../../bench/typos.ts';

describe('auroc', () => {
  it.each([
    ['all positives above', [3, 4], [1, 2], 1],
    ['all below', [1, 2], [3, 4], 0],
    ['all equal', [1, 1, 1], [1, 1], 0.5],
    ['one pair of four the wrong way round', [1, 3], [0, 2], 0.75],
    ['a tie counts half', [1, 2], [1], 0.75],
  ])('%s', (_, positives, negatives, expected) => {
    expect(auroc(positives, negatives)).toBeCloseTo(expected, 12);
  });

  it('is no number without one of the kinds', () => {
    expect(auroc([], [1])).toBeNaN();
  });
});

describe('quantiles', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => at + 1);

  it.each([
    [0, 1],
    [0.5, 51],
    [0.99, 100],
    [1, 100],
  ])('%d of 1 to 100 is %d', (share, expected) => {
    expect(quantile(hundred, share)).toBe(expected);
  });

  it('takes the median of unsorted values', () => {
    expect(median([9, 1, 5])).toBe(5);
  });
});

describe('spread', () => {
  it('takes evenly', () => expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 5)).toEqual([0, 2, 4, 6, 8]));
  it('takes all where there are fewer', () => expect(spread([1, 2], 5)).toEqual([1, 2]));
});

describe('withTypos', () => {
  const words = Array.from({ length: 20_000 }, () => 'harbour');

  it('changes three of ten longer words', () => {
    const typed = withTypos(words.join(' '), randomFrom(1)).split(' ');
    const changed = typed.filter((word) => word !== 'harbour').length / words.length;
    expect(changed).toBeGreaterThan(0.27);
    expect(changed).toBeLessThan(0.31);
  });

  it('leaves short words alone', () => {
    expect(withTypos('who is it for, and why', randomFrom(1))).toBe('who is it for, and why');
  });
});

describe('tables', () => {
  it('are even, with all but the first column to the right', () => {
    expect(
      table([
        ['engine', 'ms'],
        ['a', '1.5'],
      ]),
    ).toBe('| engine |  ms |\n|--------|----:|\n| a      | 1.5 |');
  });

  it('write numbers with the digits that count', () => {
    expect([number(0.12345), number(12.345), number(1_234.5), number(undefined)]).toEqual([
      '0.123',
      '12.3',
      '1,230',
      '–',
    ]);
    expect([percent(0.5), ratio(3, 2), ratio(undefined, 2)]).toEqual(['50.0', '1.5×', '–']);
  });
});

describe('withSection', () => {
  const document = '# Head\n<!-- odd: written by npm run bench -->old<!-- /odd -->\nfoot\n';

  it('replaces what is between the marks and nothing else', () => {
    expect(withSection(document, { id: 'odd', text: 'new' })).toBe(
      '# Head\n<!-- odd: written by npm run bench -->\n\nnew\n\n<!-- /odd -->\nfoot\n',
    );
  });

  it('tells which marks it misses', () => {
    expect(() => withSection(document, { id: 'scale', text: '' })).toThrow('scale');
  });
});
