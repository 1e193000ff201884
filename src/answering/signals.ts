/** What speaks for and against the best entry, in numbers: the evidence for the verdict. */
import type { Analysis } from './analysis.ts';
import type { Candidate, Matcher } from './matcher.ts';

/** In the order of `SIGNALS`. */
export type Signals = readonly number[];

/** Every signal with what it measures; each lies between 0 and 1 or a little beyond. */
export const SIGNALS = [
  /** Likeness to the nearest phrasing of the entry. */
  'nearest',
  /** Likeness to its nearest few phrasings. */
  'few',
  /** Share of the question that the entry's own words explain. */
  'explained',
  /** Weight of the words that the entry does not explain, at most 3, over 3. */
  'unexplained',
  /** Weight of the words that nothing in the knowledge explains, at most 3, over 3. */
  'unknown',
  /** Lead over the best gap or chat, from -1 to 1. */
  'leadOverGap',
  /** Lead of its nearest phrasing over the nearest phrasing of any gap or chat, from -1 to 1. */
  'nearerThanGap',
  /** Lead over the second best entry, at most 0.5. */
  'leadOverEntry',
  /** 1 when the question asks for a kind of thing for which no phrasing of the entry asks. */
  'otherAsk',
  /** Names in the question that stand in no article, at most 2, over 2. */
  'foreignNames',
  /** Names of the articles in the question that the entry has nothing to do with, at most 2, over 2. */
  'otherNames',
  /** 1 for a question of a single term: little to go by. */
  'oneTerm',
] as const;

/** Kinds of thing asked for that an entry must have among its phrasings to answer. */
const SPECIAL_ASKS = new Set([
  '?when',
  '?where',
  '?who',
  '?why',
  '?howmany',
  '?howmuch',
  '?howlong',
  '?howold',
  '?howbig',
  '?clock',
]);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Evidence for an entry against its rivals. */
export function signalsOf(
  analysis: Analysis,
  entry: Candidate,
  rivals: readonly Candidate[],
  matcher: Matcher,
): Signals {
  const has = (term: string): boolean => matcher.has(entry.target, term);
  const gap = rivals.find((rival) => rival.target.kind !== 'entry');
  const other = rivals.find((rival) => rival.target.kind === 'entry' && rival.target !== entry.target);
  const unknown = analysis.terms.filter((term) => term.kind !== 'surface' && !matcher.knows(term.id));
  const names = analysis.names.filter(({ name }) => !has(`@${name.id}`));
  const content = analysis.terms.filter(({ kind }) => kind !== 'function' && kind !== 'surface' && kind !== 'ask');
  const values: Record<(typeof SIGNALS)[number], number> = {
    nearest: entry.nearest,
    few: entry.few,
    explained: entry.explained,
    unexplained: Math.min(3, entry.unexplained) / 3,
    unknown: Math.min(3, sum(unknown.map((term) => matcher.weightOf(term)))) / 3,
    leadOverGap: entry.score - (gap?.score ?? 0),
    nearerThanGap:
      entry.nearest -
      Math.max(0, ...rivals.filter(({ target }) => target.kind !== 'entry').map(({ nearest }) => nearest)),
    leadOverEntry: Math.min(0.5, entry.score - (other?.score ?? 0)),
    otherAsk: [...analysis.asks].some((ask) => SPECIAL_ASKS.has(ask) && !has(ask)) ? 1 : 0,
    foreignNames: Math.min(2, sum(names.filter(({ name }) => !name.known).map(({ focus }) => focus))) / 2,
    otherNames: Math.min(2, sum(names.filter(({ name }) => name.known).map(({ focus }) => focus))) / 2,
    oneTerm: content.length <= 1 ? 1 : 0,
  };
  return SIGNALS.map((signal) => values[signal]);
}
