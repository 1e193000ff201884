/**
 * The knowledge in force and how it is replaced: by what stands in the files, when all of it is sound, or by what was in force
 * before. What is replaced goes in one step, together with what was built from it.
 */
import { type Changes, changesBetween } from './changes.ts';
import type { KnowledgeFile } from './files.ts';
import { describeExpectation, describeGolden, goldenKey } from './golden.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import type { FilesResult } from './load.ts';
import type { Problem } from './problem.ts';
import type { RevisionStore } from './revision-store.ts';

export type ReloadOutcome =
  | {
      readonly status: 'swapped';
      readonly revision: string;
      readonly previous: string;
      readonly changes: Changes;
      /** Whole sentences for whoever reloads: golden questions that are no longer asked. */
      readonly notes?: readonly string[];
    }
  | { readonly status: 'unchanged'; readonly revision: string }
  | {
      readonly status: 'refused';
      /** What goes on answering. */
      readonly revision: string;
      readonly problems: readonly Problem[];
      readonly notes?: readonly string[];
    };

export type RollbackOutcome =
  | {
      readonly status: 'swapped';
      readonly revision: string;
      readonly previous: string;
      readonly changes: Changes;
      /** Whether the files hold another revision, which the next reload or start takes. */
      readonly filesDiffer: boolean;
      /** Whole sentences: earlier revisions that could not be had and were passed over. */
      readonly notes?: readonly string[];
    }
  /** Nothing was in force before that can be had; `revision` goes on answering. */
  | { readonly status: 'nothing'; readonly revision: string; readonly notes?: readonly string[] };

/** How many of each there are in the knowledge in force. */
export interface Counts {
  readonly sources: number;
  readonly facts: number;
  readonly entries: number;
  /** Of the entries, without their questions. */
  readonly phrasings: number;
  readonly gaps: number;
  readonly golden: number;
}

export interface CustodyStatus {
  readonly revision: string;
  /** When it came into force, in milliseconds of the clock. */
  readonly since: number;
  readonly loadedFrom: 'files' | 'rollback';
  /** Whether the files held something else, or nothing sound, when they were last read. */
  readonly filesDiffer: boolean;
  readonly counts: Counts;
  /** To what a rollback goes. */
  readonly before?: string;
  /** What was done last; a start is nothing that was done. */
  readonly last?: {
    readonly kind: 'reload' | 'rollback';
    /** When it ended. */
    readonly at: number;
    readonly outcome: ReloadOutcome['status'] | RollbackOutcome['status'];
  };
  /** Whether a reload or rollback is under way. */
  readonly underWay: boolean;
}

export interface Custody<Value> {
  /** What was built from the knowledge in force. */
  current(): Value;
  knowledge(): KnowledgeBase;
  /**
   * Reads the files, verifies, prepares and swaps; what is wrong keeps the old in force. A call while another reload is under
   * way shares its outcome; one during a rollback waits for it. Never throws.
   */
  reload(): Promise<ReloadOutcome>;
  /**
   * Back to what was in force before, and with each further call one revision further back, also to those of earlier
   * processes. The revision that is left is not gone back to any more; a reload takes what stands in the files again. A call
   * while another rollback is under way shares its outcome; one during a reload waits for it. Never throws.
   */
  rollback(): Promise<RollbackOutcome>;
  status(): CustodyStatus;
}

/** Knowledge with what was built from it. */
export interface InForce<Value> {
  readonly knowledge: KnowledgeBase;
  readonly value: Value;
}

export interface CustodyOptions<Value> {
  /** What is in force at first; loaded from the files and prepared. */
  readonly first: InForce<Value>;
  /** Reads and verifies the files. */
  readonly load: () => Promise<FilesResult>;
  /** The files of the first knowledge; nothing when they have changed since. */
  readonly filesOfFirst: () => Promise<readonly KnowledgeFile[] | undefined>;
  /** Builds what serves from the knowledge and tries it, beside what it would replace; problems keep the old in force. */
  readonly prepare: (
    knowledge: KnowledgeBase,
    former: InForce<Value>,
  ) => Promise<{ readonly value: Value; readonly problems: readonly Problem[] }>;
  /** Builds without trying, from knowledge that was in force before. */
  readonly build: (knowledge: KnowledgeBase) => Value;
  readonly store: RevisionStore;
  /** Clock in milliseconds. */
  readonly now: () => number;
}

