/** Answers of every kind, and a clock that stands until it is set. */
import type { Answer, Reason } from '../../src/answering/answer.ts';

const BLANK = { text: '', question: 'As it was asked', citations: [], confidence: 1, suggestions: [], revision: 'r' };

export const answered = (...entries: readonly string[]): Answer => ({ ...BLANK, verdict: 'answered', entries });
export const suggested: Answer = { ...BLANK, verdict: 'suggested', entries: [] };
export const chat: Answer = { ...BLANK, verdict: 'chat', entries: [] };
export const declined = (reason: Reason, gap?: string): Answer => ({
  ...BLANK,
  verdict: 'declined',
  reason,
  entries: [],
  ...(gap === undefined ? {} : { gap }),
});

const DAY_MS = 86_400_000;

export interface Clock {
  readonly now: () => number;
  pass(days: number): void;
}

/** Noon of 16 June 2021. */
export function startClock(): Clock {
  let now = Date.UTC(2021, 5, 16, 12);
  return {
    now: () => now,
    pass: (days) => {
      now += days * DAY_MS;
    },
  };
}
