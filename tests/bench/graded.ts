/** Answers and grades made up for the tests. */

import type { Grade } from '../../bench/grading.ts';
import type { Answer } from '../../src/answering/answer.ts';

export const answerOf = (parts: Partial<Answer> = {}): Answer => ({
  verdict: 'answered',
  question: '',
  text: '',
  entries: [],
  citations: [],
  confidence: 1,
  suggestions: [],
  revision: '',
  ...parts,
});

export const refusal = (reason: NonNullable<Answer['reason']>, confidence = 1): Answer =>
  answerOf({ verdict: 'declined', reason, confidence });

export const gradeOf = (parts: Partial<Grade>): Grade => ({
  id: 'T001',
  q: '',
  kind: 'fact',
  style: 'plain',
  answerable: true,
  right: true,
  why: '',
  invalid: 0,
  answer: answerOf(),
  ...parts,
});