/** Revisions that can be gone back to, the one in force among them. */
const KEPT = 5;

/** Takes knowledge into custody, with the revisions that earlier processes have kept. */
export async function createCustody<Value>(options: CustodyOptions<Value>): Promise<Custody<Value>> {
  const custody = new KnowledgeCustody(options);
  await custody.recall();
  return custody;
}

/** A revision that was in force; held in memory when the store could not keep it. */
interface Past<Value> {
  readonly revision: string;
  readonly held?: InForce<Value>;
}

class KnowledgeCustody<Value> implements Custody<Value> {
  readonly #options: CustodyOptions<Value>;
  #inForce: InForce<Value>;
  #since: number;
  #loadedFrom: CustodyStatus['loadedFrom'] = 'files';
  /** What the files held when they were last read; nothing when that was not sound. */
  #inFiles: string | undefined;
  /** What was in force before, the latest first. */
  #past: readonly Past<Value>[] = [];
  /** Revisions that the store has. */
  readonly #stored = new Set<string>();
  #last: CustodyStatus['last'];
  /** Reloads and rollbacks that have not ended. */
  #open = 0;
  /** Settles when all of these have. */
  #queue: Promise<unknown> = Promise.resolve();
  #reloading: Promise<ReloadOutcome> | undefined;
  #rollingBack: Promise<RollbackOutcome> | undefined;

  constructor(options: CustodyOptions<Value>) {
    this.#options = options;
    this.#inForce = options.first;
    this.#inFiles = options.first.knowledge.revision;
    this.#since = options.now();
  }

