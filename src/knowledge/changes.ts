/** What differs between two revisions of the knowledge. */
import { describeGolden } from './golden.ts';
import type { Fact, FollowUps, KnowledgeBase } from './knowledge-base.ts';

/**
 * Things by kind and id: `entry summit-date`; golden questions by their words: `golden "and where?" after "when is it"`;
 * follow-ups by what they come after and lead to: `follow-ups summit-date > time-of-day`. Of
 * what has changed, what in it has: `entry summit-date: answer, phrasings +3 -1`.
 */
export interface Changes {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** What differs, in the order of the files. */
export function changesBetween(before: KnowledgeBase, after: KnowledgeBase): Changes {
  const old = thingsIn(before);
  const now = thingsIn(after);
  return {
    added: [...now.keys()].filter((name) => !old.has(name)),
    changed: [...now].flatMap(([name, fields]) => {
      const differing = fieldsBetween(old.get(name) ?? fields, fields);
      return differing.length === 0 ? [] : `${name}: ${differing.join(', ')}`;
    }),
    removed: [...old.keys()].filter((name) => !now.has(name)),
  };
}

/** Everything that can be told apart, by its name. */
function thingsIn({ event, sources, facts, entries, gaps, chats, followUps, vocabulary, golden }: KnowledgeBase) {
  return new Map<string, Fields>([
    ['event', { name: event }],
    ...byId('source', sources),
    ...byId('fact', facts),
    ...byId(
      'entry',
      entries.map((entry) => ({ ...entry, facts: idsOf(entry.facts) })),
    ),
    ...byId(
      'gap',
      gaps.map((gap) => ({ ...gap, nearest: idsOf(gap.nearest) })),
    ),
    ...byId('chat', chats),
    ...followUpsIn(followUps),
    ...byId('name', vocabulary.names),
    ...byId('words', vocabulary.groups),
    ...golden.map((asked): [string, Fields] => [`golden ${describeGolden(asked)}`, { expected: asked.expected }]),
  ]);
}

/** By what they come after and lead to; several rows of the same are one. */
function followUpsIn(followUps: readonly FollowUps[]): [string, Fields][] {
  const rows = Map.groupBy(followUps, ({ after, to }) => `follow-ups ${after} > ${to}`);
  return [...rows].map(([name, same]) => [name, { phrasings: same.flatMap(({ phrasings }) => phrasings) }]);
}

const byId = (kind: string, items: readonly { readonly id: string }[]): [string, Fields][] =>
  items.map((item) => [`${kind} ${item.id}`, { ...item }]);

/** What changes in a fact is told of the fact, and not again of all that rests on it. */
const idsOf = (facts: readonly Fact[]): string[] => facts.map(({ id }) => id);

/** Names of the fields that differ, lists with how many items came and went: `answer`, `phrasings +3 -1`. */
function fieldsBetween(before: Fields, after: Fields): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    return Array.isArray(old) && Array.isArray(now) ? `${name}${comeAndGone(old, now)}` : name;
  });
}

/** How many items came and went; nothing where only their order differs. */
function comeAndGone(before: readonly unknown[], after: readonly unknown[]): string {
  const [come, gone] = [countWithout(after, before), countWithout(before, after)];
  return `${come > 0 ? ` +${come}` : ''}${gone > 0 ? ` -${gone}` : ''}`;
}

/** How many items are not among the others. */
function countWithout(items: readonly unknown[], others: readonly unknown[]): number {
  const known = new Set(others.map((item) => JSON.stringify(item)));
  return items.filter((item) => !known.has(JSON.stringify(item))).length;
}
