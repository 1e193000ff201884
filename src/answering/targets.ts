/** What a question can be about: the entries, gaps and chats of a knowledge base, taken apart once and for all. */
import type { Chat, Entry, Gap, KnowledgeBase, Stance } from '../knowledge/knowledge-base.ts';
import { type Analyser, type Analysis, analyse } from './analysis.ts';

export type Target = {
  /** Position among all targets. */
  readonly index: number;
  readonly phrasings: readonly PreparedPhrasing[];
  /** Ids of all terms of the phrasings, of the answer and of what proves it. */
  readonly bag: ReadonlySet<string>;
  /** The answer of an entry and what proves it, taken apart; nothing for a gap or chat. */
  readonly proof: readonly Analysis[];
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
  const analyses = new Map<string, Analysis>();
  const analysisOf = (text: string): Analysis => {
    const analysis = analyses.get(text) ?? analyse(text, analyser);
    analyses.set(text, analysis);
    return analysis;
  };
  const bagOf = (phrasings: readonly PreparedPhrasing[], proof: readonly Analysis[]): Set<string> => {
    const bag = new Set<string>();
    for (const { terms } of [...phrasings.map(({ analysis }) => analysis), ...proof])
      for (const { id } of terms) bag.add(id);
    return bag;
  };
  const targets: Target[] = [];
  for (const item of knowledge.entries) {
    const phrasings = prepare([{ text: item.question, stance: 'open' }, ...item.phrasings]);
    const proof = [
      item.answer,
      ...item.facts.flatMap((fact) => [fact.claim, ...fact.quotes.map((quote) => quote.text)]),
    ].map(analysisOf);
    targets.push({ kind: 'entry', item, index: targets.length, phrasings, proof, bag: bagOf(phrasings, proof) });
  }
  for (const item of knowledge.gaps) {
    const phrasings = prepare([{ text: item.question, stance: 'open' }, ...item.phrasings]);
    targets.push({
      kind: 'gap',
      item,
      index: targets.length,
      phrasings,
      proof: [],
      bag: bagOf(phrasings, [analysisOf(item.reply)]),
    });
  }
  for (const item of knowledge.chats) {
    const phrasings = prepare(item.phrasings);
    targets.push({ kind: 'chat', item, index: targets.length, phrasings, proof: [], bag: bagOf(phrasings, []) });
  }
  return targets;
}
