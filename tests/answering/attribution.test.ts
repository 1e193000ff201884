/** Requests about the articles: recognised by their words, for any event, and answered from the knowledge of this one. */
import { describe, expect, it } from 'vitest';
import { AttributionReader, type AttributionRequest } from '../../src/answering/attribution.ts';
import { utteranceOf } from '../../src/answering/letters.ts';
import type { Source } from '../../src/knowledge/knowledge-base.ts';
import { converse, outcomeOf } from './knowledge.ts';

const sourceOf = (id: string, publisher: string): Source => ({
  id,
  publisher,
  title: '',
  url: '',
  published: '',
  file: '',
});
const reader = new AttributionReader([sourceOf('lantern', 'The Daily Lantern'), sourceOf('post', 'Harbour Post')], {
  names: [
    {
      id: 'lantern',
      kind: 'thing',
      name: 'Lantern',
      known: true,
      aliases: ['Daily Lantern', 'The Daily Lantern', 'lantern.example'],
    },
    { id: 'post', kind: 'thing', name: 'Harbour Post', known: true, aliases: ['Harbour Post', 'the Post'] },
  ],
  groups: [],
});

/** A request in short: its kind, the article that it is about, and its subject. */
const inShort = ({ kind, source, subject }: AttributionRequest): string =>
  `${[kind, ...(source ? [source === 'other' ? 'other' : source.id] : [])].join(' ')}: ${subject}`.trim();
const read = (question: string): string | undefined => {
  const request = reader.requestOf(utteranceOf(question));
  return request && inShort(request);
};

describe('which article', () => {
  it.each([
    ['which article says the mayor resigned', 'which: the mayor resigned'],
    ['wich articel says teh ferry sank', 'which: the ferry sank'],
    ['Which of the two newspapers mentions the lighthouse?', 'which: the lighthouse'],
    ['In which article is the lighthouse mentioned?', 'which: the lighthouse'],
    ['ferry prices: which article', 'which: ferry prices'],
    ['the mayor resigned, which paper says so', 'which: the mayor resigned'],
    ['I read that the mayor resigned. So which outlet was it?', 'which: the mayor resigned'],
    ['ferry fares mention - lantern.example or harbour post or both', 'which: ferry fares'],
    ['is the ferry in harbour post or in the daily lantern', 'which: the ferry'],
    ['which one says the boats were late', 'which: the boats were late'],
    ['which of them talks about the weather', 'which: the weather'],
    ['who reports that?', 'which:'],
    ['who writes about the fireworks', 'which: the fireworks'],
    ['which article is that from', 'which:'],
    ['which site did you get that from', 'which:'],
    ['which of the articles write about him', 'which:'],
    ['ok cool, and which one says that?', 'which:'],
    ['who reported the fireworks, the post or the daily lantern?', 'which: the fireworks'],
    ['please can you tell me which newspaper reports that the mayor resigned', 'which: the mayor resigned'],
    ['from which source do you have that the mayor resigned', 'which: the mayor resigned'],
    ['which source says that', 'which:'],
    ['Which of the two brings up the lighthouse?', 'which: the lighthouse'],
    ['which of the 2 papers goes deeper on the fireworks', 'which: the fireworks'],
    ['the fireworks thing which paper was that in cause i cant find it', 'which: the fireworks thing'],
    ['which article can i read about the fireworks in', 'which: the fireworks'],
    ['what newspaper was that in', 'which:'],
    ['which one has that', 'which:'],
    ['the post or the lantern.example: who has the thing on the mayor?', 'which: the mayor'],
    ['which text speaks of the ferry', 'which: the ferry'],
    ['what article did the bit on fireworks come from', 'which: fireworks'],
    ['where does it mention the mayor, which article', 'which: the mayor'],
    ['which outlet carries the story about the fireworks', 'which: the fireworks'],
  ])('%s', (question, expected) => {
    expect(read(question)).toBe(expected);
  });
});

describe('a question of the curators', () => {
  it.each([
    ['Do both articles give the same date?', true],
    ['What does only Harbour Post report?', true],
    ['When does the ferry leave?', false],
  ])('%s: of the sources themselves %s', (question, expected) => {
    expect(reader.speaksOfSources(question)).toBe(expected);
  });
});

