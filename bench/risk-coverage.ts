/** What is risked when only the surest answers are given. */
import type { Claim } from './calibration.ts';

/** The surest `coverage` of the answers, of which `risk` are wrong; both are shares, 0 to 1. */
export interface Risk {
  readonly coverage: number;
  readonly risk: number;
}

/**
 * The risk of the surest answer, of the two surest and so on to all of them (Geifman and El-Yaniv 2017). Among claims of the same
 * confidence no order is better than another: each counts as their mean.
 */
export function riskCoverage(claims: readonly Claim[]): Risk[] {
  const levels = [...Map.groupBy(claims, ({ confidence }) => confidence)].sort(([a], [b]) => b - a);
  let wrong = 0;
  let given = 0;
  return levels.flatMap(([, members]) => {
    const mean = members.filter(({ right }) => !right).length / members.length;
    return members.map(() => {
      wrong += mean;
      given += 1;
      return { coverage: given / claims.length, risk: wrong / given };
    });
  });
}

/**
 * Area under the risk-coverage curve (AURC), 0 to 1, less is better: the mean risk over all coverages. Geifman, Uziel and El-Yaniv
 * 2018 (arXiv 1805.08206), section 3. NaN without claims.
 */
export const areaUnder = (curve: readonly Risk[]): number =>
  curve.reduce((sum, { risk }) => sum + risk, 0) / curve.length;

/** The same claims with a confidence that tells right from wrong without fail: no order has a lesser area. */
export const foreknown = (claims: readonly Claim[]): Claim[] =>
  claims.map(({ right }) => ({ right, confidence: right ? 1 : 0 }));
