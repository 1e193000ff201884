/** Does an entry say yes or no to a question, or does it contradict what the question takes for granted? */
import type { Stance } from '../knowledge/knowledge-base.ts';
import type { Analysis } from './analysis.ts';
import { stemOf } from './lexicon.ts';
import type { Target } from './targets.ts';

/** Numbers of the comparison of stances; all in the likeness of a question and a phrasing, 0 to 1. */
export const STANCES = {
  /** A yes/no question counts as one of the entry's only when it is at least this like one of them. */
  least: 0.35,
  /** By how much one side has to be nearer than the other; between them nothing is affirmed, denied or corrected. */
  margin: 0.06,
  /** Least likeness to a wrong premise for it to be corrected. */
  leastWrong: 0.5,
  /** How much a "no", "not" or "never" counts, which elsewhere is next to nothing. */
  negation: 1.2,
  /** How much more a word counts that only one of two stances has, and how much less one that both have. */
  telling: 2.5,
  shared: 0.5,
};

const NEGATIONS = new Set(['no', 'not', 'never', 'nothing', 'none', 'without', 'neither'].map(stemOf));

type Weigh = (term: Analysis['terms'][number]) => number;

/** Terms of the phrasings of each stance. */
function termsBy(target: Target, stances: readonly Stance[]): Set<string> {
  return new Set(
    target.phrasings
      .filter(({ stance }) => stances.includes(stance))
      .flatMap(({ analysis }) => analysis.terms.map(({ id }) => id)),
  );
}

/** Likeness of a question to the nearest phrasing of a stance, with the words that tell the two sides apart counting more. */
function likeness(analysis: Analysis, target: Target, stances: readonly Stance[], weigh: Weigh): number {
  const weights = new Map(analysis.terms.map((term) => [term.id, weigh(term)]));
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  let best = 0;
  for (const { stance, analysis: phrasing } of target.phrasings) {
    if (!stances.includes(stance)) continue;
    let overlap = 0;
    let own = 0;
    for (const term of phrasing.terms) {
      const weight = weigh(term);
      own += weight;
      if (weights.has(term.id)) overlap += Math.min(weight, weights.get(term.id) ?? 0);
    }
    best = Math.max(best, total + own === 0 ? 0 : (2 * overlap) / (total + own));
  }
  return best;
}

function compareStances(
  analysis: Analysis,
  target: Target,
  a: readonly Stance[],
  b: readonly Stance[],
  weightOf: Weigh,
): [number, number] {
  const ofA = termsBy(target, a);
  const ofB = termsBy(target, b);
  const weigh: Weigh = (term) =>
    (NEGATIONS.has(term.id) ? STANCES.negation : weightOf(term)) *
    (ofA.has(term.id) === ofB.has(term.id) ? STANCES.shared : STANCES.telling);
  return [likeness(analysis, target, a, weigh), likeness(analysis, target, b, weigh)];
}

/** The stance in which an entry is asked: `open` where there is nothing to affirm, deny or correct. */
export function stanceOf(analysis: Analysis, target: Target, weightOf: Weigh): Stance {
  if (target.kind !== 'entry') return 'open';
  if (analysis.yesNo) {
    const [yes, no] = compareStances(analysis, target, ['yes'], ['no', 'wrong'], weightOf);
    if (Math.max(yes, no) < STANCES.least || Math.abs(yes - no) < STANCES.margin) return 'open';
    const affirmed = yes > no;
    return affirmed !== deniesMore(analysis, target, affirmed ? 'yes' : 'no') ? 'yes' : 'no';
  }
  const [wrong, open] = compareStances(analysis, target, ['wrong'], ['open', 'yes'], weightOf);
  return hasPremise(analysis, target) && wrong > STANCES.leastWrong && wrong > open + STANCES.margin ? 'wrong' : 'open';
}

/** Whether the question has any of the words that make a wrong premise wrong. */
function hasPremise({ terms }: Analysis, target: Target): boolean {
  return target.phrasings.some(({ telling }) => telling.size > 0 && terms.some(({ id }) => telling.has(id)));
}

/** Whether the question has a "not" that no phrasing of the stance has: it turns the answer round. */
function deniesMore(analysis: Analysis, target: Target, stance: Stance): boolean {
  return (
    analysis.negated && !target.phrasings.some((phrasing) => phrasing.stance === stance && phrasing.analysis.negated)
  );
}
