/**
 * How likely a question's words are among a target's phrasings: multinomial naive Bayes over the features of
 * `features.ts`. A. McCallum, K. Nigam: A Comparison of Event Models for Naive Bayes Text Classification, 1998.
 */
import type { Analysis } from './analysis.ts';
import { type Features, featuresOf } from './features.ts';
import type { Lessons } from './learning.ts';
import { inverted, invertedBeside, type Numbers, narrowed, placeIn, type Rows, RowsBuilder } from './rows.ts';

/** What is added to each count. Larger: rare features tell less. Tried once: 0.03, 0.1 and 0.3, on questions held back. */
const SMOOTHING = 0.03;

/** Plain data, so that it can be kept. */
export interface Usage {
  /** The hash of every feature once, ascending; its place is the number of the feature. */
  readonly hashes: Int32Array;
  /** Targets that have each feature, ascending. */
  readonly postings: Rows;
  /** How many of its phrasings have it, for each of those targets. */
  readonly counts: Numbers;
  /** Sum of each target's counts. */
  readonly totals: Float64Array;
}

/**
 * The features of a text that some phrasing has, by their numbers, and how much each counts. Plain arrays here and in all else that is
 * made for one question: to make a typed one of more than a few numbers takes longer than to fill it.
 */
export interface KnownFeatures {
  readonly numbers: readonly number[];
  readonly weights: readonly number[];
  /** How much all features count together, the unknown ones too. */
  readonly whole: number;
}

/** Finds features by their hashes, which are spread evenly: of those with the same first bits there are few. */
class FeatureNumbers {
  readonly #hashes: Int32Array;
  /** Where the hashes of each sixteen first bits begin, and where the last ones end. */
  readonly #starts = new Int32Array(0x10001);

  /** `hashes`: of all features, ascending. */
  constructor(hashes: Int32Array) {
    this.#hashes = hashes;
    const starts = this.#starts;
    for (let at = 0; at < hashes.length; at += 1) {
      const next = firstBitsOf(hashes[at] as number) + 1;
      starts[next] = (starts[next] as number) + 1;
    }
    for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
  }

  /** The number of the feature with a hash; -1 where there is none. */
  of(hash: number): number {
    const bits = firstBitsOf(hash);
    return placeIn(this.#hashes, this.#starts[bits] as number, this.#starts[bits + 1] as number, hash);
  }

  known({ hashes, weights: all }: Features): KnownFeatures {
    const numbers: number[] = [];
    const weights: number[] = [];
    let whole = 0;
    for (let at = 0; at < hashes.length; at += 1) {
      const weight = all[at] as number;
      whole += weight;
      const number = this.of(hashes[at] as number);
      if (number < 0) continue;
      numbers.push(number);
      weights.push(weight);
    }
    return { numbers, weights, whole };
  }
}

/** The sixteen first bits of a hash, as a number that is not negative and in the order of the hashes. */
const firstBitsOf = (hash: number): number => (hash >> 16) + 0x8000;

/** Beyond so many phrasings or targets nothing is learnt, and pairs are too many: time and memory grow with both. */
const MOST_PHRASINGS = 90_000;
const MOST_TARGETS = 2_000;

/** Counts the features of every target, one phrasing after the other. */
export class UsageBuilder {
  readonly #features = new RowsBuilder();
  readonly #counts: number[] = [];
  readonly #totals: number[] = [];
  readonly #vocabulary = new Set<number>();

  /** The features of each phrasing of each target. */
  readonly #lessons = new RowsBuilder();
  readonly #weights: number[] = [];
  readonly #targets: number[] = [];
  readonly #answers: number[] = [];

  /** Whether there is something to learn: few enough of both. */
  readonly #learns: boolean;

  /** `targets`, `phrasings`: how many will come. */
  constructor(targets: number, phrasings: number) {
    this.#learns = targets <= MOST_TARGETS && phrasings <= MOST_PHRASINGS;
  }

