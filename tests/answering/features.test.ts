/** What of a text is counted and learnt from. */
import { describe, expect, it } from 'vitest';
import { analyse, following } from '../../src/answering/analysis.ts';
import { featuresOf } from '../../src/answering/features.ts';
import { Lexicon } from '../../src/answering/lexicon.ts';

const lexicon = new Lexicon({ names: [], groups: [] });
const analysed = (text: string) => analyse(text, { lexicon });
const hashesOf = (text: string, near: boolean) => new Set(featuresOf(analysed(text), near).hashes);
const shared = (one: string, other: string, near: boolean): number =>
  hashesOf(one, near).intersection(hashesOf(other, near)).size;

describe('features', () => {
  it('pair what stands near each other, whichever comes first', () => {
    const words = shared('ferry harbour', 'harbour ferry', false);
    expect(shared('ferry harbour', 'harbour ferry', true)).toBe(words + 1);
  });

  it('pair nothing that stands far from each other', () => {
    const far = 'ferry one two three four harbour';
    const near = 'ferry harbour';
    expect(shared(far, near, true)).toBe(shared(far, near, false));
  });

  it('have what a follow-up comes after with each of its words', () => {
    const alone = featuresOf(analysed('harbour'), false);
    const after = featuresOf(following(analysed('harbour'), ['ferry-price']), false);
    const other = featuresOf(following(analysed('harbour'), ['ferry-time']), false);
    const common = (one: typeof alone, two: typeof alone): number =>
      new Set(one.hashes).intersection(new Set(two.hashes)).size;
    expect(after.hashes.length).toBeGreaterThan(alone.hashes.length);
    expect(common(after, other)).toBe(alone.hashes.length);
  });

  it('count less in the story around the clause that asks', () => {
    const { weights } = featuresOf(analysed('My uncle sails a lot. Where is the harbour?'), true);
    expect(Math.max(...weights)).toBe(1);
    expect(Math.min(...weights)).toBeLessThan(0.5);
  });
});
