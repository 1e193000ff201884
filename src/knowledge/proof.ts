/** Does a statement say a date, a number or a name that the quotes do not have? */
import { agrees, type DateMention, datesIn, formatDate } from '../language/dates.ts';
import { wordsOf } from '../language/words.ts';
import type { Name } from './knowledge-base.ts';

/** Number words that claim an amount; "one", "two" and ordinals are part of plain speech. */
const NUMBER_WORDS = new Set(
  'three four five six seven eight nine ten eleven twelve hundred thousand million'.split(' '),
);

/** Names in texts: every alias with a capital, the longest first. */
export class NameFinder {
  readonly #pattern: RegExp | undefined;
  readonly #words = new Map<string, readonly string[]>();
  readonly #nameOf = new Map<string, Name>();

  constructor(names: readonly Name[]) {
    for (const name of names) {
      for (const alias of name.aliases) if (/\p{Lu}/u.test(alias)) this.#nameOf.set(alias, name);
    }
    const aliases = [...this.#nameOf.keys()].sort((a, b) => b.length - a.length);
    if (aliases.length > 0) this.#pattern = wholeWords(aliases, 'gu');
  }

  /** Words of a quote; remembered, since many statements rest on the same one. */
  wordsOf(quote: string): readonly string[] {
    const words = this.#words.get(quote) ?? wordsIn(quote);
    this.#words.set(quote, words);
    return words;
  }

  /** Whether any alias of a name stands in a text, inside of a longer name too ("Russian" in "Russian President"). */
  stands(name: Name, text: string): boolean {
    return name.aliases.some((alias) => this.#nameOf.get(alias) === name && hasWord(text, alias));
  }

  /** The names in a text with the words that stand for them; of overlapping ones the longest. */

  find(text: string): Map<Name, string> {
    const found = new Map<Name, string>();
    if (!this.#pattern) return found;
    for (const [alias] of text.matchAll(this.#pattern)) {
      const name = this.#nameOf.get(alias);
      if (name && !found.has(name)) found.set(name, alias);
    }
    return found;
  }
}

const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** Whether words stand in a text as words, and not as part of longer ones. */
export function hasWord(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + words.length);
    if (!WORD_CHARACTER.test(before) && !WORD_CHARACTER.test(after)) return true;
  }
  return false;
}

const wholeWords = (words: readonly string[], flags: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?![\\p{L}\\p{N}])`,
    flags,
  );

const wordsIn = (text: string): string[] => wordsOf(text.replace(/[“”„"]/g, ' ')).map((word) => word.text);

/** Whether every part of a date is said by the quotes, day and month by the same one. */
function isDateProved(date: DateMention, proofs: readonly DateMention[]): boolean {
  const { year, ...rest } = date;
  const dayProved =
    Object.keys(rest).length === 0 ||
    proofs.some((proof) => agrees(rest, proof) && Object.keys(rest).every((part) => Object.hasOwn(proof, part)));
  return dayProved && (year === undefined || proofs.some((proof) => proof.year === year));
}

/**
 * The dates, numbers and names of a statement that none of the quotes has, as they are said.
 * `allowed`: names that need no proof, such as the publishers'.
 */
export function unprovedIn(
  statement: string,
  quotes: readonly string[],
  finder: NameFinder,
  allowed: ReadonlySet<string>,
): string[] {
  const words = wordsIn(statement);
  const quoteWords = quotes.map((quote) => finder.wordsOf(quote));
  const proofs = quoteWords.flatMap((list) => datesIn(list).map(({ mention }) => mention));
  const dates = datesIn(words);
  const unprovedDates = dates
    .map(({ mention }) => mention)
    .filter((date) => !isDateProved(date, proofs))
    .map(formatDate);
  const inDate = (at: number): boolean => dates.some(({ from, to }) => at >= from && at < to);
  const said = new Set(quoteWords.flat());
  const unprovedNumbers = words.filter(
    (word, at) => !inDate(at) && (/^\d/.test(word) || NUMBER_WORDS.has(word)) && !said.has(word),
  );
  const proof = quotes.join('\n');
  const inNames = new Set([...finder.find(statement).values()].flatMap(wordsIn));
  const unprovedNames = [...finder.find(statement)]
    .filter(([name, alias]) => !finder.stands(name, proof) && !allowed.has(alias))
    .map(([, alias]) => alias);
  return [...unprovedDates, ...unprovedNumbers.filter((word) => !inNames.has(word)), ...unprovedNames];
}
