/** Analysis of a question -> the targets that it may be about, best first. */
import type { Phrasing } from '../knowledge/knowledge-base.ts';
import type { Analysis, Term } from './analysis.ts';
import { hashOf, type PhraseIndex, WORTH, weightOfKnown } from './phrase-index.ts';
import { rowHas } from './rows.ts';
import type { Target } from './targets.ts';

/** The numbers of the match. Neutral values: 0 for the parts of the score. */
export const MATCHING = {
  /** Worth of a word that the knowledge does not know. */
  unknown: 1,
  /** Parts of a target's score: its nearest phrasing, its nearest few, and how much of the question it explains. */
  nearest: 0.3,
  few: 0.3,
  explained: 0.4,
  /** What is left of the likeness to a wrong premise when the question does not have it. */
  missingPremise: 0.6,
  /** What a target gains that has the question among its phrasings, word for word. */
  verbatim: 1,
  /** How many phrasings are "few", and what each next one counts of the one before. */
  fewCount: 5,
  decay: 0.7,
  /** So many targets, those that explain most of the question, are compared phrasing by phrasing. More: slower, hardly better. */
  shortlist: 64,
};

export interface Candidate {
  readonly target: Target;
  /** 0 to 1. */
  readonly score: number;
  /** Likeness, 0 to 1, of the nearest phrasing. */
  readonly nearest: number;
  /** Decayed mean likeness of the nearest few phrasings. */
  readonly few: number;
  /** Share, 0 to 1, of the question's weight that the target's own words have. */
  readonly explained: number;
  /** Weight of the question's terms that the target does not have. */
  readonly unexplained: number;
  readonly phrasing: Phrasing;
  /** Whether the question is one of its phrasings, word for word. */
  readonly verbatim: boolean;
}

/** The terms of a question that the knowledge has, and what all of them weigh. */
interface Query {
  /** Numbers of the known terms, and the weight of each. */
  readonly terms: readonly number[];
  readonly weights: readonly number[];
  /** Weight of all terms, the unknown ones too. */
  readonly total: number;
  readonly hash: number;
}

export class Matcher {
  readonly #targets: readonly Target[];
  readonly #index: PhraseIndex;
  /** Hash of a phrasing's words -> the first target that has it. */
  readonly #written = new Map<number, number>();
  /** Weight of each term in the question at hand; 0 between two questions. */
  readonly #asked: Float64Array;
  /** Weight of the question at hand that each target explains; 0 between two questions. */
  readonly #explained: Float64Array;

  constructor(targets: readonly Target[], index: PhraseIndex) {
    this.#targets = targets;
    this.#index = index;
    this.#asked = new Float64Array(index.idf.length);
    this.#explained = new Float64Array(targets.length);
    for (let target = 0; target < targets.length; target += 1)
      for (let row = index.firsts[target] as number; row < (index.firsts[target + 1] as number); row += 1) {
        const hash = index.hashes[row] as number;
        if (!this.#written.has(hash)) this.#written.set(hash, target);
      }
  }

  /** Whether a term stands in any phrasing. */
  knows(term: string): boolean {
    return this.#idfOf(term) > 0;
  }

  /** Whether a target has a term in its phrasings, its answer or what proves it. */
  has(target: Target, term: string): boolean {
    const number = this.#index.terms.get(term);
    return number !== undefined && rowHas(this.#index.bags, target.index, number);
  }

  #idfOf(term: string): number {
    const number = this.#index.terms.get(term);
    return number === undefined ? 0 : (this.#index.idf[number] as number);
  }

  /** How much a term of a question counts. */
  readonly weightOf = (term: Term): number => {
    const idf = this.#idfOf(term.id);
    if (idf > 0 || term.kind === 'ask') return weightOfKnown(term, idf);
    return MATCHING.unknown * term.rarity * (term.kind === 'surface' ? WORTH.kind.surface : 1) * term.focus;
  };

  /** The targets that share most with the question, best first; at most as many as the shortlist takes. */
  match(analysis: Analysis): Candidate[] {
    const query = this.#queryOf(analysis);
    if (query.total === 0) return [];
    const { terms, weights } = query;
    terms.forEach((term, at) => {
      this.#asked[term] = weights[at] as number;
    });
    const candidates = this.#shortlist(query).map((target) => this.#candidate(target, query));
    for (const term of terms) this.#asked[term] = 0;
    this.#explained.fill(0);
    return candidates.sort((a, b) => b.score - a.score || a.target.index - b.target.index);
  }

  #queryOf(analysis: Analysis): Query {
    const terms: number[] = [];
    const weights: number[] = [];
    let total = 0;
    for (const term of analysis.terms) {
      const weight = this.weightOf(term);
      total += weight;
      const number = this.#index.terms.get(term.id);
      if (number === undefined) continue;
      terms.push(number);
      weights.push(weight);
    }
    return { terms, weights, total, hash: hashOf(analysis) };
  }

  /** The targets whose own words explain most of the question; leaves in `#explained` how much. */
  #shortlist({ terms, weights, hash }: Query): number[] {
    const { starts, values } = this.#index.postings;
    const explained = this.#explained;
    const touched: number[] = [];
    terms.forEach((term, position) => {
      const weight = weights[position] as number;
      if (weight === 0) return;
      for (let at = starts[term] as number; at < (starts[term + 1] as number); at += 1) {
        const target = values[at] as number;
        if (explained[target] === 0) touched.push(target);
        explained[target] = (explained[target] as number) + weight;
      }
    });
    const listed = greatest(touched, explained, MATCHING.shortlist);
    const written = this.#written.get(hash);
    return written === undefined || listed.includes(written) ? listed : [...listed, written];
  }

