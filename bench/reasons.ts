/** Whether a question without an answer was refused for the right reason. */
import type { Answer, Reason } from '../src/answering/answer.ts';
import type { Grade } from './grading.ts';

/** What a question was met with. */
export type Outcome = 'answered' | 'suggested' | 'chat' | Reason;

/** Outcomes in the order of the table. */
export const OUTCOMES: readonly Outcome[] = [
  'not-in-articles',
  'off-topic',
  'unclear',
  'chat',
  'suggested',
  'answered',
];

/** Which refusals fit an unanswerable question of a kind. Kinds that are not here imply none: their reason is not measured. */
const FITTING: Readonly<Record<string, readonly Outcome[]>> = {
  near: ['not-in-articles'],
  nearmiss: ['not-in-articles'],
  outcome: ['not-in-articles'],
  'other-event': ['not-in-articles', 'off-topic'],
  opinion: ['not-in-articles', 'off-topic'],
  offtopic: ['off-topic'],
  command: ['off-topic'],
  injection: ['off-topic'],
  smalltalk: ['chat'],
  unclear: ['unclear'],
};

export const outcomeOf = ({ verdict, reason }: Answer): Outcome =>
  verdict === 'declined' ? (reason ?? 'unclear') : verdict;

/** Whether the reason fits; undefined where the question was answerable or answered, or its kind implies no reason. */
export function isReasonRight({ kind, answerable, answer }: Grade): boolean | undefined {
  const fitting = FITTING[kind];
  if (answerable || !fitting || answer.verdict === 'answered') return undefined;
  return fitting.includes(outcomeOf(answer));
}

/** How often unanswerable questions of one expectation came to each outcome. */
export interface ConfusionRow {
  /** The outcomes that fit, as words. */
  readonly expected: string;
  /** In the order of `OUTCOMES`. */
  readonly counts: readonly number[];
}

/** Expected against given refusals of the unanswerable questions whose kind implies a reason. */
export function confusionOf(grades: readonly Grade[]): ConfusionRow[] {
  const measured = grades.filter(({ kind, answerable }) => !answerable && FITTING[kind]);
  const rows = Map.groupBy(measured, ({ kind }) => (FITTING[kind] ?? []).join(' or '));
  return [...rows].map(([expected, members]) => ({
    expected,
    counts: OUTCOMES.map((outcome) => members.filter(({ answer }) => outcomeOf(answer) === outcome).length),
  }));
}
