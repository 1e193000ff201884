/** What somebody has typed so far -> the questions that it may become. */
import { createRequire } from 'node:module';
import type Fuse from 'fuse.js';
import type { Entry } from '../knowledge/knowledge-base.ts';
import { contractions } from '../language/english.ts';
import { type Meant, TypedWords } from './typed-words.ts';

/** Discord shows at most so many choices. */
const MOST = 25;
/** Longer input is cut: nobody types it, and the time stays bounded. */
const LONGEST = 100;
/** Of larger knowledge only the first phrasings of each entry are searched, so that time and memory stay bounded. */
const MOST_PHRASINGS = 50_000;

/** What a phrasing that begins with all that was typed is worth, beside all of its words, which are worth 1. */
const BEGINS = 0.3;
/** What it is worth that the question that is shown fits as well: a reader sees that one alone. */
const SHOWN = 0.15;
/** What it is worth that it is the question that is shown, typed in full: that one comes first. */
const SHOWN_IN_FULL = 10;
/** What a phrasing's other words weigh against it: little, since they may be those that are typed next. */
const REST = 0.2;
/** What it is worth that more phrasings of an entry fit. */
const MORE = 0.15;
/** They count from this share of what the best one scores; the nearer they come to it, the more. */
const ALIKE = 0.5;
/** What the first of the preferred entries is worth: enough to decide between those that fit alike. */
const PREFERRED = 0.05;

/** Fuzzy search; loaded when it is needed, which most starts never see. */
const fuzzySearch = (): typeof Fuse => createRequire(import.meta.url)('fuse.js');
/** Fuzzy search is slow on long texts; this much of one is enough to tell what it is about. */
const LONGEST_FUZZY = 16;

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Short forms and the commonest slips ("teh") of a folded text in full; not of the last word where it is `open`: it may not be finished. */
function inFull(folded: string, open: boolean): string {
  const words = folded.split(' ');
  const finished = open ? words.length - 1 : words.length;
  return words.map((word, at) => (at < finished ? (contractions.get(word) ?? word) : word)).join(' ');
}

/** A typed word: the words that it may stand for, and what it weighs. */
interface Term {
  readonly meant: readonly Meant[];
  readonly weight: number;
}

export class Completer {
  readonly #entries: readonly Entry[];
  /** Phrasings of all entries, folded; those of an entry together, the question that is shown first. */
  readonly #texts: readonly string[];
  /** Place of the first phrasing of each entry, and behind them all the number of phrasings. */
  readonly #starts: Uint32Array;
  /** Places of the phrasings in the order of their characters. */
  readonly #sorted: Uint32Array;
  readonly #words: TypedWords;
  /** For each word the places of the phrasings that have it, ascending. */
  readonly #places: readonly Uint32Array[];
  /** What all the words of a phrasing weigh. */
  readonly #weights: Float64Array;
  /** Room for one completion at a time: what each phrasing scores, and which term was counted for it last. */
  readonly #scores: Float64Array;
  readonly #counted: Uint8Array;
  #fuse: Fuse<string> | undefined;

  /** The entries in the order in which they are offered before anything is typed; `mend` takes the slips out of a phrasing. */
  constructor(entries: readonly Entry[], mend: (text: string) => string = (text) => text) {
    this.#entries = entries;
    const groups = entries.map((entry) => textsOf(entry, MOST_PHRASINGS / entries.length, mend));
    this.#texts = groups.flat();
    this.#starts = startsOf(groups);
    this.#sorted = Uint32Array.from(this.#texts.keys()).sort((a, b) => byCharacters(this.#text(a), this.#text(b)));
    const placed = placesByWord(this.#texts);
    const words = [...placed.keys()].sort(byCharacters);
    this.#words = new TypedWords(words);
    this.#places = words.map((word) => Uint32Array.from(placed.get(word) ?? []));
    this.#weights = new Float64Array(this.#texts.length);
    this.#scores = new Float64Array(this.#texts.length);
    this.#counted = new Uint8Array(this.#texts.length);
    for (const places of this.#places) {
      const weight = this.#weightOf(places.length);
      for (const place of places) this.#weights[place] = (this.#weights[place] ?? 0) + weight;
    }
  }

  /**
   * Questions for what was typed, best first. They are found by any of their phrasings, and slips are forgiven. `preferred`:
   * ids of entries that come first before anything is typed, and of entries that fit alike; ids that are not there do not matter.
   */
  complete(typed: string, limit: number = MOST, preferred: readonly string[] = []): string[] {
    const open = /[\p{L}\p{N}]$/u.test(typed);
    const query = inFull(fold(typed.slice(0, LONGEST)).slice(0, LONGEST), open);
    const fits = this.#fits(query, open);
    const bonuses = bonusesOf(preferred);
    return this.#entries
      .map(({ id, question }, index) => ({ question, fit: (fits[index] ?? 0) * (1 + (bonuses.get(id) ?? 0)) }))
      .filter(({ fit }) => fit > 0)
      .sort((a, b) => b.fit - a.fit)
      .slice(0, limit)
      .map(({ question }) => question);
  }

  /** How well each entry fits; 0 where it does not. */
  #fits(query: string, open: boolean): number[] {
    if (query === '') return this.#entries.map(() => 1);
    const fits = this.#fitsByWords(query, open);
    return fits.some((fit) => fit > 0) ? fits : this.#fitsByLetters(query);
  }

