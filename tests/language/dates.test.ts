import { describe, expect, it } from 'vitest';
import { agrees, datesIn, formatDate } from '../../src/language/dates.ts';

const mentions = (text: string) => datesIn(text.split(' ')).map(({ mention }) => mention);

describe('dates in words', () => {
  it.each([
    ['on june 16 2021', [{ month: 6, day: 16, year: 2021 }]],
    ['the 16th of june', [{ month: 6, day: 16 }]],
    ['16 june', [{ month: 6, day: 16 }]],
    ['in june', [{ month: 6 }]],
    ['the election of 2016 and 2020', [{ year: 2016 }, { year: 2020 }]],
    ['on tuesdays', [{ weekday: 2 }]],
    ['the 16th', [{ day: 16 }]],
    ['in may', [{ month: 5 }]],
    ['may i ask', []],
    ['they may meet on may 3', [{ month: 5, day: 3 }]],
    ['the first 2 of 40 days', []],
  ])('%s', (text, expected) => {
    expect(mentions(text)).toEqual(expected);
  });

  it.each([
    [{ month: 6 }, { month: 6, day: 16, year: 2021 }, true],
    [{ month: 6, day: 15 }, { month: 6, day: 16 }, false],
    [{ year: 2021 }, { month: 6, day: 16 }, true],
    [{ weekday: 2 }, { weekday: 3 }, false],
  ])('%o and %o agree: %s', (said, truth, expected) => {
    expect(agrees(said, truth)).toBe(expected);
  });

  it.each([
    [{ day: 16, month: 6, year: 2021 }, '16 June 2021'],
    [{ month: 5 }, 'May'],
    [{ weekday: 5 }, 'Friday'],
    [{ year: 2020 }, '2020'],
  ])('%o is said as %s', (date, expected) => {
    expect(formatDate(date)).toBe(expected);
  });
});
