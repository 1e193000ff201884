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

interface Posting {
  readonly phrasing: number;
}

export class Matcher {
  readonly #targets: readonly Target[];
  readonly #idf = new Map<string, number>();
  readonly #postings = new Map<string, Posting[]>();
  readonly #phrasings: { readonly target: Target; readonly phrasing: PreparedPhrasing; readonly weight: number }[] = [];

  constructor(targets: readonly Target[]) {
    this.#targets = targets;
    this.#countTerms();
    for (const target of targets) {
      for (const phrasing of target.phrasings) {
        const index = this.#phrasings.length;
        const weight = phrasing.analysis.terms.reduce((sum, term) => sum + this.weightOf(term), 0);
        this.#phrasings.push({ target, phrasing, weight });
        for (const { id } of phrasing.analysis.terms) {
          const postings = this.#postings.get(id);
          if (postings) postings.push({ phrasing: index });
          else this.#postings.set(id, [{ phrasing: index }]);
        }
      }
    }
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
    return (
      (idf === undefined ? MATCHING.unknown * term.rarity * (term.kind === 'surface' ? worth : 1) : idf * worth) *
      term.focus
    );
  }

  /** Every target that shares a term with the question, best first. */
  match(analysis: Analysis): Candidate[] {
    const weights = new Map(analysis.terms.map((term) => [term.id, this.weightOf(term)]));
    const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
    if (total === 0) return [];
    const shared = new Map<number, number>();
    for (const [term, weight] of weights) {
      for (const { phrasing } of this.#postings.get(term) ?? [])
        shared.set(phrasing, (shared.get(phrasing) ?? 0) + weight);
    }
    const byTarget = new Map<Target, { phrasing: PreparedPhrasing; likeness: number }[]>();
    for (const [index, overlap] of shared) {
      const prepared = this.#phrasings[index];
      if (!prepared) continue;
      const likeness = ((2 * overlap) / (total + prepared.weight)) * premiseShare(prepared.phrasing, weights);
      const known = byTarget.get(prepared.target);
      if (known) known.push({ phrasing: prepared.phrasing, likeness });
      else byTarget.set(prepared.target, [{ phrasing: prepared.phrasing, likeness }]);
    }
    return [...byTarget]
      .flatMap(([target, likenesses]) => this.#candidate(target, likenesses, weights, total, analysis))
      .sort((a, b) => b.score - a.score || a.target.index - b.target.index);
  }

  #candidate(
    target: Target,
    likenesses: { phrasing: PreparedPhrasing; likeness: number }[],
    weights: ReadonlyMap<string, number>,
    total: number,
    analysis: Analysis,
  ): Candidate[] {
    likenesses.sort((a, b) => b.likeness - a.likeness);
    const [nearest] = likenesses;
    if (!nearest) return [];
    let few = 0;
    let share = 0;
    for (let rank = 0; rank < MATCHING.fewCount; rank += 1) {
      few += (likenesses[rank]?.likeness ?? 0) * MATCHING.decay ** rank;
      share += MATCHING.decay ** rank;
    }
    few /= share;
    let unexplained = 0;
    for (const [term, weight] of weights) if (!target.bag.has(term)) unexplained += weight;
    const explained = 1 - unexplained / total;
    const text = textOf(analysis);
    const verbatim = likenesses.find(({ phrasing, likeness }) => likeness > 0.99 && textOf(phrasing.analysis) === text);
    const score =
      (verbatim ? MATCHING.verbatim : 0) +
      MATCHING.nearest * nearest.likeness +
      MATCHING.few * few +
      MATCHING.explained * explained;
    return [
      {
        target,
        score,
        nearest: nearest.likeness,
        few,
        explained,
        unexplained,
        phrasing: (verbatim ?? nearest).phrasing,
        verbatim: verbatim !== undefined,
      },
    ];
  }
}

/** A wrong premise is like a question only as far as the question has what makes it wrong. */
function premiseShare({ telling }: PreparedPhrasing, terms: ReadonlyMap<string, number>): number {
  if (telling.size === 0) return 1;
  let said = 0;
  for (const term of telling) if (terms.has(term)) said += 1;
  return said > 0 ? 1 : MATCHING.missingPremise;
}

const textOf = ({ words }: Analysis): string => words.map(({ text }) => text).join(' ');
