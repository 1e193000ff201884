/** Logistic regression by gradient descent; small enough to need no library. */

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

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Fits the probability that a sample is right. `ridge` pulls the weights to zero; deterministic. */
export function fitLogistic(samples: readonly Sample[], { ridge = 0.5, steps = 4_000, rate = 1.5 } = {}): Fit {
  const size = samples[0]?.signals.length ?? 0;
  let intercept = 0;
  const weights = new Array<number>(size).fill(0);
  const total = samples.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 0; step < steps; step += 1) {
    const gradient = new Array<number>(size).fill(0);
    let gradientOfIntercept = 0;
    for (const { signals, right, weight } of samples) {
      const logit = signals.reduce((sum, signal, index) => sum + signal * (weights[index] ?? 0), intercept);
      const error = weight * (sigmoid(logit) - (right ? 1 : 0));
      gradientOfIntercept += error;
      signals.forEach((signal, index) => {
        gradient[index] = (gradient[index] ?? 0) + error * signal;
      });
    }
    intercept -= (rate * gradientOfIntercept) / total;
    gradient.forEach((slope, index) => {
      weights[index] = (weights[index] ?? 0) - (rate * (slope + ridge * (weights[index] ?? 0))) / total;
    });
  }
  return { intercept, weights };
}
