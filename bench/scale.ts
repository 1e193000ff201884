/** All engines on the project's own knowledge and on synthetic knowledge of growing size. */
import type { CaseName } from './cases.ts';
import { barChart, type LineChart, lineChart } from './chart.ts';
import { type Engine, engines, OURS, YARDSTICK } from './engines.ts';
import type { Bounds, Measurement } from './measurement.ts';
import { measure } from './measuring.ts';
import { number, percent, ratio, type Section, table, whole } from './tables.ts';

/** Sizes, in phrasings, of a run that is to take a few minutes. */
export const SIZES: readonly number[] = [1_000, 10_000, 100_000];
/** What `--full` adds. */
export const LARGEST = 1_000_000;

type Tell = (text: string) => void;

/** Each of some engines, all by default, on one case, one after the other. */
export async function measureAll(
  of: CaseName,
  bounds: Bounds,
  tell: Tell,
  which: readonly Engine[] = engines,
): Promise<Measurement[]> {
  const measured: Measurement[] = [];
  for (const { name } of which) {
    const measurement = await measure(name, of, bounds);
    const { asked, exceeded } = measurement;
    tell(`  ${name.padEnd(24)} ${exceeded ?? `p50 ${number(asked?.p50)} ms, ${percent(asked?.right)}% right`}`);
    measured.push(measurement);
  }
  return measured;
}

const HEADS = [
  'engine',
  'build ms',
  'own MB',
  'peak MB',
  'p50 ms',
  'p99 ms',
  `${YARDSTICK} ÷ it, p50`,
  `${YARDSTICK} ÷ it, p99`,
  'right %',
  'typos %',
  'timed',
  'graded',
];

/** A line for each engine: what it costs and how often it is right. */
function tableOf(measured: readonly Measurement[]): string {
  const yardstick = measured.find(({ engine }) => engine === YARDSTICK)?.asked;
  const rows = measured.map(({ engine, built, asked, exceeded }) => [
    engine,
    number(built?.buildMs),
    number(built?.ownMb),
    built ? whole(built.peakMb) : '–',
    ...(exceeded
      ? [exceeded]
      : [
          number(asked?.p50),
          number(asked?.p99),
          ratio(yardstick?.p50, asked?.p50),
          ratio(yardstick?.p99, asked?.p99),
          percent(asked?.right),
          percent(asked?.rightTyped),
          whole(asked?.timed ?? 0),
          whole(asked?.graded ?? 0),
        ]),
  ]);
  return table([HEADS, ...rows]);
}

/** The project's own knowledge: how large it is, each engine on it, and the completion of what is being typed. */
export async function summitSection(bounds: Bounds, tell: Tell): Promise<Section> {
  const measured = await measureAll({ kind: 'summit' }, bounds, tell);
  const own = measured.find(({ engine }) => engine === OURS);
  const { completion } = own?.asked ?? {};
  return {
    id: 'summit',
    text: [
      `## The summit's knowledge: ${whole(own?.built?.phrasings ?? 0)} phrasings`,
      tableOf(measured),
      ...(completion ? [`A completion: p50 ${number(completion.p50)} ms, p99 ${number(completion.p99)} ms.`] : []),
    ].join('\n\n'),
  };
}

export async function scaleSection(sizes: readonly number[], bounds: Bounds, tell: Tell): Promise<Section> {
  const bySize = new Map<number, Measurement[]>();
  for (const phrasings of sizes) {
    tell(`${whole(phrasings)} phrasings`);
    bySize.set(phrasings, await measureAll({ kind: 'synthetic', phrasings }, bounds, tell));
  }
  const tables = [...bySize].map(
    ([phrasings, measured]) => `### ${whole(phrasings)} phrasings\n\n${tableOf(measured)}${completionOf(measured)}`,
  );
  return {
    id: 'scale',
    text: [
      '## Synthetic knowledge',
      ...tables,
      ...growthOf(bySize),
      ...PLOTS.map(({ file, chart }) => `![${chart.title}](plots/${file}.svg)`),
      `![Right entry first under typos](plots/typos.svg)`,
    ].join('\n\n'),
    plots: await plotsOf(bySize),
  };
}