  /** `phrasings`: those of the next target. `answers`: whether it is an answer. */
  add(phrasings: readonly Analysis[], answers: boolean): void {
    this.#answers.push(answers ? 1 : 0);
    const features = phrasings.map((phrasing) => featuresOf(phrasing, this.#learns));
    if (this.#learns) this.#note(features);
    const sorted = Int32Array.from(features.flatMap(({ hashes }) => hashes)).sort();
    const row: number[] = [];
    sorted.forEach((hash, at) => {
      if (at > 0 && sorted[at - 1] === hash) this.#counts[this.#counts.length - 1] = (this.#counts.at(-1) ?? 0) + 1;
      else {
        row.push(hash);
        this.#counts.push(1);
        this.#vocabulary.add(hash);
      }
    });
    this.#features.add(row);
    this.#totals.push(sorted.length);
  }

  #note(phrasings: readonly Features[]): void {
    for (const { hashes, weights } of phrasings) {
      this.#lessons.add(hashes);
      for (const weight of weights) this.#weights.push(weight);
      this.#targets.push(this.#totals.length);
    }
  }

  /** What there is to learn from the phrasings, of whose words these are the hashes; nothing where they are too many. */
  lessonsOf({ hashes }: Usage, phrasings: Int32Array): Lessons | undefined {
    if (!this.#learns) return undefined;
    const { starts, values } = this.#lessons.buildAny();
    const numbers = new FeatureNumbers(hashes);
    const features = { starts, values: values.map((hash) => numbers.of(hash)) };
    return {
      features,
      weights: Float32Array.from(this.#weights),
      targets: Int32Array.from(this.#targets),
      hashes: phrasings,
      answers: Uint8Array.from(this.#answers),
    };
  }

  build(): Usage {
    const hashes = Int32Array.from(this.#vocabulary).sort();
    const { starts, values } = this.#features.buildAny();
    const numbers = new FeatureNumbers(hashes);
    const features = { starts, values: values.map((hash) => numbers.of(hash)) };
    return {
      hashes,
      postings: inverted(features, hashes.length),
      counts: invertedBeside(features, hashes.length, narrowed(this.#counts)),
      totals: Float64Array.from(this.#totals),
    };
  }
}

/** Reads the counts of a knowledge base's targets. */
export class UsageReader {
  readonly #usage: Usage;
  readonly #learnt: boolean;
  readonly #numbers: FeatureNumbers;
  /** Of each target what every feature costs that it does not have: the log of its smoothed total. */
  readonly #costs: Float64Array;
  /** What small counts are worth, by the count: most are small, and a logarithm takes long. */
  readonly #worths: Float64Array;
  /** Place of each target among those that are asked about, from 1; 0 between two questions. */
  readonly #places: Int32Array;

  /** `learnt`: whether something was learnt from the same phrasings. */
  constructor(usage: Usage, learnt: boolean) {
    this.#usage = usage;
    this.#learnt = learnt;
    this.#numbers = new FeatureNumbers(usage.hashes);
    this.#costs = usage.totals.map((total) => Math.log(total + SMOOTHING * usage.hashes.length));
    this.#worths = Float64Array.from({ length: SMALL_COUNTS }, (_, count) => worthOf(count));
    this.#places = new Int32Array(usage.totals.length);
  }

  /** The features of a text that some phrasing has. */
  known(analysis: Analysis): KnownFeatures {
    return this.#numbers.known(featuresOf(analysis, this.#learnt));
  }

  /** Log likelihood of features among the phrasings of each of some targets, up to a constant that is the same for all. */
  logLikelihoods(targets: readonly number[], { numbers, weights, whole }: KnownFeatures): number[] {
    const sums = targets.map(() => 0);
    const places = this.#places;
    targets.forEach((target, at) => {
      places[target] = at + 1;
    });
    for (let at = 0; at < numbers.length; at += 1)
      this.#addWorth(sums, targets, numbers[at] as number, weights[at] as number);
    targets.forEach((target, at) => {
      places[target] = 0;
      sums[at] = (sums[at] as number) - whole * (this.#costs[target] as number);
    });
    return sums;
  }

  /** Adds what a feature is worth to those of the targets that have it. */
  #addWorth(sums: number[], targets: readonly number[], feature: number, weight: number): void {
    const { starts, values } = this.#usage.postings;
    const { counts } = this.#usage;
    const places = this.#places;
    const from = starts[feature] as number;
    const to = starts[feature + 1] as number;
    if (to - from > SEARCHED * targets.length) {
      targets.forEach((target, at) => {
        sums[at] = (sums[at] as number) + weight * this.#worthOf(this.#countAt(from, to, target));
      });
      return;
    }
    for (let at = from; at < to; at += 1) {
      const place = places[values[at] as number] as number;
      if (place > 0) sums[place - 1] = (sums[place - 1] as number) + weight * this.#worthOf(counts[at] as number);
    }
  }

  #countAt(from: number, to: number, target: number): number {
    const { postings, counts } = this.#usage;
    const place = placeIn(postings.values, from, to, target);
    return place < 0 ? 0 : (counts[place] as number);
  }

  #worthOf(count: number): number {
    return count < SMALL_COUNTS ? (this.#worths[count] as number) : worthOf(count);
  }
}

/** From so many postings for each target on these are searched, one by one, instead of looking at all postings. */
const SEARCHED = 16;
const SMALL_COUNTS = 128;
const worthOf = (count: number): number => Math.log(1 + count / SMOOTHING);
