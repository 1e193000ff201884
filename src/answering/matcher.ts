/** Analysis of a question -> the targets that it may be about, best first. */
import type { Analysis, Term } from './analysis.ts';
import { countOf, placesOf } from './concordance.ts';
import { Explaining } from './explaining.ts';
import { Judge, type Judgement } from './learnt.ts';
import { type KnownFeatures, UsageReader } from './likelihood.ts';
import { probabilityOf } from './logistic.ts';
import { hashOf, type PhraseIndex, targetWritten, WORTH, weightOfKnown } from './phrase-index.ts';
import { rowHas } from './rows.ts';
import { blended, SENSE, type Sense } from './sense.ts';
import type { Target, TargetPhrasing } from './targets.ts';

/** The numbers of the match. Neutral values: 0 for the parts of the score. */
export const MATCHING = {
  /** Worth of a word that the knowledge does not know. */
  unknown: 1,
  /** Parts of a target's score: its nearest phrasing, its nearest few, and how much of the question it explains. */
  nearest: 0.3,
  few: 0.3,
  explained: 0.4,
  /**
   * What each unit of log likelihood is worth by which a target is less likely than the likeliest, down to `unlikeliest`. 0.005 finds
   * the right entry for 84% of the questions held back, 0 for 80%, 0.03 for 81%.
   */
  likelihood: 0.005,
  unlikeliest: -30,
  /**
   * So many phrasings a target has on average from which likelihood is trusted in full; with fewer as much less. With 5 phrasings of
   * each intent 0.005 finds 61 of 100 questions of CLINC150 and 59 of BANKING77, 0 finds 63 and 62; with 40 it is 89 and 87 either way.
   */
  enough: 40,
  /**
   * What each unit of learnt log odds is worth by which a target is less probable than the most probable, down to `improbable`. Log
   * loss of the verdict on questions held back: 0.1717 with 0, 0.1685 with 0.03, 0.1705 with 0.05.
   */
  discerned: 0.03,
  improbable: -10,
  /** What is left of the likeness to a wrong premise when the question does not have it. */
  missingPremise: 0.6,
  /** What a target gains that has the question among its phrasings, word for word. */
  verbatim: 1,
  /** How many phrasings are "few", and what each next one counts of the one before. */
  fewCount: 5,
  decay: 0.7,
  /**
   * So many targets are compared phrasing by phrasing: the most probable ones, or, where none was learnt, those that explain most of
   * the question. More: slower, and the more rivals, the more refusals. Of 100,000 synthetic phrasings 8 find as many as 32.
   */
  shortlist: 8,
};

export interface Candidate {
  readonly target: Target;
  /** 0 to 1. */
  readonly score: number;
  /** Likeness, 0 to 1, of the nearest phrasing. */
  readonly nearest: number;
  /** Log likelihood of the question among its phrasings, up to a constant; higher is likelier. */
  readonly likelihood: number;
  /** Log odds that the question belongs to the target, as learnt from the phrasings; none where nothing was learnt. */
  readonly logOdds?: number;
  /** Position of the nearest among the target's phrasings. */
  readonly phrasing: number;
  /** Whether the question is one of its phrasings, word for word; where two targets have it, of the first. */
  readonly verbatim: boolean;
  /** Likeness of the nearest few phrasings by sense, where what the question means is known. */
  readonly sense?: number;
}

/** What is computed once of a text, however often it is matched. */
interface Query {
  /** Weight of each term of the text. */
  readonly all: readonly number[];
  /** Numbers of the terms that the knowledge has, and the weight of each. */
  readonly terms: readonly number[];
  readonly weights: readonly number[];
  /** Weight of all terms, the unknown ones too. */
  readonly total: number;
  readonly hash: number;
  readonly features: KnownFeatures;
  /** What was learnt says of it; none where nothing was. */
  readonly judgement: Judgement | undefined;
}

export class Matcher {
  readonly #targets: readonly Target[];
  readonly #index: PhraseIndex;
  readonly #usage: UsageReader;
  /** None where nothing was learnt. */
  readonly #judge: Judge | undefined;
  readonly #explaining: Explaining;
  readonly #queries = new WeakMap<Analysis, Query>();
  /** How far likelihood is trusted, 0 to 1. */
  readonly #trust: number;
  /** Weight that each phrasing of the target at hand shares with the question; 0 between two targets. */
  readonly #shared: Float64Array;
  /** Weight of each term in the question at hand; 0 between two questions. */
  readonly #asked: Float64Array;

  constructor(targets: readonly Target[], index: PhraseIndex) {
    this.#targets = targets;
    this.#index = index;
    this.#usage = new UsageReader(index.usage, index.learnt !== undefined);
    this.#judge = index.learnt && new Judge(index.usage, index.learnt);
    this.#explaining = new Explaining(index, MATCHING.shortlist);
    this.#shared = new Float64Array(mostPhrasings(index.firsts));
    this.#asked = new Float64Array(index.idf.length);
    this.#trust = Math.min(1, index.hashes.length / Math.max(1, targets.length) / MATCHING.enough);
  }

