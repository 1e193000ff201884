/** A small knowledge for the bot's own sentences and buttons, and one who keeps it as a test says. */
import type { BotOptions } from '../../src/discord/options.ts';
import type { CustodyStatus, ReloadOutcome, RollbackOutcome } from '../../src/knowledge/custody.ts';
import type { Entry, Fact, Gap, KnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import { REVISION, SOURCES } from './scripted-answerer.ts';

export function fact(id: string, ...texts: string[]): Fact {
  const quotes = texts.map((text) => ({ source: 'gazette', text, url: `${SOURCES.gazette.url}#${text.slice(0, 20)}` }));
  return { id, claim: id, quotes };
}

export function entry(id: string, question: string, changes: Partial<Entry> = {}): Entry {
  return {
    id,
    question,
    phrasings: [],
    answer: `${id}.`,
    facts: [],
    topics: [],
    related: [],
    premises: [],
    ...changes,
  };
}

export function gap(id: string, question: string, changes: Partial<Gap> = {}): Gap {
  return { id, question, phrasings: [], reason: 'not-in-articles', reply: '', nearest: [], related: [], ...changes };
}

const FACTS = [fact('day', 'The fair opens on 1 May.'), fact('green', 'The fair is on the green.')];

export const FAIR: KnowledgeBase = {
  revision: REVISION,
  event: 'the village fair',
  sources: Object.values(SOURCES),
  facts: FACTS,
  entries: [
    entry('when', 'When is the fair?', {
      facts: FACTS.slice(0, 1),
      topics: ['date', 'fair'],
      related: ['where', 'who'],
    }),
    entry('where', 'Where is the fair?', { facts: FACTS.slice(1), topics: ['fair'] }),
    entry('who', 'Who opens the fair?', { topics: ['people'] }),
  ],
  gaps: [gap('cost', 'What does it cost?', { nearest: FACTS.slice(0, 1) })],
  chats: [],
  followUps: [],
  vocabulary: { names: [], groups: [] },
  golden: [],
};

type Custody = BotOptions['custody'];

export const STATUS: CustodyStatus = {
  revision: REVISION,
  since: Date.UTC(2030, 4, 1),
  loadedFrom: 'files',
  filesDiffer: false,
  counts: { sources: 2, facts: 2, entries: 3, phrasings: 9, gaps: 1, golden: 4 },
  underWay: false,
};

export class ScriptedCustody implements Custody {
  readonly #script: Partial<Custody>;

  constructor(script: Partial<Custody> = {}) {
    this.#script = script;
  }

  async reload(): Promise<ReloadOutcome> {
    return this.#script.reload?.() ?? { status: 'unchanged', revision: REVISION };
  }

  async rollback(): Promise<RollbackOutcome> {
    return this.#script.rollback?.() ?? { status: 'nothing', revision: REVISION };
  }

  status(): CustodyStatus {
    return this.#script.status?.() ?? STATUS;
  }
}
