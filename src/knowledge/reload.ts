/** New knowledge in place of the old, in one step and only when it is better than nothing: load first, swap after. */
import type { KnowledgeBase } from './knowledge-base.ts';
import type { LoadResult } from './load.ts';
import type { Problem } from './problem.ts';

/** Ids of entries, gaps and facts, as `entry summit-date`. */
export interface Changes {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export type ReloadOutcome =
  | { readonly status: 'swapped'; readonly revision: string; readonly previous: string; readonly changes: Changes }
  | { readonly status: 'unchanged'; readonly revision: string }
  | { readonly status: 'refused'; readonly revision: string; readonly problems: readonly Problem[] };

export interface Reloadable<Value> {
  /** What was built from the knowledge in force. */
  current(): Value;
  knowledge(): KnowledgeBase;
  /** Loads, prepares and swaps; a call while another is under way shares its outcome. Never throws. */
  reload(): Promise<ReloadOutcome>;
}

interface ReloadOptions<Value> {
  readonly first: { readonly knowledge: KnowledgeBase; readonly value: Value };
  readonly load: () => Promise<LoadResult>;
  /** Builds what serves from the knowledge and tries it; problems keep the old in force. */
  readonly prepare: (
    knowledge: KnowledgeBase,
  ) => Promise<{ readonly value: Value; readonly problems: readonly Problem[] }>;
}

export function createReloadable<Value>({ first, load, prepare }: ReloadOptions<Value>): Reloadable<Value> {
  let inForce = first;
  let underWay: Promise<ReloadOutcome> | undefined;

  const refuse = (problems: readonly Problem[]): ReloadOutcome => ({
    status: 'refused',
    revision: inForce.knowledge.revision,
    problems,
  });

  const reloadOnce = async (): Promise<ReloadOutcome> => {
    try {
      const loaded = await load();
      if (!loaded.ok) return refuse(loaded.problems);
      const { knowledge } = loaded;
      const previous = inForce.knowledge;
      if (knowledge.revision === previous.revision) return { status: 'unchanged', revision: previous.revision };
      const { value, problems } = await prepare(knowledge);
      if (problems.length > 0) return refuse(problems);
      inForce = { knowledge, value };
      return {
        status: 'swapped',
        revision: knowledge.revision,
        previous: previous.revision,
        changes: changesBetween(previous, knowledge),
      };
    } catch (error) {
      const message = `The knowledge could not be read: ${error instanceof Error ? error.message : String(error)}. Mend what it names and reload again.`;
      return refuse([{ code: 'unreadable', file: 'knowledge', line: 1, column: 1, excerpt: '', message }]);
    }
  };

  return {
    current: () => inForce.value,
    knowledge: () => inForce.knowledge,
    reload: () => {
      underWay ??= reloadOnce().finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
  };
}

/** What differs between two revisions. */
export function changesBetween(before: KnowledgeBase, after: KnowledgeBase): Changes {
  const describe = ({ entries, gaps, facts }: KnowledgeBase): Map<string, string> =>
    new Map([
      ...entries.map((entry) => [`entry ${entry.id}`, JSON.stringify(entry)] as const),
      ...gaps.map((gap) => [`gap ${gap.id}`, JSON.stringify(gap)] as const),
      ...facts.map((fact) => [`fact ${fact.id}`, JSON.stringify(fact)] as const),
    ]);
  const old = describe(before);
  const now = describe(after);
  return {
    added: [...now.keys()].filter((id) => !old.has(id)),
    changed: [...now.keys()].filter((id) => old.has(id) && old.get(id) !== now.get(id)),
    removed: [...old.keys()].filter((id) => !now.has(id)),
  };
}
