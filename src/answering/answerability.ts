/**
 * Whether anything answers a question, whatever it is about: one logistic regression over the features of `features.ts`, learnt
 * from all phrasings, those of entries against those of gaps and chats. It knows how near misses are put ("whose idea was", "how did
 * … take it"), also of what no gap foresees.
 */
import { descend, epochsOf, inUnits, LEARNING, type Lessons, Mean, UNIT } from './learning.ts';
import type { KnownFeatures, Usage } from './likelihood.ts';
import { probabilityOf } from './logistic.ts';

/** Weight of each feature, in units; last the intercept. Plain data, so that it can be kept. */
export type Answerability = Int16Array;

/**
 * Learns the weights; where all targets are answers, or none, they are 0. `values`: how much each feature of each phrasing counts.
 * Deterministic; linear in the features of all phrasings.
 */
export function learnAnswerability(usage: Usage, lessons: Lessons, values: Float32Array): Answerability {
  const { features, targets, answers } = lessons;
  const intercept = usage.hashes.length;
  const weights = new Float32Array(intercept + 1);
  if (new Set(answers).size < 2) return inUnits(weights);
  const moved = new Float32Array(weights.length).fill(LEARNING.caution);
  const step = (phrasing: number): void => {
    const [from, to] = [features.starts[phrasing] as number, features.starts[phrasing + 1] as number];
    let logOdds = weights[intercept] as number;
    for (let at = from; at < to; at += 1)
      logOdds += (values[at] as number) * (weights[features.values[at] as number] as number);
    const error = probabilityOf(logOdds) - (answers[targets[phrasing] as number] as number);
    descend(weights, moved, intercept, error);
    for (let at = from; at < to; at += 1)
      descend(weights, moved, features.values[at] as number, error * (values[at] as number));
  };
  const mean = new Mean(weights.length);
  for (const phrasings of epochsOf(lessons)) {
    phrasings.forEach(step);
    mean.add(weights);
  }
  return inUnits(mean.value);
}

/** Log odds that anything answers a question. `vector`: how much each of its features counts, as of `vectorOf`. */
export function answerableOdds(weights: Answerability, { numbers }: KnownFeatures, vector: readonly number[]): number {
  let logOdds = (weights[weights.length - 1] as number) * UNIT;
  for (let at = 0; at < numbers.length; at += 1)
    logOdds += (vector[at] as number) * (weights[numbers[at] as number] as number);
  return logOdds;
}
