/** Misspelt words -> the words that were meant. */
import { frequentWords, rankOf } from '../language/english.ts';
import type { Word } from '../language/words.ts';

/** Shorter words have too many neighbours to be mended. */
const SHORTEST = 4;
/** From this length on two slips are mended. */
const LONG = 9;
/** Beyond this rank a word of the English list is as likely a slip as meant. */
const SURE_RANK = 12_000;

/** A word that English does not have is taken for a slip unless so many phrasings have it; readers' own words have slips in them. */
const COMMON = 6;
/** It is one all the same where so many times as many have a word that is one slip away: many make the same slip ("sumit"). */
const OVERSHADOWED = 10;

/**
 * The words that are spelt as they are meant: those of the texts, and those of the phrasings that English has or that are common
 * among these and no slip of one that is much more so.
 */
export function wellSpelt(texts: Iterable<readonly Word[]>, phrasings: Iterable<readonly Word[]>): Set<string> {
  const spelt = new Set<string>();
  for (const words of texts) for (const { text } of words) spelt.add(text);
  const counts = new Map<string, number>();
  for (const words of phrasings)
    for (const text of new Set(words.map((word) => word.text))) counts.set(text, (counts.get(text) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= OVERSHADOWED * COMMON).map(([word]) => word);
  const forms = formsOf(new Set(frequent));
  const isSlip = (word: string, count: number): boolean =>
    word.length >= SHORTEST &&
    deletions(word)
      .flatMap((form) => forms.get(form) ?? [])
      .some((other) => (counts.get(other) ?? 0) >= OVERSHADOWED * count && distance(word, other) === 1);
  for (const [word, count] of counts)
    if (rankOf(word) !== undefined || (count >= COMMON && !isSlip(word, count))) spelt.add(word);
  return spelt;
}

/** The word with each one letter left out: two words that share such a form are about one slip apart. */
function deletions(word: string): string[] {
  const forms = [word];
  for (let at = 0; at < word.length; at += 1) forms.push(word.slice(0, at) + word.slice(at + 1));
  return forms;
}

/** Edits (a letter more, less, other, or two swapped) from one word to another; optimal string alignment distance. */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}

export class Speller {
  readonly #wanted: () => Iterable<string>;
  #known: ReadonlySet<string> | undefined;
  /** Form with a letter left out -> the words it comes from; made when the first unknown word comes. */
  #forms: Map<string, string[]> | undefined;
  readonly #mended = new Map<string, string>();

  /** `wanted`: the words of the knowledge, asked for when the first odd word comes; frequent English words are known besides. */
  constructor(wanted: () => Iterable<string>) {
    this.#wanted = wanted;
  }

  #knownWords(): ReadonlySet<string> {
    this.#known ??= new Set([...this.#wanted(), ...frequentWords]);
    return this.#known;
  }

  /** The word that was meant; the word itself where it is known, is English, or nothing is near. */
  mend(word: string): string {
    if (word.length < SHORTEST || (rankOf(word) ?? SURE_RANK) < SURE_RANK || /\d/.test(word)) return word;
    if (this.#knownWords().has(word)) return word;
    const known = this.#mended.get(word);
    if (known !== undefined) return known;
    const meant = this.#nearest(word) ?? word;
    if (this.#mended.size < 10_000) this.#mended.set(word, meant);
    return meant;
  }

  /** The likeliest known word within the bound: fewest slips, then letters only swapped, then the same beginning, then frequency. */
  #nearest(word: string): string | undefined {
    const letters = sorted(word);
    const rated = this.#candidates(word).map((candidate) => ({
      candidate,
      rating: [
        distance(word, candidate),
        sorted(candidate) === letters ? 0 : 1,
        candidate[0] === word[0] ? 0 : 1,
        rankOf(candidate) ?? 0,
      ],
    }));
    const bound = word.length >= LONG ? 2 : 1;
    return rated.filter(({ rating }) => (rating[0] ?? 0) <= bound).sort((a, b) => compare(a.rating, b.rating))[0]
      ?.candidate;
  }

  /** Known words that share a form with one or two letters left out. */
  #candidates(word: string): string[] {
    const forms = deletions(word);
    const wider = word.length >= LONG ? forms.flatMap(deletions) : forms;
    this.#forms ??= formsOf(this.#knownWords());
    const index = this.#forms;
    return [...new Set(wider.flatMap((form) => index.get(form) ?? []))];
  }
}

/** A text in lower case with its misspelt words mended, its punctuation as it was; short forms ("don't") stay. */
export const withMendedWords = (text: string, speller: Speller): string =>
  text.toLowerCase().replace(/[\p{L}\p{N}']+/gu, (word) => (word.includes("'") ? word : speller.mend(word)));

/** Known words by each of their forms with a letter left out. */
function formsOf(known: ReadonlySet<string>): Map<string, string[]> {
  const forms = new Map<string, string[]>();
  for (const word of known) {
    if (word.length < SHORTEST || /\d/.test(word)) continue;
    for (const form of deletions(word)) {
      const words = forms.get(form);
      if (words) words.push(word);
      else forms.set(form, [word]);
    }
  }
  return forms;
}

const sorted = (word: string): string => [...word].sort().join('');

/** Order of two ratings: the first number that differs decides. */
function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
