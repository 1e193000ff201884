/** The targets that explain most of a question: the shortlist where nothing was learnt that tells which are probable. */
import type { PhraseIndex } from './phrase-index.ts';
import { rowHas } from './rows.ts';

/** Numbers of the terms of a question that the knowledge has, and the weight of each. */
export interface WeighedTerms {
  readonly terms: readonly number[];
  readonly weights: readonly number[];
}

/**
 * Finds the targets whose own words weigh most in a question. The rarest terms come first: once what the terms to come weigh together
 * is less than the last of the shortlist has, a target without any of the terms so far can not enter it, and only those are followed
 * that still can (MaxScore: H. Turtle and J. Flood, Query evaluation, 1995). The outcome is that of adding up every term of every
 * target. To follow a term in a target takes no longer than to add one of its postings, most of which are of targets that come to nothing.
 */
export class Explaining {
  readonly #index: PhraseIndex;
  readonly #most: number;
  /** Weight of the question at hand that each target explains; 0 between two questions. */
  readonly #explained: Float64Array;

  /** `most`: how many targets are wanted. */
  constructor(index: PhraseIndex, most: number) {
    this.#index = index;
    this.#most = most;
    this.#explained = new Float64Array(index.firsts.length - 1);
  }

  /** As many targets as are wanted, in no order; fewer where fewer have any of the terms. */
  targetsOf({ terms, weights }: WeighedTerms): number[] {
    const { starts } = this.#index.postings;
    const order = terms
      .map((term, at) => ({
        term,
        weight: weights[at] as number,
        length: (starts[term + 1] as number) - (starts[term] as number),
      }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => a.length - b.length);
    let left = order.reduce((sum, { weight }) => sum + weight, 0);
    let within: number[] = [];
    let closed = false;
    for (const { term, weight, length } of order) {
      if (!closed && length > within.length && within.length > this.#most) closed = this.#greatest(within) > left;
      if (closed) within = this.#follow(within, term, weight, left);
      else this.#gather(within, term, weight);
      left -= weight;
    }
    const found = this.#best(within);
    for (const target of within) this.#explained[target] = 0;
    return found;
  }

  /** Adds the weight of a term to all targets that have it. */
  #gather(within: number[], term: number, weight: number): void {
    const { starts, values } = this.#index.postings;
    const explained = this.#explained;
    const end = starts[term + 1] as number;
    for (let at = starts[term] as number; at < end; at += 1) {
      const target = values[at] as number;
      const before = explained[target] as number;
      if (before === 0) within.push(target);
      explained[target] = before + weight;
    }
  }

  /** Adds the weight of a term to those of some targets that have it; drops those that can not enter the shortlist any more. */
  #follow(within: readonly number[], term: number, weight: number, left: number): number[] {
    const explained = this.#explained;
    const least = this.#greatest(within) - left - ROUNDING;
    const followed: number[] = [];
    for (const target of within) {
      if ((explained[target] as number) < least) explained[target] = 0;
      else {
        if (rowHas(this.#index.bags, target, term)) explained[target] = (explained[target] as number) + weight;
        followed.push(target);
      }
    }
    return followed;
  }

  /** The least of the greatest weights that some targets explain, as many as are wanted; 0 where they are fewer. */
  #greatest(targets: readonly number[]): number {
    if (targets.length < this.#most) return 0;
    const heap = new Float64Array(this.#most);
    for (const target of targets) {
      const value = this.#explained[target] as number;
      if (value > (heap[0] as number)) replaceLeast(heap, value);
    }
    return heap[0] as number;
  }

  /** As many as are wanted, those that explain most; of equal ones, those found first. */
  #best(within: readonly number[]): number[] {
    if (within.length <= this.#most) return [...within];
    const least = this.#greatest(within);
    const above = within.filter((target) => (this.#explained[target] as number) > least);
    const ties = within.filter((target) => this.#explained[target] === least);
    return [...above, ...ties.slice(0, this.#most - above.length)];
  }
}

/** Weights added up in another order differ by less than this. */
const ROUNDING = 1e-9;

/** Replaces the root of a heap, its least value, and puts the new one in its place. */
function replaceLeast(heap: Float64Array, value: number): void {
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && (heap[child + 1] as number) < (heap[child] as number)) child += 1;
    if ((heap[child] as number) >= value) break;
    heap[at] = heap[child] as number;
    at = child;
  }
  heap[at] = value;
}
