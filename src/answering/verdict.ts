/** Signals -> the probability that the best entry answers the question rightly. */
import type { Answer } from './answer.ts';
import { weighed } from './logistic.ts';
import { SENSE_SIGNALS, SIGNALS, type Signals } from './signals.ts';
import weights from './weights.json' with { type: 'json' };

/** Bounds of the verdict, on the probability that the best entry is right. */
export const BOUNDS = {
  /** From here on the entry answers. Higher: fewer wrong answers, more refusals. 0.5 would answer what is likelier right than not, but a wrong answer costs more than a refusal. */
  answer: 0.6,
  /** From here on it answers a part of a question of which another part is answered: that speaks for the rest. */
  part: 0.33,
  /** From here on its question is at least suggested. */
  suggest: 0.2,
  /** Score from which a gap or chat is recognised. */
  gap: 0.4,
};

/**
 * Between these probabilities that the best entry is right, another look by sense may change the answer. Wider: more questions
 * take the time of the encoder.
 */
export const DOUBT = { least: 0.05, most: 0.8 };

/** Whether an answer may be another one once it is known what the question means. */
export function isInDoubt({ verdict, confidence }: Answer): boolean {
  if (verdict === 'chat') return false;
  const right = verdict === 'answered' ? confidence : 1 - confidence;
  return right >= DOUBT.least && right <= DOUBT.most;
}

/** Names of the signals where it is known what the question means. */
export const WITH_SENSE = [...SIGNALS, ...SENSE_SIGNALS] as const;

/** Probability that the best entry is right; the weights are fitted by `bench/fit.ts`, those of follow-ups apart. */
export function confidenceIn(signals: Signals, isFollowUp = false): number {
  if (signals.length > SIGNALS.length) return weighed(WITH_SENSE, signals, weights.confidenceWithSense);
  return weighed(SIGNALS, signals, isFollowUp ? weights.confidenceInFollowUp : weights.confidence);
}
