/** The process in which one engine is measured on one case; started by `measuring.ts`, so that figures do not mix. */
import { type Case, type CaseName, caseOf, type Question } from './cases.ts';
import { engines, type Finder, type Found, ownEngines } from './engines.ts';
import { type Asked, type Bounds, type Built, type Message, TRIED } from './measurement.ts';
import { auroc } from './ranking.ts';
import { median, quantile, spread, timesOf, timeUntil } from './timing.ts';

const MB = 1_048_576;
/** Letters typed before a completion is asked for. */
const TYPED = 20;

/** Resolves when the message is on its way: what comes next may keep this process from sending for minutes. */
const tell = (message: Message): Promise<void> =>
  new Promise((resolve) => {
    if (process.send) process.send(message, () => resolve());
    else resolve();
  });

/** Megabytes in use after garbage collection. */
function memory(): { own: number; resident: number } {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return { own: (heapUsed + arrayBuffers) / MB, resident: rss / MB };
}

async function built(of: Case, build: (of: Case) => Promise<Finder>): Promise<[Finder, Built]> {
  const before = memory();
  const start = performance.now();
  const finder = await build(of);
  const buildMs = performance.now() - start;
  const peakMb = process.resourceUsage().maxRSS / 1_024;
  const { own, resident } = memory();
  return [finder, { phrasings: of.phrasings.length, buildMs, ownMb: own - before.own, residentMb: resident, peakMb }];
}

const isRight = async (finder: Finder, text: string, { intents }: Question): Promise<boolean> =>
  intents.includes((await finder.first(text))?.intent ?? '');

async function shareOf(
  questions: readonly Question[],
  right: (question: Question) => Promise<boolean>,
): Promise<number> {
  let count = 0;
  for (const question of questions) if (await right(question)) count += 1;
  return count / questions.length;
}

/** Fewer questions than this say nothing of times or of shares, whatever they cost. */
const LEAST = { timed: 10, graded: 40 };

/** How many questions fit in the budget when each is asked so many times. */
async function affordable(
  run: (text: string) => unknown,
  texts: readonly string[],
  times: number,
  { budget }: Bounds,
): Promise<number> {
  const tried: number[] = [];
  for (const text of spread(texts, TRIED)) tried.push(await timeUntil(() => run(text)));
  // Not the mean: the first are slow, since nothing is compiled yet.
  return Math.floor((budget * 1_000) / times / median(tried));
}

async function asked(finder: Finder, { questions, outOfScope }: Case, bounds: Bounds): Promise<Asked> {
  const texts = questions.map(({ text }) => text);
  const timeable = Math.max(LEAST.timed, await affordable(finder.answer, texts, 2, bounds));
  await tell({ kind: 'tried' });
  const times = await timesOf(finder.answer, spread(texts, timeable), bounds.budget * 1_000);
  const { complete } = finder;
  const typed =
    complete &&
    (await timesOf(
      complete,
      spread(texts, 500).map((text) => text.slice(0, TYPED)),
      bounds.budget * 200,
    ));
  const askedEach = outOfScope.length > 0 ? 3 : 2;
  const gradable = Math.max(LEAST.graded, await affordable((text) => finder.first(text), texts, askedEach, bounds));
  const graded = spread(questions, gradable);
  return {
    timed: times.length,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    ...(typed ? { completion: { p50: quantile(typed, 0.5), p99: quantile(typed, 0.99) } } : {}),
    graded: graded.length,
    right: await shareOf(graded, (question) => isRight(finder, question.text, question)),
    rightTyped: await shareOf(graded, (question) => isRight(finder, question.typed, question)),
    ...(await separation(finder, graded, spread(outOfScope, gradable))),
  };
}

/** How well questions in scope are told from those out of it. */
async function separation(
  finder: Finder,
  inside: readonly Question[],
  outside: readonly string[],
): Promise<Partial<Asked>> {
  if (outside.length === 0) return {};
  const found = async (texts: readonly string[]): Promise<(Found | undefined)[]> => {
    const all: (Found | undefined)[] = [];
    for (const text of texts) all.push(await finder.first(text));
    return all;
  };
  const ins = await found(inside.map(({ text }) => text));
  const outs = await found(outside);
  const known = [...ins, ...outs].find((found) => found !== undefined);
  // Nothing found: as far out of scope as can be.
  const by = (key: 'score' | 'confidence'): number | undefined =>
    known?.[key] === undefined
      ? undefined
      : auroc(
          ins.map((found) => found?.[key] ?? 0),
          outs.map((found) => found?.[key] ?? 0),
        );
  const [score, confidence] = [by('score'), by('confidence')];
  return {
    ...(score === undefined ? {} : { auroc: score }),
    ...(confidence === undefined ? {} : { aurocOfConfidence: confidence }),
  };
}

const [engineName, caseName, bounds] = process.argv.slice(2).map((text) => JSON.parse(text)) as [
  string,
  CaseName,
  Bounds,
];
const engine = [...engines, ...ownEngines].find(({ name }) => name === engineName);
if (!engine) throw new Error(`Expected the name of an engine, got "${engineName}".`);
const of = await caseOf(caseName);
await tell({ kind: 'building' });
const [finder, figures] = await built(of, engine.build);
await tell({ kind: 'built', built: figures });
await tell({ kind: 'asked', asked: await asked(finder, of, bounds) });
process.disconnect?.();
