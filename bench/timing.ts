/** How long questions take. */

/** Rounds over all questions that are counted, as far as the time allows. */
const ROUNDS = 5;

/** The value below which a share (0 to 1) of ascending values lies: the one at rank ⌊n·share⌋. */
export const quantile = (ascending: readonly number[], share: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;

export const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

export const median = (values: readonly number[]): number => quantile(ascending(values), 0.5);

/** Milliseconds that something takes. */
export function timeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Milliseconds that something takes, waited for where it promises an outcome. */
export async function timeUntil(run: () => unknown): Promise<number> {
  const start = performance.now();
  const outcome = run();
  if (outcome instanceof Promise) await outcome;
  return performance.now() - start;
}

/**
 * Milliseconds of each text, ascending, after a round that is not counted. Each text's time is the median of its rounds: what
 * else the machine does meanwhile is not the engine's. As many rounds, at least one, as a budget in milliseconds allows.
 */
export async function timesOf(
  run: (text: string) => unknown,
  texts: readonly string[],
  budget: number,
): Promise<number[]> {
  for (const text of texts) await run(text);
  const rounds: number[][] = [];
  const start = performance.now();
  do {
    const round: number[] = [];
    for (const text of texts) round.push(await timeUntil(() => run(text)));
    rounds.push(round);
  } while (rounds.length < ROUNDS && (performance.now() - start) * (1 + 1 / rounds.length) < budget);
  return ascending(texts.map((_, at) => median(rounds.map((times) => times[at] as number))));
}

/** At most `count` of the elements, evenly spread. */
export function spread<T>(elements: readonly T[], count: number): T[] {
  const step = Math.max(1, elements.length / count);
  return Array.from({ length: Math.min(count, elements.length) }, (_, at) => elements[Math.floor(at * step)] as T);
}