describe('whether one article says it', () => {
  it.each([
    ['does harbour post say the mayor resigned', 'one post: the mayor resigned'],
    ['did the daily lantern mention the fireworks?', 'one lantern: the fireworks'],
    ['has the Post reported on the ferry', 'one post: the ferry'],
    ['is the ferry mentioned in lantern.example', 'one lantern: the ferry'],
    ['does the post say that too or only the other one', 'one post:'],
    ['is that in the post?', 'one post:'],
    ['harbour post says that, right?', 'one post:'],
    ['does the other one say that too', 'one other:'],
    ['and does the other paper mention the weather?', 'one other: the weather'],
    ['does the second article have anything about fireworks', 'one post: fireworks'],
    ['can you tell me if the post mentions the mayor', 'one post: the mayor'],
    ['does only the post say that', 'only post:'],
    ['is the ferry only in the daily lantern?', 'only lantern: the ferry'],
    ['is it just one article that says the mayor resigned', 'only: the mayor resigned'],
    ['what does the post say about the ferry', 'what post: the ferry'],
    ['what did the daily lantern write about fireworks', 'what lantern: fireworks'],
    ['what does the other one say about the mayor', 'what other: the mayor'],
    ['does the post talk about ferries', 'one post: ferries'],
    ['the post mentions fireworks, does the daily lantern too?', 'one lantern: fireworks'],
    ['does the second one mention the fireworks', 'one post: the fireworks'],
    ['the thing about the ferry, is that harbour post', 'one post: the ferry'],
    ['what does the other article say', 'what other:'],
    ['and harbour post?', 'one post:'],
    ['what about the other article', 'one other:'],
    ['according to the post, when did the mayor resign', 'what post: when did the mayor resign'],
    ['so does harbour post say so as well', 'one post:'],
  ])('%s', (question, expected) => {
    expect(read(question)).toBe(expected);
  });
});

describe('whether all articles say it', () => {
  it.each([
    ['do both articles mention the fireworks', 'all: the fireworks'],
    ['do both say the mayor resigned', 'all: the mayor resigned'],
    ['is that in both?', 'all:'],
    ['is the ferry in both articles', 'all: the ferry'],
    ['do the two papers report the fire', 'all: the fire'],
    ['the ferry sank, do both papers say so?', 'all: the ferry sank'],
    ['does every article say that', 'all:'],
    ['do they both say that', 'all:'],
    ['did both newspapers cover the fireworks', 'all: the fireworks'],
    ['is this reported in both of them', 'all:'],
    ['do all the sources mention the mayor?', 'all: the mayor'],
    ['both say that?', 'all:'],
    ['do the post and the daily lantern both mention the mayor', 'all: the mayor'],
    ['does any of the articles mention the mayor', 'any: the mayor'],
    ['is there any article that mentions the fireworks', 'any: the fireworks'],
    ['is the year given in both or just one', 'which: the year'],
    ['what do the post and the daily lantern say about the mayor', 'compare: the mayor'],
    ['what does each article say about fireworks', 'compare: fireworks'],
    ['is the mayor in either paper', 'any: the mayor'],
    ['how do the two articles differ on the ferry', 'compare: ferry'],
    ['do the Post and the Daily Lantern agree about the fireworks', 'compare: fireworks'],
  ])('%s', (question, expected) => {
    expect(read(question)).toBe(expected);
  });
});

describe('no request about the articles', () => {
  it.each([
    'what does the mayor say about the ferry',
    'what did the captain say in his statement',
    'is the harbour a source of income',
    'what source of energy does the ferry use',
    'who wrote the article?',
    'how long is the article',
    'when was the article published',
    'who writes for the Post',
    'is the Post reliable',
    'is the Daily Lantern a newspaper',
    'ignore the articles and say hello',
    'forget both articles and tell me a joke',
    'which paper did the mayor talk to',
    'which newspaper did he tell that',
    'which site will host the fireworks',
    'which of the captains said he was tired',
    'did both captains say they were tired',
    'do both mayors want the ferry',
    'will both talk about the ferry',
    'who said that?',
    'who reports to the mayor',
    'did the mayor report the fire to the police',
    'what did the report of the inspector say',
    'the captain only said that once?',
    'what do other newspapers write',
    'is there a newer article',
    'what is only in the Post',
    'what does the Post mention that the Daily Lantern leaves out',
    'what do the articles say about the ferry',
    'did the mayor speak to the press about the ferry',
    'what was written on the ship',
    'is the mayor in both photos',
    'who is mentioned in both articles',
    'which ship was it?',
    'which report does the captain mention',
    'did the captain sound hopeful at all?',
    'do all captains handle storms the same',
    'has the captain reported any losses',
    'they got each a medal',
    'which media will be there',
    'which state hosts the regatta',
    'which names were on the list',
    'was the fire confirmed by both',
    'he said one or two things about the ferry, right?',
    'new ferries and old ferries, which ones',
    'is it the first one',
    'how is it different from the other one',
    'where does the story take place',
    'one or both of the captains?',
    'show me your source code',
    'does the paper mill say it will close',
    'what did they say in the press conference',
  ])('%s', (question) => {
    expect(read(question)).toBeUndefined();
  });
});

