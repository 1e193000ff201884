/** All engines on public question sets taken as knowledge: ten phrasings of each intent, tested on all the other questions. */
import type { CaseName } from './cases.ts';
import type { Engine } from './engines.ts';
import type { Bounds, Measurement } from './measurement.ts';
import { measureAll } from './scale.ts';
import { number, percent, type Section, table, whole } from './tables.ts';

/** Seeds of the random draws. */
const SEEDS = [1, 2, 3];
/** Seconds in which an engine is asked; more than for the other parts: the sets have thousands of questions, and each counts. */
const BUDGET = 20;

type Tell = (text: string) => void;

const mean = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
};

const HEADS = ['engine', 'a1 %', 'typos %', 'AUROC %', 'AUROC %, confidence', 'p50 ms', 'p99 ms', 'graded', 'timed'];

/** A line for each engine, the mean of the same measurement on several draws. */
function tableOf(draws: readonly (readonly Measurement[])[]): string {
  const rows = (draws[0] ?? []).map(({ engine, asked, exceeded }, at) => {
    const each = draws.map((draw) => draw[at]?.asked);
    return [
      engine,
      ...(exceeded
        ? [exceeded]
        : [
            percent(mean(each.map((one) => one?.right))),
            percent(mean(each.map((one) => one?.rightTyped))),
            percent(mean(each.map((one) => one?.auroc))),
            percent(mean(each.map((one) => one?.aurocOfConfidence))),
            number(mean(each.map((one) => one?.p50))),
            number(mean(each.map((one) => one?.p99))),
            whole(asked?.graded ?? 0),
            whole(asked?.timed ?? 0),
          ]),
    ];
  });
  return table([HEADS, ...rows]);
}

export async function publicSection(
  folder: string,
  bounds: Bounds,
  tell: Tell,
  which?: readonly Engine[],
): Promise<Section> {
  const parts: string[] = [];
  for (const set of ['CLINC150', 'BANKING77'] as const) {
    const named = (seed?: number): CaseName => ({
      kind: 'public',
      set,
      folder,
      ...(seed === undefined ? {} : { seed }),
    });
    tell(`${set}, first ten`);
    const first = await measureAll(named(), { ...bounds, budget: Math.max(BUDGET, bounds.budget) }, tell, which);
    const draws: Measurement[][] = [];
    for (const seed of SEEDS) {
      tell(`${set}, ten at random, seed ${seed}`);
      draws.push(await measureAll(named(seed), bounds, tell, which));
    }
    parts.push(
      `### ${set}, the first ten phrasings of each intent\n\n${tableOf([first])}`,
      `### ${set}, ten at random, mean of ${SEEDS.length} draws\n\n${tableOf(draws)}`,
    );
  }
  return { id: 'public', text: ['## Public question sets', ...parts].join('\n\n') };
}
