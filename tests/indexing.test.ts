/** The index that a thread builds. */
import { expect, it } from 'vitest';
import { Lexicon } from '../src/answering/lexicon.ts';
import { buildIndex } from '../src/answering/phrase-index.ts';
import { targetsOf } from '../src/answering/targets.ts';
import { indexed } from '../src/indexing.ts';
import type { KnowledgeBase } from '../src/knowledge/knowledge-base.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';

async function otherEvent(): Promise<KnowledgeBase> {
  const loaded = await loadKnowledge(new URL('other-event/', import.meta.url).pathname);
  if (!loaded.ok) throw new Error('The other event must load.');
  return loaded.knowledge;
}

it('is the one that would be built here, and others get their turn meanwhile', async () => {
  const knowledge = await otherEvent();
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  const index = await indexed(knowledge);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(1);
  expect(index).toEqual(buildIndex(targetsOf(knowledge), new Lexicon(knowledge.vocabulary)));
});

it('is refused with what the thread failed of', async () => {
  const broken = { ...(await otherEvent()), entries: undefined } as unknown as KnowledgeBase;
  await expect(indexed(broken)).rejects.toThrow();
});
