/** Input that nobody means as a question: no text may keep the bot busy. */
import { createAnswerer } from '../src/answering/answerer.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { number, type Section, table } from './tables.ts';
import { median, timeOf } from './timing.ts';

const ODD: Readonly<Record<string, string>> = {
  '6,000 characters': 'when is the summit and '.repeat(261),
  '1,000 question marks': '?'.repeat(1_000),
  'a word and 6,000 question marks': `x ${'?'.repeat(6_000)}`,
  'a word and 6,000 line breaks': `x ${'\n'.repeat(6_000)}`,
  'a word and 3,000 commas': `x ${', '.repeat(3_000)}`,
  'one word of 5,000 letters': 'a'.repeat(5_000),
  '3,000 quote marks, nested': '> '.repeat(3_000),
  '2,000 brackets and quotes, nested': `${'("'.repeat(500)}when${'")'.repeat(500)}`,
  '2,000 words, none known': Array.from({ length: 2_000 }, (_, at) => `zq${at.toString(36)}x`).join(' '),
};
/** Ordinary questions that come first: what is only made when it is needed is made for them, and nothing is compiled yet. */
const FIRSTS: Readonly<Record<string, string>> = {
  'the first question of all': 'when is the summit?',
  'the first misspelt word': 'wher is the sumitt?',
};
/** Milliseconds that no input should exceed. */
const EXPECTED = 20;
const ROUNDS = 5;

export async function oddSection(): Promise<Section> {
  const loaded = await loadKnowledge(new URL('..', import.meta.url).pathname);
  if (!loaded.ok) throw new Error('The knowledge is not sound; run npm run check.');
  const answerer = createAnswerer(loaded.knowledge);
  const rows = [...Object.entries(FIRSTS), ...Object.entries(ODD)].map(([name, text]) => {
    const first = timeOf(() => answerer.ask(text));
    const later = median(Array.from({ length: ROUNDS }, () => timeOf(() => answerer.ask(text))));
    return [name, number(first), number(later), later <= EXPECTED ? 'yes' : 'no'];
  });
  return {
    id: 'odd',
    text: `## Odd input\n\n${table([['input', 'first time ms', 'later ms', `within ${EXPECTED} ms`], ...rows])}`,
  };
}
