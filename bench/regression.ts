/** Logistic regression by Newton's method (iteratively reweighted least squares); small enough to need no library. */
import { probabilityOf } from '../src/answering/logistic.ts';

export interface Sample {
  readonly signals: readonly number[];
  readonly right: boolean;
  /** How often the sample counts. */
  readonly weight: number;
}

export interface Fit {
  readonly intercept: number;
  readonly weights: readonly number[];
}

/** A step below which the weights no longer move. */
const STILL = 1e-9;

/**
 * Fits the probability that a sample is right: the weights with the least log loss plus half of `ridge` times their squares
 * (not that of the intercept). Deterministic; more than `steps` steps are never needed where the fit has a least loss at all.
 */
export function fitLogistic(samples: readonly Sample[], { ridge = 0.5, steps = 50 } = {}): Fit {
  // The intercept is the weight of a signal that is always 1, in the last place.
  const rows = samples.map(({ signals }) => [...signals, 1]);
  const size = rows[0]?.length ?? 1;
  const weights = new Array<number>(size).fill(0);
  for (let step = 0; step < steps; step += 1) {
    const gradient = weights.map((weight, at) => (at < size - 1 ? ridge * weight : 0));
    const curvature = weights.map((_, at) => weights.map((_, other) => (at === other && at < size - 1 ? ridge : 0)));
    samples.forEach(({ right, weight }, index) => {
      addSample(rows[index] ?? [], weight, right, weights, gradient, curvature);
    });
    const move = solved(curvature, gradient);
    move.forEach((by, at) => {
      weights[at] = (weights[at] ?? 0) - by;
    });
    if (move.every((by) => Math.abs(by) < STILL)) break;
  }
  return { intercept: weights[size - 1] ?? 0, weights: weights.slice(0, -1) };
}

/** Adds what a sample says to the slope and the curvature of the loss at some weights. */
function addSample(
  row: readonly number[],
  count: number,
  right: boolean,
  weights: readonly number[],
  gradient: number[],
  curvature: number[][],
): void {
  const chance = probabilityOf(row.reduce((sum, signal, at) => sum + signal * (weights[at] ?? 0), 0));
  const error = count * (chance - (right ? 1 : 0));
  const bend = count * chance * (1 - chance);
  for (let at = 0; at < row.length; at += 1) {
    const signal = row[at] as number;
    const line = curvature[at] as number[];
    gradient[at] = (gradient[at] as number) + error * signal;
    for (let other = 0; other < row.length; other += 1)
      line[other] = (line[other] as number) + bend * signal * (row[other] as number);
  }
}

/** The x of `matrix` x = `right`, by elimination; the matrix is symmetric and positive definite, which needs no pivoting. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  rows.forEach((line, pivot) => {
    rows.forEach((row, at) => {
      if (at === pivot) return;
      const times = (row[pivot] as number) / (line[pivot] as number);
      for (let column = pivot; column < row.length; column += 1)
        row[column] = (row[column] as number) - times * (line[column] as number);
    });
  });
  return rows.map((row, at) => (row.at(-1) as number) / (row[at] as number));
}
