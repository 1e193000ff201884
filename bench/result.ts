/** What an evaluation found out about each group of questions, and about all of them together. */
import type { Answerer } from '../src/answering/answer.ts';
import { type Asked, ask, type Insight } from './asking.ts';
import type { Claim } from './calibration.ts';
import { cellsOf, type Figure, type Figures, figuresOf } from './figures.ts';
import type { Grade } from './grading.ts';
import type { Group } from './sets.ts';

export interface Result {
  readonly name: string;
  /** Whether its questions may be shown one by one. */
  readonly shown: boolean;
  readonly asked: readonly Asked[];
  /** The surest answer to each question, in the order of `asked`. */
  readonly surest: readonly Claim[];
  readonly figures: Figures;
  /** Share of the right ones of each kind and style. */
  readonly kinds: Readonly<Record<string, Figure>>;
  readonly styles: Readonly<Record<string, Figure>>;
}

/** Name of the group that all the others make together. */
export const ALL = 'all';

/** A result for each group, and last one for all of them. */
export function resultsOf(groups: readonly Group[], answerer: Answerer, insight: Insight): Result[] {
  const results = groups.map((group) => {
    const asked = ask(group, answerer);
    const surest = asked.map((question) => insight.surestOf(question));
    return resultOf(group.name, group.shown, asked, surest);
  });
  const all = results.flatMap(({ asked }) => asked);
  return [
    ...results,
    resultOf(
      ALL,
      false,
      all,
      results.flatMap(({ surest }) => surest),
    ),
  ];
}

function resultOf(name: string, shown: boolean, asked: readonly Asked[], surest: readonly Claim[]): Result {
  const grades = asked.map(({ grade }) => grade);
  return {
    name,
    shown,
    asked,
    surest,
    figures: figuresOf(grades, surest),
    kinds: cellsOf(grades, 'kind'),
    styles: cellsOf(grades, 'style'),
  };
}

export const gradesOf = ({ asked }: Result): Grade[] => asked.map(({ grade }) => grade);
