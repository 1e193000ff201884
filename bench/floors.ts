/** Scores below which the gate does not let a change pass. A floor is raised when the score has risen, never lowered. */
import type { Score } from './grading.ts';

export interface Floor {
  /** Least share of the answerable questions that are answered rightly. */
  readonly right: number;
  /** Least share of the unanswerable ones that are declined. */
  readonly declined: number;
  /** Greatest share of the answers given that are wrong. */
  readonly wrong: number;
  /** Least share of the cited quotes that are gold. */
  readonly precision: number;
}

export interface Floors {
  readonly tuned: Floor;
  readonly aside: Floor;
  readonly fresh: Floor;
  readonly 'tuned dialogues': Floor;
  readonly 'aside dialogues': Floor;
}

export const FLOORS: Floors = {
  tuned: { right: 0.93, declined: 0.97, wrong: 0.04, precision: 0.94 },
  aside: { right: 0.81, declined: 0.97, wrong: 0.09, precision: 0.92 },
  fresh: { right: 0.89, declined: 0.88, wrong: 0.1, precision: 0.92 },
  'tuned dialogues': { right: 0.92, declined: 0.92, wrong: 0.04, precision: 0.93 },
  'aside dialogues': { right: 0.9, declined: 0.9, wrong: 0.05, precision: 0.93 },
};

/** What of a score is below its floor, in words; an invalid citation is always too many. */
export function shortfalls(name: string, score: Score, floor: Floor): string[] {
  const say = (what: string, expected: string, came: number): string =>
    `${name}: ${what} ${(100 * came).toFixed(1)}%, expected ${expected}`;
  const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;
  return [
    ...(score.right < floor.right ? [say('right answers', `at least ${percent(floor.right)}`, score.right)] : []),
    ...(score.declined < floor.declined
      ? [say('declined', `at least ${percent(floor.declined)}`, score.declined)]
      : []),
    ...(score.wrong > floor.wrong ? [say('wrong answers', `at most ${percent(floor.wrong)}`, score.wrong)] : []),
    ...(score.precision < floor.precision
      ? [say('gold citations', `at least ${percent(floor.precision)}`, score.precision)]
      : []),
    ...(score.invalid > 0 ? [`${name}: ${score.invalid} invalid citations, expected none`] : []),
  ];
}
