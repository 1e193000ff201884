/** A run that is written down, and what has changed since. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { FIGURE_NAMES, FIGURES, type Figure, type FigureName, written } from './figures.ts';
import type { Grade } from './grading.ts';
import type { Result } from './result.ts';

/** What became of one question. */
export type Outcome = 'right' | 'wrong answer' | 'no answer';

export interface RecordedGroup {
  /** Without those that rest on nothing. */
  readonly figures: Readonly<Partial<Record<FigureName, Figure>>>;
  readonly kinds: Readonly<Record<string, Figure>>;
  readonly styles: Readonly<Record<string, Figure>>;
  /** By the id of the question; empty for what is kept aside. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

export interface RecordedRun {
  /** Revision of the knowledge that was asked. */
  readonly revision: string;
  readonly groups: Readonly<Record<string, RecordedGroup>>;
}

const place = new URL('results/eval.json', import.meta.url);

/** The last recorded run; nothing before the first. */
export const lastRun = (): RecordedRun | undefined =>
  existsSync(place) ? JSON.parse(readFileSync(place, 'utf8')) : undefined;

export const writeRun = (run: RecordedRun): void => writeFileSync(place, `${JSON.stringify(run, undefined, 2)}\n`);

/** Results as they are written down: numbers to four places, no question that is kept aside. */
export function recorded(revision: string, results: readonly Result[]): RecordedRun {
  const groups = results.map(({ name, shown, asked, figures, kinds, styles }): [string, RecordedGroup] => [
    name,
    {
      figures: rounded(figures),
      kinds: rounded(kinds),
      styles: rounded(styles),
      outcomes: shown ? Object.fromEntries(asked.map(({ grade }) => [grade.id, outcomeOf(grade)])) : {},
    },
  ]);
  return { revision, groups: Object.fromEntries(groups) };
}

function outcomeOf({ right, answer }: Grade): Outcome {
  if (right) return 'right';
  return answer.verdict === 'answered' ? 'wrong answer' : 'no answer';
}

const rounded = (figures: Readonly<Record<string, Figure>>): Record<string, Figure> =>
  Object.fromEntries(
    Object.entries(figures)
      .filter(([, { of }]) => of > 0)
      .map(([name, { value, of }]) => [name, { value: Math.round(value * 10_000) / 10_000, of }]),
  );

/** What differs between two runs, a line each: the figures of each group, then the questions that became right or wrong. */
export function differences(before: RecordedRun, now: RecordedRun): string[] {
  const groups = Object.entries(now.groups);
  return [
    ...groups.flatMap(([name, group]) => differencesOfFigures(name, before.groups[name], group)),
    ...Object.keys(before.groups).flatMap((name) => (now.groups[name] ? [] : [`${name}: no longer asked`])),
    ...groups.flatMap(([name, group]) => flips(name, before.groups[name], group)),
  ];
}

function differencesOfFigures(name: string, before: RecordedGroup | undefined, now: RecordedGroup): string[] {
  if (!before) return [`${name}: not in the last recorded run`];
  const changed = FIGURE_NAMES.flatMap((figure) => {
    const [was, is] = [before.figures[figure], now.figures[figure]];
    if (was?.value === is?.value) return [];
    return [`${FIGURES[figure].title} ${written(figure, was)} -> ${written(figure, is)}`];
  });
  return changed.length === 0 ? [] : [`${name}: ${changed.join(', ')}`];
}

/** Questions of both runs with another outcome. */
function flips(name: string, before: RecordedGroup | undefined, now: RecordedGroup): string[] {
  return Object.entries(now.outcomes).flatMap(([id, outcome]) => {
    const was = before?.outcomes[id];
    return was === undefined || was === outcome ? [] : [`${name} ${id}: ${was} -> ${outcome}`];
  });
}
