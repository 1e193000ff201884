/** Whether a text is in another language than English. */
import { functionWords, questionWords } from './english.ts';

/**
 * The words that questions in German, French, Spanish, Italian and Portuguese are made of, as far as they are none in English. Few,
 * and short ones: they stand in nearly every sentence.
 */
const FOREIGN = new Set(
  `der das dem des ist sind wird wer wie wo wann warum wieso welche welcher welches und nicht ein eine einen zum zur ueber über sich
  mit auf bei für haben le la les un une du est sont où quand qui quoi que pourquoi comment quel quelle et dans avec sur ce cette ils
  pas aux el las es donde dónde cuando cuándo quien quién quienes qué por para con del en una cual cuál il gli di che chi dove perché
  quale sono della nel è onde quem quando quais`.split(/\s+/),
);

/** Words of any script. */
const WORDS = /\p{L}+/gu;
const LATIN = /^\p{Script=Latin}+$/u;

/** Whether most words are of another script, or foreign function words are two at least and more than English ones. */
export function isForeign(text: string): boolean {
  const words = text.toLowerCase().normalize('NFC').match(WORDS) ?? [];
  const latin = words.filter((word) => LATIN.test(word));
  if (words.length > 0 && latin.length * 2 < words.length) return true;
  const english = latin.filter((word) => !FOREIGN.has(word) && (functionWords.has(word) || questionWords.has(word)));
  const foreign = latin.filter((word) => FOREIGN.has(word));
  return foreign.length >= 2 && foreign.length > english.length;
}