function completionOf(measured: readonly Measurement[]): string {
  const completion = measured.find(({ engine }) => engine === OURS)?.asked?.completion;
  return completion
    ? `\n\nA completion of ${OURS}: p50 ${number(completion.p50)} ms, p99 ${number(completion.p99)} ms.`
    : '';
}

/** What ten times the phrasings cost. */
function growthOf(bySize: ReadonlyMap<number, readonly Measurement[]>): string[] {
  const sizes = [...bySize.keys()];
  const p50 = (engine: string, size: number | undefined): number | undefined =>
    bySize.get(size ?? 0)?.find((measured) => measured.engine === engine)?.asked?.p50;
  const steps = sizes.slice(1).map((size, at) => ({ size, before: sizes[at] }));
  if (steps.length === 0) return [];
  const heads = ['p50 grows', ...steps.map(({ size, before }) => `${whole(before ?? 0)} to ${whole(size)}`)];
  const rows = engines.map(({ name }) => [
    name,
    ...steps.map(({ size, before }) => ratio(p50(name, size), p50(name, before))),
  ]);
  return [table([heads, ...rows])];
}

const X = { title: 'phrasings', log: true, format: '~s' } as const;

/** What is drawn by size, and from which figure. */
const PLOTS: readonly {
  readonly file: string;
  readonly chart: Pick<LineChart, 'title' | 'y'>;
  readonly figureOf: (measurement: Measurement) => number | undefined;
}[] = [
  {
    file: 'p50',
    chart: { title: 'Half of the questions take at most (p50)', y: { title: 'milliseconds', log: true } },
    figureOf: ({ asked }) => asked?.p50,
  },
  {
    file: 'p99',
    chart: { title: '99 of 100 questions take at most (p99)', y: { title: 'milliseconds', log: true } },
    figureOf: ({ asked }) => asked?.p99,
  },
  {
    file: 'build',
    chart: { title: 'Time to build', y: { title: 'milliseconds', log: true } },
    figureOf: ({ built }) => built?.buildMs,
  },
  {
    file: 'memory',
    chart: { title: 'Memory of the engine itself', y: { title: 'megabytes', log: true } },
    figureOf: ({ built }) => built && Math.max(0.1, built.ownMb),
  },
];

async function plotsOf(bySize: ReadonlyMap<number, readonly Measurement[]>): Promise<Map<string, string>> {
  const plots = new Map<string, string>();
  for (const { file, chart, figureOf } of PLOTS) {
    const series = engines.map(({ name }) => ({
      name,
      points: [...bySize].flatMap(([x, measured]) => {
        const y = measured.flatMap((measurement) =>
          measurement.engine === name ? (figureOf(measurement) ?? []) : [],
        )[0];
        return y === undefined ? [] : [{ x, y }];
      }),
    }));
    plots.set(`${file}.svg`, await lineChart({ ...chart, x: X, series, dots: true }));
  }
  plots.set('typos.svg', await typosChart(bySize));
  return plots;
}

/** The accuracy under typos at the greatest size at which most engines still answer. */
function typosChart(bySize: ReadonlyMap<number, readonly Measurement[]>): Promise<string> {
  const answering = (measured: readonly Measurement[]): number => measured.filter(({ asked }) => asked).length;
  const most = Math.max(...[...bySize.values()].map(answering));
  const [size, measured] = [...bySize].findLast(([, each]) => answering(each) === most) ?? [0, []];
  return barChart({
    title: 'Right entry first under typos',
    subtitle: `${whole(size)} phrasings; 30% of the words of four letters or more carry one slip`,
    value: { title: 'share of the questions', domain: [0, 1], format: '.0%' },
    bars: measured.flatMap(({ engine, asked }) => (asked ? [{ name: engine, value: asked.rightTyped }] : [])),
  });
}
