/**
 * What the encoder costs: the time until its first text, its memory, and the time of a question for which it is asked.
 *
 *     node bench/sense-cost.ts
 *
 * Of each question the median of five rounds counts, and besides the least, which is nearest to what a machine takes that does
 * nothing else.
 */
import { fileURLToPath } from 'node:url';
import { createAnswerer } from '../src/answering/answerer.ts';
import { indexOf } from '../src/answering/sense.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { startEncoder } from '../src/sense/encoder.ts';
import { encoded, sensing } from './sensing.ts';
import { questionsOf } from './sets.ts';
import { number, table, whole } from './tables.ts';
import { ascending, median, quantile, spread, timeUntil } from './timing.ts';

const QUESTIONS = 300;
const ROUNDS = 5;
const MB = 1_048_576;

const loaded = await loadKnowledge(fileURLToPath(new URL('..', import.meta.url)));
if (!loaded.ok) throw new Error('The knowledge is not sound; run npm run check.');
const answerer = createAnswerer(loaded.knowledge);
const questions = spread(
  questionsOf().map(({ q }) => q),
  QUESTIONS,
);
for (const question of questions) answerer.ask(question);

const before = process.memoryUsage().rss;
const encoder = startEncoder();
const first = await timeUntil(() => encoder.embed(['when is it?']));
for (const question of questions) await encoder.embed([answerer.meant(question)]);
const withEncoder = process.memoryUsage().rss;
const vectorOf = await encoded(answerer, encoder);
let index: ReturnType<typeof indexOf> | undefined;
const indexed = await timeUntil(() => {
  index = indexOf(answerer.targets, vectorOf);
});
if (!index) throw new Error('There is no index.');
const senseOf = sensing(index, answerer, encoder);

const passed: number[][] = questions.map(() => []);
for (let round = 0; round <= ROUNDS; round += 1)
  for (const [at, question] of questions.entries()) {
    const time = await timeUntil(async () => answerer.ask(question, [], await senseOf(question)));
    if (round > 0) passed[at]?.push(time);
  }
await encoder.close();

/** Half of the questions and 99 of 100 take at most, each in a time told by its rounds. */
const quantiles = (of: (rounds: readonly number[]) => number): string[] => {
  const sorted = ascending(passed.map(of));
  return [number(quantile(sorted, 0.5)), number(quantile(sorted, 0.99))];
};

console.log(
  table([
    [`a question with the encoder asked, ${questions.length} questions`, 'p50 ms', 'p99 ms'],
    ['median of five rounds', ...quantiles(median)],
    ['least of five rounds', ...quantiles((rounds) => Math.min(...rounds))],
  ]),
);
console.log(`
Until the first text is encoded: ${whole(first)} ms. The index of ${index.scales.length} phrasings: ${whole(indexed)} ms, ${number(index.vectors.length / MB)} MB.
Memory of the process: ${whole(before / MB)} MB without the encoder, ${whole(withEncoder / MB)} MB with it.`);
