/** What is learnt from phrasings about the targets to which questions belong. */
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/answering/analysis.ts';
import { Discernment, learn } from '../../src/answering/discernment.ts';
import { Lexicon } from '../../src/answering/lexicon.ts';
import { featuresOf, knownFeatures, UsageBuilder } from '../../src/answering/likelihood.ts';

const lexicon = new Lexicon({ names: [], groups: [] });
const analysed = (text: string) => analyse(text, { lexicon });

/** Two entries and a gap that share the ferry; what tells them apart is what is asked of it. */
const PHRASINGS = [
  ['when does the ferry leave', 'at what hour does the ferry depart', 'departure time of the ferry'],
  ['where does the ferry land', 'in which harbour does the ferry arrive', 'landing place of the ferry'],
  ['what does the ferry cost', 'how much is a ticket for the ferry', 'price of the ferry'],
];

function discernmentOf(phrasings: readonly (readonly string[])[]) {
  const builder = new UsageBuilder();
  for (const texts of phrasings) builder.add(texts.map(analysed));
  const usage = builder.build();
  const lessons = builder.lessonsOf(usage);
  if (!lessons) throw new Error('There must be lessons.');
  return { usage, lessons, weights: learn(usage, lessons), count: phrasings.flat().length };
}

const { usage, lessons, weights, count } = discernmentOf(PHRASINGS);
const discernment = new Discernment(usage, weights, count);
const logOddsOf = (question: string): number[] => [
  ...discernment.logOddsOf(knownFeatures(usage, featuresOf(analysed(question)))),
];
const likeliest = (question: string): number => {
  const logOdds = logOddsOf(question);
  return logOdds.indexOf(Math.max(...logOdds));
};

describe('discernment', () => {
  it.each([
    ['when will the ferry depart', 0],
    ['which harbour does it land in', 1],
    ['is the ferry ticket a high price', 2],
  ])('finds the target of %s', (question, target) => {
    expect(likeliest(question)).toBe(target);
  });

  it('knows every phrasing', () => {
    expect(PHRASINGS.map((texts) => texts.map(likeliest))).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [2, 2, 2],
    ]);
  });

  it('takes what nobody foresaw for no target’s', () => {
    const foreseen = Math.max(...logOddsOf('when does the ferry leave'));
    const unforeseen = Math.max(...logOddsOf('who steers the ferry'));
    expect(unforeseen).toBeLessThan(foreseen);
    expect(Math.max(...logOddsOf('a recipe for soup'))).toBeLessThan(0);
  });

  it('learns the same each time', () => {
    expect(learn(usage, lessons)).toEqual(weights);
  });
});
