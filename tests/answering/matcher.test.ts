/** What the matcher tells about wrong premises. */
import { expect, it } from 'vitest';
import { analyse } from '../../src/answering/analysis.ts';
import { Comprehension } from '../../src/answering/understanding.ts';
import { index, knowledge } from './knowledge.ts';

it('finds each wrong premise by its own words', () => {
  const { matcher, targets, analyser } = new Comprehension(knowledge, index);
  const premises = targets.flatMap((target) =>
    target.phrasings
      .filter(({ stance, after }) => stance === 'wrong' && after === undefined)
      .map((premise) => ({ target, premise })),
  );
  expect(premises.length).toBeGreaterThan(0);
  const missed = premises.filter(({ target, premise }) => {
    const analysis = analyse(premise.text, analyser);
    return !matcher.wrongLike(target, analysis, 0.999).includes(premise);
  });
  expect(missed).toEqual([]);
});
