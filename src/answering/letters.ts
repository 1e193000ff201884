/** Words as letters, one for each class: a row of words becomes a short text, and a form of words a short pattern over it. */
import { rankOf } from '../language/english.ts';
import { plainText, questionedSentences, type Word, wordsOf } from '../language/words.ts';
import { Speller } from './speller.ts';

/** Words by the letter of their class. */
export type WordClasses = Readonly<Record<string, string>>;

/** Letter of a word that is in no class. */
export const OTHER = 'x';

export class Alphabet {
  readonly #letters: ReadonlyMap<string, string>;
  readonly #speller: Speller;

  /** Where a word is in two classes the later one has it. */
  constructor(classes: WordClasses) {
    this.#letters = new Map(
      Object.entries(classes).flatMap(([letter, words]) =>
        words.split(/\s+/).map((word): [string, string] => [word, letter]),
      ),
    );
    this.#speller = new Speller(() => this.#letters.keys());
  }

  /** The class of a word, of what it was meant as where it is no English word. */
  letterOf(word: Word): string {
    return this.#letters.get(word.text) ?? (isOdd(word) ? this.#letterMeant(word) : OTHER);
  }

  #letterMeant({ text }: Word): string {
    const meant = this.#speller.mend(text);
    return meant[0] === text[0] ? (this.#letters.get(meant) ?? OTHER) : OTHER;
  }
}

/** Neither English nor a name. */
const isOdd = ({ text, capital }: Word): boolean => !capital && rankOf(text) === undefined;

/** What was asked, word for word: what only introduces a question is among the words. */
export interface Utterance {
  /** Mended. */
  readonly words: readonly Word[];
  /** Whether a question mark stands in it. */
  readonly isQuestion: boolean;
  /** Numbers of the sentences that end with one. */
  readonly questioned: ReadonlySet<number>;
}

export function utteranceOf(question: string, speller?: Speller): Utterance {
  const plain = plainText(question);
  const words = wordsOf(plain).map((word) => {
    const text = speller?.mend(word.text) ?? word.text;
    return text === word.text ? word : { ...word, text };
  });
  return { words, isQuestion: plain.includes('?'), questioned: questionedSentences(plain) };
}