  #candidate(number: number, query: Query): Candidate {
    const target = this.#targets[number] as Target;
    const { likenesses, phrasing, verbatim } = this.#compare(number, query);
    let few = 0;
    let share = 0;
    for (let rank = 0; rank < MATCHING.fewCount; rank += 1) {
      few += (likenesses[rank] ?? 0) * MATCHING.decay ** rank;
      share += MATCHING.decay ** rank;
    }
    few /= share;
    const explained = (this.#explained[number] as number) / query.total;
    const nearest = likenesses[0] ?? 0;
    const score = MATCHING.nearest * nearest + MATCHING.few * few + MATCHING.explained * explained;
    return {
      target,
      nearest,
      few,
      explained,
      unexplained: query.total * (1 - explained),
      phrasing: target.phrasings[phrasing] as Phrasing,
      verbatim,
      score: score + (verbatim ? MATCHING.verbatim : 0),
    };
  }

  /** Likenesses of the nearest few phrasings of a target, nearest first, and which phrasing is the nearest. */
  #compare(target: number, { total, hash }: Query): { likenesses: number[]; phrasing: number; verbatim: boolean } {
    const { firsts, phrasings, weights, hashes } = this.#index;
    const first = firsts[target] as number;
    const likenesses: number[] = [];
    let nearest = first;
    let verbatim = false;
    for (let row = first; row < (firsts[target + 1] as number); row += 1) {
      let shared = 0;
      const end = phrasings.starts[row + 1] as number;
      for (let at = phrasings.starts[row] as number; at < end; at += 1)
        shared += this.#asked[phrasings.values[at] as number] as number;
      if (shared === 0) continue;
      const whole = (2 * shared) / (total + (weights[row] as number));
      const likeness = whole * this.#premiseShare(row);
      const same = whole > SAME && hashes[row] === hash;
      if (insert(likenesses, likeness) === 0 && !verbatim) nearest = row;
      if (same && !verbatim) nearest = row;
      verbatim ||= same;
    }
    return { likenesses, phrasing: nearest - first, verbatim };
  }

  /** A wrong premise is like a question only as far as the question has what makes it wrong. */
  #premiseShare(row: number): number {
    const { starts, values } = this.#index.telling;
    const start = starts[row] as number;
    const end = starts[row + 1] as number;
    if (start === end) return 1;
    for (let at = start; at < end; at += 1) if (this.#asked[values[at] as number] !== 0) return 1;
    return MATCHING.missingPremise;
  }
}

/** Likeness from which two texts have the same terms; what a conversation adds to a question makes it another. */
const SAME = 0.9999;

/** Puts a likeness in its place among the nearest few; returns the place, or -1 where it has none. */
function insert(likenesses: number[], likeness: number): number {
  let place = likenesses.length;
  while (place > 0 && (likenesses[place - 1] as number) < likeness) place -= 1;
  if (place >= MATCHING.fewCount) return -1;
  likenesses.splice(place, 0, likeness);
  if (likenesses.length > MATCHING.fewCount) likenesses.pop();
  return place;
}

/** The numbers of those with the greatest values, in any order. */
function greatest(numbers: number[], values: Float64Array, count: number): number[] {
  if (numbers.length <= count) return numbers;
  const sorted = Float64Array.from(numbers, (number) => values[number] as number).sort();
  const least = sorted[sorted.length - count] as number;
  const above = numbers.filter((number) => (values[number] as number) > least);
  const ties = numbers.filter((number) => values[number] === least);
  return [...above, ...ties.slice(0, count - above.length)];
}
