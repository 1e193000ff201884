/** Words as somebody types them, unfinished and with slips -> words that are there. */

/** A word of the vocabulary that a typed word may stand for. */
export interface Meant {
  /** Number of the word. */
  readonly word: number;
  /** 1 for the word itself; less for one that it may become, and for one that it may be a slip of. */
  readonly likeness: number;
}

/** Likeness of a word that begins with what was typed. */
const BEGUN = 0.9;
/** Likeness of a word that is one slip away; with two it is the square. */
const SLIPPED = 0.75;
/** A finished word of so many letters is taken for the beginning of another, where it is no word itself. */
const BEGINNING = 3;
/** Letters from which one slip, and from which two slips are forgiven. */
const LETTERS = { one: 3, two: 8 };
/** Of words that are equally near no more are taken: a beginning with a slip may fit hundreds. */
const MOST = 200;

const CODE_OF_A = 97;
const LETTERS_OF_ALPHABET = 26;
/** All characters that are no letters from a to z share a bit. */
const OTHER = 1 << LETTERS_OF_ALPHABET;

/** Which letters a word has, a bit for each. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charCodeAt(at) - CODE_OF_A;
    letters |= letter >= 0 && letter < LETTERS_OF_ALPHABET ? 1 << letter : OTHER;
  }
  return letters;
}

/** Whether a number has at most so many bits set. */
function hasAtMost(bits: number, most: number): boolean {
  let rest = bits;
  for (let count = 0; count < most && rest !== 0; count += 1) rest &= rest - 1;
  return rest === 0;
}

/** Longer words are compared by their first letters alone: no word of a language is longer. */
const LONGEST = 40;
/** Rows of the table in which slips are counted: the last three. Used by one comparison at a time. */
const ROWS = [0, 1, 2].map(() => new Uint8Array(LONGEST + 1)) as [Uint8Array, Uint8Array, Uint8Array];

/**
 * Slips (a letter more, less, other, or two swapped) that lead to a word, or with `open` to a beginning of it; where there are
 * more than `most`, some number above it.
 */
function slipsBetween(typedWord: string, otherWord: string, open: boolean, most: number): number {
  const typed = typedWord.slice(0, LONGEST);
  const word = otherWord.slice(0, open ? Math.min(LONGEST, typed.length + most) : LONGEST);
  let [before, above, row] = ROWS;
  for (let j = 0; j <= word.length; j += 1) above[j] = j;
  for (let i = 1; i <= typed.length; i += 1) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= word.length; j += 1) {
      const other = typed.charCodeAt(i - 1) === word.charCodeAt(j - 1) ? 0 : 1;
      const [more, less] = [(above[j] as number) + 1, (row[j - 1] as number) + 1];
      let slips = Math.min(more, less, (above[j - 1] as number) + other);
      if (i > 1 && j > 1 && isSwapped(typed, i, word, j)) slips = Math.min(slips, (before[j - 2] as number) + 1);
      row[j] = slips;
      if (slips < least) least = slips;
    }
    // A swap looks two rows back: what is one too many now can be mended by it.
    if (least > most + 1) return least;
    [before, above, row] = [above, row, before];
  }
  return open ? Math.min(...above.subarray(0, word.length + 1)) : (above[word.length] as number);
}

const isSwapped = (typed: string, i: number, word: string, j: number): boolean =>
  typed.charCodeAt(i - 1) === word.charCodeAt(j - 2) && typed.charCodeAt(i - 2) === word.charCodeAt(j - 1);

/** Whether one of the first two letters of a word is among the first two of another. */
const beginAlike = (a: string, b: string): boolean => a[0] === b[0] || a[1] === b[1] || a[0] === b[1] || a[1] === b[0];

export class TypedWords {
  readonly #words: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #letters: Int32Array;

  /** `words`: each once, in the order of their characters; their numbers are their places. */
  constructor(words: readonly string[]) {
    this.#words = words;
    this.#numbers = new Map(words.map((word, number) => [word, number]));
    this.#letters = Int32Array.from(words, lettersOf);
  }

  /** What a typed word may stand for; `open`: it may not be finished yet. */
  meant(typed: string, open: boolean): Meant[] {
    const itself = this.#numbers.get(typed);
    const exact = itself === undefined ? [] : [{ word: itself, likeness: 1 }];
    const begun = open || (exact.length === 0 && typed.length >= BEGINNING) ? this.#begun(typed) : [];
    const found = [...exact, ...begun];
    return found.length > 0 ? found : this.#slipped(typed, open);
  }

  /** Longer words that begin with what was typed. */
  #begun(typed: string): Meant[] {
    const found: Meant[] = [];
    for (let word = this.#placeOf(typed); this.#words[word]?.startsWith(typed); word += 1)
      if (this.#words[word] !== typed) found.push({ word, likeness: BEGUN });
    return found;
  }

  /** Place of the first word that does not come before a text. */
  #placeOf(text: string): number {
    let [low, high] = [0, this.#words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#words[middle] ?? '') < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The nearest words, where they are near enough. */
  #slipped(typed: string, open: boolean): Meant[] {
    if (typed.length < LETTERS.one) return [];
    const most = typed.length < LETTERS.two ? 1 : 2;
    const near: { readonly word: number; readonly slips: number }[] = [];
    for (const word of this.#alike(typed, open, most)) {
      const slips = slipsBetween(typed, this.#words[word] ?? '', open, most);
      if (slips <= most) near.push({ word, slips });
    }
    const least = Math.min(...near.map(({ slips }) => slips));
    return near
      .filter(({ slips }) => slips === least)
      .slice(0, MOST)
      .map(({ word }) => ({ word, likeness: SLIPPED ** least }));
  }

  /**
   * Words whose letters, length and beginning do not rule out so many slips: a slip changes at most one letter into one other,
   * and hardly anybody misses both of the first two letters.
   */
  *#alike(typed: string, open: boolean, slips: number): Generator<number> {
    const letters = lettersOf(typed);
    for (let word = 0; word < this.#words.length; word += 1) {
      const others = this.#letters[word] ?? 0;
      if (!hasAtMost(letters & ~others, slips) || (!open && !hasAtMost(others & ~letters, slips))) continue;
      const other = this.#words[word] ?? '';
      const longer = other.length - typed.length;
      if (longer >= -slips && (open || longer <= slips) && beginAlike(typed, other)) yield word;
    }
  }
}
