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
}

/** Takes every phrasing of the knowledge apart. The order is entries, gaps, chats, each as the curators wrote them. */
export function prepareTargets(knowledge: KnowledgeBase, analyser: Analyser): Target[] {
  const prepare = (texts: readonly { text: string; stance: Stance }[]): PreparedPhrasing[] =>
    texts.map((phrasing) => ({ ...phrasing, analysis: analyse(phrasing.text, analyser) }));
  const bagOf = (phrasings: readonly PreparedPhrasing[], texts: readonly string[]): Set<string> =>
    new Set(
      [...phrasings.map((phrasing) => phrasing.analysis), ...texts.map((text) => analyse(text, analyser))].flatMap(
        (analysis) => analysis.terms.map((term) => term.id),
      ),
    );
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
