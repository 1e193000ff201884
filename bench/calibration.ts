/** Whether a confidence of 0.9 means nine right of ten. */
import type { ReliabilityPoint } from './chart.ts';

/** A verdict with the probability that was claimed for it. */
export interface Claim {
  /** 0 to 1. */
  readonly confidence: number;
  /** Whether it was right. */
  readonly right: boolean;
}

/** Bins into which claims are sorted by their confidence. */
const BINS = 10;

/** Claims in bins of equal width, from 0 to 0.1, from 0.1 to 0.2 and so on; bins without a claim are left out. */
export function equalWidthBins(claims: readonly Claim[], bins = BINS): ReliabilityPoint[] {
  const filled = Map.groupBy(claims, ({ confidence }) => Math.min(bins - 1, Math.floor(confidence * bins)));
  return [...filled].sort(([a], [b]) => a - b).map(([, members]) => pointOf(members));
}

/** Claims in bins of as equal a number as can be, by rising confidence; no more bins than claims. */
export function equalMassBins(claims: readonly Claim[], bins = BINS): ReliabilityPoint[] {
  const sorted = claims.toSorted((a, b) => a.confidence - b.confidence);
  const count = Math.min(bins, sorted.length);
  const edge = (bin: number): number => Math.round((bin * sorted.length) / count);
  return Array.from({ length: count }, (_, bin) => pointOf(sorted.slice(edge(bin), edge(bin + 1))));
}

/** Mean confidence and share of the right ones. */
function pointOf(claims: readonly Claim[]): ReliabilityPoint {
  const count = claims.length;
  const confidence = claims.reduce((sum, claim) => sum + claim.confidence, 0) / count;
  return { confidence, right: claims.filter(({ right }) => right).length / count, count };
}

/**
 * Expected calibration error, 0 to 1: how far confidence and share of the right ones lie apart in a bin, averaged over the
 * claims. Naeini, Cooper and Hauskrecht 2015 (equal mass); Guo et al. 2017, equation 3 (equal width). NaN without claims.
 */
export function calibrationError(bins: readonly ReliabilityPoint[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, { confidence, right, count }) => sum + count * Math.abs(confidence - right), 0) / total;
}
