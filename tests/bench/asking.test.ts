import { describe, expect, it } from 'vitest';
import { ask, Insight } from '../../bench/asking.ts';
import type { Case } from '../../bench/grading.ts';
import { answerer, index, knowledge } from '../answering/knowledge.ts';

const caseOf = (parts: Partial<Case> & { q: string }): Case => ({
  id: 'T001',
  kind: 'fact',
  style: 'plain',
  answerable: true,
  ...parts,
});
const groupOf = (...turns: readonly Case[]) => ({ name: 'set', shown: true, conversations: [turns] });

const WHEN = caseOf({ q: 'when is the summit?', gold: ['J03', 'U04'], must: ['16 june|june 16'] });
const WHERE = caseOf({ id: 'T002', q: 'and where?', gold: ['U04', 'J02', 'J03', 'J01'], must: ['geneva'] });

describe('asking', () => {
  it('asks a turn with the turns before it', () => {
    expect(ask(groupOf(WHEN, WHERE), answerer).map(({ grade }) => grade.right)).toEqual([true, true]);
    expect(ask({ ...groupOf(), conversations: [[WHEN], [WHERE]] }, answerer)[1]?.before).toEqual([]);
  });
});

describe('the surest answer', () => {
  const insight = new Insight(knowledge, index);
  const surest = (...turns: readonly Case[]) =>
    ask(groupOf(...turns), answerer)
      .map((asked) => insight.surestOf(asked))
      .at(-1);

  it('is the one that was given', () => {
    const [asked] = ask(groupOf(WHEN), answerer);
    expect(surest(WHEN)).toEqual({ right: true, confidence: asked?.grade.answer.confidence });
  });

  it('is that of the best entry where none was given, and wrong where there is none to give', () => {
    const declined = caseOf({ q: 'which hackers were behind Solar Winds, by name?', answerable: false });
    const found = surest(declined);
    expect(found?.right).toBe(false);
    expect(found?.confidence).toBeGreaterThan(0);
    expect(found?.confidence).toBeLessThan(0.5);
  });

  it('is none without an entry', () => {
    expect(surest(caseOf({ q: '???', answerable: false }))).toEqual({ right: false, confidence: 0 });
  });
});
