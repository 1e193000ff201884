/** What a question can be about: the entries, gaps and chats of a knowledge base. */
import type { Chat, Entry, Gap, KnowledgeBase, Phrasing } from '../knowledge/knowledge-base.ts';

export type Target = {
  /** Position among all targets. */
  readonly index: number;
  /** Every way to ask for it, its own question first; a chat has none of its own. */
  readonly phrasings: readonly Phrasing[];
} & (
  | { readonly kind: 'entry'; readonly item: Entry }
  | { readonly kind: 'gap'; readonly item: Gap }
  | { readonly kind: 'chat'; readonly item: Chat }
);

/** Every target of a knowledge base: entries, gaps, chats, each as the curators wrote them. */
export function targetsOf({ entries, gaps, chats }: KnowledgeBase): Target[] {
  const asked = ({ question, phrasings }: Entry | Gap): Phrasing[] => [
    { text: question, stance: 'open' },
    ...phrasings,
  ];
  return [
    ...entries.map((item) => ({ kind: 'entry' as const, item, phrasings: asked(item) })),
    ...gaps.map((item) => ({ kind: 'gap' as const, item, phrasings: asked(item) })),
    ...chats.map((item) => ({ kind: 'chat' as const, item, phrasings: item.phrasings })),
  ].map((target, index) => ({ ...target, index }));
}

/** What else belongs to a target besides its phrasings: an entry's answer and its proof, a gap's reply. */
export function textsOf({ kind, item }: Target): string[] {
  if (kind === 'entry')
    return [item.answer, ...item.facts.flatMap(({ claim, quotes }) => [claim, ...quotes.map(({ text }) => text)])];
  return kind === 'gap' ? [item.reply] : [];
}
