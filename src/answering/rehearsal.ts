/** Asks the knowledge its own phrasings, follow-ups and golden questions, before it may serve. */
import type { Expectation, GoldenQuestion, KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { Answer, Answerer, Turn } from './answer.ts';

export interface Miss {
  readonly question: string;
  /** Id of the entry, gap or chat to which the question belongs. */
  readonly expected: string;
  /** What answered instead. */
  readonly got: string;
}

const gotOf = (answer: Answer): string => answer.entries.join(' and ') || answer.gap || answer.verdict;

/**
 * Every phrasing of an entry has to be answered by its entry, and no phrasing of a gap may be answered at all. Yields once for
 * each question, with what went otherwise or nothing, so that whoever asks can do other things between.
 */
export function* rehearse(knowledge: KnowledgeBase, answerer: Answerer): Generator<Miss | undefined> {
  for (const { id, question, phrasings } of knowledge.entries) {
    for (const text of [question, ...phrasings.map((phrasing) => phrasing.text)]) {
      const answer = answerer.ask(text);
      yield answer.entries.includes(id) ? undefined : { question: text, expected: id, got: gotOf(answer) };
    }
  }
  for (const { id, question, phrasings } of knowledge.gaps) {
    for (const text of [question, ...phrasings.map((phrasing) => phrasing.text)]) {
      const answer = answerer.ask(text);
      yield answer.verdict === 'answered' ? { question: text, expected: id, got: gotOf(answer) } : undefined;
    }
  }
}

/** A follow-up that leads elsewhere than the curators say. */
export interface FollowUpMiss extends Miss {
  /** Id of the entry or gap that was told before it. */
  readonly after: string;
}

/** Every follow-up has to lead to its entry or gap, after the question of the one that it comes after. Yields once for each. */
export function* rehearseFollowUps(
  { entries, gaps, followUps }: KnowledgeBase,
  answerer: Answerer,
): Generator<FollowUpMiss | undefined> {
  const questions = new Map([...entries, ...gaps].map(({ id, question }) => [id, question]));
  for (const { after, to, phrasings } of followUps) {
    const question = questions.get(after) ?? '';
    const before: Turn = { question, answer: answerer.ask(question) };
    for (const { text } of phrasings) {
      const answer = answerer.ask(text, [before]);
      const leads = answer.entries.includes(to) || answer.gap === to;
      yield leads ? undefined : { after, question: text, expected: to, got: gotOf(answer) };
    }
  }
}

/** A golden question that gets something else than what is expected. */
export interface GoldenMiss {
  readonly golden: GoldenQuestion;
  readonly answer: Answer;
}

/** Yields once for each golden question, with what went otherwise or nothing. */
export function* rehearseGolden(
  golden: readonly GoldenQuestion[],
  answerer: Answerer,
): Generator<GoldenMiss | undefined> {
  for (const asked of golden) {
    const answer = askGolden(asked, answerer);
    yield meets(answer, asked.expected) ? undefined : { golden: asked, answer };
  }
}

/** The answer to a golden question, after what was asked before it. */
export function askGolden({ question, after }: GoldenQuestion, answerer: Answerer): Answer {
  const conversation: Turn[] = [];
  for (const asked of after) conversation.push({ question: asked, answer: answerer.ask(asked, conversation) });
  return answerer.ask(question, conversation);
}

/** Whether an answer is the expected one: by all of the expected entries and no others, or declined as expected. */
export function meets(answer: Answer, expected: Expectation): boolean {
  if ('gap' in expected) return answer.verdict === 'declined' && answer.gap === expected.gap;
  if ('declined' in expected) return answer.verdict === 'declined' && answer.reason === expected.declined;
  const answered = new Set(answer.entries);
  return answered.size === expected.entries.length && expected.entries.every((id) => answered.has(id));
}
