/** Analysis of a question -> the targets that it may be about, best first. */
import type { Analysis, Term, TermKind } from './analysis.ts';
import type { PreparedPhrasing, Target } from './targets.ts';

/**
 * The numbers of the match. Neutral values: 1 for `worth`, 0 for the parts of the score.
 * Raising a `worth` makes terms of that kind decide more.
 */
export const MATCHING = {
  /** How much a term of each kind counts beside its rarity among the targets. */
  worth: { name: 1.2, group: 1, surface: 0.3, stem: 1, function: 0.12, ask: 1, date: 1, number: 1 } satisfies Record<
    TermKind,
    number
  >,
  /** Worth of what is asked for, whatever its rarity: what kind of thing an answer is decides more than how often it is asked. */
  ask: { '?what': 0.12, '?how': 0.3, '?who': 0.5, '?when': 0.6, '?where': 0.6, '?why': 0.6 } as Readonly<
    Record<string, number>
  >,
  otherAsk: 0.8,
  /** Worth of a word that the knowledge does not know. */
  unknown: 1,
  /** Parts of a target's score: its nearest phrasing, its nearest few, and how much of the question it explains. */
  nearest: 0.5,
  few: 0.2,
  explained: 0.3,
  /** What is left of the likeness to a wrong premise when the question does not have it. */
  missingPremise: 0.6,
  /** What a target gains that has the question among its phrasings, word for word. */
  verbatim: 1,
  /** How many phrasings are "few", and what each next one counts of the one before. */
  fewCount: 5,
  decay: 0.7,
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
  readonly phrasing: PreparedPhrasing;
  /** Whether the question is one of its phrasings, word for word. */
  readonly verbatim: boolean;
}

interface IndexedPhrasing {
  readonly target: Target;
  readonly phrasing: PreparedPhrasing;
  /** Sum of the weights of its terms. */
  readonly weight: number;
}

/** The nearest phrasings of one target, nearest first. */
interface Nearest {
  readonly likenesses: number[];
  phrasing: PreparedPhrasing;
}

export class Matcher {
  readonly #targets: readonly Target[];
  readonly #idf = new Map<string, number>();
  /** Term -> indexes of the phrasings that have it. */
  readonly #postings = new Map<string, number[]>();
  readonly #phrasings: IndexedPhrasing[] = [];
  /** Words of a phrasing -> the phrasing. */
  readonly #verbatim = new Map<string, IndexedPhrasing>();

  constructor(targets: readonly Target[]) {
    this.#targets = targets;
    this.#countTerms();
    for (const target of targets) for (const phrasing of target.phrasings) this.#index(target, phrasing);
  }

  #index(target: Target, phrasing: PreparedPhrasing): void {
    const index = this.#phrasings.length;
    let weight = 0;
    for (const term of phrasing.analysis.terms) {
      weight += this.weightOf(term);
      const postings = this.#postings.get(term.id);
      if (postings) postings.push(index);
      else this.#postings.set(term.id, [index]);
    }
    const indexed = { target, phrasing, weight };
    this.#phrasings.push(indexed);
    const text = textOf(phrasing.analysis);
    if (!this.#verbatim.has(text)) this.#verbatim.set(text, indexed);
  }

  /** Inverse document frequency of each term among the targets, scaled to at most 1. */
  #countTerms(): void {
    const counts = new Map<string, number>();
    for (const target of this.#targets) {
      const terms = new Set(target.phrasings.flatMap((phrasing) => phrasing.analysis.terms.map((term) => term.id)));
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    }
    const all = Math.log(1 + this.#targets.length);
    for (const [term, count] of counts) this.#idf.set(term, Math.log(1 + this.#targets.length / count) / all);
  }

  knows(term: string): boolean {
    return this.#idf.has(term);
  }

  /** How much a term of a question counts. */
  weightOf(term: Term): number {
    if (term.kind === 'ask') return MATCHING.ask[term.id] ?? MATCHING.otherAsk;
    const idf = this.#idf.get(term.id);
    const worth = MATCHING.worth[term.kind];
    const unknown = MATCHING.unknown * term.rarity * (term.kind === 'surface' ? worth : 1);
    return (idf === undefined ? unknown : idf * worth) * term.focus;
  }

