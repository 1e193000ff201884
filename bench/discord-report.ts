/** The bot on Discord under load: figures -> text. */

import type { Tally } from './discord-ledger.ts';
import {
  completing,
  type Endured,
  enduring,
  type Growth,
  growth,
  type LoadOptions,
  type Run,
  underLoad,
} from './discord-load.ts';
import { number, percent, ratio, type Section, table, whole } from './tables.ts';

const BOTS = { summit: 'summit bot', echo: 'echo' } as const;
const WAYS = { mention: 'mention', ask: '`/ask`', completion: 'completion' } as const;
const TALLIED = ['asked', 'answered once', 'twice', 'told', 'lost'] as const;

/** Parts of the measurement, in the order in which they are told. */
export const PARTS = ['load', 'completions', 'faults', 'memory'] as const;
export type PartName = (typeof PARTS)[number];

const tallied = ({ asked, once, twice, told, lost }: Tally): string[] => [asked, once, twice, told, lost].map(whole);

/** Runs beside that of the bare client, which is the last one. */
function timesTable(runs: readonly Run[]): string {
  const idle = new Map(runs.at(-1)?.ways.map((timed) => [timed.way, timed]));
  const rows = runs.flatMap(({ bot, fresh, ways, refused, cpu }) =>
    ways.map(({ way, tally, p50, p99 }) => [
      `${BOTS[bot]}${fresh ? ', new questions' : ''}`,
      WAYS[way],
      ...tallied(tally),
      whole(refused),
      number(p50),
      number(p99),
      ratio(p50, idle.get(way)?.p50),
      ratio(p99, idle.get(way)?.p99),
      percent(cpu),
    ]),
  );
  const heads = ['', 'asked by', ...TALLIED, 'refused', 'p50 ms', 'p99 ms', 'p50 ÷ echo', 'p99 ÷ echo', 'core %'];
  return table([heads, ...rows]);
}

async function loadText(options: LoadOptions, tell: (text: string) => void): Promise<string> {
  tell('The bot under load');
  const bot = await underLoad('summit', options);
  tell('The bare client under the same load');
  const echo = await underLoad('echo', options);
  return `### ${options.rate} mentions and ${options.rate} \`/ask\` a second for ${options.seconds} s

${timesTable([bot, echo])}`;
}

async function completionsText(options: LoadOptions, tell: (text: string) => void): Promise<string> {
  tell('Completions');
  const bot = await completing('summit', options);
  const echo = await completing('echo', options);
  return `### Completions, ${options.completionRate} a second

${timesTable([bot, echo])}`;
}

function enduredText({ ways, faults, cuts, refused }: Endured): string {
  const rows = ways.map(({ way, tally }) => [WAYS[way], ...tallied(tally)]);
  return `### With faults

${table([['asked by', ...TALLIED], ...rows])}

Meanwhile the gateway was cut ${whole(cuts)} times; ${whole(faults.before)} requests met a fault before Discord did the work,
${whole(faults.after)} after it, ${whole(faults.limited)} were told to come again later; ${whole(refused)} were refused for another reason.`;
}

function growthText({ points, slope, tally, refused }: Growth): string {
  const rows = points.map(({ questions, heapMb, residentMb }) => [whole(questions), number(heapMb), whole(residentMb)]);
  const lost = tally.reduce((sum, one) => sum + one.lost + one.twice + one.told, 0);
  return `### Memory, each question from another person

${table([['questions', 'heap MB', 'process MB'], ...rows])}

The heap, after garbage collection, grows by ${slope.toFixed(3)} MB in 10,000 questions (least squares, last 70% of the points);
${whole(lost)} questions were not answered exactly once, ${whole(refused)} requests refused.`;
}

const TEXTS: Readonly<Record<PartName, (options: LoadOptions, tell: (text: string) => void) => Promise<string>>> = {
  load: loadText,
  completions: completionsText,
  faults: async (options, tell) => {
    tell('Faults');
    return enduredText(await enduring(options));
  },
  memory: async (options, tell) => {
    tell('Memory');
    return growthText(await growth(options));
  },
};

/** Measures what is wanted. */
export async function discordSection(
  options: LoadOptions,
  parts: readonly PartName[],
  tell: (text: string) => void,
): Promise<Section> {
  const texts: string[] = [];
  for (const part of parts) texts.push(await TEXTS[part](options, tell));
  return { id: 'discord', text: ['## The bot on Discord', ...texts].join('\n\n') };
}
