/**
 * Which targets a question may belong to, learnt from the phrasings: one logistic regression for each target against all others,
 * over the features of `features.ts`. Each says yes or no for itself, so that none may say yes: that nothing fits is told, too. A
 * weight exists only for a target that has the feature.
 */
import { descend, epochsOf, inUnits, LEARNING, type Lessons, Mean } from './learning.ts';
import type { KnownFeatures, Usage } from './likelihood.ts';
import { probabilityOf } from './logistic.ts';
import type { Rows } from './rows.ts';

/** Plain data, so that it can be kept. */
export interface Discernment {
  /** Weight of each posting of the usage, in units. */
  readonly postings: Int16Array;
  /** Weight of each target whatever the question says. */
  readonly targets: Float32Array;
}

/** Log odds between which a target learns. */
const ODDS = {
  /** Of every target in the beginning. */
  prior: -4,
  /** A target of another phrasing with less than this learns nothing from it. */
  least: -6,
};

/** Learns the weights. `values`: how much each feature of each phrasing counts. Deterministic; linear in the postings of all of these features. */
export function discern(usage: Usage, lessons: Lessons, values: Float32Array): Discernment {
  const lesson = new Lesson(usage, lessons, values);
  const { postings, targets } = lesson.weights;
  const means = { postings: new Mean(postings.length), targets: new Mean(targets.length) };
  for (const phrasings of epochsOf(lessons)) {
    for (const phrasing of phrasings) lesson.take(phrasing);
    means.postings.add(postings);
    means.targets.add(targets);
  }
  return { postings: inUnits(means.postings.value), targets: means.targets.value };
}

class Lesson {
  readonly weights: { readonly postings: Float32Array; readonly targets: Float32Array };
  readonly #usage: Usage;
  readonly #lessons: Lessons;
  readonly #values: Float32Array;
  /** Sums of the squares of what each weight was changed by. */
  readonly #moved: { readonly postings: Float32Array; readonly targets: Float32Array };
  /** Log odds of the targets, then by how much their probabilities are wrong. */
  readonly #errors: Float64Array;

  constructor(usage: Usage, lessons: Lessons, values: Float32Array) {
    this.#usage = usage;
    this.#lessons = lessons;
    this.weights = unlearnt(usage);
    this.#values = values;
    this.#moved = {
      postings: new Float32Array(usage.counts.length).fill(LEARNING.caution),
      targets: new Float32Array(usage.totals.length).fill(LEARNING.caution),
    };
    this.#errors = new Float64Array(usage.totals.length);
  }

  take(phrasing: number): void {
    const { features, targets } = this.#lessons;
    const [from, to] = [features.starts[phrasing] as number, features.starts[phrasing + 1] as number];
    const errors = this.#errors;
    errors.set(this.weights.targets);
    for (let at = from; at < to; at += 1)
      addScores(
        errors,
        this.#usage.postings,
        this.weights.postings,
        features.values[at] as number,
        this.#values[at] as number,
      );
    const own = targets[phrasing] as number;
    for (let target = 0; target < errors.length; target += 1) {
      const logOdds = errors[target] as number;
      if (target === own) errors[target] = probabilityOf(logOdds) - 1;
      else errors[target] = logOdds < ODDS.least ? 0 : probabilityOf(logOdds);
    }
    this.#moveTargets();
    for (let at = from; at < to; at += 1) this.#move(features.values[at] as number, this.#values[at] as number);
  }

  #moveTargets(): void {
    for (let target = 0; target < this.#errors.length; target += 1) {
      const slope = this.#errors[target] as number;
      if (slope !== 0) descend(this.weights.targets, this.#moved.targets, target, slope);
    }
  }

  #move(feature: number, value: number): void {
    const { starts, values } = this.#usage.postings;
    const end = starts[feature + 1] as number;
    for (let at = starts[feature] as number; at < end; at += 1) {
      const error = this.#errors[values[at] as number] as number;
      if (error !== 0) descend(this.weights.postings, this.#moved.postings, at, error * value);
    }
  }
}

/** Adds what a feature says for each target that has it. */
function addScores(
  scores: Float64Array,
  { starts, values }: Rows,
  weights: Float32Array,
  feature: number,
  value: number,
): void {
  const end = starts[feature + 1] as number;
  for (let at = starts[feature] as number; at < end; at += 1) {
    const target = values[at] as number;
    scores[target] = (scores[target] as number) + value * (weights[at] as number);
  }
}

/** The weights before anything is learnt. */
const unlearnt = ({ counts, totals }: Usage) => ({
  postings: new Float32Array(counts.length),
  targets: new Float32Array(totals.length).fill(ODDS.prior),
});

/**
 * Of each target the log odds that a question belongs to it, by its number. `prior`: those of a question that says nothing. `vector`:
 * how much each of its features counts, as of `vectorOf`. Apart from `addScores`: a loop over arrays of one kind takes half the time.
 */
export function logOddsOf(
  { postings: { starts, values } }: Usage,
  weights: Int16Array,
  prior: readonly number[],
  { numbers }: KnownFeatures,
  vector: readonly number[],
): number[] {
  const scores = prior.slice();
  for (let at = 0; at < numbers.length; at += 1) {
    const [feature, value] = [numbers[at] as number, vector[at] as number];
    const end = starts[feature + 1] as number;
    for (let next = starts[feature] as number; next < end; next += 1) {
      const target = values[next] as number;
      scores[target] = (scores[target] as number) + value * (weights[next] as number);
    }
  }
  return scores;
}
