/** Answers and votes -> what is counted of them. */
import type { Answer, Reason, Verdict } from '../answering/answer.ts';

/** What became of a question, a refusal by its reason; or what a reader thought of the answer. */
export type Outcome = Exclude<Verdict, 'declined'> | Reason | 'helpful' | 'unhelpful';

/** How often an outcome came for a target on a day. */
export interface Count {
  /** Days since the beginning of 1970, UTC. */
  readonly day: number;
  /** Id of an entry or a gap, or `EVERY`. */
  readonly target: string;
  readonly outcome: Outcome;
  readonly count: number;
}

/** Stands for all questions: an answer of two entries counts once here, and once for each of them. */
export const EVERY = '';

const REASONS: readonly Reason[] = ['not-in-articles', 'off-topic', 'unclear'];
const OUTCOMES: ReadonlySet<string> = new Set<Outcome>([
  'answered',
  'suggested',
  'chat',
  ...REASONS,
  'helpful',
  'unhelpful',
]);
/** Ids as the knowledge has them. Whatever else comes is not counted, so that no text of a reader is ever kept. */
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST_ID = 200;
const DAY_MS = 86_400_000;

export const isReason = (outcome: Outcome): outcome is Reason => (REASONS as readonly Outcome[]).includes(outcome);

export const isOutcome = (text: string): text is Outcome => OUTCOMES.has(text);

export const dayOf = (milliseconds: number): number => Math.floor(milliseconds / DAY_MS);

/** A day as "2021-06-16". */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The day of a date such as "2021-06-16". */
export const dayOfDate = (date: string): number => dayOf(Date.parse(date));

export function countsOfAnswer(answer: Answer, day: number): Count[] {
  const { verdict, reason, entries, gap } = answer;
  if (verdict === 'declined') return countsOf(reason ?? 'unclear', gap === undefined ? [] : [gap], day);
  return countsOf(verdict, entries, day);
}

export const countsOfVote = (targets: readonly string[], helpful: boolean, day: number): Count[] =>
  countsOf(helpful ? 'helpful' : 'unhelpful', targets, day);

function countsOf(outcome: Outcome, targets: readonly string[], day: number): Count[] {
  const ids = targets.filter((target) => target.length <= LONGEST_ID && ID.test(target));
  return [EVERY, ...new Set(ids)].map((target) => ({ day, target, outcome, count: 1 }));
}
