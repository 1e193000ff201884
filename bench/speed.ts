/**
 * Measures how fast an answer is, side by side with plain fuzzy search over the same phrasings, in one run.
 *
 *     npm run bench
 *
 * Machines are noisy: quote the ratio, not the times.
 */
import Fuse from 'fuse.js';
import { createAnswerer } from '../src/answering/answerer.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { dialoguesOf, questionsOf } from './sets.ts';

/** Rounds over all questions that are counted, after one that is not. */
const ROUNDS = 5;

const loaded = await loadKnowledge(new URL('..', import.meta.url).pathname);
if (!loaded.ok) throw new Error('The knowledge is not sound; run npm run check.');
const { knowledge } = loaded;

const questions = [...questionsOf('tuned'), ...questionsOf('aside')].map(({ q }) => q);
const turns = [...dialoguesOf('tuned'), ...dialoguesOf('aside')].flatMap((dialogue) =>
  dialogue.turns.map(({ q }) => q),
);
const asked = [...questions, ...turns];
const phrasings = [...knowledge.entries, ...knowledge.gaps].flatMap(({ id, question, phrasings: others }) =>
  [question, ...others.map(({ text }) => text)].map((text) => ({ id, text })),
);

/** Times of each question in milliseconds, sorted. */
function timesOf(run: (question: string) => unknown, rounds = ROUNDS): number[] {
  for (const question of asked) run(question);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const question of asked) {
      const start = performance.now();
      run(question);
      times.push(performance.now() - start);
    }
  }
  return times.sort((a, b) => a - b);
}

const quantile = (times: readonly number[], share: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

function report(name: string, times: readonly number[]): void {
  const [p50, p99, most] = [quantile(times, 0.5), quantile(times, 0.99), times.at(-1) ?? 0];
  console.log(`${name.padEnd(28)} p50 ${p50.toFixed(3)} ms | p99 ${p99.toFixed(3)} ms | most ${most.toFixed(3)} ms`);
}

const start = performance.now();
const answerer = createAnswerer(knowledge);
console.log(
  `${phrasings.length} phrasings, ${asked.length} questions; built in ${(performance.now() - start).toFixed(0)} ms`,
);
const answers = timesOf((question) => answerer.ask(question));
report('an answer', answers);
report(
  'a completion',
  timesOf((question) => answerer.complete(question.slice(0, 20), 25)),
);
const fuse = new Fuse(phrasings, { keys: ['text'], ignoreLocation: true, includeScore: true });
const fuzzy = timesOf((question) => fuse.search(question, { limit: 1 }), 1);
report('fuse.js on the same phrasings', fuzzy);
console.log(
  `an answer takes 1/${(quantile(fuzzy, 0.5) / quantile(answers, 0.5)).toFixed(0)} of the time of fuse.js (p50)`,
);

const odd = {
  '6,000 characters': 'when is the summit and '.repeat(261),
  '1,000 question marks': '?'.repeat(1_000),
  'one word of 5,000 letters': 'a'.repeat(5_000),
  'nested quotes': '> '.repeat(3_000),
};
for (const [name, text] of Object.entries(odd)) {
  const begin = performance.now();
  answerer.ask(text);
  console.log(`${name.padEnd(28)} ${(performance.now() - begin).toFixed(3)} ms`);
}
