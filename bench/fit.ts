/**
 * Fits the weights of the verdict, of the readings of a follow-up, and of yes and no, and writes them to `src/answering/weights.json`. Deterministic.
 *
 *     node bench/fit.ts
 *
 * Without the packages of the encoder the weights of the verdict with sense stay as they were.
 *
 * The evidence: every phrasing and follow-up of the knowledge asked of a knowledge that lacks it, and the questions and dialogues that
 * are not kept aside. The readings rest on the verdicts in use: where those have changed much, a second run fits them to the new ones.
 */
import { writeFileSync } from 'node:fs';
import { createAnswerer } from '../src/answering/answerer.ts';
import { READING_SIGNALS } from '../src/answering/readings.ts';
import { SIGNALS } from '../src/answering/signals.ts';
import { POLARITY_SIGNALS } from '../src/answering/stance.ts';
import { WITH_SENSE } from '../src/answering/verdict.ts';
import weights from '../src/answering/weights.json' with { type: 'json' };
import { loadKnowledge } from '../src/knowledge/load.ts';
import { renderProblems } from '../src/knowledge/problem.ts';
import { missingPackages, startEncoder } from '../src/sense/encoder.ts';
import {
  type Evidence,
  evidenceOfFollowUps,
  evidenceOfPolarity,
  evidenceOfReadings,
  evidenceOfVerdicts,
  heldFollowUps,
} from './evidence.ts';
import { fitLogistic } from './regression.ts';
import { encoded } from './sensing.ts';
import { questionsOf } from './sets.ts';

const loaded = await loadKnowledge(new URL('..', import.meta.url).pathname);
if (!loaded.ok) {
  console.error(renderProblems(loaded.problems));
  process.exit(1);
}
const { knowledge } = loaded;

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/** The weights of some signals from evidence, as they are written down. */
function weigh(name: string, signals: readonly string[], evidence: readonly Evidence[]) {
  const { intercept, weights } = fitLogistic(evidence);
  const fitted = {
    intercept: rounded(intercept),
    signals: Object.fromEntries(signals.map((signal, index) => [signal, rounded(weights[index] ?? 0)])),
  };
  console.log(name, `${evidence.length} samples, ${evidence.filter(({ right }) => right).length} positive`, fitted);
  return fitted;
}

/** The weights where it is known what a question means: encodes everything, which takes minutes the first time. */
async function weighWithSense() {
  if (missingPackages().length > 0) return weights.confidenceWithSense;
  const encoder = startEncoder();
  const texts = questionsOf('tuned').map(({ q }) => q);
  const vectorOf = await encoded(createAnswerer(knowledge), encoder, texts);
  await encoder.close();
  return weigh('confidence with sense', WITH_SENSE, evidenceOfVerdicts(knowledge, vectorOf));
}

const held = heldFollowUps(knowledge);
const fitted = {
  confidence: weigh('confidence', SIGNALS, evidenceOfVerdicts(knowledge)),
  confidenceInFollowUp: weigh('confidence in follow-ups', SIGNALS, evidenceOfFollowUps(held)),
  reading: weigh('reading', READING_SIGNALS, evidenceOfReadings(knowledge, held)),
  confidenceWithSense: await weighWithSense(),
  polarity: weigh('polarity', POLARITY_SIGNALS, evidenceOfPolarity(knowledge)),
};
writeFileSync(new URL('../src/answering/weights.json', import.meta.url), `${JSON.stringify(fitted, undefined, 2)}\n`);
