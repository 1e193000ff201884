/** Questions that fell short, and why. */
import { SIGNALS, type Signals } from '../src/answering/signals.ts';
import type { Understanding } from '../src/answering/understanding.ts';
import weights from '../src/answering/weights.json' with { type: 'json' };
import type { Asked, Insight } from './asking.ts';
import { ALL, type Result } from './result.ts';

/** How much a signal moved the verdict on one question, in logits, against what it does on the average. */
export interface Contribution {
  readonly signal: string;
  readonly logits: number;
}

/** Signals told for each question. */
const TOLD = 3;

/** What each signal contributes, weight times signal, less its mean over all questions; those that decided most first. */
export function contributionsOf(
  signals: Signals,
  means: Signals,
  fitted: Readonly<Record<string, number>> = weights.confidence.signals,
  names: readonly string[] = SIGNALS,
): Contribution[] {
  return names
    .map((signal, at) => ({ signal, logits: (fitted[signal] ?? 0) * ((signals[at] ?? 0) - (means[at] ?? 0)) }))
    .sort((a, b) => Math.abs(b.logits) - Math.abs(a.logits));
}

/** Means of the signals over all questions that have an entry at all. */
export function meanSignals(understandings: readonly Understanding[]): Signals {
  const all = understandings.map(({ signals }) => signals).filter((signals) => signals.length > 0);
  return SIGNALS.map((_, at) => all.reduce((sum, signals) => sum + (signals[at] ?? 0), 0) / all.length);
}

/** The first so many questions that fell short, a few lines each; never one that is kept aside. */
export function missesOf(results: readonly Result[], insight: Insight, count: number): string[] {
  const means = meanSignals(
    results.flatMap(({ name, asked }) => (name === ALL ? [] : asked)).map((asked) => insight.understandingOf(asked)),
  );
  return results
    .filter(({ shown }) => shown)
    .flatMap(({ name, asked }) => asked.filter(({ grade }) => !grade.right).map((miss) => ({ name, miss })))
    .slice(0, count)
    .map(({ name, miss }) => renderMiss(name, miss, insight.understandingOf(miss), means));
}

function renderMiss(name: string, { question, grade }: Asked, understanding: Understanding, means: Signals): string {
  const { id, kind, style, answer, why } = grade;
  const by = answer.entries.join(' + ') || answer.gap || answer.reason || answer.verdict;
  return [
    `${name} ${id} [${kind}/${style}] ${question.q}`,
    `   expected ${question.answerable ? 'an answer' : 'a refusal'}, came ${answer.verdict} by ${by} (${answer.confidence.toFixed(2)})${question.answerable ? `: ${why}` : ''}`,
    `   ${rivalsOf(understanding)}`,
    `   ${decidingSignals(understanding, means)}`,
    `   “${answer.text.slice(0, 160)}”`,
  ].join('\n');
}

/** The best entry against the best gap or chat. */
function rivalsOf({ entry, other, confidence }: Understanding): string {
  const told = (candidate: typeof other): string =>
    candidate ? `${candidate.target.item.id} ${candidate.score.toFixed(2)}` : 'none';
  return `as a whole: entry ${told(entry)} (${confidence.toFixed(2)} sure), gap or chat ${told(other)}`;
}

function decidingSignals({ signals, candidates }: Understanding, means: Signals): string {
  if (candidates[0]?.verbatim) return 'decided by a phrasing that is the question, word for word';
  if (signals.length === 0) return 'decided by no entry having a word of it';
  const told = contributionsOf(signals, means).slice(0, TOLD);
  return `decided by ${told.map(({ signal, logits }) => `${signal} ${logits > 0 ? '+' : ''}${logits.toFixed(1)}`).join(', ')}`;
}