  /** Every target that shares a term with the question, best first. */
  match(analysis: Analysis): Candidate[] {
    const weights = new Map(analysis.terms.map((term) => [term.id, this.weightOf(term)]));
    let total = 0;
    for (const weight of weights.values()) total += weight;
    if (total === 0) return [];
    const same = this.#verbatim.get(textOf(analysis));
    // What a conversation adds weighs too: with it, the same words are another question.
    const verbatim = same && Math.abs(same.weight - total) < SAME_WEIGHT ? same : undefined;
    const candidates = [...this.#nearest(weights, total)].map(([target, nearest]) =>
      candidateOf(target, nearest, weights, total, verbatim?.target === target ? verbatim.phrasing : undefined),
    );
    return candidates.sort((a, b) => b.score - a.score || a.target.index - b.target.index);
  }

  /** The nearest phrasings of each target that has any. */
  #nearest(weights: ReadonlyMap<string, number>, total: number): Map<Target, Nearest> {
    const shared = new Float64Array(this.#phrasings.length);
    const touched: number[] = [];
    for (const [term, weight] of weights) {
      for (const index of this.#postings.get(term) ?? []) {
        if (shared[index] === 0) touched.push(index);
        shared[index] = (shared[index] as number) + weight;
      }
    }
    const nearest = new Map<Target, Nearest>();
    for (const index of touched) {
      const { target, phrasing, weight } = this.#phrasings[index] as IndexedPhrasing;
      const likeness = ((2 * (shared[index] as number)) / (total + weight)) * premiseShare(phrasing, weights);
      const known = nearest.get(target);
      if (known) insert(known, likeness, phrasing);
      else nearest.set(target, { likenesses: [likeness], phrasing });
    }
    return nearest;
  }
}

/** Weights that differ by less are the same. */
const SAME_WEIGHT = 0.001;

/** Puts a likeness in its place among the nearest few. */
function insert(nearest: Nearest, likeness: number, phrasing: PreparedPhrasing): void {
  const { likenesses } = nearest;
  let place = likenesses.length;
  while (place > 0 && (likenesses[place - 1] as number) < likeness) place -= 1;
  if (place >= MATCHING.fewCount) return;
  likenesses.splice(place, 0, likeness);
  if (likenesses.length > MATCHING.fewCount) likenesses.pop();
  if (place === 0) nearest.phrasing = phrasing;
}

function candidateOf(
  target: Target,
  { likenesses, phrasing }: Nearest,
  weights: ReadonlyMap<string, number>,
  total: number,
  verbatim: PreparedPhrasing | undefined,
): Candidate {
  let few = 0;
  let share = 0;
  for (let rank = 0; rank < MATCHING.fewCount; rank += 1) {
    few += (likenesses[rank] ?? 0) * MATCHING.decay ** rank;
    share += MATCHING.decay ** rank;
  }
  few /= share;
  let unexplained = 0;
  for (const [term, weight] of weights) if (!target.bag.has(term)) unexplained += weight;
  const explained = 1 - unexplained / total;
  const nearest = likenesses[0] ?? 0;
  const score = MATCHING.nearest * nearest + MATCHING.few * few + MATCHING.explained * explained;
  return {
    target,
    nearest,
    few,
    explained,
    unexplained,
    phrasing: verbatim ?? phrasing,
    verbatim: verbatim !== undefined,
    score: score + (verbatim ? MATCHING.verbatim : 0),
  };
}

/** A wrong premise is like a question only as far as the question has what makes it wrong. */
function premiseShare({ telling }: PreparedPhrasing, terms: ReadonlyMap<string, number>): number {
  if (telling.size === 0) return 1;
  for (const term of telling) if (terms.has(term)) return 1;
  return MATCHING.missingPremise;
}

const textOf = ({ words }: Analysis): string => words.map(({ text }) => text).join(' ');
