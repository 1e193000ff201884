/** What a question can be about: the entries, gaps and chats of a knowledge base, taken apart once and for all. */
import type { Chat, Entry, Gap, KnowledgeBase, Stance } from '../knowledge/knowledge-base.ts';
import { type Analyser, type Analysis, analyse } from './analysis.ts';

export type Target = {
  /** Position among all targets. */
  readonly index: number;
  readonly phrasings: readonly PreparedPhrasing[];
  /** Ids of all terms of the phrasings, of the answer and of what proves it. */
  readonly bag: ReadonlySet<string>;
} & (
  | { readonly kind: 'entry'; readonly item: Entry }
  | { readonly kind: 'gap'; readonly item: Gap }
  | { readonly kind: 'chat'; readonly item: Chat }
);

export interface PreparedPhrasing {
  readonly text: string;
  readonly stance: Stance;
  readonly analysis: Analysis;
  /** Of a wrong premise the terms that make it wrong: those that no other phrasing of the target has. Empty for the rest. */
  readonly telling: ReadonlySet<string>;
}

/** Takes every phrasing of the knowledge apart. The order is entries, gaps, chats, each as the curators wrote them. */
export function prepareTargets(knowledge: KnowledgeBase, analyser: Analyser): Target[] {
  const prepare = (texts: readonly { text: string; stance: Stance }[]): PreparedPhrasing[] => {
    const analysed = texts.map((phrasing) => ({ ...phrasing, analysis: analyse(phrasing.text, analyser) }));
    const right = new Set(
      analysed.filter(({ stance }) => stance !== 'wrong').flatMap(({ analysis }) => analysis.terms.map(({ id }) => id)),
    );
    const tellingOf = ({ terms }: Analysis): string[] =>
      terms.filter(({ id, kind }) => kind !== 'ask' && kind !== 'function' && !right.has(id)).map(({ id }) => id);
    return analysed.map((phrasing) => ({
      ...phrasing,
      telling: new Set(phrasing.stance === 'wrong' ? tellingOf(phrasing.analysis) : []),
    }));
  };
  // The same sentence proves many answers: each text is taken apart once.
  const termsOfText = new Map<string, readonly string[]>();
  const termsOf = (text: string): readonly string[] => {
    const terms = termsOfText.get(text) ?? analyse(text, analyser).terms.map(({ id }) => id);
    termsOfText.set(text, terms);
    return terms;
  };
  const bagOf = (phrasings: readonly PreparedPhrasing[], texts: readonly string[]): Set<string> => {
    const bag = new Set(texts.flatMap(termsOf));
    for (const { analysis } of phrasings) for (const { id } of analysis.terms) bag.add(id);
    return bag;
  };
  const targets: Target[] = [];
  for (const item of knowledge.entries) {
    const phrasings = prepare([{ text: item.question, stance: 'open' }, ...item.phrasings]);
    const proof = item.facts.flatMap((fact) => [fact.claim, ...fact.quotes.map((quote) => quote.text)]);
    targets.push({
      kind: 'entry',
      item,
      index: targets.length,
      phrasings,
      bag: bagOf(phrasings, [item.answer, ...proof]),
    });
  }
  for (const item of knowledge.gaps) {
    const phrasings = prepare([{ text: item.question, stance: 'open' }, ...item.phrasings]);
    targets.push({ kind: 'gap', item, index: targets.length, phrasings, bag: bagOf(phrasings, [item.reply]) });
  }
  for (const item of knowledge.chats) {
    const phrasings = prepare(item.phrasings);
    targets.push({ kind: 'chat', item, index: targets.length, phrasings, bag: bagOf(phrasings, []) });
  }
  return targets;
}
