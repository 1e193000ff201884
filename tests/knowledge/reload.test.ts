import { describe, expect, it } from 'vitest';
import type { KnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import { type LoadResult, loadKnowledge } from '../../src/knowledge/load.ts';
import type { Problem } from '../../src/knowledge/problem.ts';
import { createReloadable } from '../../src/knowledge/reload.ts';
import { edited, folderWith } from './folder.ts';

async function knowledgeOf(changes: Record<string, string> = {}): Promise<KnowledgeBase> {
  const loaded = await loadKnowledge(folderWith(changes));
  if (!loaded.ok) throw new Error('expected sound knowledge');
  return loaded.knowledge;
}

const problem: Problem = {
  code: 'not-found-by-phrasing',
  file: 'knowledge/questions.yaml',
  line: 1,
  column: 1,
  message: 'm',
  excerpt: '',
};
const build = async (knowledge: KnowledgeBase): Promise<{ value: string; problems: Problem[] }> => ({
  value: `built from ${knowledge.revision}`,
  problems: [],
});

async function reloadable(load: () => Promise<LoadResult>, prepare = build) {
  const knowledge = await knowledgeOf();
  return createReloadable<string>({ first: { knowledge, value: 'first' }, load, prepare });
}

describe('a reload', () => {
  it('swaps to the new knowledge and says what has changed', async () => {
    const changed = await knowledgeOf({
      ...edited(
        'knowledge/questions.yaml',
        '- id: boats\n  question: Which boats race?',
        '- id: regatta\n  question: Which boats race?',
      ),
      ...edited('knowledge/facts.yaml', 'claim: Boats from Denmark race on Sunday.', 'claim: Boats race on Sunday.'),
    });
    const service = await reloadable(async () => ({ ok: true, knowledge: changed }));
    expect(await service.reload()).toMatchObject({
      status: 'swapped',
      revision: changed.revision,
      changes: { added: ['entry regatta'], changed: ['fact race'], removed: ['entry boats'] },
    });
    expect(service.current()).toBe(`built from ${changed.revision}`);
    expect(service.knowledge()).toBe(changed);
  });

  it('of the same content leaves everything as it is', async () => {
    const service = await reloadable(async () => ({ ok: true, knowledge: await knowledgeOf() }));
    expect((await service.reload()).status).toBe('unchanged');
    expect(service.current()).toBe('first');
  });

  it.each([
    ['a broken file', async () => ({ ok: false as const, problems: [problem] }), build, 'not-found-by-phrasing'],
    ['a disk that fails', async () => Promise.reject(new Error('EIO')), build, 'unreadable'],
    [
      'knowledge that does not find its own questions',
      async () => ({ ok: true as const, knowledge: await knowledgeOf(edited('knowledge/chat.yaml', 'Hello!', 'Hi!')) }),
      async () => ({ value: 'worse', problems: [problem] }),
      'not-found-by-phrasing',
    ],
  ])('of %s keeps the old in force and says why', async (_, load, prepare, code) => {
    const service = await reloadable(load, prepare);
    const outcome = await service.reload();
    expect(outcome.status === 'refused' && outcome.problems.map((found) => found.code)).toEqual([code]);
    expect(service.current()).toBe('first');
  });

  it('shares one that is under way, and a later one is a new one', async () => {
    let loads = 0;
    const service = await reloadable(async () => {
      loads += 1;
      return { ok: true, knowledge: await knowledgeOf(edited('knowledge/chat.yaml', 'Hello!', `Hello ${loads}`)) };
    });
    const [a, b] = await Promise.all([service.reload(), service.reload()]);
    expect(a).toBe(b);
    expect(loads).toBe(1);
    await service.reload();
    expect(loads).toBe(2);
  });
});
