/** Every phrasing of a knowledge base as numbers: what the matcher searches. */
import { plainText, type Word, wordsOf } from '../language/words.ts';
import { type Analyser, type Analysis, analyse, following, type Term, type TermKind } from './analysis.ts';
import { type Concordance, ConcordanceBuilder } from './concordance.ts';
import { type Learnt, learn } from './learnt.ts';
import type { Lexicon } from './lexicon.ts';
import { type Usage, UsageBuilder } from './likelihood.ts';
import { inverted, placeIn, type Rows, RowsBuilder } from './rows.ts';
import { Speller, wellSpelt } from './speller.ts';
import { NEGATIONS } from './stance.ts';
import { type Target, type TargetPhrasing, textsOf } from './targets.ts';

/** How much a term counts. Neutral: 1. */
export const WORTH = {
  /** By kind, beside its rarity among the targets. Raising one makes terms of that kind decide more. */
  kind: {
    after: 1.4,
    name: 1.4,
    group: 1,
    surface: 0.3,
    stem: 1,
    function: 0.5,
    ask: 1,
    asked: 0.15,
    date: 1,
    number: 1,
  } satisfies Record<TermKind, number>,
  /** Of what is asked for, whatever its rarity: what kind of thing an answer is decides more than how often it is asked. */
  ask: { '?what': 0.12, '?how': 0.3, '?who': 0.5, '?when': 0.6, '?where': 0.6, '?why': 0.6, '?name': 0.4 } as Readonly<
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
  /** Where each target has each term among its phrasings. */
  readonly concordance: Concordance;
  /** Sum of the weights of each phrasing's terms. */
  readonly weights: Float64Array;
  /** Hash of each phrasing's words in their order. */
  readonly hashes: Int32Array;
  readonly written: Written;
  /** Of each target which of its phrasings have a wrong premise, from 0. */
  readonly wrong: Rows;
  /** Of each phrasing with a wrong premise the terms that make it wrong: those that no other phrasing of its target has. */
  readonly telling: Rows;
  /** Terms of each target's phrasings and texts, ascending. */
  readonly bags: Rows;
  /** Targets of each term by their bags. */
  readonly postings: Rows;
  /** Which features the targets' phrasings have. */
  readonly usage: Usage;
  /** Nothing where there are too many targets or phrasings. */
  readonly learnt: Learnt | undefined;
  /** The words of phrasings and texts that are spelt as they are meant. */
  readonly words: readonly string[];
}

/** The first target that has each hash of a phrasing's words. */
export interface Written {
  /** Each hash once, ascending. */
  readonly hashes: Int32Array;
  readonly targets: Int32Array;
}

/** Weight of a term that the knowledge has. */
export const weightOfKnown = ({ id, kind, focus }: Term, idf: number): number =>
  kind === 'ask' ? (WORTH.ask[id] ?? WORTH.otherAsk) : idf * WORTH.kind[kind] * focus;

/** Hash of the words of a text in their order, and of what they come after (FNV-1a, 32 bits). */
export function hashOf({ words, terms }: Analysis): number {
  let hash = 0x811c9dc5;
  const mix = (text: string): void => {
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 32, 0x01000193);
  };
  for (const { id, kind } of terms) if (kind === 'after') mix(id);
  for (const { text } of words) mix(text);
  return hash;
}

/** Takes every phrasing apart once. The time is linear in the length of all texts. */
export function buildIndex(targets: readonly Target[], lexicon: Lexicon): PhraseIndex {
  const phrasings = targets.reduce((sum, target) => sum + target.phrasings.length, 0);
  const usage = new UsageBuilder(targets.length, phrasings);
  const builder = new IndexBuilder(lexicon, wellSpeltIn(targets), usage);
  for (const target of targets) builder.add(target);
  return builder.build();
}

const wordsIn = (text: string): readonly Word[] => wordsOf(plainText(text));

function wellSpeltIn(targets: readonly Target[]): Set<string> {
  const phrasings = function* () {
    for (const target of targets) for (const { text } of target.phrasings) yield wordsIn(text);
  };
  const texts = new Set(targets.flatMap(textsOf));
  return wellSpelt([...texts].map(wordsIn), phrasings());
}

