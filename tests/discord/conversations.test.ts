import { expect, test } from 'vitest';
import { Conversations } from '../../src/discord/conversations.ts';
import { answer } from './scripted-answerer.ts';

const turn = (question: string) => ({ question, answer: answer() });
const questions = (conversations: Conversations, key: string): string[] =>
  conversations.recall(key).map(({ question }) => question);

test('the last turns are kept, oldest first', () => {
  const conversations = new Conversations(() => 0, { turns: 3, conversations: 10, idle: 10 });
  for (const question of ['1', '2', '3', '4']) conversations.keep('ana', conversations.recall('ana'), turn(question));
  expect(questions(conversations, 'ana')).toEqual(['2', '3', '4']);
});

test('the conversation that was silent longest goes first', () => {
  const conversations = new Conversations(() => 0, { turns: 3, conversations: 2, idle: 10 });
  conversations.keep('ana', [], turn('1'));
  conversations.keep('ben', [], turn('2'));
  conversations.keep('ana', [], turn('3'));
  conversations.keep('cem', [], turn('4'));
  expect(['ana', 'ben', 'cem'].map((key) => questions(conversations, key))).toEqual([['3'], [], ['4']]);
  expect(conversations.size).toBe(2);
});

test('a conversation that was silent too long is over, and takes no place any more', () => {
  let time = 1;
  const conversations = new Conversations(() => time, { turns: 3, conversations: 2, idle: 10 });
  conversations.keep('ana', [], turn('1'));
  time = 11;
  expect(questions(conversations, 'ana')).toEqual(['1']);
  time = 12;
  expect(questions(conversations, 'ana')).toEqual([]);
  expect(conversations.size).toBe(0);
});
