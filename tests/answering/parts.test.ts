/** Several questions in one, told apart by their form. */
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../src/answering/parts.ts';

describe('the parts of a question', () => {
  it.each([
    ['who leads the town and when does it open?', ['who leads the town', 'when does it open']],
    ['(a) who leads the town and (b) the opening day', ['who leads the town', 'the opening day']],
    ['When is 1) the feast 2) the race', ['When is the feast', 'When is the race']],
    ['Kindly list: 1) the opening day; 2) the price', ['the opening day', 'the price']],
    ['mayor name + opening day', ['mayor name', 'opening day']],
    ['mayor name / when does it open', ['mayor name', 'when does it open']],
    ['1. the opening day\n2. the price\n3. who leads', ['the opening day', 'the price', 'who leads']],
    ['I have two. One: when is it? Two: the mayor wants what?', ['when is it', 'the mayor wants what']],
    [
      'tell me whether it opens in May, and whether boats race',
      ['tell me whether it opens in May', 'whether boats race'],
    ],
    ['who leads the town, and if boats race', ['who leads the town, and if boats race']],
    ['first of all when is it second of all who leads', ['first of all when is it', 'who leads']],
    ['whats the price an when is it', ['whats the price', 'when is it']],
    ['Two quick things before I go: when is it, and who leads?', ['when is it', 'who leads']],
    ['I have a couple of questions. When is it? Who leads?', ['When is it', 'Who leads']],
  ])('%s', (question, parts) => expect(partsOf(question)).toEqual(parts));

  it.each([
    'Which boats from Denmark will race on Sunday?',
    'is it (as they say) in May',
    'what is 2+2',
    'Which two things does Anna forbid there?',
    'Name two things that are forbidden.',
    'who + what + when + where + why',
  ])('%s is one', (question) => expect(partsOf(question)).toEqual([question.replace(/\?$/, '')]));
});
