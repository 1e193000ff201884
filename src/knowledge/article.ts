/** An article and the quotes in it. */

/** Longest quote, in words, that stands whole in a link; of a longer one only both ends do. */
const WHOLE_FRAGMENT = 10;
/** Words of each end of a long quote in a link. */
const FRAGMENT_END = 5;

/** Typographic quotes, dashes and white space as plain ones, character by character so that places can be traced back. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ...[...'“”„«»″'].map((character) => [character, '"'] as const),
  ...[...'‘’‛′`´'].map((character) => [character, "'"] as const),
  ...[...'‐‑‒–—―−'].map((character) => [character, '-'] as const),
]);

interface Folded {
  readonly text: string;
  /** Place in the original of each character of the text. */
  readonly places: readonly number[];
}

function foldWithPlaces(original: string): Folded {
  let text = '';
  const places: number[] = [];
  for (let at = 0; at < original.length; at += 1) {
    const character = original.charAt(at);
    const plain = /\s/.test(character) ? ' ' : (PLAIN.get(character) ?? character);
    if (plain === ' ' && (text === '' || text.endsWith(' '))) continue;
    text += plain;
    places.push(at);
  }
  return { text, places };
}

/** A text with typographic quotes, dashes and white space made plain. */
export const fold = (text: string): string => foldWithPlaces(text).text.trim();

export type QuoteLookup =
  | { readonly found: 'quotable'; readonly text: string; readonly url: string }
  | { readonly found: 'furniture'; readonly line: string }
  | { readonly found: 'nothing'; readonly nearest?: string };

export class Article {
  readonly #original: string;
  readonly #url: string;
  readonly #folded: Folded;
  readonly #furniture: readonly { readonly from: number; readonly to: number; readonly line: string }[];

  constructor(text: string, url: string, furniture: readonly string[]) {
    this.#original = text;
    this.#url = url;
    this.#folded = foldWithPlaces(text);
    this.#furniture = furniture.flatMap((line) => {
      const from = this.#folded.text.indexOf(fold(line));
      return from < 0 ? [] : [{ from, to: from + fold(line).length, line }];
    });
  }

  /** The whole text, folded. */
  get folded(): string {
    return this.#folded.text;
  }

  has(line: string): boolean {
    return this.#folded.text.includes(fold(line));
  }

  /** Where a quote stands in the article, in the article's own characters. */
  find(quote: string): QuoteLookup {
    const wanted = fold(quote);
    const from = this.#folded.text.indexOf(wanted);
    if (from < 0) return { found: 'nothing', ...nearestSentence(wanted, this.#folded.text) };
    const to = from + wanted.length;
    const furniture = this.#furniture.find((line) => from < line.to && to > line.from);
    if (furniture) return { found: 'furniture', line: furniture.line };
    const start = this.#folded.places[from] ?? 0;
    const end = (this.#folded.places[to - 1] ?? 0) + 1;
    const text = this.#original.slice(start, end);
    return { found: 'quotable', text: text.replace(/\s+/g, ' '), url: this.#url + textFragment(text, this.#original) };
  }
}

/** Share of a sentence's words that a quote has to have in common with it to be offered as what was meant. */
const NEAR = 0.5;

function nearestSentence(quote: string, article: string): { nearest?: string } {
  const wanted = new Set(quote.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const rated = article.split(/(?<=[.!?]["']?) /).map((sentence) => {
    const words = new Set(sentence.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
    return { sentence, likeness: words.intersection(wanted).size / Math.max(1, words.union(wanted).size) };
  });
  const best = rated.reduce((a, b) => (b.likeness > a.likeness ? b : a), { sentence: '', likeness: 0 });
  return best.likeness >= NEAR ? { nearest: best.sentence } : {};
}

/** Percent-encoding as text directives want it: hyphen, comma and ampersand have a meaning there. */
const encode = (text: string): string =>
  encodeURIComponent(text.replace(/\s+/g, ' ').trim())
    .replace(/-/g, '%2D')
    .replace(/'/g, '%27')
    .replace(/[()*!~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * `#:~:text=` directive that leads a browser to a quote: the whole of a short one, the first and last words of a long one.
 * Source: WICG, "URL Fragment Text Directives".
 */
export function textFragment(quote: string, article: string): string {
  const words = quote.trim().split(/\s+/);
  if (words.length <= WHOLE_FRAGMENT) return `#:~:text=${encode(quote)}`;
  // The beginning grows until it stands only once: a browser goes to the first place that fits.
  let length = FRAGMENT_END;
  while (length < words.length - FRAGMENT_END && article.split(words.slice(0, length).join(' ')).length > 2)
    length += 1;
  return `#:~:text=${encode(words.slice(0, length).join(' '))},${encode(words.slice(-FRAGMENT_END).join(' '))}`;
}
