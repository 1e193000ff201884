import { describe, expect, it } from 'vitest';
import { groupsOf, questionsOf, SETS, takenQuestions } from '../../bench/sets.ts';
import { knowledge } from '../answering/knowledge.ts';

const ids = (shown: boolean) =>
  groupsOf()
    .filter((group) => group.shown === shown)
    .flatMap(({ name, conversations }) => conversations.flat().map(({ id }) => `${name.split(' ')[0]} ${id}`));

describe('the sets', () => {
  it('keep every third of the first aside', () => {
    const [first] = SETS;
    expect(['Q001', 'Q002', 'Q003', 'Q300'].map((id) => first?.aside(id))).toEqual([false, false, true, true]);
  });

  it('are fitted on nothing that is kept aside', () => {
    const kept = new Set(questionsOf('aside').map(({ q }) => q));
    expect(kept.size).toBeGreaterThan(0);
    expect([...questionsOf('tuned'), ...takenQuestions()].filter(({ q }) => kept.has(q))).toEqual([]);
  });

  it('name for each taken question the entry or gap to which it belongs', () => {
    const known = new Set([...knowledge.entries, ...knowledge.gaps, ...knowledge.chats].map(({ id }) => id));
    expect(takenQuestions().filter(({ of }) => !known.has(of))).toEqual([]);
  });

  it('have no question in two groups', () => {
    const all = [...ids(true), ...ids(false)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('tell dialogues from questions by their turns', () => {
    for (const { name, conversations } of groupsOf())
      expect(conversations.some((turns) => turns.length > 1)).toBe(name.endsWith('dialogues'));
  });

  it.each(SETS)('$name has a name of its own', ({ name }) => {
    expect(SETS.filter((set) => set.name === name)).toHaveLength(1);
  });
});
