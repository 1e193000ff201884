/**
 * Fits the weights of the verdict and writes them to `src/answering/weights.json`. Deterministic.
 *
 *     node bench/fit.ts
 *
 * The evidence: every phrasing of the knowledge asked of a knowledge that lacks it, and the tuned questions.
 */
import { writeFileSync } from 'node:fs';
import { SIGNALS } from '../src/answering/signals.ts';
import { POLARITY_SIGNALS } from '../src/answering/stance.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { renderProblems } from '../src/knowledge/problem.ts';
import { type Evidence, evidenceOfPhrasings, evidenceOfPolarity, evidenceOfQuestions } from './evidence.ts';
import { fitLogistic } from './regression.ts';
import { questionsOf } from './sets.ts';

/** Parts into which the phrasings are held back in turn. */
const FOLDS = 10;

const loaded = await loadKnowledge(new URL('..', import.meta.url).pathname);
if (!loaded.ok) {
  console.error(renderProblems(loaded.problems));
  process.exit(1);
}
const { knowledge } = loaded;

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/** The weights of some signals from evidence, as they are written down. */
function weigh(name: string, signals: readonly string[], evidence: readonly Evidence[]) {
  const { intercept, weights } = fitLogistic(evidence.map((sample) => ({ ...sample, weight: 1 })));
  const fitted = {
    intercept: rounded(intercept),
    signals: Object.fromEntries(signals.map((signal, index) => [signal, rounded(weights[index] ?? 0)])),
  };
  console.log(name, `${evidence.length} samples, ${evidence.filter(({ right }) => right).length} positive`, fitted);
  return fitted;
}

const fitted = {
  confidence: weigh('confidence', SIGNALS, [
    ...evidenceOfPhrasings(knowledge, FOLDS),
    ...evidenceOfQuestions(knowledge, questionsOf('tuned')),
  ]),
  polarity: weigh('polarity', POLARITY_SIGNALS, evidenceOfPolarity(knowledge, FOLDS)),
};
writeFileSync(new URL('../src/answering/weights.json', import.meta.url), `${JSON.stringify(fitted, undefined, 2)}\n`);
