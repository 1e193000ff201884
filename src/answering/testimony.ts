/** Which sentences of the articles say something. */
import type { Entry, KnowledgeBase, Quote } from '../knowledge/knowledge-base.ts';
import { type Analysis, analyse, type Term } from './analysis.ts';
import type { Comprehension } from './understanding.ts';

/** Of an entry's quotes those count that have so much of what the one that has most of the subject has. */
const SHARE = 0.6;
/** Share of a subject that a sentence must have to say it without any entry: all, but for rounding. */
const WHOLE = 0.999;

export class Testimony {
  readonly #comprehension: Comprehension;
  readonly #knowledge: KnowledgeBase;
  /** Terms of each quote; made when they are first asked for. */
  #terms: ReadonlyMap<Quote, ReadonlySet<string>> | undefined;

  constructor(knowledge: KnowledgeBase, comprehension: Comprehension) {
    this.#knowledge = knowledge;
    this.#comprehension = comprehension;
  }

  #quotes(): ReadonlyMap<Quote, ReadonlySet<string>> {
    const { lexicon } = this.#comprehension.analyser;
    this.#terms ??= new Map(
      this.#knowledge.facts.flatMap(({ quotes }) =>
        quotes.map((quote) => [quote, new Set(analyse(quote.text, { lexicon }).terms.map(({ id }) => id))] as const),
      ),
    );
    return this.#terms;
  }

  /** The quotes that have every word of a subject with content; none for a subject that asks for something. */
  mentions(subject: Analysis): Quote[] {
    const content = contentOf(subject);
    if (content.length === 0 || subject.asks.size > 0) return [];
    return [...this.#quotes().keys()].filter((quote) => this.#support(quote, content) >= WHOLE);
  }

  /** Those quotes of an entry that say most of a subject, and where another article mentions all of it, that. */
  quotesFor(subject: Analysis, entries: readonly Entry[]): Quote[] {
    const content = contentOf(subject);
    const own = entries.flatMap(({ facts }) => facts.flatMap(({ quotes }) => quotes));
    const told = isTelling(content) ? this.#tellingMost(own, content) : own;
    const sources = new Set(told.map(({ source }) => source));
    const others = Map.groupBy(
      this.mentions(subject).filter(({ source }) => !sources.has(source)),
      ({ source }) => source,
    );
    return [...told, ...[...others.values()].flatMap(([first]) => first ?? [])];
  }

  #tellingMost(quotes: readonly Quote[], content: readonly Term[]): Quote[] {
    const supports = quotes.map((quote) => this.#support(quote, content));
    const best = Math.max(0, ...supports);
    return quotes.filter((_, at) => (supports[at] ?? 0) >= SHARE * best);
  }

  /** Share, 0 to 1, of a subject's weight that a quote has. */
  #support(quote: Quote, content: readonly Term[]): number {
    const terms = this.#quotes().get(quote);
    const { weightOf } = this.#comprehension.matcher;
    let shared = 0;
    let total = 0;
    for (const term of content) {
      const weight = weightOf(term);
      total += weight;
      if (terms?.has(term.id)) shared += weight;
    }
    return total === 0 ? 0 : shared / total;
  }
}

const contentOf = ({ terms }: Analysis): Term[] =>
  terms.filter(({ kind }) => kind !== 'function' && kind !== 'surface' && kind !== 'ask' && kind !== 'asked');

/** A single word that is no name ("the goal") stands for what is said, and need not be said itself. */
const isTelling = (content: readonly Term[]): boolean => content.length > 1 || content[0]?.kind === 'name';
