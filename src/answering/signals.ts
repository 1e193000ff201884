/** What speaks for and against the best entry, in numbers: the evidence for the verdict. */
import type { Analysis } from './analysis.ts';
import type { Candidate, Matcher } from './matcher.ts';

/** In the order of `SIGNALS`, followed by those of `SENSE_SIGNALS` where it is known what the question means. */
export type Signals = readonly number[];

/** Every signal with what it measures; most lie between 0 and 1. "Gap" stands for gaps and chats. */
export const SIGNALS = [
  /** Lead over the best gap, from -1 to 1. */
  'leadOverGap',
  /** Lead over the second best entry, at most 0.5. */
  'leadOverEntry',
  /** Log likelihood of the question less that of the likeliest gap, at most 20 either way, over 20. */
  'likelierThanGap',
  /** Log odds, over 10, that the question belongs to the likeliest gap, as learnt; and by how much they are less than the entry's. */
  'discernedGap',
  'discernedFromGap',
  /** Log odds, over 10, that anything answers it, as learnt from how all entries and gaps are asked for. */
  'answerable',
  /** Share of the question's weight that stands in none of the entry's phrasings. */
  'unasked',
  /** Share that the best gap's phrasings have and the entry's hardly ever. */
  'gapsOwn',
  /** Names of the articles in the question that the entry has nothing to do with, at most 2, over 2. */
  'otherNames',
  /** 1 when the question says of a premise what is not true. */
  'corrected',
] as const;

/** What counts besides where it is known what the question means. */
export const SENSE_SIGNALS = [
  /** How much more like it is by sense to the entry than to the gap that is most like it. A lead alone: likeness differs from event to event. */
  'senseOverGap',
] as const;

/** Share of a target's phrasings from which a term is its own, and up to which it hardly ever comes. */
const OWN = 0.05;
const HARDLY = 0.02;

/** Log likelihood ratio beyond which more tells nothing. */
const MOST_LIKELIER = 20;

const likeliest = (candidates: readonly Candidate[]): number =>
  Math.max(Number.NEGATIVE_INFINITY, ...candidates.map(({ likelihood }) => likelihood));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const isEntry = ({ target }: Candidate): boolean => target.kind === 'entry';

/** Evidence for an entry against its rivals. `corrected`: whether a premise is wrong. */
export function signalsOf(
  analysis: Analysis,
  entry: Candidate,
  rivals: readonly Candidate[],
  corrected: boolean,
  matcher: Matcher,
): Signals {
  const gaps = rivals.filter((rival) => !isEntry(rival));
  const [gap] = gaps;
  const second = rivals.find((rival) => isEntry(rival) && rival.target !== entry.target);
  const weights = matcher.weightsOf(analysis);
  const total = sum(weights) || 1;
  const ids = analysis.terms.map(({ id }) => id);
  const own = matcher.sharesOf(entry.target, ids);
  const theirs = gap ? matcher.sharesOf(gap.target, ids) : ids.map(() => 0);
  const shareWhere = (of: (at: number) => boolean): number => sum(weights.filter((_, at) => of(at))) / total;
  const names = analysis.names.filter(({ name }) => name.known && !matcher.has(entry.target, `@${name.id}`));
  const values: Record<(typeof SIGNALS)[number], number> = {
    leadOverGap: entry.score - (gap?.score ?? 0),
    leadOverEntry: Math.min(0.5, entry.score - (second?.score ?? 0)),
    likelierThanGap: Math.max(-1, Math.min(1, (entry.likelihood - likeliest(gaps)) / MOST_LIKELIER)),
    ...discernedOf(entry, gaps),
    answerable: shareOfMost(matcher.answerableOdds(analysis)),
    unasked: shareWhere((at) => own[at] === 0 && analysis.terms[at]?.kind !== 'surface'),
    gapsOwn: shareWhere((at) => (own[at] ?? 0) < HARDLY && (theirs[at] ?? 0) > OWN),
    otherNames: Math.min(2, sum(names.map(({ focus }) => focus))) / 2,
    corrected: corrected ? 1 : 0,
  };
  return [...SIGNALS.map((signal) => values[signal]), ...sensesOf(entry, rivals)];
}

/** What was learnt from the phrasings; 0 where nothing was. */
function discernedOf(
  { logOdds: own }: Candidate,
  gaps: readonly Candidate[],
): Record<'discernedGap' | 'discernedFromGap', number> {
  if (own === undefined) return { discernedGap: 0, discernedFromGap: 0 };
  const gap = Math.max(-MOST_LOG_ODDS, ...gaps.map(({ logOdds }) => logOdds ?? -MOST_LOG_ODDS));
  return { discernedGap: shareOfMost(gap), discernedFromGap: shareOfMost(own - gap) };
}

/** Log odds beyond which more tells nothing. */
const MOST_LOG_ODDS = 10;
const shareOfMost = (logOdds: number): number => Math.max(-1, Math.min(1, logOdds / MOST_LOG_ODDS));

/** The signals of sense; none where it is not known what the question means. */
function sensesOf({ sense }: Candidate, rivals: readonly Candidate[]): number[] {
  if (sense === undefined) return [];
  const gaps = rivals.flatMap((rival) => (isEntry(rival) ? [] : (rival.sense ?? [])));
  const values: Record<(typeof SENSE_SIGNALS)[number], number> = { senseOverGap: sense - Math.max(0, ...gaps) };
  return SENSE_SIGNALS.map((signal) => values[signal]);
}
