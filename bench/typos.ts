/** Questions as they are typed in a hurry. */

/** Shorter words carry no typing mistake here: they would be other words. */
const SHORTEST = 4;
/** Share of the longer words that carry one. */
const SHARE = 0.3;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** One random edit of a word: a letter dropped, doubled with another, replaced or swapped with the next. */
function mistyped(word: string, random: () => number): string {
  const at = Math.floor(random() * (word.length - 1));
  const letter = LETTERS[Math.floor(random() * LETTERS.length)] ?? '';
  const [before, here, next, after] = [word.slice(0, at), word[at] ?? '', word[at + 1] ?? '', word.slice(at + 2)];
  const edits = [before + next + after, before + letter + here + next + after, before + letter + next + after];
  return [...edits, before + next + here + after][Math.floor(random() * 4)] ?? word;
}

/** A text in which three of ten words of four letters or more carry one random edit. */
export const withTypos = (text: string, random: () => number): string =>
  text.replace(/\p{L}{4,}/gu, (word) => (word.length >= SHORTEST && random() < SHARE ? mistyped(word, random) : word));
