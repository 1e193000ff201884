/** What texts mean, whatever their words: how like a question is to each target by the vectors of an encoder. */
import type { Target } from './targets.ts';
import { type Whitening, whitened, whitening } from './whitening.ts';

/** The numbers of likeness by sense. */
export const SENSE = {
  /** How much the likeness by sense counts beside the score by words, which counts 1. 0: nothing. */
  worth: 0.8,
  /**
   * Up to so many phrasings their mean counts as much as the nearest few of them; of more, less: it says little of what many
   * have in common, and much where few are all that is known.
   */
  meanCount: 10,
  /** How much the mean of up to so many counts beside the nearest few. */
  meanWorth: 2,
  /** How much of the mean variance is added in every direction (`whitening.ts`). */
  shrinkage: 1,
  /** How many of a target's phrasings are "few", and what each next one counts of the one before. */
  fewCount: 3,
  decay: 0.7,
  /** So many targets, those whose means are most alike, are compared phrasing by phrasing. More: slower, hardly better. */
  nearest: 16,
  /** So many phrasings, evenly spread, tell in which directions all of them differ. */
  sample: 3_000,
};

/** A vector of any length as whole numbers from -127 to 127 in the same direction, as nearly as these can. */
export function quantised(vector: ArrayLike<number>): Int8Array {
  let most = 0;
  for (let at = 0; at < vector.length; at += 1) most = Math.max(most, Math.abs(vector[at] as number));
  const scale = most === 0 ? 0 : 127 / most;
  return Int8Array.from(vector, (value) => Math.round(value * scale));
}

/** Whitened vectors of all phrasings, target by target: plain data, a byte for each number. */
export interface SenseIndex {
  readonly whitening: Whitening;
  /** The first phrasing of each target, and where the last target ends. */
  readonly firsts: Int32Array;
  /** The vectors, one after the other. */
  readonly vectors: Int8Array;
  /** One over the length of each vector. */
  readonly scales: Float32Array;
  /** The direction of the mean of each target's vectors, one after the other. */
  readonly means: Float32Array;
}

/** Tells the vector of a text, of any length. */
export type VectorOf = (text: string) => ArrayLike<number>;

/**
 * Makes an index of the phrasings of some targets. Takes seconds for 10,000 of them, and yields again and again, so that
 * whoever makes it can do other things between.
 */
export function* indexing(targets: readonly Target[], vectorOf: VectorOf): Generator<void, SenseIndex> {
  const texts = targets.flatMap(({ phrasings }) => phrasings.map(({ text }) => text));
  const step = Math.max(1, Math.ceil(texts.length / SENSE.sample));
  const sample = texts.filter((_, at) => at % step === 0).map((text) => unit(vectorOf(text)));
  const size = sample[0]?.length ?? 0;
  const white = yield* whitening(sample, size, SENSE.shrinkage);
  const firsts = Int32Array.from([0, ...targets.map(({ phrasings }) => phrasings.length)]);
  for (let target = 0; target < targets.length; target += 1)
    firsts[target + 1] = (firsts[target + 1] as number) + (firsts[target] as number);
  const vectors = new Int8Array(texts.length * size);
  const scales = new Float32Array(texts.length);
  const means = new Float32Array(targets.length * size);
  for (let target = 0; target < targets.length; target += 1) {
    const sum = new Float64Array(size);
    for (let row = firsts[target] as number; row < (firsts[target + 1] as number); row += 1) {
      const vector = whitened(unit(vectorOf(texts[row] as string)), white);
      const bytes = quantised(vector);
      vectors.set(bytes, row * size);
      scales[row] = 1 / (lengthOf(bytes) || 1);
      for (let at = 0; at < size; at += 1) sum[at] = (sum[at] as number) + (vector[at] as number);
      yield;
    }
    means.set(unit(sum), target * size);
  }
  return { whitening: white, firsts, vectors, scales, means };
}

