/** What speaks for and against the best entry, in numbers: the evidence for the verdict. */
import type { Analysis } from './analysis.ts';
import type { Candidate, Matcher } from './matcher.ts';

/** In the order of `SIGNALS`, followed by those of `SENSE_SIGNALS` where it is known what the question means. */
export type Signals = readonly number[];

/** Every signal with what it measures; most lie between 0 and 1. "Gap" stands for gaps and chats. */
export const SIGNALS = [
  /** Likeness to the entry's nearest few phrasings. */
  'few',
  /** Lead over the best gap, from -1 to 1. */
  'leadOverGap',
  /** Lead of its nearest phrasing over the nearest phrasing of any gap, from -1 to 1. */
  'nearerThanGap',
  /** Lead over the second best entry, at most 0.5. */
  'leadOverEntry',
  /** Likeness to the best gap's nearest few phrasings. */
  'gapFew',
  /** Log likelihood of the question less that of the likeliest gap, at most 20 either way, over 20. */
  'likelierThanGap',
  /** Log odds, over 10, that the question belongs to the entry, as learnt; to the likeliest entry; and to the likeliest gap. */
  'discerned',
  'discernedEntry',
  'discernedGap',
  /** The first less the last of these. */
  'discernedFromGap',
  /** Share of gaps among the best five candidates. */
  'gapsAmongBest',
  /** How much likelier the question's words stand in gaps' phrasings than in entries': mean log odds of five words. */
  'lean',
  /** Share of the question's weight that stands in none of the entry's phrasings. */
  'unasked',
  /** Share that the best gap's phrasings have and the entry's hardly ever. */
  'gapsOwn',
  /** Share that the entry's phrasings have and the best gap's hardly ever. */
  'entrysOwn',
  /** Names of the articles in the question that the entry has nothing to do with, at most 2, over 2. */
  'otherNames',
  /** 1 when what "which …" or "what is the …" asks for is asked for in none of the entry's phrasings. */
  'otherAsked',
  /** 1 when it is asked for in the best gap's phrasings. */
  'gapAsked',
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
/** Words of which the lean is the mean; a longer question that leans to one side is surer. */
const LEANING_WORDS = 5;

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
  const terms = analysis.terms.filter(({ kind }) => kind !== 'surface');
  const weights = analysis.terms.map((term) => matcher.weightOf(term));
  const total = sum(weights) || 1;
  const ids = analysis.terms.map(({ id }) => id);
  const own = matcher.sharesOf(entry.target, ids);
  const theirs = gap ? matcher.sharesOf(gap.target, ids) : ids.map(() => 0);
  const shareWhere = (of: (at: number) => boolean): number => sum(weights.filter((_, at) => of(at))) / total;
  const asked = analysis.terms.flatMap(({ kind }, at) => (kind === 'asked' ? [at] : []));
  const names = analysis.names.filter(({ name }) => name.known && !matcher.has(entry.target, `@${name.id}`));
  const values: Record<(typeof SIGNALS)[number], number> = {
    few: entry.few,
    leadOverGap: entry.score - (gap?.score ?? 0),
    nearerThanGap: entry.nearest - Math.max(0, ...gaps.map(({ nearest }) => nearest)),
    leadOverEntry: Math.min(0.5, entry.score - (second?.score ?? 0)),
    gapFew: gap?.few ?? 0,
    likelierThanGap: Math.max(-1, Math.min(1, (entry.likelihood - likeliest(gaps)) / MOST_LIKELIER)),
    ...discernedOf(entry, rivals),
    gapsAmongBest: rivals.slice(0, 5).filter((rival) => !isEntry(rival)).length / 5,
    lean: sum(terms.map(({ id, focus }) => matcher.leanOf(id) * focus)) / LEANING_WORDS,
    unasked: shareWhere((at) => own[at] === 0 && analysis.terms[at]?.kind !== 'surface'),
    gapsOwn: shareWhere((at) => (own[at] ?? 0) < HARDLY && (theirs[at] ?? 0) > OWN),
    entrysOwn: shareWhere((at) => (theirs[at] ?? 0) < HARDLY && (own[at] ?? 0) > OWN),
    otherNames: Math.min(2, sum(names.map(({ focus }) => focus))) / 2,
    otherAsked: asked.length > 0 && asked.every((at) => own[at] === 0) ? 1 : 0,
    gapAsked: asked.some((at) => (theirs[at] ?? 0) > 0) ? 1 : 0,
    corrected: corrected ? 1 : 0,
  };
  return [...SIGNALS.map((signal) => values[signal]), ...sensesOf(entry, rivals)];
}

type Discerned = 'discerned' | 'discernedEntry' | 'discernedGap' | 'discernedFromGap';

/** What was learnt from the phrasings; 0 where nothing was. */
function discernedOf({ logOdds: own }: Candidate, rivals: readonly Candidate[]): Record<Discerned, number> {
  if (own === undefined) return { discerned: 0, discernedEntry: 0, discernedGap: 0, discernedFromGap: 0 };
  const most = (of: (rival: Candidate) => boolean): number =>
    Math.max(
      -MOST_LOG_ODDS,
      ...rivals.map((rival) => (of(rival) ? (rival.logOdds ?? -MOST_LOG_ODDS) : -MOST_LOG_ODDS)),
    );
  const gap = most((rival) => !isEntry(rival));
  const share = (logOdds: number): number => Math.max(-1, Math.min(1, logOdds / MOST_LOG_ODDS));
  return {
    discerned: share(own),
    discernedEntry: share(most(isEntry)),
    discernedGap: share(gap),
    discernedFromGap: share(own - gap),
  };
}

/** Log odds beyond which more tells nothing. */
const MOST_LOG_ODDS = 10;

/** The signals of sense; none where it is not known what the question means. */
function sensesOf({ sense }: Candidate, rivals: readonly Candidate[]): number[] {
  if (sense === undefined) return [];
  const gaps = rivals.flatMap((rival) => (isEntry(rival) ? [] : (rival.sense ?? [])));
  const values: Record<(typeof SENSE_SIGNALS)[number], number> = { senseOverGap: sense - Math.max(0, ...gaps) };
  return SENSE_SIGNALS.map((signal) => values[signal]);
}