  /** What no word helps with, such as words run together: by the letters of the questions that are shown. */
  #fitsByLetters(query: string): number[] {
    this.#fuse ??= this.#newFuse();
    const fits = this.#entries.map(() => 0);
    for (const { refIndex, score = 0 } of this.#fuse.search(query.slice(0, LONGEST_FUZZY))) fits[refIndex] = 1 - score;
    return fits;
  }

  #newFuse(): Fuse<string> {
    const Search = fuzzySearch();
    const shown = this.#entries.map((_, index) => this.#text(this.#starts[index]));
    return new Search(shown, { ignoreLocation: true, includeScore: true, threshold: 0.4 });
  }

  /** How well each entry fits; 0 where no word is shared. `open`: the last word may not be finished. */
  #fitsByWords(query: string, open: boolean): number[] {
    const words = query.split(' ');
    const terms = [...new Set(words)].map((word) => this.#termOf(word, open && word === words.at(-1)));
    const scores = this.#scoresOf(terms);
    this.#addBeginnings(query, scores);
    return this.#entries.map((_, index) => {
      const isShown = this.#text(this.#starts[index]) === query;
      return this.#fitOf(index, scores) + (isShown ? SHOWN_IN_FULL : 0);
    });
  }

  #termOf(word: string, open: boolean): Term {
    const meant = this.#words.meant(word, open);
    const count = meant.reduce((sum, { word: number }) => sum + (this.#places[number]?.length ?? 0), 0);
    return { meant, weight: this.#weightOf(Math.max(1, Math.min(count, this.#texts.length))) };
  }

  /** What a word weighs that so many phrasings have: the rarer, the more. */
  #weightOf(count: number): number {
    return Math.log(1 + this.#texts.length / count);
  }

  /** For each phrasing the share of what was typed that it has. */
  #scoresOf(terms: readonly Term[]): Float64Array {
    const shared = this.#scores.fill(0);
    // Of all the words that a term may stand for only the likest counts, which comes first.
    const counted = this.#counted.fill(0);
    terms.forEach(({ meant, weight }, index) => {
      for (const { word, likeness } of meant) {
        const places = this.#places[word] ?? NOWHERE;
        for (let at = 0; at < places.length; at += 1) {
          const place = places[at] as number;
          if (counted[place] === index + 1) continue;
          counted[place] = index + 1;
          shared[place] = (shared[place] as number) + weight * likeness;
        }
      }
    });
    const typed = terms.reduce((sum, { weight }) => sum + weight, 0);
    for (let place = 0; place < shared.length; place += 1) {
      const score = shared[place] as number;
      if (score > 0) shared[place] = score / (typed + REST * Math.max(0, (this.#weights[place] as number) - score));
    }
    return shared;
  }

  #addBeginnings(query: string, scores: Float64Array): void {
    for (let at = this.#firstFrom(query); this.#text(this.#sorted[at]).startsWith(query); at += 1) {
      const place = this.#sorted[at] as number;
      scores[place] = (scores[place] as number) + BEGINS;
    }
  }

  /** Where in the order of characters the first text stands that does not come before another. */
  #firstFrom(text: string): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byCharacters(this.#text(this.#sorted[middle]), text) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How well the best phrasing of an entry fits, a little better for each that fits nearly as well. */
  #fitOf(entry: number, scores: Float64Array): number {
    const [from, to] = [this.#starts[entry] ?? 0, this.#starts[entry + 1] ?? 0];
    let best = 0;
    for (let place = from; place < to; place += 1) if ((scores[place] as number) > best) best = scores[place] as number;
    if (best === 0) return 0;
    const least = ALIKE * best;
    let sum = 0;
    for (let place = from; place < to; place += 1) {
      const score = scores[place] as number;
      if (score > least) sum += score - least;
    }
    return best * (1 + MORE * Math.log(sum / (best - least))) + SHOWN * (scores[from] as number);
  }

  #text(place: number | undefined): string {
    return (place === undefined ? undefined : this.#texts[place]) ?? '';
  }
}

const NOWHERE = new Uint32Array();

const byCharacters = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Different texts of an entry, folded, its question first; at most so many, at least one. */
const textsOf = ({ question, phrasings }: Entry, most: number, mend: (text: string) => string): string[] => [
  ...new Set(
    [question, ...phrasings.slice(0, Math.max(0, Math.floor(most) - 1)).map(({ text }) => mend(text))].map((text) =>
      inFull(fold(text), false),
    ),
  ),
];

function startsOf(groups: readonly (readonly string[])[]): Uint32Array {
  let start = 0;
  return Uint32Array.from([
    0,
    ...groups.map(({ length }) => {
      start += length;
      return start;
    }),
  ]);
}

function placesByWord(texts: readonly string[]): Map<string, number[]> {
  const placed = new Map<string, number[]>();
  texts.forEach((text, place) => {
    for (const word of new Set(text.split(' '))) {
      const places = placed.get(word);
      if (places) places.push(place);
      else placed.set(word, [place]);
    }
  });
  return placed;
}

/** What the preferred entries are worth: the first one most. */
const bonusesOf = (preferred: readonly string[]): Map<string, number> =>
  new Map(preferred.map((id, rank) => [id, PREFERRED * (1 - rank / preferred.length)] as const).reverse());
