/** Logistic regression: signals and their fitted weights -> a probability. */

/** Weights by the name of the signal; one that is not there weighs nothing. */
export interface LogisticWeights {
  readonly intercept: number;
  readonly signals: Readonly<Record<string, number>>;
}

/** The logistic function: log odds -> a probability, 0 to 1. */
export const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** The probability for which signals speak, 0 to 1. `names`: what each of them is. */
export function weighed(
  names: readonly string[],
  signals: readonly number[],
  { intercept, signals: fitted }: LogisticWeights,
): number {
  return probabilityOf(names.reduce((sum, name, at) => sum + (fitted[name] ?? 0) * (signals[at] ?? 0), intercept));
}
