/** Entries and gaps in places that hold few characters: a key each, found again in the knowledge that is in force. */
import { createHash } from 'node:crypto';
import type { Answer, Citation } from '../answering/answer.ts';
import type { Entry, Fact, Gap, KnowledgeBase } from '../knowledge/knowledge-base.ts';

/** Characters of a key. */
const KEY = 8;
/** Targets that are kept of one answer, so that they fit into a custom id; no answer has more parts in practice. */
const MOST = 8;

/** An entry or gap that an answer rests on. */
export type Target = { readonly kind: 'entry'; readonly item: Entry } | { readonly kind: 'gap'; readonly item: Gap };

/** `entry summit-date`: an entry and a gap may have the same id. */
const nameOf = ({ kind, item }: Target): string => `${kind} ${item.id}`;

const keyOf = (name: string): string => createHash('sha256').update(name).digest('base64url').slice(0, KEY);

/** The targets of an answer as text for a custom id; empty when it has none. */
export function keysOf({ entries, gap }: Pick<Answer, 'entries' | 'gap'>): string {
  const names = [...entries.map((id) => `entry ${id}`), ...(gap === undefined ? [] : [`gap ${gap}`])];
  return names.slice(0, MOST).map(keyOf).join('');
}

const tables = new WeakMap<KnowledgeBase, ReadonlyMap<string, Target>>();

function tableOf(knowledge: KnowledgeBase): ReadonlyMap<string, Target> {
  const known = tables.get(knowledge);
  if (known) return known;
  const targets: Target[] = [
    ...knowledge.entries.map((item) => ({ kind: 'entry', item }) as const),
    ...knowledge.gaps.map((item) => ({ kind: 'gap', item }) as const),
  ];
  const table = new Map(targets.map((target) => [keyOf(nameOf(target)), target]));
  tables.set(knowledge, table);
  return table;
}

/** The targets of keys, as far as the knowledge still has them. */
export function targetsOf(keys: string, knowledge: KnowledgeBase): Target[] {
  const table = tableOf(knowledge);
  return (keys.match(new RegExp(`.{${KEY}}`, 'g')) ?? []).flatMap((key) => table.get(key) ?? []);
}

/** Each quote once that proves what the targets say, or what they offer as the nearest. */
export function quotesOf(targets: readonly Target[], knowledge: KnowledgeBase): Citation[] {
  const facts = targets.flatMap((target): readonly Fact[] =>
    target.kind === 'entry' ? target.item.facts : target.item.nearest,
  );
  const citations = new Map<string, Citation>();
  for (const { quotes, note } of facts) {
    for (const { source: id, text, url } of quotes) {
      const source = knowledge.sources.find((one) => one.id === id);
      if (source && !citations.has(text))
        citations.set(text, { source, quote: text, url, ...(note !== undefined && { note }) });
    }
  }
  return [...citations.values()];
}

/** Questions to go on with: those that the answer suggests, then the others that its targets are related to. */
export function relatedQuestions(
  { suggestions, entries, gap }: Pick<Answer, 'suggestions' | 'entries' | 'gap'>,
  knowledge: KnowledgeBase,
): string[] {
  const related = targetsOf(keysOf({ entries, ...(gap !== undefined && { gap }) }), knowledge).flatMap(
    ({ item }) => item.related,
  );
  const questions = related
    .filter((id) => !entries.includes(id))
    .flatMap((id) => knowledge.entries.find((entry) => entry.id === id)?.question ?? []);
  return [...new Set([...suggestions, ...questions])];
}
