/** What a question can be about: the entries, gaps and chats of a knowledge base. */
import type { Chat, Entry, FollowUps, Gap, KnowledgeBase, Phrasing } from '../knowledge/knowledge-base.ts';

export type Target = {
  /** Position among all targets. */
  readonly index: number;
  /** Every way to ask for it, its own question first, follow-ups last; a chat has no question of its own. */
  readonly phrasings: readonly TargetPhrasing[];
} & Item;

export interface TargetPhrasing extends Phrasing {
  /** Of a follow-up the id of the entry or gap that was told last. */
  readonly after?: string;
}

type Item =
  | { readonly kind: 'entry'; readonly item: Entry }
  | { readonly kind: 'gap'; readonly item: Gap }
  | { readonly kind: 'chat'; readonly item: Chat };

/** Every target of a knowledge base: entries, gaps, chats, each as the curators wrote them. */
export function targetsOf(knowledge: KnowledgeBase): Target[] {
  const { entries, gaps, chats } = knowledge;
  const items: readonly Item[] = [
    ...entries.map((item) => ({ kind: 'entry' as const, item })),
    ...gaps.map((item) => ({ kind: 'gap' as const, item })),
    ...chats.map((item) => ({ kind: 'chat' as const, item })),
  ];
  let leading: ReadonlyMap<string, readonly FollowUps[]> | undefined;
  const leadingTo = (id: string): readonly FollowUps[] => {
    leading ??= Map.groupBy(knowledge.followUps, ({ to }) => to);
    return leading.get(id) ?? [];
  };
  return items.map((target, index) => withPhrasings(target, index, leadingTo));
}

/** The phrasings are listed when they are first asked for: those of most targets never are. */
function withPhrasings(target: Item, index: number, leadingTo: (id: string) => readonly FollowUps[]): Target {
  let phrasings: readonly TargetPhrasing[] | undefined;
  return {
    ...target,
    index,
    get phrasings() {
      phrasings ??= [
        ...(target.kind === 'chat' ? target.item.phrasings : askedFor(target.item)),
        ...leadingTo(target.item.id).flatMap(asFollowUps),
      ];
      return phrasings;
    },
  };
}

const asFollowUps = ({ after, phrasings }: FollowUps): TargetPhrasing[] =>
  phrasings.map((phrasing) => ({ ...phrasing, after }));

const askedFor = ({ question, phrasings }: Entry | Gap): readonly Phrasing[] => [
  { text: question, stance: 'open' },
  ...phrasings,
];

/** What else belongs to a target besides its phrasings: an entry's answer and its proof, a gap's reply. */
export function textsOf({ kind, item }: Target): string[] {
  if (kind === 'entry')
    return [item.answer, ...item.facts.flatMap(({ claim, quotes }) => [claim, ...quotes.map(({ text }) => text)])];
  return kind === 'gap' ? [item.reply] : [];
}
