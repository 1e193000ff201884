/** Every phrasing of a knowledge base as numbers: what the matcher searches. */
import type { Stance } from '../knowledge/knowledge-base.ts';
import { type Analysis, analyse, type Term, type TermKind } from './analysis.ts';
import type { Lexicon } from './lexicon.ts';
import { inverted, type Rows, RowsBuilder } from './rows.ts';
import { type Target, textsOf } from './targets.ts';

/** How much a term counts. Neutral: 1. */
export const WORTH = {
  /** By kind, beside its rarity among the targets. Raising one makes terms of that kind decide more. */
  kind: { name: 1.4, group: 1, surface: 0.3, stem: 1, function: 0.5, ask: 1, date: 1, number: 1 } satisfies Record<
    TermKind,
    number
  >,
  /** Of what is asked for, whatever its rarity: what kind of thing an answer is decides more than how often it is asked. */
  ask: { '?what': 0.12, '?how': 0.3, '?who': 0.5, '?when': 0.6, '?where': 0.6, '?why': 0.6 } as Readonly<
    Record<string, number>
  >,
  otherAsk: 0.8,
};

/** Plain data, so that it can be kept. Terms, targets and phrasings are numbered from 0. */
export interface PhraseIndex {
  /** Term -> its number. */
  readonly terms: ReadonlyMap<string, number>;
  /** Inverse document frequency of each term among the targets, 0 to 1; 0 for terms that stand in no phrasing. */
  readonly idf: Float64Array;
  /** The first phrasing of each target, and where the last target ends. */
  readonly firsts: Int32Array;
  /** Terms of each phrasing. */
  readonly phrasings: Rows;
  /** Sum of the weights of each phrasing's terms. */
  readonly weights: Float64Array;
  /** Hash of each phrasing's words in their order. */
  readonly hashes: Int32Array;
  /** Of each phrasing with a wrong premise the terms that make it wrong: those that no other phrasing of its target has. */
  readonly telling: Rows;
  /** Terms of each target's phrasings and texts, ascending. */
  readonly bags: Rows;
  /** Targets of each term by their bags. */
  readonly postings: Rows;
  /** Every word that stands in a phrasing or text. */
  readonly words: ReadonlySet<string>;
}

/** Weight of a term that the knowledge has. */
export const weightOfKnown = ({ id, kind, focus }: Term, idf: number): number =>
  kind === 'ask' ? (WORTH.ask[id] ?? WORTH.otherAsk) : idf * WORTH.kind[kind] * focus;

/** Hash of the words of a text in their order (FNV-1a, 32 bits). */
export function hashOf({ words }: Analysis): number {
  let hash = 0x811c9dc5;
  for (const { text } of words) {
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 32, 0x01000193);
  }
  return hash;
}

/** Takes every phrasing apart once. The time is linear in the length of all texts. */
export function buildIndex(targets: readonly Target[], lexicon: Lexicon): PhraseIndex {
  const builder = new IndexBuilder(lexicon);
  for (const target of targets) builder.add(target);
  return builder.build();
}

class IndexBuilder {
  readonly #lexicon: Lexicon;
  readonly #terms = new Map<string, number>();
  readonly #words = new Set<string>();
  readonly #firsts: number[] = [0];
  readonly #hashes: number[] = [];
  readonly #phrasings = new RowsBuilder();
  readonly #telling = new RowsBuilder();
  readonly #bags = new RowsBuilder();
  /** How many targets have each term among their phrasings. */
  readonly #counts: number[] = [];
  /** Each term of each phrasing, one after the other; interned, so that a term is a reference. */
  readonly #occurrences: Term[] = [];
  /** Texts that prove several answers are taken apart once. */
  readonly #texts = new Map<string, readonly number[]>();

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  add(target: Target): void {
    const asked = new Set<number>();
    const right = new Set<number>();
    const rows = target.phrasings.map(({ text, stance }) => this.#addPhrasing(text, stance, asked, right));
    for (const { stance, analysis, row } of rows)
      this.#telling.add(stance === 'wrong' ? tellingOf(analysis, row, right) : []);
    this.#firsts.push((this.#firsts.at(-1) ?? 0) + rows.length);
    for (const term of asked) this.#counts[term] = (this.#counts[term] ?? 0) + 1;
    const bag = new Set([...asked, ...textsOf(target).flatMap((text) => this.#termsOfText(text))]);
    this.#bags.add([...bag].sort((a, b) => a - b));
  }

  #addPhrasing(text: string, stance: Stance, asked: Set<number>, right: Set<number>) {
    const analysis = analyse(text, { lexicon: this.#lexicon });
    const row = this.#numbersOf(analysis);
    this.#phrasings.add(row);
    this.#hashes.push(hashOf(analysis));
    for (const term of analysis.terms) this.#occurrences.push(term);
    for (const term of row) {
      asked.add(term);
      if (stance !== 'wrong') right.add(term);
    }
    return { stance, analysis, row };
  }

  #numbersOf({ terms, words }: Analysis): number[] {
    for (const { text } of words) this.#words.add(text);
    return terms.map(({ id }) => {
      const known = this.#terms.get(id);
      if (known !== undefined) return known;
      this.#terms.set(id, this.#terms.size);
      return this.#terms.size - 1;
    });
  }

  #termsOfText(text: string): readonly number[] {
    const known = this.#texts.get(text);
    if (known) return known;
    const terms = this.#numbersOf(analyse(text, { lexicon: this.#lexicon }));
    this.#texts.set(text, terms);
    return terms;
  }

  build(): PhraseIndex {
    const targets = this.#firsts.length - 1;
    const idf = new Float64Array(this.#terms.size);
    for (let term = 0; term < idf.length; term += 1) {
      const count = this.#counts[term];
      if (count) idf[term] = Math.log(1 + targets / count) / Math.log(1 + targets);
    }
    const phrasings = this.#phrasings.build();
    const bags = this.#bags.build();
    return {
      terms: this.#terms,
      idf,
      firsts: Int32Array.from(this.#firsts),
      phrasings,
      weights: this.#weigh(phrasings, idf),
      hashes: Int32Array.from(this.#hashes),
      telling: this.#telling.build(),
      bags,
      postings: inverted(bags, idf.length),
      words: this.#words,
    };
  }

  #weigh({ starts, values }: Rows, idf: Float64Array): Float64Array {
    const weights = new Float64Array(starts.length - 1);
    for (let row = 0; row < weights.length; row += 1) {
      let sum = 0;
      for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1)
        sum += weightOfKnown(this.#occurrences[at] as Term, idf[values[at] as number] as number);
      weights[row] = sum;
    }
    return weights;
  }
}

/** Terms with content that none of the right phrasings has. */
const tellingOf = ({ terms }: Analysis, row: readonly number[], right: ReadonlySet<number>): number[] =>
  row.filter((term, at) => terms[at]?.kind !== 'ask' && terms[at]?.kind !== 'function' && !right.has(term));
