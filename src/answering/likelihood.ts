/**
 * How likely a question's words are among a target's phrasings: multinomial naive Bayes over terms, neighbouring words, and pairs of
 * names, word groups and kinds of thing asked for. What one word alone says of many targets ("react", "which"), a pair says of few
 * ("which interviewer"). A. McCallum, K. Nigam: A Comparison of Event Models for Naive Bayes Text Classification, 1998.
 */
import type { Analysis } from './analysis.ts';
import { placeIn, type Rows, RowsBuilder } from './rows.ts';

/** What is added to each count. Larger: rare features tell less. Tried once: 0.03, 0.1 and 0.3, on questions held back. */
const SMOOTHING = 0.03;

/** Plain data, so that it can be kept. */
export interface Usage {
  /** Features of each target, ascending, and how many of its phrasings have each. */
  readonly features: Rows;
  readonly counts: Int32Array;
  /** Sum of each target's counts. */
  readonly totals: Float64Array;
  /** How many different features there are. */
  readonly vocabulary: number;
}

/** A feature and how much it counts, 0 to 1. */
export interface Feature {
  readonly hash: number;
  readonly weight: number;
}

/** FNV-1a, 32 bits; `from` continues another hash. */
function hashOf(text: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

const isSpecial = (id: string): boolean => id.startsWith('@') || id.startsWith('#') || id.startsWith('?');

/** Every feature of a text once. Features of the clause that asks count in full, those of the story around it less. */
export function featuresOf({ terms, asking }: Analysis): Feature[] {
  const features = new Map<number, number>();
  const add = (hash: number, weight: number): void => {
    if ((features.get(hash) ?? 0) < weight) features.set(hash, weight);
  };
  for (const { id, focus } of terms) add(hashOf(id), focus);
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

/** Counts the features of every target, one phrasing after the other. */
export class UsageBuilder {
  readonly #features = new RowsBuilder();
  readonly #counts: number[] = [];
  readonly #totals: number[] = [];
  readonly #vocabulary = new Set<number>();

  /** `phrasings`: those of the next target. */
  add(phrasings: readonly Analysis[]): void {
    const sorted = Int32Array.from(
      phrasings.flatMap((phrasing) => featuresOf(phrasing).map(({ hash }) => hash)),
    ).sort();
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

  build(): Usage {
    return {
      features: this.#features.build(),
      counts: Int32Array.from(this.#counts),
      totals: Float64Array.from(this.#totals),
      vocabulary: this.#vocabulary.size,
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

  constructor(usage: Usage) {
    this.#usage = usage;
    this.#costs = usage.totals.map((total) => Math.log(total + SMOOTHING * usage.vocabulary));
    this.#worths = Float64Array.from({ length: SMALL_COUNTS }, (_, count) => worthOf(count));
  }

  /** Log likelihood of features among a target's phrasings, up to a constant that is the same for every target. */
  logLikelihood(target: number, features: readonly Feature[]): number {
    const cost = this.#costs[target] as number;
    let sum = 0;
    for (const { hash, weight } of features) sum += weight * (this.#worthOf(this.#countOf(target, hash)) - cost);
    return sum;
  }

  /** How many of a target's phrasings have a term. */
  countOfTerm(target: number, id: string): number {
    return this.#countOf(target, hashOf(id));
  }

  #worthOf(count: number): number {
    return count < SMALL_COUNTS ? (this.#worths[count] as number) : worthOf(count);
  }

  #countOf(target: number, hash: number): number {
    const { features, counts } = this.#usage;
    const place = placeIn(
      features.values,
      features.starts[target] as number,
      features.starts[target + 1] as number,
      hash,
    );
    return place < 0 ? 0 : (counts[place] as number);
  }
}

const SMALL_COUNTS = 128;
const worthOf = (count: number): number => Math.log(1 + count / SMOOTHING);
