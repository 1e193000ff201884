/** What is measured of one engine on one case. */

/** Bounds of a measurement; what exceeds one is shown as such. */
export interface Bounds {
  /** Seconds to build. */
  readonly seconds: number;
  /** Megabytes of JavaScript heap. */
  readonly megabytes: number;
  /** Seconds for a question; the first few may take as long together as so many of them. */
  readonly question: number;
  /** Seconds spent on asking for times, and again on seeing what is found first. */
  readonly budget: number;
}

/** Questions that are tried before all others, to know how many can be asked. */
export const TRIED = 5;

export const BOUNDS: Bounds = { seconds: 60, megabytes: 2_048, question: 2, budget: 5 };

export interface Built {
  readonly phrasings: number;
  readonly buildMs: number;
  /** Megabytes that the engine adds to the heap and to array buffers, after garbage collection. */
  readonly ownMb: number;
  /** Megabytes of the whole process: now, after garbage collection, and at its most. */
  readonly residentMb: number;
  readonly peakMb: number;
}

export interface Asked {
  /** Questions of which the times are. */
  readonly timed: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of a completion; undefined for an engine without it. */
  readonly completion?: { readonly p50: number; readonly p99: number };
  /** Questions of which it was looked at what is found first. */
  readonly graded: number;
  /** Shares of these, 0 to 1, with the right entry first: as asked, and with typos. */
  readonly right: number;
  readonly rightTyped: number;
  /** How well the score, and the confidence where there is one, tells questions in scope from those out of it. */
  readonly auroc?: number;
  readonly aurocOfConfidence?: number;
}

export interface Measurement {
  readonly engine: string;
  readonly built?: Built;
  readonly asked?: Asked;
  /** Which bound was exceeded, in words. */
  readonly exceeded?: string;
}

/** What a measuring process tells. */
export type Message =
  | { readonly kind: 'building' }
  | { readonly kind: 'built'; readonly built: Built }
  /** The first few questions are answered. */
  | { readonly kind: 'tried' }
  | { readonly kind: 'asked'; readonly asked: Asked };
