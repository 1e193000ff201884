/** Answers made by hand, for what shows them. */
import type { Answer, Answerer, Citation } from '../../src/answering/answer.ts';

const source = (id: string, publisher: string) => ({
  id,
  publisher,
  title: 'A feast for all',
  url: `https://example.org/${id}`,
  published: 'April 2019',
  file: `${id}.txt`,
});

export const citation = (id: string, publisher: string, quote: string): Citation => ({
  source: source(id, publisher),
  quote,
  url: `https://example.org/${id}#:~:text=x`,
});

export const ANSWERED: Answer = {
  verdict: 'answered',
  agreed: true,
  question: 'When does the festival open?',
  text: 'The festival opens on 3 May 2019.',
  entries: ['when'],
  citations: [
    citation(
      'news',
      'Harbour News',
      'The harbour festival will open on May 3, 2019, said mayor Ada Lind, who has been preparing it for a year and a half.',
    ),
    { ...citation('post', 'The Post', 'It opens in May.'), note: 'The Post does not give the day.' },
  ],
  confidence: 0.98765,
  suggestions: ['Who is the mayor?', 'Which boats race?'],
  revision: 'abcdef0123',
};

export const DECLINED: Answer = {
  verdict: 'declined',
  reason: 'not-in-articles',
  question: 'What does it cost?',
  text: 'The article says nothing about the price.',
  entries: [],
  gap: 'price',
  citations: [citation('news', 'Harbour News', 'It will be a feast for all.')],
  confidence: 0.9,
  suggestions: ['When does the festival open?'],
  revision: 'abcdef0123',
};

/** Answers with what was asked and how many turns came before. */
export const echo: Answerer = {
  revision: 'abcdef0123',
  ask: (question, conversation = []) => ({
    ...ANSWERED,
    text: `${conversation.length}: ${question}`,
    citations: [],
    suggestions: [],
  }),
  complete: () => ['When does the festival open?', 'Who is the mayor?'],
};
