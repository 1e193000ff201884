/** What somebody has typed so far -> the questions that it may become. */
import { createRequire } from 'node:module';
import type FuseSearch from 'fuse.js';
import type { Entry } from '../knowledge/knowledge-base.ts';

/** Discord shows at most so many choices. */
const MOST = 25;
/** Fuzzy search looks at no more candidates than this, whatever the size of the knowledge. */
const CANDIDATES = 60;
/** Longer input is cut: nobody types it, and the time stays bounded. */
const LONGEST = 100;

/** Fuzzy search; loaded when somebody types, which most starts never see. */
const fuzzySearch = (): typeof FuseSearch => createRequire(import.meta.url)('fuse.js');

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function trigramsOf(text: string): Set<string> {
  const padded = ` ${text} `;
  const trigrams = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at += 1) trigrams.add(padded.slice(at, at + 3));
  return trigrams;
}

export class Completer {
  readonly #questions: readonly string[];
  readonly #folded: readonly string[];
  readonly #index = new Map<string, number[]>();

  /** The entries in the order in which they are offered before anything is typed. */
  constructor(entries: readonly Entry[]) {
    this.#questions = entries.map(({ question }) => question);
    this.#folded = this.#questions.map(fold);
    this.#folded.forEach((question, index) => {
      for (const trigram of trigramsOf(question)) {
        const places = this.#index.get(trigram);
        if (places) places.push(index);
        else this.#index.set(trigram, [index]);
      }
    });
  }

  /** Questions for what was typed, best first; typos are tolerated: trigrams choose the candidates, fuzzy search ranks them. */
  complete(typed: string, limit: number = MOST): string[] {
    const query = fold(typed.slice(0, LONGEST));
    if (query === '') return this.#questions.slice(0, limit);
    const candidates = this.#candidates(query).map((index) => ({ index, text: this.#folded[index] ?? '' }));
    const starting = candidates.filter(({ text }) => text.startsWith(query));
    const Fuse = fuzzySearch();
    const fuse = new Fuse(candidates, {
      keys: ['text'],
      useTokenSearch: true,
      tokenMatch: 'any',
      ignoreLocation: true,
      threshold: 0.4,
    });
    const ranked = fuse.search(query).map(({ item }) => item);
    const order = [...starting, ...ranked, ...candidates.slice(0, ranked.length === 0 ? limit : 0)].map(
      ({ index }) => index,
    );
    return [...new Set(order)].slice(0, limit).flatMap((index) => this.#questions[index] ?? []);
  }

  /** Questions that share the most trigrams with the query. */
  #candidates(query: string): number[] {
    const shared = new Map<number, number>();
    for (const trigram of trigramsOf(query))
      for (const index of this.#index.get(trigram) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
    return [...shared]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, CANDIDATES)
      .map(([index]) => index);
  }
}
