import { describe, expect, it } from 'vitest';
import { frequentWords, rankOf, rarityOf } from '../../src/language/english.ts';

describe('how frequent a word is', () => {
  it.each([
    ['you', 0],
    ['i', 1],
    ['the', 2],
    ['qqq', undefined],
    ['', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
  ])('%j has rank %j', (word, rank) => {
    expect(rankOf(word)).toBe(rank);
    expect(rankOf(word)).toBe(rank);
  });

  it('tells by being rare', () => {
    expect([rarityOf('the'), rarityOf('qqq')]).toEqual([0, 1]);
    expect(rarityOf('summit')).toBeGreaterThan(rarityOf('meeting'));
  });

  it('has the most frequent words of four letters and more in their order', () => {
    expect(frequentWords.slice(0, 3)).toEqual(['that', 'what', 'this']);
    const ranks = frequentWords.map((word) => rankOf(word) ?? 0);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });
});
