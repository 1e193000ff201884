import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../bench/random.ts';
import { PHRASINGS_EACH, synthesise, zipfRank } from '../../bench/synthetic.ts';

describe('synthetic knowledge', () => {
  const { phrasings, questions } = synthesise(1_000, 100);

  it('is the same for the same seed, and another for another', () => {
    expect(synthesise(1_000, 100)).toEqual({ phrasings, questions });
    expect(synthesise(1_000, 100, 2).phrasings).not.toEqual(phrasings);
  });

  it('has ten different phrasings for each entry', () => {
    const byEntry = Map.groupBy(phrasings, ({ intent }) => intent);
    expect(byEntry.size).toBe(100);
    for (const texts of byEntry.values()) expect(new Set(texts.map(({ text }) => text)).size).toBe(PHRASINGS_EACH);
  });

  it('asks no question that is a phrasing, and none of an unknown entry', () => {
    const known = new Set(phrasings.map(({ text }) => text));
    const entries = new Set(phrasings.map(({ intent }) => intent));
    expect(questions).toHaveLength(100);
    expect(questions.filter(({ text, intent }) => known.has(text) || !entries.has(intent))).toEqual([]);
  });

  it('leaves no mark of its grammar', () => {
    expect([...phrasings, ...questions].filter(({ text }) => /[[\]{}|]| {2}|undefined/.test(text))).toEqual([]);
  });

  it('has more words the larger it is', () => {
    const wordsOf = (size: number): number =>
      new Set(synthesise(size, 1).phrasings.flatMap(({ text }) => text.toLowerCase().match(/\p{L}+/gu) ?? [])).size;
    const [small, large] = [wordsOf(1_000), wordsOf(10_000)];
    expect(large).toBeGreaterThan(small * 1.3);
    expect(large).toBeLessThan(small * 10);
  });
});

describe('zipfRank', () => {
  it('gives rank r in proportion to 1/(r + 1)', () => {
    const random = randomFrom(3);
    const counts = new Array<number>(100).fill(0);
    for (let draw = 0; draw < 100_000; draw += 1) {
      const rank = zipfRank(random, 100);
      counts[rank] = (counts[rank] ?? 0) + 1;
    }
    expect((counts[0] ?? 0) / (counts[9] ?? 0)).toBeGreaterThan(5);
    expect(counts.every((count) => count > 0)).toBe(true);
  });
});