  /** Takes over what earlier processes have kept, and keeps the first knowledge. Never throws. */
  async recall(): Promise<void> {
    const { store, filesOfFirst } = this.#options;
    const listed = await store.list();
    for (const revision of listed) this.#stored.add(revision);
    this.#past = this.#without(
      this.#revision,
      listed.map((revision) => ({ revision })),
    );
    await this.#keep(await filesOfFirst());
  }

  current(): Value {
    return this.#inForce.value;
  }

  knowledge(): KnowledgeBase {
    return this.#inForce.knowledge;
  }

  reload(): Promise<ReloadOutcome> {
    this.#reloading ??= this.#alone('reload', () => this.#reloadOnce()).finally(() => {
      this.#reloading = undefined;
    });
    return this.#reloading;
  }

  rollback(): Promise<RollbackOutcome> {
    this.#rollingBack ??= this.#alone('rollback', () => this.#rollbackOnce()).finally(() => {
      this.#rollingBack = undefined;
    });
    return this.#rollingBack;
  }

  status(): CustodyStatus {
    const [before] = this.#past;
    return {
      revision: this.#revision,
      since: this.#since,
      loadedFrom: this.#loadedFrom,
      filesDiffer: this.#inFiles !== this.#revision,
      counts: countsOf(this.#inForce.knowledge),
      ...(before && { before: before.revision }),
      ...(this.#last && { last: this.#last }),
      underWay: this.#open > 0,
    };
  }

  get #revision(): string {
    return this.#inForce.knowledge.revision;
  }

  /** Runs something when everything before it has ended. */
  #alone<Outcome extends ReloadOutcome | RollbackOutcome>(
    kind: 'reload' | 'rollback',
    run: () => Promise<Outcome>,
  ): Promise<Outcome> {
    this.#open += 1;
    const ended = this.#queue.then(run).then((outcome) => {
      this.#open -= 1;
      this.#last = { kind, at: this.#options.now(), outcome: outcome.status };
      return outcome;
    });
    this.#queue = ended.catch(() => undefined);
    return ended;
  }

  async #reloadOnce(): Promise<ReloadOutcome> {
    try {
      const loaded = await this.#options.load();
      this.#inFiles = loaded.ok ? loaded.knowledge.revision : undefined;
      if (!loaded.ok) return this.#refuse(loaded.problems);
      return this.#inFiles === this.#revision ? this.#leave() : await this.#replace(loaded);
    } catch (error) {
      const message = `The knowledge could not be read: ${messageOf(error)}. Mend what it names and reload again.`;
      return this.#refuse([{ code: 'unreadable', file: 'knowledge', line: 1, column: 1, excerpt: '', message }]);
    }
  }

  #refuse(problems: readonly Problem[], notes: readonly string[] = []): ReloadOutcome {
    return { status: 'refused', revision: this.#revision, problems, ...noted(notes) };
  }

  /** The files hold what is in force, even when it came by a rollback. */
  #leave(): ReloadOutcome {
    this.#loadedFrom = 'files';
    return { status: 'unchanged', revision: this.#revision };
  }

  async #replace({ knowledge, files }: Extract<FilesResult, { ok: true }>): Promise<ReloadOutcome> {
    const former = this.#inForce;
    const notes = noLongerAsked(former.knowledge, knowledge);
    const { value, problems } = await this.#options.prepare(knowledge, former);
    if (problems.length > 0) return this.#refuse(problems, notes);
    const { revision: previous } = former.knowledge;
    const left = { revision: previous, ...(!this.#stored.has(previous) && { held: former }) };
    this.#past = this.#without(knowledge.revision, [left, ...this.#past]);
    this.#enforce({ knowledge, value }, 'files');
    await this.#keep(files);
    const changes = changesBetween(former.knowledge, knowledge);
    return { status: 'swapped', revision: knowledge.revision, previous, changes, ...noted(notes) };
  }

  async #rollbackOnce(): Promise<RollbackOutcome> {
    const former = this.#inForce.knowledge;
    const notes: string[] = [];
    for (const [at, { revision, held }] of this.#past.entries()) {
      const found = held ?? (await this.#restored(revision));
      if (typeof found === 'string') {
        notes.push(`Revision ${revision.slice(0, 7)} was passed over: ${found}`);
        continue;
      }
      this.#past = this.#past.slice(at + 1);
      this.#enforce(found, 'rollback');
      await this.#arrange();
      return {
        status: 'swapped',
        revision,
        previous: former.revision,
        changes: changesBetween(former, found.knowledge),
        filesDiffer: this.#inFiles !== revision,
        ...noted(notes),
      };
    }
    return { status: 'nothing', revision: former.revision, ...noted(notes) };
  }

  /** A revision from the store, or why it can not be had. */
  async #restored(revision: string): Promise<InForce<Value> | string> {
    const knowledge = await this.#options.store.read(revision);
    if (typeof knowledge === 'string') return knowledge;
    try {
      return { knowledge, value: this.#options.build(knowledge) };
    } catch (error) {
      return messageOf(error);
    }
  }

  /** The one place where the knowledge in force changes. */
  #enforce(next: InForce<Value>, loadedFrom: CustodyStatus['loadedFrom']): void {
    this.#inForce = next;
    this.#loadedFrom = loadedFrom;
    this.#since = this.#options.now();
  }

  /** The past without a revision that is in force again, no longer than it is kept. */
  #without(revision: string, past: readonly Past<Value>[]): Past<Value>[] {
    return past.filter((item) => item.revision !== revision).slice(0, KEPT - 1);
  }

  /** Keeps the knowledge in force for the next process, and no more of the past than can be gone back to. */
  async #keep(files: readonly KnowledgeFile[] | undefined): Promise<void> {
    const kept = files !== undefined && (await this.#options.store.keep(this.#revision, files));
    if (kept) this.#stored.add(this.#revision);
    else this.#stored.delete(this.#revision);
    await this.#options.store.forgetOthers(await this.#arrange());
  }

  /** Keeps the order in which revisions were in force, and tells it. */
  async #arrange(): Promise<readonly string[]> {
    const revisions = [this.#revision, ...this.#past.map(({ revision }) => revision)];
    const stored = revisions.filter((revision) => this.#stored.has(revision));
    await this.#options.store.arrange(stored);
    return stored;
  }
}

/** Golden questions that were asked of the one and are not of the other. */
function noLongerAsked(before: KnowledgeBase, after: KnowledgeBase): string[] {
  const asked = new Set(after.golden.map(goldenKey));
  return before.golden
    .filter((golden) => !asked.has(goldenKey(golden)))
    .map(
      (golden) =>
        `The golden question ${describeGolden(golden)} (${describeExpectation(golden.expected)}) is no longer asked.`,
    );
}

function countsOf({ sources, facts, entries, gaps, golden }: KnowledgeBase): Counts {
  return {
    sources: sources.length,
    facts: facts.length,
    entries: entries.length,
    phrasings: entries.reduce((sum, { phrasings }) => sum + phrasings.length, 0),
    gaps: gaps.length,
    golden: golden.length,
  };
}

const noted = (notes: readonly string[]): { readonly notes?: readonly string[] } =>
  notes.length === 0 ? {} : { notes };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