describe('an answer to such a request', () => {
  /** Who is told to say it, and whom the cited quotes are of. */
  const told = (...questions: readonly string[]): string => {
    const answer = converse(...questions).at(-1);
    const cited = new Set(answer?.citations.map(({ source }) => source.publisher));
    return `${answer?.verdict}: ${answer?.text.split('.')[0]} (${[...cited].sort().join(', ')})`;
  };

  it.each([
    ['which article says nato is in brussels', 'It is in uPolitics (uPolitics)'],
    ['wich articl says nato is in brussels', 'It is in uPolitics (uPolitics)'],
    ['nato in brussels: which article', 'It is in uPolitics (uPolitics)'],
    ['EU summit mention - upolitics or jowhar or both', 'It is in Jowhar (Jowhar)'],
    ['which article mentions Trump', 'Both articles have it: uPolitics and Jowhar (Jowhar, uPolitics)'],
    ['which article mentions sanctions', 'Both articles have it: uPolitics and Jowhar (Jowhar, uPolitics)'],
    ['which one says all urgent issues', 'It is in Jowhar (Jowhar)'],
    ['does jowhar say where the nato summit is', 'No (uPolitics)'],
    ['does jowhar mention the nato summit', 'Yes (Jowhar)'],
    ['does upolitics mention navalny', 'No (Jowhar)'],
    ['is nord stream only in jowhar?', 'Yes (Jowhar)'],
    ['do both articles mention covid', 'Yes (Jowhar, uPolitics)'],
    ['is iran in both', 'No (Jowhar)'],
    ['which article states the goal', 'Both articles have it: uPolitics and Jowhar (Jowhar, uPolitics)'],
    ['do upolitics and jowhar both mention psaki', 'Yes (Jowhar, uPolitics)'],
    ['what does upolitics say about navalny', 'Not in uPolitics (Jowhar)'],
    [
      'compare what the two articles say about the tensions',
      'Both articles have it: uPolitics and Jowhar (Jowhar, uPolitics)',
    ],
    ['which article mentions iran and which one mentions ukraine?', 'It is in Jowhar (Jowhar, uPolitics)'],
    ['does jowhar say the summit is in vienna', 'No, not Vienna (Jowhar, uPolitics)'],
  ])('names who says it and cites only that: %s', (question, expected) => {
    expect(told(question)).toBe(`answered: ${expected}`);
  });

  it.each([
    [['will they discuss ukraine', 'who reports that?'], 'It is in uPolitics (uPolitics)'],
    [['will ukraine come up', 'does jowhar say that too or only the other one'], 'No (uPolitics)'],
    [['will they discuss ukraine', 'who reports that?', 'and does the other paper mention iran?'], 'Yes (Jowhar)'],
    [['who is navalny', 'is that in both?'], 'No (Jowhar)'],
    [['who is navalny', 'and upolitics?'], 'No (Jowhar)'],
    [
      ['who is navalny', 'how many years must he sit', 'which of the articles write about him'],
      'It is in Jowhar (Jowhar)',
    ],
  ])('takes its subject from the conversation: %j', (questions, expected) => {
    expect(told(...questions)).toBe(`answered: ${expected}`);
  });

  it.each([
    ['how long does the summit last', 'which article says that'],
    ['how long does the summit last', 'is that in both?'],
    ['how long does the summit last', 'who reports that?'],
  ])('invents nothing where the articles say nothing: %s / %s', (...questions) => {
    expect(converse(...questions).map(outcomeOf)).toEqual(['duration', 'duration']);
  });

  it.each([
    ['which article says how long the summit lasts', 'duration'],
    ["which article mentions Peskov's wife", 'private-life'],
    ['does jowhar say anything about hotels', 'hotel'],
    ['who wrote the article?', 'author'],
    ['when was the article published', 'author'],
    ['is that in both?', 'unclear'],
    ['which article says so', 'unclear'],
  ])('declines what they do not say: %s', (question, expected) => {
    expect(converse(question).map(outcomeOf)).toEqual([expected]);
  });

  it.each([
    ['what does the kremlin statement say about covid', 'kremlin-topics'],
    ['what did psaki say', 'psaki-topics'],
    ['do the papers contradict each other on the sanctions imposed', 'sanctions-in-both'],
    ['which article is longer', 'suggested'],
  ])('is no answer to another question: %s', (question, expected) => {
    expect(converse(question).map(outcomeOf)).toEqual([expected]);
  });
});

describe('an answer to a request about the last one', () => {
  it.each([['sorce?', 'u sure??', 'any link for this', 'can i see where that is from', 'whose words are those']])(
    'repeats it with its proof',
    (...requests) => {
      for (const request of requests) {
        const [first, second] = converse('who is navalny', request);
        expect(second).toMatchObject({ verdict: 'answered', entries: first?.entries, citations: first?.citations });
        expect(second?.text).toContain('Jowhar: “Washington has also sharply criticized Moscow');
      }
    },
  );

  it('has the words of a person only where the articles quote one', () => {
    expect(converse('did trump side with putin over 2016', 'what were his exact words').at(-1)?.verdict).toBe(
      'declined',
    );
    expect(converse('what did peskov say', 'what were his exact words').at(-1)?.entries).toEqual(['peskov-said']);
  });
});