class IndexBuilder {
  readonly #analyser: Analyser;
  readonly #terms = new Map<string, number>();
  readonly #words: ReadonlySet<string>;
  readonly #firsts: number[] = [0];
  readonly #hashes: number[] = [];
  readonly #phrasings = new RowsBuilder();
  readonly #concordance = new ConcordanceBuilder();
  readonly #wrong = new RowsBuilder();
  readonly #telling = new RowsBuilder();
  readonly #bags = new RowsBuilder();
  readonly #usage: UsageBuilder;
  /** How many targets have each term among their phrasings. */
  readonly #counts: number[] = [];
  /** Each term of each phrasing, one after the other; interned, so that a term is a reference. */
  readonly #occurrences: Term[] = [];
  /** Texts that prove several answers are taken apart once. */
  readonly #texts = new Map<string, readonly number[]>();

  /** `words`: those that are spelt as they are meant. */
  constructor(lexicon: Lexicon, words: ReadonlySet<string>, usage: UsageBuilder) {
    this.#words = words;
    this.#usage = usage;
    this.#analyser = { lexicon, speller: new Speller(() => [...lexicon.words(), ...words]) };
  }

  add(target: Target): void {
    const asked = new Set<number>();
    const right = new Set<number>();
    const rows = target.phrasings.map((phrasing) => this.#addPhrasing(phrasing, asked, right));
    this.#usage.add(
      rows.map(({ analysis }) => analysis),
      target.kind === 'entry',
    );
    this.#concordance.add(rows.map(({ row }) => row));
    this.#wrong.add(rows.flatMap(({ stance }, place) => (stance === 'wrong' ? [place] : [])));
    for (const { stance, analysis, row } of rows)
      this.#telling.add(stance === 'wrong' ? tellingOf(analysis, row, right) : []);
    this.#firsts.push((this.#firsts.at(-1) ?? 0) + rows.length);
    for (const term of asked) this.#counts[term] = (this.#counts[term] ?? 0) + 1;
    const bag = new Set([...asked, ...textsOf(target).flatMap((text) => this.#termsOfText(text))]);
    this.#bags.add([...bag].sort((a, b) => a - b));
  }

  #addPhrasing({ text, stance, after }: TargetPhrasing, asked: Set<number>, right: Set<number>) {
    const analysis = following(analyse(text, this.#analyser), after === undefined ? [] : [after]);
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

  #numbersOf({ terms }: Analysis): number[] {
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
    const terms = this.#numbersOf(analyse(text, this.#analyser));
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
    const bags = this.#bags.build();
    const usage = this.#usage.build();
    const [firsts, hashes] = [Int32Array.from(this.#firsts), Int32Array.from(this.#hashes)];
    const lessons = this.#usage.lessonsOf(usage, hashes);
    return {
      terms: this.#terms,
      idf,
      firsts,
      concordance: this.#concordance.build(),
      weights: this.#weigh(this.#phrasings.build(), idf),
      hashes,
      written: writtenIn(hashes, firsts),
      wrong: this.#wrong.build(),
      telling: this.#telling.build(),
      bags,
      postings: inverted(bags, idf.length),
      usage,
      learnt: lessons && learn(usage, lessons),
      words: [...this.#words],
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

/** The first target of each hash: phrasings come in the order of their targets. */
function writtenIn(hashes: Int32Array, firsts: Int32Array): Written {
  const targets = new Map<number, number>();
  for (let target = 0; target + 1 < firsts.length; target += 1)
    for (let row = firsts[target] as number; row < (firsts[target + 1] as number); row += 1) {
      const hash = hashes[row] as number;
      if (!targets.has(hash)) targets.set(hash, target);
    }
  const sorted = Int32Array.from(targets.keys()).sort();
  return { hashes: sorted, targets: sorted.map((hash) => targets.get(hash) as number) };
}

/** The first target that has a phrasing of a hash. */
export function targetWritten({ hashes, targets }: Written, hash: number): number | undefined {
  const at = placeIn(hashes, 0, hashes.length, hash);
  return at < 0 ? undefined : targets[at];
}

/** Terms with content that none of the right phrasings has; where there are none, what denies ("why are there no …"). */
function tellingOf({ terms }: Analysis, row: readonly number[], right: ReadonlySet<number>): number[] {
  const foreign = row.filter((term, at) => !UNTELLING.has(terms[at]?.kind ?? 'function') && !right.has(term));
  return foreign.length > 0 ? foreign : row.filter((_, at) => NEGATIONS.has(terms[at]?.id ?? ''));
}

const UNTELLING: ReadonlySet<TermKind> = new Set(['after', 'ask', 'asked', 'function']);
