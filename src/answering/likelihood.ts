/**
 * How likely a question's words are among a target's phrasings: multinomial naive Bayes over terms, neighbouring words, and pairs of
 * names, word groups and kinds of thing asked for. What one word alone says of many targets ("react", "which"), a pair says of few
 * ("which interviewer"). A. McCallum, K. Nigam: A Comparison of Event Models for Naive Bayes Text Classification, 1998.
 */
import type { Analysis, Term } from './analysis.ts';
import type { Lessons } from './discernment.ts';
import { inverted, invertedBeside, placeIn, type Rows, RowsBuilder } from './rows.ts';

/** What is added to each count. Larger: rare features tell less. Tried once: 0.03, 0.1 and 0.3, on questions held back. */
const SMOOTHING = 0.03;

/** Plain data, so that it can be kept. */
export interface Usage {
  /** The hash of every feature once, ascending; its place is the number of the feature. */
  readonly hashes: Int32Array;
  /** Targets that have each feature, ascending. */
  readonly postings: Rows;
  /** How many of its phrasings have it, for each of those targets. */
  readonly counts: Int32Array;
  /** Sum of each target's counts. */
  readonly totals: Float64Array;
}

/** A feature and how much it counts, 0 to 1. */
export interface Feature {
  readonly hash: number;
  readonly weight: number;
}

/** The features of a text that some phrasing has, by their numbers, and how much each counts. */
export interface KnownFeatures {
  readonly numbers: Int32Array;
  readonly weights: Float64Array;
  /** How much all features count together, the unknown ones too. */
  readonly whole: number;
}

/** Looks up features once, for whatever is computed of them. */
export function knownFeatures({ hashes }: Usage, features: readonly Feature[]): KnownFeatures {
  const numbers = new Int32Array(features.length);
  const weights = new Float64Array(features.length);
  let count = 0;
  let whole = 0;
  for (const { hash, weight } of features) {
    whole += weight;
    const number = placeIn(hashes, 0, hashes.length, hash);
    if (number < 0) continue;
    numbers[count] = number;
    weights[count] = weight;
    count += 1;
  }
  return { numbers: numbers.subarray(0, count), weights: weights.subarray(0, count), whole };
}

/** FNV-1a, 32 bits; `from` continues another hash. */
function hashOf(text: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

const isTold = ({ kind }: Term): boolean => kind === 'after';
const isSpecial = (id: string): boolean => id.startsWith('@') || id.startsWith('#') || id.startsWith('?');

/** Every feature of a text once. Features of the clause that asks count in full, those of the story around it less. */
export function featuresOf({ terms, asking }: Analysis): Feature[] {
  const features = new Map<number, number>();
  const add = (hash: number, weight: number): void => {
    if ((features.get(hash) ?? 0) < weight) features.set(hash, weight);
  };
  for (const { id, focus } of terms) add(hashOf(id), focus);
  // What a follow-up means is told by what it comes after together with each of its words.
  for (const { id: told } of terms.filter(isTold))
    for (const { id, focus } of terms.filter((term) => !isTold(term))) add(hashOf(id, hashOf(`${told}&`)), focus);
  let before = '<';
  for (const { text } of asking) {
    add(hashOf(text, hashOf(`${before} `)), 1);
    before = text;
  }
  add(hashOf('>', hashOf(`${before} `)), 1);
  const special = terms.filter(({ id }) => isSpecial(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  special.forEach(({ id, focus }, at) => {
    const start = hashOf(`${id}&`);
    for (const other of special.slice(at + 1)) add(hashOf(other.id, start), Math.min(focus, other.focus));
  });
  return [...features].map(([hash, weight]) => ({ hash, weight }));
}

/** Beyond so many phrasings or targets nothing is learnt: the time grows with both. */
const MOST_LESSONS = 60_000;
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

  /** `phrasings`: those of the next target. */
  add(phrasings: readonly Analysis[]): void {
    const features = phrasings.map(featuresOf);
    if (this.#targets.length <= MOST_LESSONS) this.#note(features);
    const sorted = Int32Array.from(features.flatMap((row) => row.map(({ hash }) => hash))).sort();
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

  #note(phrasings: readonly (readonly Feature[])[]): void {
    for (const features of phrasings) {
      this.#lessons.add(features.map(({ hash }) => hash));
      for (const { weight } of features) this.#weights.push(weight);
      this.#targets.push(this.#totals.length);
    }
  }

  /** What there is to learn from the phrasings; nothing where they are too many. */
  lessonsOf({ hashes }: Usage): Lessons | undefined {
    if (this.#targets.length > MOST_LESSONS || this.#totals.length > MOST_TARGETS) return undefined;
    const { starts, values } = this.#lessons.build();
    const features = { starts, values: values.map((hash) => placeIn(hashes, 0, hashes.length, hash)) };
    return { features, weights: Float32Array.from(this.#weights), targets: Int32Array.from(this.#targets) };
  }

  build(): Usage {
    const hashes = Int32Array.from(this.#vocabulary).sort();
    const { starts, values } = this.#features.build();
    const features = { starts, values: values.map((hash) => placeIn(hashes, 0, hashes.length, hash)) };
    return {
      hashes,
      postings: inverted(features, hashes.length),
      counts: invertedBeside(features, hashes.length, Int32Array.from(this.#counts)),
      totals: Float64Array.from(this.#totals),
    };
  }
}

/** Reads the counts of a knowledge base's targets. */
export class UsageReader {
  readonly #usage: Usage;
  /** Of each target what every feature costs that it does not have: the log of its smoothed total. */
  readonly #costs: Float64Array;
  /** What small counts are worth, by the count: most are small, and a logarithm takes long. */
  readonly #worths: Float64Array;
  /** Place of each target among those that are asked about, from 1; 0 between two questions. */
  readonly #places: Int32Array;

  constructor(usage: Usage) {
    this.#usage = usage;
    this.#costs = usage.totals.map((total) => Math.log(total + SMOOTHING * usage.hashes.length));
    this.#worths = Float64Array.from({ length: SMALL_COUNTS }, (_, count) => worthOf(count));
    this.#places = new Int32Array(usage.totals.length);
  }

  /** Log likelihood of features among the phrasings of each of some targets, up to a constant that is the same for all. */
  logLikelihoods(targets: readonly number[], { numbers, weights, whole }: KnownFeatures): Float64Array {
    const sums = new Float64Array(targets.length);
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

  /** How many of a target's phrasings have a term. */
  countOfTerm(target: number, id: string): number {
    const { hashes, postings } = this.#usage;
    const feature = placeIn(hashes, 0, hashes.length, hashOf(id));
    if (feature < 0) return 0;
    return this.#countAt(postings.starts[feature] as number, postings.starts[feature + 1] as number, target);
  }

  /** Adds what a feature is worth to those of the targets that have it. */
  #addWorth(sums: Float64Array, targets: readonly number[], feature: number, weight: number): void {
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
