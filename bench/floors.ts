/**
 * Figures below which the gate does not let a change pass; the numbers stand in `floors.json`. A floor is raised when the
 * figure has become better, never lowered.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { FIGURE_NAMES, FIGURES, type Figure, type FigureName, percent } from './figures.ts';
import type { Result } from './result.ts';

/** Floors of one group, as shares from 0 to 1; for figures of which less is better the most that they may be. */
export interface Floor {
  readonly figures: Readonly<Partial<Record<FigureName, number>>>;
  /** Least share of the right ones. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly styles: Readonly<Record<string, number>>;
}

/** By the name of the group. */
export type Floors = Readonly<Record<string, Floor>>;

/** The part of a result that floors are about. */
export type Measured = Pick<Result, 'name' | 'figures' | 'kinds' | 'styles'>;

/** Kinds and styles with fewer questions have no floor: one question would be too much of a difference. */
const LEAST_QUESTIONS = 10;
/**
 * A calibration error or an area over fewer cases has no floor: in ten bins these say more about which questions were drawn than
 * about the engine, and a gate on them would choose changes by chance.
 */
const LEAST_CASES = 200;
/** The least that a raised floor stays behind what is measured. */
const LEAST_SLACK = 0.01;

const place = new URL('floors.json', import.meta.url);

export const readFloors = (): Floors => JSON.parse(readFileSync(place, 'utf8'));

export const writeFloors = (floors: Floors): void => writeFileSync(place, `${JSON.stringify(floors, undefined, 2)}\n`);

/** What was measured over a floor, and the floor. */
interface Check {
  readonly section: keyof Floor;
  readonly name: string;
  /** The name in words. */
  readonly what: string;
  readonly came: Figure;
  readonly better: 'more' | 'less';
  readonly floor: number | undefined;
}

/** What of a result is below its floor, in words; an invalid citation is always too many, a missing floor always missing. */
export function shortfalls(result: Measured, floors: Floors): string[] {
  const { figures, name } = result;
  const { invalid } = figures;
  return [
    ...checksOf(result, floors[name]).flatMap((check) => shortfallOf(name, check)),
    ...(invalid.value > 0 ? [`${name}: ${invalid.value} invalid citations, expected none`] : []),
  ];
}

function shortfallOf(name: string, { what, came, better, floor }: Check): string[] {
  if (floor === undefined)
    return [`${name}: ${what} ${percent(came.value)}, expected a floor for it: npm run eval -- --raise`];
  if (better === 'more' ? came.value >= floor : came.value <= floor) return [];
  return [
    `${name}: ${what} ${percent(came.value)}, expected at ${better === 'more' ? 'least' : 'most'} ${bound(floor)}`,
  ];
}

const bound = (share: number): string => `${(100 * share).toFixed(0)}%`;

/** Everything of a result that has to have a floor. */
function checksOf({ figures, kinds, styles }: Measured, floor: Floor | undefined): Check[] {
  const known = FIGURE_NAMES.filter((name) => figures[name].of >= leastFor(name));
  return [
    ...known.map((name): Check => {
      const { title, better } = FIGURES[name];
      return { section: 'figures', name, what: title, came: figures[name], better, floor: floor?.figures[name] };
    }),
    ...cellChecks('kinds', 'right of kind', kinds, floor),
    ...cellChecks('styles', 'right of style', styles, floor),
  ];
}

/** On how many cases a figure rests at least that has a floor; invalid citations have none, since there may be none of them. */
function leastFor(name: FigureName): number {
  if (name === 'invalid') return Number.POSITIVE_INFINITY;
  return FIGURES[name].binned ? LEAST_CASES : 1;
}

/** A writer of some thirty questions is no style: as with small areas, a floor would choose changes by chance. */
const isWriter = (name: string): boolean => /^writer\d+$/.test(name);

/** Cells that are large enough; none where one is all that there is. */
function cellChecks(
  section: 'kinds' | 'styles',
  what: string,
  cells: Readonly<Record<string, Figure>>,
  floor: Floor | undefined,
): Check[] {
  const entries = Object.entries(cells);
  if (entries.length < 2) return [];
  return entries
    .filter(([name, { of }]) => of >= LEAST_QUESTIONS && !isWriter(name))
    .map(([name, came]) => ({
      section,
      name,
      what: `${what} ${name}`,
      came,
      better: 'more',
      floor: floor?.[section][name],
    }));
}

/** Floors raised to a little below what is measured, one standard error less; those that are stricter already stay. */
export function raised(floors: Floors, results: readonly Measured[]): Floors {
  return Object.fromEntries(
    results.map((result) => {
      const sections = Map.groupBy(checksOf(result, floors[result.name]), ({ section }) => section);
      const part = (section: keyof Floor): Record<string, number> =>
        Object.fromEntries((sections.get(section) ?? []).map((check) => [check.name, stricter(check)]));
      return [result.name, { figures: part('figures'), kinds: part('kinds'), styles: part('styles') }];
    }),
  );
}

/** The stricter of a floor and what is measured less the slack, in whole hundredths. */
function stricter({ floor, came: { value, of }, better }: Check): number {
  const slack = Math.max(Math.sqrt((value * (1 - value)) / of), 1 / of, LEAST_SLACK);
  // Rounded to eight places first: 0.29 × 100 is a little less than 29.
  const hundredths = (share: number): number => Math.round(share * 1e8) / 1e6;
  if (better === 'more') return Math.max(floor ?? 0, Math.floor(hundredths(value - slack)) / 100);
  return Math.min(floor ?? 1, Math.ceil(hundredths(value + slack)) / 100);
}
