/** Golden questions: read and verified like the rest of the knowledge, and asked before it may serve. */
import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import type { Problem } from '../../src/knowledge/problem.ts';
import { prepare } from '../../src/prepare.ts';
import { edited, folderWith, GOLDEN } from './folder.ts';

const golden = (text: string): Record<string, string> => ({ 'knowledge/golden.yaml': text });

const placeOf = ({ code, file, line, column }: Problem): string => `${code} ${file}:${line}:${column}`;

async function knowledgeOf(root: string) {
  const loaded = await loadKnowledge(root);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  return loaded.knowledge;
}

async function problemsOf(changes: Record<string, string>): Promise<readonly Problem[]> {
  const result = await loadKnowledge(folderWith(changes));
  return result.ok ? [] : result.problems;
}

describe('golden questions', () => {
  it('are none where there is no file, and the revision is another when they come', async () => {
    const [without, with_] = await Promise.all([knowledgeOf(folderWith()), knowledgeOf(folderWith(GOLDEN))]);
    expect(without.golden).toEqual([]);
    expect(with_.revision).not.toBe(without.revision);
  });

  it('are read in the order of the file, immutable', async () => {
    const knowledge = await knowledgeOf(
      folderWith(golden('- { question: a, entries: [who, when] }\n- { question: b, after: [a], declined: unclear }\n')),
    );
    expect(knowledge.golden).toEqual([
      { question: 'a', after: [], expected: { entries: ['who', 'when'] } },
      { question: 'b', after: ['a'], expected: { declined: 'unclear' } },
    ]);
    expect(Object.isFrozen(knowledge.golden[0]?.expected)).toBe(true);
  });

  it.each([
    ['an entry that nobody wrote', '- question: a\n  entry: whom\n', 'unknown-entry 2:10'],
    ['one of several entries that nobody wrote', '- question: a\n  entries: [who, whom]\n', 'unknown-entry 2:18'],
    ['a gap that nobody wrote', '- question: a\n  gap: prize\n', 'unknown-gap 2:8'],
    ['an entry called a gap', '- question: a\n  gap: who\n', 'unknown-gap 2:8'],
    ['no expectation', '- question: a\n', 'shape 1:3'],
    ['two expectations', '- question: a\n  entry: who\n  gap: price\n', 'shape 1:3'],
    ['a reason that there is not', '- question: a\n  declined: rude\n', 'shape 2:13'],
    ['a key that nobody knows', '- question: a\n  answer: who\n', 'shape 1:3, shape 2:3'],
    ['no YAML', '- question: "a\n', 'yaml-syntax 2:1'],
    [
      'a question asked twice',
      '- question: Who leads?\n  entry: who\n- question: who leads\n  entry: when\n',
      'duplicate-question 3:13',
    ],
  ])('with %s are told with code, line and column', async (_, text, expected) => {
    const problems = await problemsOf(golden(text));
    expect(new Set(problems.map(({ file }) => file))).toEqual(new Set(['knowledge/golden.yaml']));
    expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`).sort()).toEqual(expected.split(', '));
  });

  it('may be asked twice after different questions', async () => {
    const text = '- question: and when?\n  entry: when\n- question: and when?\n  after: [who races]\n  gap: price\n';
    expect(await problemsOf(golden(text))).toEqual([]);
  });
});

describe('knowledge is tried on them', () => {
  async function missesOf(changes: Record<string, string>): Promise<readonly Problem[]> {
    const root = folderWith(changes);
    return (await prepare(await knowledgeOf(root), root)).problems;
  }

  it('and nothing is told where all get what they should', async () => {
    expect(await missesOf(GOLDEN)).toEqual([]);
  });

  it.each([
    [
      'another entry',
      '- question: who leads the town\n  entry: boats\n',
      'expected entry "boats", but got entry "who"',
    ],
    [
      'an entry for a gap',
      '- question: who leads the town\n  gap: price\n',
      'expected gap "price", but got entry "who"',
    ],
    [
      'more entries',
      '- question: who leads the town\n  entries: [who, when]\n',
      'expected entries "who" and "when", but got entry "who"',
    ],
    [
      'a gap',
      '- question: price of the entry\n  declined: off-topic\n',
      'expected declined as off-topic, but got gap "price"',
    ],
    [
      'a refusal',
      '- question: what is the capital of Peru\n  entry: who\n',
      'expected entry "who", but got declined as off-topic',
    ],
    ['small talk', '- question: good day\n  entry: who\n', 'expected entry "who", but got small talk'],
  ])('and one that gets %s is told with its place', async (_, text, said) => {
    const [problem, ...others] = await missesOf(golden(`- question: who is the mayor\n  entry: who\n${text}`));
    expect(others).toEqual([]);
    expect(problem && placeOf(problem)).toBe('golden-question knowledge/golden.yaml:3:13');
    expect(problem?.message).toContain(said);
  });

  it('in their conversation', async () => {
    const [problem] = await missesOf(
      golden('- question: and who is the mayor?\n  after: [when is the opening]\n  entry: boats\n'),
    );
    expect(problem?.message).toContain('"and who is the mayor?" after "when is the opening" expected entry "boats"');
  });

  it('together with the phrasings, whose places are told as well', async () => {
    const misses = await missesOf({
      ...edited('knowledge/gaps.yaml', 'price of the entry', "who's the mayor"),
      ...golden('- question: who races\n  entry: who\n'),
    });
    expect(misses.map(placeOf)).toEqual([
      'not-found-by-phrasing knowledge/gaps.yaml:6:37',
      'golden-question knowledge/golden.yaml:1:13',
    ]);
  });
});
