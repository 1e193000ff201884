/** Signals -> the probability that the best entry answers the question rightly. */
import { SIGNALS, type Signals } from './signals.ts';
import weights from './weights.json' with { type: 'json' };

/** Bounds of the verdict, on the probability that the best entry is right. */
export const BOUNDS = {
  /** From here on the entry answers. Higher: fewer wrong answers, more refusals. */
  answer: 0.35,
  /**
   * By how much an entry has to lead over the best gap or chat to answer at all. 0 lets near misses through that a gap nearly
   * foresees; more declines what an entry would have answered rightly.
   */
  lead: 0,
  /** The most that an entry without that lead is trusted. */
  unled: 0.3,
  /** From here on its question is at least suggested. */
  suggest: 0.2,
  /** Score from which a gap or chat is recognised. */
  gap: 0.4,
};

/** Logistic regression; the weights are fitted by `bench/fit.ts` on the tuned questions. */
export function confidenceIn(signals: Signals): number {
  const fitted: Readonly<Record<string, number>> = weights.confidence.signals;
  const logit = SIGNALS.reduce(
    (sum, signal, index) => sum + (fitted[signal] ?? 0) * (signals[index] ?? 0),
    weights.confidence.intercept,
  );
  return 1 / (1 + Math.exp(-logit));
}
