import { describe, expect, it } from 'vitest';
import { confusionOf, isReasonRight, OUTCOMES } from '../../bench/reasons.ts';
import type { Answer } from '../../src/answering/answer.ts';
import { answerOf, gradeOf, refusal } from './graded.ts';

const CHAT = answerOf({ verdict: 'chat' });
const SUGGESTED = answerOf({ verdict: 'suggested' });

const unanswerable = (kind: string, answer: Answer) => gradeOf({ kind, answerable: false, answer });

describe('the reason of a refusal', () => {
  it.each<[string, Answer, boolean | undefined]>([
    ['near', refusal('not-in-articles'), true],
    ['nearmiss', refusal('off-topic'), false],
    ['outcome', refusal('unclear'), false],
    ['near', SUGGESTED, false],
    ['other-event', refusal('off-topic'), true],
    ['opinion', refusal('not-in-articles'), true],
    ['opinion', CHAT, false],
    ['offtopic', refusal('off-topic'), true],
    ['command', refusal('not-in-articles'), false],
    ['injection', CHAT, false],
    ['smalltalk', CHAT, true],
    ['smalltalk', refusal('off-topic'), false],
    ['turn', refusal('off-topic'), undefined],
    ['near', answerOf(), undefined],
  ])('of kind %s', (kind, answer, right) => {
    expect(isReasonRight(unanswerable(kind, answer))).toBe(right);
  });

  it('is not asked for where there is an answer', () => {
    expect(isReasonRight(gradeOf({ kind: 'near', answer: refusal('off-topic') }))).toBeUndefined();
  });
});

it('what was expected stands against what came', () => {
  const rows = confusionOf([
    unanswerable('near', refusal('not-in-articles')),
    unanswerable('nearmiss', answerOf()),
    unanswerable('outcome', refusal('off-topic')),
    unanswerable('smalltalk', CHAT),
    unanswerable('turn', refusal('unclear')),
    gradeOf({ kind: 'fact', answer: refusal('unclear') }),
  ]);
  const counts = (row: number, outcome: (typeof OUTCOMES)[number]) => rows[row]?.counts[OUTCOMES.indexOf(outcome)];
  expect(rows.map(({ expected }) => expected)).toEqual(['not-in-articles', 'chat']);
  expect([counts(0, 'not-in-articles'), counts(0, 'off-topic'), counts(0, 'answered')]).toEqual([1, 1, 1]);
  expect(rows[0]?.counts.reduce((sum, count) => sum + count)).toBe(3);
  expect(counts(1, 'chat')).toBe(1);
});
