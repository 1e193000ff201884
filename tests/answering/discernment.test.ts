/** What is learnt from phrasings: to which targets questions belong, and whether anything answers them. */
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/answering/analysis.ts';
import { Judge, learn } from '../../src/answering/learnt.ts';
import { Lexicon } from '../../src/answering/lexicon.ts';
import { UsageBuilder, UsageReader } from '../../src/answering/likelihood.ts';
import { hashOf } from '../../src/answering/phrase-index.ts';

const lexicon = new Lexicon({ names: [], groups: [] });
const analysed = (text: string) => analyse(text, { lexicon });

/** Two entries and a gap that share the ferry; what tells them apart is what is asked of it. */
const PHRASINGS = [
  ['when does the ferry leave', 'at what hour does the ferry depart', 'departure time of the ferry'],
  ['where does the ferry land', 'in which harbour does the ferry arrive', 'landing place of the ferry'],
  ['what does the ferry cost', 'how much is a ticket for the ferry', 'price of the ferry'],
];

function learntFrom(phrasings: readonly (readonly string[])[], isAnswer: (target: number) => boolean) {
  const builder = new UsageBuilder(phrasings.length, phrasings.flat().length);
  phrasings.forEach((texts, target) => {
    builder.add(texts.map(analysed), isAnswer(target));
  });
  const usage = builder.build();
  const lessons = builder.lessonsOf(
    usage,
    Int32Array.from(phrasings.flat(), (text) => hashOf(analysed(text))),
  );
  if (!lessons) throw new Error('There must be lessons.');
  return { usage, lessons, learnt: learn(usage, lessons) };
}

const { usage, lessons, learnt } = learntFrom(PHRASINGS, (target) => target < 2);
const reader = new UsageReader(usage, true);
const judge = new Judge(usage, learnt);
const judged = (question: string) => judge.of(reader.known(analysed(question)));
const logOddsOf = (question: string): number[] => [...judged(question).targets];
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
    expect(Math.max(...logOddsOf('a recipe for soup'))).toBeLessThan(foreseen);
  });

  it('learns the same each time', () => {
    expect(learn(usage, lessons)).toEqual(learnt);
  });
});

describe('answerability', () => {
  it('knows which phrasings have an answer', () => {
    const signs = PHRASINGS.map((texts) => texts.map((text) => Math.sign(judged(text).answerable)));
    expect(signs).toEqual([
      [1, 1, 1],
      [1, 1, 1],
      [-1, -1, -1],
    ]);
  });

  it('knows how that is put which nothing answers, whatever it is asked of', () => {
    expect(judged('how much is the price of a cabin').answerable).toBeLessThan(0);
    expect(judged('at what hour does a cabin arrive').answerable).toBeGreaterThan(0);
  });

  it('says nothing where all is answered', () => {
    const { learnt: all } = learntFrom(PHRASINGS, () => true);
    expect(new Set(all.answerability)).toEqual(new Set([0]));
  });
});
