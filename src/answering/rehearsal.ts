/** Asks the knowledge its own phrasings, before it may serve. */
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { Answer, Answerer } from './answer.ts';

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
