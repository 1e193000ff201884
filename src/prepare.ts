/** Knowledge -> an answerer that has been tried on the knowledge's own questions. */
import { setImmediate } from 'node:timers/promises';
import type { Answerer, SensingAnswerer } from './answering/answer.ts';
import { createAnswerer } from './answering/answerer.ts';
import type { PhraseIndex } from './answering/phrase-index.ts';
import { type Miss, rehearse } from './answering/rehearsal.ts';
import { remembering } from './answering/remembering.ts';
import type { KnowledgeBase } from './knowledge/knowledge-base.ts';
import { locate } from './knowledge/locate.ts';
import type { Problem } from './knowledge/problem.ts';

export interface Prepared {
  readonly value: SensingAnswerer;
  /** Phrasings that do not find what they belong to, each with its place in the files. */
  readonly problems: readonly Problem[];
}

/**
 * Builds an answerer and rehearses it. `root` holds the files from which the knowledge was loaded; `index` is that of the
 * knowledge, where it is there.
 */
export async function prepare(knowledge: KnowledgeBase, root: string, index?: PhraseIndex): Promise<Prepared> {
  const value = createAnswerer(knowledge, index);
  const misses = await missesOf(knowledge, value);
  const problems = await locate(
    root,
    misses.map(({ question, expected, got }) => ({
      code: 'not-found-by-phrasing' as const,
      id: expected,
      question,
      message: `This belongs to "${expected}", but "${got}" answers it. Give the two more different words, or move it there.`,
    })),
  );
  return { value: remembering(value), problems };
}

/** Questions asked in one go before others get their turn: a reload takes seconds, and readers are waiting meanwhile. */
const IN_ONE_GO = 25;

async function missesOf(knowledge: KnowledgeBase, answerer: Answerer): Promise<Miss[]> {
  const misses: Miss[] = [];
  let asked = 0;
  for (const miss of rehearse(knowledge, answerer)) {
    if (miss) misses.push(miss);
    asked += 1;
    if (asked % IN_ONE_GO === 0) await setImmediate();
  }
  return misses;
}
