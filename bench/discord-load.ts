/** The bot on Discord under load: how soon, whether exactly once, what it uses. */
import { setTimeout } from 'node:timers/promises';
import { Crowd } from './discord-crowd.ts';
import type { Tally, Way } from './discord-ledger.ts';
import type { BotName, Use } from './discord-process.ts';
import { randomFrom } from './random.ts';
import { ascending, quantile } from './timing.ts';

/** Seconds of load before times count: nothing is compiled at first. */
const WARM_UP = 5;

export interface LoadOptions {
  readonly seed: number;
  /** Mentions a second, and `/ask` a second. */
  readonly rate: number;
  readonly seconds: number;
  readonly completions: number;
  /** Completions a second. */
  readonly completionRate: number;
  /** Questions of the measurement of memory. */
  readonly people: number;
  /** Whether each question carries typos of its own, so that hardly one comes twice. */
  readonly fresh: boolean;
  /** Flags for the Node of the bot. */
  readonly flags: readonly string[];
}

export const LOAD: LoadOptions = {
  seed: 1,
  rate: 300,
  seconds: 60,
  completions: 10_000,
  completionRate: 200,
  people: 100_000,
  fresh: false,
  flags: [],
};

export interface Timed {
  readonly way: Way;
  readonly tally: Tally;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** One bot under one load. */
export interface Run {
  readonly bot: BotName;
  readonly fresh: boolean;
  readonly ways: readonly Timed[];
  /** Requests that the local Discord refused. */
  readonly refused: number;
  /** Share of one core. */
  readonly cpu: number;
  readonly use: Use;
}

function timedOf({ ledger }: Crowd, way: Way): Timed {
  const delays = ascending(ledger.delays(way));
  return {
    way,
    tally: ledger.tally(way),
    p50: quantile(delays, 0.5),
    p99: quantile(delays, 0.99),
    max: delays.at(-1) ?? Number.NaN,
  };
}

/** Lets a crowd do something with a bot for some seconds, after a while to warm up. */
async function run(
  bot: BotName,
  ways: readonly Way[],
  act: (crowd: Crowd, seconds: number) => Promise<unknown>,
  seconds: number,
  { seed, fresh, flags }: LoadOptions,
): Promise<Run> {
  const crowd = await Crowd.gather(seed);
  const process = await crowd.invite(bot, flags);
  await act(crowd, WARM_UP);
  crowd.ledger.timed = true;
  const [before, start] = [await process.use(), performance.now()];
  await act(crowd, seconds);
  const [use, elapsed] = [await process.use(), performance.now() - start];
  await crowd.settled();
  const figures = {
    bot,
    fresh,
    ways: ways.map((way) => timedOf(crowd, way)),
    refused: crowd.discord.refused.length,
    cpu: (use.cpuMs - before.cpuMs) / elapsed,
    use,
  };
  await process.stop();
  await crowd.discord.stop();
  return figures;
}

/** Mentions and `/ask`, so many a second of each. */
export function underLoad(bot: BotName, options: LoadOptions): Promise<Run> {
  const { rate, seconds, fresh } = options;
  const act = (crowd: Crowd, time: number): Promise<unknown> =>
    Promise.all([
      crowd.atRandomTimes(() => crowd.mention(crowd.question(fresh)), rate, time),
      crowd.atRandomTimes(() => crowd.ask(crowd.question(fresh)), rate, time),
    ]);
  return run(bot, ['mention', 'ask'], act, seconds, options);
}

/** Questions as far as they are typed, at a modest rate. */
export function completing(bot: BotName, options: LoadOptions): Promise<Run> {
  const { completions, completionRate } = options;
  const act = (crowd: Crowd, time: number): Promise<unknown> =>
    crowd.atRandomTimes(() => crowd.type(typed(crowd)), completionRate, time);
  return run(bot, ['completion'], act, completions / completionRate, options);
}

/** The beginning of a question, 1 to 20 letters. */
const typed = (crowd: Crowd): string => crowd.question().slice(0, 1 + Math.floor(crowd.random() * 20));

/** What the bot has to live with: shares of the requests, and milliseconds between two cuts of the gateway. */
const FAULTS = { before: 0.05, after: 0.05, limited: 0.01, retryAfter: 0.1, cutEvery: 2_000, rate: 50 } as const;

/** What became of the questions while much went wrong. */
export interface Endured {
  readonly ways: readonly { readonly way: Way; readonly tally: Tally }[];
  /** Requests that met a fault, by kind. */
  readonly faults: { before: number; after: number; limited: number };
  readonly cuts: number;
  /** Refusals other than "answered already", which a fault after the work brings about. */
  readonly refused: number;
}

/** Mentions and `/ask` while the gateway is cut and requests fail. */
export async function enduring({ seed, seconds, flags }: LoadOptions): Promise<Endured> {
  const random = randomFrom(seed + 1);
  const faults = { before: 0, after: 0, limited: 0 };
  let calm = true;
  const crowd = await Crowd.gather(seed, () => {
    const draw = calm ? 1 : random();
    const kind = kindOf(draw);
    if (!kind) return undefined;
    faults[kind] += 1;
    return kind === 'limited' ? { retryAfter: FAULTS.retryAfter } : kind;
  });
  const bot = await crowd.invite('summit', flags);
  calm = false;
  let cuts = 0;
  const cutting = setInterval(() => {
    cuts += 1;
    crowd.discord.gateway.cut();
  }, FAULTS.cutEvery);
  await Promise.all([
    crowd.atRandomTimes(() => crowd.mention(crowd.question()), FAULTS.rate, seconds),
    crowd.atRandomTimes(() => crowd.ask(crowd.question()), FAULTS.rate, seconds),
  ]);
  clearInterval(cutting);
  await crowd.settled();
  const ways = (['mention', 'ask'] as const).map((way) => ({ way, tally: crowd.ledger.tally(way) }));
  const refused = crowd.discord.refused.filter(({ code }) => code !== ANSWERED_ALREADY).length;
  await bot.stop();
  await crowd.discord.stop();
  return { ways, faults, cuts, refused };
}

const ANSWERED_ALREADY = 40060;

function kindOf(draw: number): 'before' | 'after' | 'limited' | undefined {
  const { before, after, limited } = FAULTS;
  if (draw < before) return 'before';
  if (draw < before + after) return 'after';
  return draw < before + after + limited ? 'limited' : undefined;
}

/** Megabytes in use after so many questions. */
export interface Footprint {
  readonly questions: number;
  readonly heapMb: number;
  readonly residentMb: number;
}

export interface Growth {
  readonly points: readonly Footprint[];
  /** Megabytes that the heap grows in 10,000 questions, fitted over the last 70% of the points. */
  readonly slope: number;
  readonly tally: readonly Tally[];
  readonly refused: number;
}

/** Questions between two looks at the memory. */
const STEP = 10_000;
/** Questions that are under way at a time: as many as keep the bot busy. */
const UNDER_WAY = 32;
/** Every so manieth writes to the bot alone. */
const DIRECT = 10;

/** Memory while more and more people ask, none of them twice. */
export async function growth({ seed, people, flags }: LoadOptions): Promise<Growth> {
  const crowd = await Crowd.gather(seed);
  const bot = await crowd.invite('summit', flags);
  const points: Footprint[] = [];
  for (let asked = 0; ; asked += STEP) {
    const { heapMb, residentMb } = await bot.use(true);
    points.push({ questions: asked, heapMb, residentMb });
    if (asked >= people) break;
    await askMany(crowd, STEP);
  }
  await crowd.settled();
  const tally = (['mention', 'ask'] as const).map((way) => crowd.ledger.tally(way));
  const refused = crowd.discord.refused.length;
  await bot.stop();
  await crowd.discord.stop();
  return { points, slope: slopeOf(points), tally, refused };
}

/** Newcomers ask, one after the other as the bot gets on with it. */
async function askMany(crowd: Crowd, count: number): Promise<void> {
  for (let asked = 0; asked < count; asked += 1) {
    while (crowd.ledger.open >= UNDER_WAY) await setTimeout(1);
    const question = crowd.question(true);
    if (asked % DIRECT === 0) crowd.write(question, crowd.newcomer());
    else if (asked % 2 === 0) crowd.mention(question, crowd.newcomer());
    else crowd.ask(question, crowd.newcomer());
  }
  while (crowd.ledger.open > 0) await setTimeout(1);
}

/** Least squares over the last 70% of the points, in megabytes for each step. */
export function slopeOf(points: readonly Footprint[]): number {
  const last = points.slice(Math.floor(points.length * 0.3));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const xs = last.map(({ questions }) => questions / STEP);
  const [x, y] = [mean(xs), mean(last.map(({ heapMb }) => heapMb))];
  const above = last.reduce((sum, { heapMb }, at) => sum + ((xs[at] ?? 0) - x) * (heapMb - y), 0);
  return above / xs.reduce((sum, value) => sum + (value - x) ** 2, 0);
}