  /** Whether a target has a term in its phrasings, its answer or what proves it. */
  has(target: Target, term: string): boolean {
    const number = this.#index.terms.get(term);
    return number !== undefined && rowHas(this.#index.bags, target.index, number);
  }

  /** Log odds that anything answers a question, as learnt; 0 where nothing was. */
  answerableOdds(analysis: Analysis): number {
    return this.#queryOf(analysis).judgement?.answerable ?? 0;
  }

  /** Whether a text is one of the phrasings, word for word and after the same. */
  isWritten(analysis: Analysis): boolean {
    return targetWritten(this.#index.written, hashOf(analysis)) !== undefined;
  }

  /** Probability that a question belongs to the likeliest entry, as learnt; 1 where nothing was learnt. */
  promiseOf(analysis: Analysis): number {
    const { judgement } = this.#queryOf(analysis);
    if (!judgement) return 1;
    let likeliest = Number.NEGATIVE_INFINITY;
    for (const { kind, index } of this.#targets)
      if (kind === 'entry') likeliest = Math.max(likeliest, judgement.targets[index] as number);
    return probabilityOf(likeliest);
  }

  /** Share of a target's phrasings that have each of some terms. */
  sharesOf(target: Target, terms: readonly string[]): number[] {
    const { firsts, concordance } = this.#index;
    const phrasings = Math.max(1, (firsts[target.index + 1] as number) - (firsts[target.index] as number));
    return terms.map((term) => {
      const number = this.numberOf(term);
      return number === undefined ? 0 : countOf(concordance, target.index, number) / phrasings;
    });
  }

  /**
   * Those of a target's phrasings with a wrong premise that may be like a question by more than `least`: it has what makes the
   * premise wrong, where anything does, and the two would be so like if what they share counted in full.
   */
  wrongLike(target: Target, analysis: Analysis, least: number): TargetPhrasing[] {
    const { starts, values } = this.#index.wrong;
    const wrong = values.subarray(starts[target.index], starts[target.index + 1]);
    if (wrong.length === 0) return [];
    const first = this.#index.firsts[target.index] as number;
    const query = this.#queryOf(analysis);
    const like = this.#placesLike(target, query, least).filter((place) => wrong.includes(place));
    this.#ask(query);
    const told = like.filter((place) => this.#isTold(first + place));
    this.#forget(query);
    return phrasingsAt(target, told);
  }

  /**
   * Those of a target's phrasings that may be like a question by more than `least`: would be, if what they share counted in full; the
   * most alike first.
   */
  phrasingsLike(target: Target, analysis: Analysis, least: number): TargetPhrasing[] {
    return phrasingsAt(target, this.#placesLike(target, this.#queryOf(analysis), least));
  }

  #placesLike({ index }: Target, query: Query, least: number): number[] {
    const { firsts, weights } = this.#index;
    const [first, last] = [firsts[index] as number, firsts[index + 1] as number];
    this.#share(index, query);
    const like: { readonly place: number; readonly whole: number }[] = [];
    for (let row = first; row < last; row += 1) {
      const whole = (2 * (this.#shared[row - first] as number)) / (query.total + (weights[row] as number));
      if (whole > least - ROUNDING) like.push({ place: row - first, whole });
    }
    this.#shared.fill(0, 0, last - first);
    return like.sort((a, b) => b.whole - a.whole).map(({ place }) => place);
  }

  /** Those of a target's phrasings that have a term. */
  phrasingsWith(target: Target, term: string): TargetPhrasing[] {
    const number = this.numberOf(term);
    const { concordance } = this.#index;
    const row = number === undefined ? -1 : placesOf(concordance, target.index, number);
    const { starts, values } = concordance.places;
    return row < 0 ? [] : phrasingsAt(target, Array.from(values.subarray(starts[row], starts[row + 1])));
  }

  /** Notes what the question at hand asks, so that phrasings can be compared with it. */
  #ask({ terms, weights }: Query): void {
    for (let at = 0; at < terms.length; at += 1) this.#asked[terms[at] as number] = weights[at] as number;
  }

  #forget({ terms }: Query): void {
    for (const term of terms) this.#asked[term] = 0;
  }

  /** How many terms the knowledge has, and the number of one of them. */
  get termCount(): number {
    return this.#index.idf.length;
  }

  numberOf(term: string): number | undefined {
    return this.#index.terms.get(term);
  }

  /** How much a term of a question counts. */
  readonly weightOf = (term: Term): number => this.#weightAt(term, this.numberOf(term.id));

  #weightAt(term: Term, number: number | undefined): number {
    const idf = number === undefined ? 0 : (this.#index.idf[number] as number);
    if (idf > 0 || term.kind === 'ask') return weightOfKnown(term, idf);
    return (
      MATCHING.unknown *
      term.rarity *
      (term.kind === 'surface' || term.kind === 'asked' ? WORTH.kind[term.kind] : 1) *
      term.focus
    );
  }

  /**
   * The targets that a question may be about, best first: those on the shortlist, and one that has it word for word. With sense
   * also those that mean most alike, and the score is of both.
   */
  match(analysis: Analysis, sense?: Sense): Candidate[] {
    const query = this.#queryOf(analysis);
    if (query.total === 0) return [];
    const { judgement } = query;
    this.#ask(query);
    const shortlist = new Set(judgement ? mostProbable(judgement.targets) : this.#explaining.targetsOf(query));
    const written = targetWritten(this.#index.written, query.hash);
    if (written !== undefined) shortlist.add(written);
    for (const target of sense?.nearest ?? []) shortlist.add(target);
    const listed = [...shortlist];
    const standings = standingsOf(
      this.#usage.logLikelihoods(listed, query.features),
      judgement && listed.map((target) => judgement.targets[target] as number),
      this.#trust,
    );
    const scored = listed
      .map((target, at) => this.#candidate(target, query, standings[at] as Standing, target === written))
      .sort(byScore);
    this.#forget(query);
    return sense ? withSense(scored, sense) : scored;
  }

  #queryOf(analysis: Analysis): Query {
    const known = this.#queries.get(analysis);
    if (known) return known;
    const all: number[] = [];
    const terms: number[] = [];
    const weights: number[] = [];
    let total = 0;
    for (const term of analysis.terms) {
      const number = this.numberOf(term.id);
      const weight = this.#weightAt(term, number);
      all.push(weight);
      total += weight;
      if (number === undefined) continue;
      terms.push(number);
      weights.push(weight);
    }
    const features = this.#usage.known(analysis);
    const judgement = this.#judge?.of(features);
    const query = { all, terms, weights, total, hash: hashOf(analysis), features, judgement };
    this.#queries.set(analysis, query);
    return query;
  }

  /** Weight of each term of a text. */
  weightsOf(analysis: Analysis): readonly number[] {
    return this.#queryOf(analysis).all;
  }

  /** `written`: whether it is the first target that has the question word for word. */
  #candidate(number: number, query: Query, { likelihood, logOdds, loss }: Standing, written: boolean): Candidate {
    const target = this.#targets[number] as Target;
    const { likenesses, phrasing, same, explained } = this.#compare(number, query);
    const verbatim = written && same;
    const nearest = likenesses[0] as number;
    const few = likenesses.reduce((sum, likeness, rank) => sum + likeness * (FEW[rank] as number), 0) / FEW_TOGETHER;
    const own = MATCHING.nearest * nearest + MATCHING.few * few + MATCHING.explained * (explained / query.total);
    const score = own + (verbatim ? MATCHING.verbatim : 0) - loss;
    return { target, nearest, likelihood, phrasing, verbatim, score, ...(logOdds === undefined ? {} : { logOdds }) };
  }

  /**
   * Likenesses of the nearest few phrasings of a target, nearest first and 0 where there are fewer, which phrasing is the
   * nearest, whether it is the question itself, and the weight of the question's terms that the target has. Most of the time of a
   * match is spent here.
   */
  #compare(target: number, query: Query): Comparison {
    const { total, hash } = query;
    const { firsts, weights, hashes } = this.#index;
    const [first, last] = [firsts[target] as number, firsts[target + 1] as number];
    const explained = this.#share(target, query);
    const likenesses = new Float64Array(MATCHING.fewCount);
    const furthest = likenesses.length - 1;
    let nearest = first;
    let found = false;
    const shares = this.#shared;
    for (let row = first; row < last; row += 1) {
      const shared = shares[row - first] as number;
      if (shared === 0) continue;
      shares[row - first] = 0;
      const whole = (2 * shared) / (total + (weights[row] as number));
      // Most rows are not among the nearest few even if what they share counts in full.
      if (whole <= (likenesses[furthest] as number) && whole <= SAME) continue;
      const same = whole > SAME && hashes[row] === hash;
      if (insert(likenesses, whole * this.#premiseShare(row)) === 0 && !found) nearest = row;
      if (same && !found) nearest = row;
      found ||= same;
    }
    return { likenesses, phrasing: nearest - first, same: found, explained };
  }

  /** Adds up what each phrasing of a target shares with a question; returns the weight of the terms that it has anywhere. */
  #share(target: number, { terms, weights }: Query): number {
    const { concordance, bags } = this.#index;
    const { starts, values } = concordance.places;
    const shares = this.#shared;
    let explained = 0;
    for (let at = 0; at < terms.length; at += 1) {
      const [term, weight] = [terms[at] as number, weights[at] as number];
      const row = placesOf(concordance, target, term);
      if (row >= 0 || rowHas(bags, target, term)) explained += weight;
      if (row < 0) continue;
      const end = starts[row + 1] as number;
      for (let next = starts[row] as number; next < end; next += 1) {
        const place = values[next] as number;
        shares[place] = (shares[place] as number) + weight;
      }
    }
    return explained;
  }

  /** A wrong premise is like a question only as far as the question has what makes it wrong. */
  #premiseShare(row: number): number {
    return this.#isTold(row) ? 1 : MATCHING.missingPremise;
  }

  /** Whether the question at hand has anything of what makes a phrasing's premise wrong, where anything does. */
  #isTold(row: number): boolean {
    const { starts, values } = this.#index.telling;
    const [start, end] = [starts[row] as number, starts[row + 1] as number];
    for (let at = start; at < end; at += 1) if (this.#asked[values[at] as number] !== 0) return true;
    return start === end;
  }
}

const phrasingsAt = ({ phrasings }: Target, places: readonly number[]): TargetPhrasing[] =>
  places.flatMap((place) => phrasings[place] ?? []);

/** What a comparison of a question with a target's phrasings tells. */
interface Comparison {
  readonly likenesses: Float64Array;
  readonly phrasing: number;
  readonly same: boolean;
  readonly explained: number;
}

/** How a target stands among those on the shortlist. */
interface Standing {
  readonly likelihood: number;
  readonly logOdds: number | undefined;
  /** What its score loses, by how much less likely it is than the likeliest, and less probable than the most probable. */
  readonly loss: number;
}

/** `trust`: how far likelihood is trusted, 0 to 1. */
function standingsOf(
  likelihoods: readonly number[],
  logOdds: readonly number[] | undefined,
  trust: number,
): Standing[] {
  const likeliest = Math.max(...likelihoods);
  const probable = Math.max(...(logOdds ?? []));
  return likelihoods.map((likelihood, at) => {
    const odds = logOdds?.[at];
    const unlikelier = Math.max(MATCHING.unlikeliest, likelihood - likeliest);
    const lessProbable = odds === undefined ? 0 : Math.max(MATCHING.improbable, odds - probable);
    return {
      likelihood,
      logOdds: odds,
      loss: -MATCHING.likelihood * trust * unlikelier - MATCHING.discerned * lessProbable,
    };
  });
}

/** What each of the nearest few counts, and all of them together. */
const FEW = Array.from({ length: MATCHING.fewCount }, (_, rank) => MATCHING.decay ** rank);
const FEW_TOGETHER = FEW.reduce((sum, share) => sum + share, 0);

/** Likeness from which two texts have the same terms; what a conversation adds to a question makes it another. */
const SAME = 0.9999;
/** Weights added up in another order differ by less than this. */
const ROUNDING = 1e-9;

const byScore = (a: Candidate, b: Candidate): number => b.score - a.score || a.target.index - b.target.index;

/** The best candidates by words and the nearest by sense, scored by both, best first. */
function withSense(candidates: readonly Candidate[], sense: Sense): Candidate[] {
  const nearest = new Set(sense.nearest);
  return candidates
    .filter(({ target }, rank) => rank < SENSE.nearest || nearest.has(target.index))
    .map((candidate) => ({
      ...candidate,
      sense: sense.fewOf(candidate.target.index),
      score: blended(candidate.score, sense.likenessOf(candidate.target.index)),
    }))
    .sort(byScore);
}

/** The most probable targets, however much of the question their own words explain. */
function mostProbable(logOdds: readonly number[]): number[] {
  const found: number[] = [];
  for (let target = 0; target < logOdds.length; target += 1) {
    const odds = logOdds[target] as number;
    if (found.length === MATCHING.shortlist && odds <= (logOdds[found[MATCHING.shortlist - 1] as number] as number))
      continue;
    let place = found.length;
    while (place > 0 && (logOdds[found[place - 1] as number] as number) < odds) place -= 1;
    found.splice(place, 0, target);
    if (found.length > MATCHING.shortlist) found.pop();
  }
  return found;
}

/** Phrasings of the target that has most. */
const mostPhrasings = (firsts: Int32Array): number =>
  firsts.reduce((most, first, target) => Math.max(most, (firsts[target + 1] ?? first) - first), 0);

/** Puts a likeness in its place among the nearest few; returns the place, or -1 where it has none. */
function insert(likenesses: Float64Array, likeness: number): number {
  let place = likenesses.length;
  while (place > 0 && (likenesses[place - 1] as number) < likeness) place -= 1;
  if (place === likenesses.length) return -1;
  likenesses.copyWithin(place + 1, place);
  likenesses[place] = likeness;
  return place;
}