/** Makes an index in one go. */
export function indexOf(targets: readonly Target[], vectorOf: VectorOf): SenseIndex {
  const steps = indexing(targets, vectorOf);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function lengthOf(vector: ArrayLike<number>): number {
  let squares = 0;
  for (let at = 0; at < vector.length; at += 1) squares += (vector[at] as number) ** 2;
  return Math.sqrt(squares);
}

/** The direction of a vector: the same with length 1. */
function unit(vector: ArrayLike<number>): Float32Array {
  const length = lengthOf(vector) || 1;
  return Float32Array.from(vector, (value) => value / length);
}

/** Product of a question's vector with the vector that begins at `start`. */
function product(question: Float32Array, vectors: Int8Array | Float32Array, start: number): number {
  // Four sums side by side: the processor need not wait for one to add to the next, which halves the time.
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = question.length - (question.length % 4);
  for (let at = 0; at < whole; at += 4) {
    a += (question[at] as number) * (vectors[start + at] as number);
    b += (question[at + 1] as number) * (vectors[start + at + 1] as number);
    c += (question[at + 2] as number) * (vectors[start + at + 2] as number);
    d += (question[at + 3] as number) * (vectors[start + at + 3] as number);
  }
  for (let at = whole; at < question.length; at += 1) a += (question[at] as number) * (vectors[start + at] as number);
  return a + b + c + d;
}

/** What one question means beside each target. */
export class Sense {
  readonly #index: SenseIndex;
  readonly #question: Float32Array;
  /** Likeness to the mean of each target. */
  readonly #whole: Float64Array;
  readonly #few = new Map<number, number>();
  /** Numbers of the targets whose means are most alike, the most alike first. */
  readonly nearest: readonly number[];

  /** `question`: its vector, of any length but with as many numbers as those of which the index was made. */
  constructor(index: SenseIndex, question: ArrayLike<number>) {
    const size = index.whitening.centre.length;
    if (question.length !== size) throw new Error(`Expected a vector of ${size} numbers, got ${question.length}.`);
    this.#index = index;
    this.#question = whitened(unit(question), index.whitening);
    this.#whole = new Float64Array(index.firsts.length - 1);
    for (let target = 0; target < this.#whole.length; target += 1)
      this.#whole[target] = product(this.#question, index.means, target * size);
    this.nearest = Array.from(this.#whole, (likeness, target) => ({ likeness, target }))
      .sort((a, b) => b.likeness - a.likeness || a.target - b.target)
      .slice(0, SENSE.nearest)
      .map(({ target }) => target);
  }

  /**
   * Likeness to a target: the cosine to its nearest few phrasings, and besides the cosine to their mean, as far as it counts. Up
   * to 2, hardly ever below 0.
   */
  likenessOf(target: number): number {
    const { firsts } = this.#index;
    const count = (firsts[target + 1] as number) - (firsts[target] as number);
    const ofMean = Math.min(1, SENSE.meanCount / Math.max(1, count));
    return this.fewOf(target) + SENSE.meanWorth * ofMean * (this.#whole[target] as number);
  }

  /** Decayed mean, -1 to 1, of the cosines to a target's nearest few phrasings. */
  fewOf(target: number): number {
    const known = this.#few.get(target);
    if (known !== undefined) return known;
    const few = this.#compare(target);
    this.#few.set(target, few);
    return few;
  }

  #compare(target: number): number {
    const { firsts, vectors, scales } = this.#index;
    const [first, end] = [firsts[target] as number, firsts[target + 1] as number];
    const few = new Float64Array(Math.min(SENSE.fewCount, end - first)).fill(-1);
    for (let row = first; row < end; row += 1)
      insert(few, product(this.#question, vectors, row * this.#question.length) * (scales[row] as number));
    return decayedMean(few);
  }
}

/** Puts a value in its place among descending ones, of which the least falls out. */
function insert(descending: Float64Array, value: number): void {
  let place = descending.length - 1;
  if (place < 0 || value <= (descending[place] as number)) return;
  for (; place > 0 && (descending[place - 1] as number) < value; place -= 1)
    descending[place] = descending[place - 1] as number;
  descending[place] = value;
}

/** Mean in which each value counts `decay` of the one before; 0 for none. */
function decayedMean(values: Float64Array): number {
  let [sum, weights] = [0, 0];
  values.forEach((value, rank) => {
    sum += value * SENSE.decay ** rank;
    weights += SENSE.decay ** rank;
  });
  return weights === 0 ? 0 : sum / weights;
}

/** The score of a target by its words and by its sense together, on the scale of the one by words. */
export const blended = (score: number, likeness: number): number =>
  (score + SENSE.worth * likeness) / (1 + SENSE.worth);
