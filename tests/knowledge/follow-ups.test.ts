/** Follow-ups: read and verified like the rest of the knowledge, and answered only after what they come after. */
import { describe, expect, it } from 'vitest';
import type { Answerer, Turn } from '../../src/answering/answer.ts';
import { createAnswerer } from '../../src/answering/answerer.ts';
import { changesBetween } from '../../src/knowledge/changes.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { prepare } from '../../src/prepare.ts';
import { folderWith } from './folder.ts';

const followUps = (text: string): Record<string, string> => ({ 'knowledge/follow-ups.yaml': text });

async function knowledgeOf(changes?: Record<string, string>) {
  const loaded = await loadKnowledge(folderWith(changes));
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  return loaded.knowledge;
}

/** What comes of each of some questions by one reader: ids of entries, of a gap, else the verdict. */
function told(answerer: Answerer, questions: readonly string[]): string[] {
  const conversation: Turn[] = [];
  return questions.map((question) => {
    const answer = answerer.ask(question, conversation);
    conversation.push({ question, answer });
    return answer.entries.join(' + ') || answer.gap || answer.verdict;
  });
}

describe('follow-ups in the files', () => {
  it('are none where there is no file, and the revision is another when they come', async () => {
    const [without, with_] = await Promise.all([
      knowledgeOf(),
      knowledgeOf(followUps('- { after: when, asked: { who: [by whom] } }\n')),
    ]);
    expect(without.followUps).toEqual([]);
    expect(with_.revision).not.toBe(without.revision);
  });

  it('are read with what they affirm and deny, immutable', async () => {
    const { followUps: read } = await knowledgeOf(
      followUps(
        '- after: when\n  asked:\n    who: [by whom]\n    price: [how much]\n    when: { yes: [in spring?], wrong: [so in June?] }\n',
      ),
    );
    expect(read).toEqual([
      { after: 'when', to: 'who', phrasings: [{ text: 'by whom', stance: 'open' }] },
      { after: 'when', to: 'price', phrasings: [{ text: 'how much', stance: 'open' }] },
      {
        after: 'when',
        to: 'when',
        phrasings: [
          { text: 'in spring?', stance: 'yes' },
          { text: 'so in June?', stance: 'wrong' },
        ],
      },
    ]);
    expect(Object.isFrozen(read[0]?.phrasings)).toBe(true);
  });

  it.each([
    ['what nobody wrote told before', '- after: whom\n  asked:\n    who: [a]\n', 'unknown-target 1:10'],
    ['what nobody wrote asked for', '- after: who\n  asked:\n    whom: [a]\n', 'unknown-target 3:5'],
    ['no question', '- after: who\n  asked:\n    when: []\n', 'shape 3:11'],
    ['a stance that there is not', '- after: who\n  asked:\n    when: { maybe: [a] }\n', 'shape 3:13'],
    [
      'one question that leads to two things',
      '- after: who\n  asked:\n    when: [since when]\n    boats: { yes: [Since when?] }\n',
      'duplicate-phrasing 4:20',
    ],
  ])('with %s are told with code, line and column', async (_, text, expected) => {
    const loaded = await loadKnowledge(folderWith(followUps(text)));
    const problems = loaded.ok ? [] : loaded.problems;
    expect(problems.map(({ code, file, line, column }) => `${file} ${code} ${line}:${column}`)).toEqual([
      `knowledge/follow-ups.yaml ${expected}`,
    ]);
  });

  it('may ask the same after different things', async () => {
    const { followUps: read } = await knowledgeOf(
      followUps('- { after: who, asked: { when: [since when] } }\n- { after: boats, asked: { who: [since when] } }\n'),
    );
    expect(read.length).toBe(2);
  });

  it('are told by what they come after and lead to when they have changed', async () => {
    const [before, after] = await Promise.all([
      knowledgeOf(followUps('- { after: who, asked: { when: [since when], boats: [and who races] } }\n')),
      knowledgeOf(followUps('- { after: who, asked: { when: [since when, from what day] } }\n')),
    ]);
    const { added, changed, removed } = changesBetween(before, after);
    expect([added, changed, removed]).toEqual([
      [],
      ['follow-ups who > when: phrasings +1'],
      ['follow-ups who > boats'],
    ]);
  });
});

describe('follow-ups that are rehearsed', () => {
  it('are told with their place where they lead elsewhere', async () => {
    const text = '- after: boats\n  asked:\n    who: [who are they]\n    price: [who r they]\n';
    const root = folderWith(followUps(text));
    const loaded = await loadKnowledge(root);
    if (!loaded.ok) throw new Error('The files must be sound by themselves.');
    const { problems } = await prepare(loaded.knowledge, root);
    expect(problems.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`)).toEqual([
      'not-found-by-phrasing knowledge/follow-ups.yaml:4:13',
    ]);
    expect(problems[0]?.message).toContain('After "boats" this leads to "who" instead of "price"');
  });

  it('lead where the curators say though they ask of the last answer in general', async () => {
    const text = '- after: boats\n  asked:\n    who: [any proof?, who says so]\n';
    const answerer = createAnswerer(await knowledgeOf(followUps(text)));
    expect(told(answerer, ['Which boats race?', 'any proof?'])).toEqual(['boats', 'who']);
    expect(told(answerer, ['Which boats race?', 'who says so'])).toEqual(['boats', 'who']);
  });
});

describe('follow-ups in a conversation', () => {
  const asked = followUps(
    '- after: boats\n  asked:\n    who: [and who said so]\n    price: [and for us, since when]\n    boats: { yes: [all of them?] }\n- after: price\n  asked: { when: [then at what point] }\n',
  );

  it('mean what they lead to after what they come after, and not by themselves', async () => {
    const answerer = createAnswerer(await knowledgeOf(asked));
    expect(told(answerer, ['Which boats race?', 'and for us'])).toEqual(['boats', 'price']);
    expect(told(answerer, ['What does it cost?', 'then at what point'])).toEqual(['price', 'when']);
    expect(told(answerer, ['since when'])).toEqual(['declined']);
  });

  it('are affirmed as the curators say', async () => {
    const answerer = createAnswerer(await knowledgeOf(asked));
    const first = answerer.ask('Which boats race?');
    const conversation = [{ question: 'Which boats race?', answer: first }];
    expect(answerer.ask('all of them?', conversation).text).toMatch(/^Yes\. /);
  });
});
