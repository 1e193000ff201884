/** Knowledge of which each entry has few phrasings: what fits one that has hundreds must not mislead there. */
import { expect, it } from 'vitest';
import { caseOf } from '../../bench/cases.ts';
import { Comprehension } from '../../src/answering/understanding.ts';

/** Of 100 questions those whose entry is found first; 67 where likelihood counts in full, whatever there is. */
const FLOOR = 69;

it('finds entries by ten phrasings each', async () => {
  const { knowledge, questions } = await caseOf({ kind: 'synthetic', phrasings: 10_000 });
  const comprehension = new Comprehension(knowledge);
  const firstOf = (text: string): string | undefined => comprehension.understand(text).candidates[0]?.target.item.id;
  const right = questions.filter(({ text, intents }) => intents.includes(firstOf(text) ?? ''));
  expect((100 * right.length) / questions.length).toBeGreaterThanOrEqual(FLOOR);
});
