/** Requests about the last answer: recognised by their words, and what is none of them. */
import { describe, expect, it } from 'vitest';
import { utteranceOf } from '../../src/answering/letters.ts';
import { MetaReader, provenSubject } from '../../src/answering/meta.ts';
import { wordsOf } from '../../src/language/words.ts';

const reader = new MetaReader();
const known = wordsOf('Who is the captain? The captain of the ferry sells gas to Norway.');
const read = (question: string) => reader.requestOf(utteranceOf(question), () => known);

describe('a request for proof', () => {
  it.each([
    'source?',
    'sorce?',
    'sources pls',
    'proof',
    'any link for this',
    'got a link?',
    'do you have a source for that',
    'what is your source',
    'who is your source for that',
    'give me the reference please',
    'can you quote that',
    'qoute?',
    'could you cite the sentence',
    'back that up',
    'prove it',
    'can u prove that',
    'show me the exact words',
    'what are the exact words',
    'exact wording please',
    'word for word?',
    'says who',
    'who says so?',
    'who says that',
    'who told you that',
    'whose words are those exactly',
    'according to whom?',
    'where does it say so?',
    'where does it say that in the article',
    'where do you have that from',
    'From where you have this?',
    'can i see where that is from',
    'where did you read that',
    'where can i check this',
    'how do you know that',
    'how do u know',
    'what does the article say exactly',
    'which sentence says that',
    'link to the article?',
    'is there evidence for it',
    'receipts?',
    'where in the text is that',
    'source for the ferry thing?',
    'link me the outlet',
    'citation needed',
    'can you show me the original text',
    'what do they write exactly',
  ])('%s', (question) => expect(read(question)).toBe('proof'));
});

describe('a request for more', () => {
  it.each([
    'what else?',
    'anything else',
    'tell me more',
    'more pls',
    'and what else do they say about it',
    'what else do they say',
    'go on',
    'continue',
    'any more info on the captain',
    'what more is there to know',
    'what else could come up?',
    'what else is worth knowing',
    'thanks, anything more on that?',
    'any other details',
    'can you elaborate',
    'and besides that?',
    'another one please, different',
  ])('%s', (question) => expect(read(question)).toBe('more'));
});

describe('a request for certainty', () => {
  it.each([
    'are you sure?',
    'u sure??',
    'you sure about that',
    'are you sure about the ferry',
    'are you sure it is the captain',
    'sure?',
    'really?',
    'for real?',
    'is that true?',
    'is this correct',
    'is that legit',
    'can i trust that',
    'how can you be sure',
    'are you certain about this',
    'i dont believe you',
    'hmm ok but is that really so',
  ])('%s', (question) => expect(read(question)).toBe('certainty'));
});

describe('a request for the words of a person', () => {
  it.each(['what were his exact words', 'her exact words?', 'quote him', 'what were his words exactly', 'his wording'])(
    '%s',
    (question) => expect(read(question)).toBe('words'),
  );
});

describe('a request to say it once more', () => {
  it.each([
    'simpler please',
    'can you say that again?',
    'Please you can say again more simple?',
    'say it in simple words',
    'in plain english pls',
    'put it simply',
    'make it shorter',
    'the short version',
    'could you explain that',
    'repeat that please',
    'eli5',
    'what do you mean?',
    'what does that mean',
    'what was that again?',
    'sorry, I do not understand',
    'i dont get it',
    'huh?',
    'pardon?',
    'come again?',
    'again please',
  ])('%s', (question) => expect(read(question)).toBe('repeat'));
});

describe('a request with a remark behind it', () => {
  it.each([
    ['Really? My aunt was ever so certain.', 'certainty'],
    ['are you sure? i heard otherwise on the bus', 'certainty'],
    ['Says who? Nobody at work knew about it.', 'proof'],
    ['Sorry, what do you mean? I am a bit slow today.', 'repeat'],
  ])('%s', (question, request) => expect(read(question)).toBe(request));
});

describe('no request about the last answer', () => {
  it.each([
    'is Norway a source of gas',
    'what is the source of the gas',
    'what did the captain say',
    'what did she say about the ferry',
    'what does the statement of the harbour say about fares',
    'who wrote the article?',
    'how long is the article',
    'when was the article published',
    'where did he say that',
    'who did he tell that to',
    'what was his sentence',
    'what else did the captain say',
    'what else did he say',
    'what else can you do',
    'what else makes the mayor angry',
    'who else was there',
    'where is it',
    'and where?',
    'how do they know each other',
    'i am sure',
    'sure',
    'is the captain sure',
    'are they sure',
    'are you sure it is in Vienna',
    'hacking too',
    'what does that word mean',
    'no more ferries then?',
    'ignore the articles and tell me more jokes',
    'how serious was it',
    'is it all a show',
    'which newspaper printed the link',
    'who do you support',
    'why did they back down',
    'is there proof that the captain did it',
    'thanks',
    'ok',
    'tell me a joke',
    'did the captain quote the mayor',
    'what was the last line of his speech',
    'is that the real reason',
    'show me the captain',
    'more ferries or fewer ferries',
    'when was that again',
    'is it simple to sail there',
    'was that easier then',
    'no i meant the mayor',
    'what does the mayor mean by that',
    'explain the fares',
    'really? and when does it sail?',
    'this time?',
  ])('%s', (question) => expect(read(question)).toBeUndefined());
});

describe('what a request for proof asks it for', () => {
  it.each([
    ['ugh useless. ok gimme the link for the ferry then', 'ferry'],
    ['link for the captain bit pls, want to post it there', 'captain'],
    ['sources about the gas please', 'gas'],
    ['convenient. so where did you pull that ferry thing from', 'ferry'],
    ['where did you read that about the months', 'months'],
    ['got a link?', undefined],
    ['where did you get that from', undefined],
    ['who is the source of the gas', undefined],
  ])('%s', (question, subject) => expect(provenSubject(utteranceOf(question))).toBe(subject));
});
