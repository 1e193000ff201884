/** Asks the labelled questions and grades what comes. */
import type { Answerer, Conversation } from '../src/answering/answer.ts';
import { Composer, wordAnswer } from '../src/answering/composition.ts';
import { contextOf } from '../src/answering/conversation.ts';
import type { PhraseIndex } from '../src/answering/phrase-index.ts';
import { Reader } from '../src/answering/reader.ts';
import { Comprehension, type Understanding } from '../src/answering/understanding.ts';
import type { KnowledgeBase } from '../src/knowledge/knowledge-base.ts';
import type { Claim } from './calibration.ts';
import { type Case, type Grade, grade } from './grading.ts';
import type { Group } from './sets.ts';

/** A graded answer with the conversation in which it was given. */
export interface Asked {
  readonly question: Case;
  readonly before: Conversation;
  readonly grade: Grade;
}

/** Every question of a group, asked with the turns before it. */
export function ask({ conversations }: Group, answerer: Answerer): Asked[] {
  return conversations.flatMap((questions) => {
    let before: Conversation = [];
    return questions.map((question) => {
      const answer = answerer.ask(question.q, before);
      const asked = { question, before, grade: grade(question, question.answerable, answer) };
      before = [...before, { question: question.q, answer }];
      return asked;
    });
  });
}

/** Looks behind the answers: how a question was understood, and what its best entry would have answered. */
export class Insight {
  readonly #composer: Composer;
  readonly #comprehension: Comprehension;
  readonly #reader: Reader;

  /** `index`: that of this very knowledge, where it is there already. */
  constructor(knowledge: KnowledgeBase, index?: PhraseIndex) {
    this.#composer = new Composer(knowledge);
    this.#comprehension = new Comprehension(knowledge, index);
    this.#reader = new Reader(this.#comprehension);
  }

  /** The question as it is understood as a whole, in its conversation. */
  understandingOf({ question, before }: Asked): Understanding {
    return this.#reader.understand(question.q, contextOf(before, this.#reader.analysed));
  }

  /**
   * The answer that was given; where none was, the one that the best entry would have given, had its confidence been enough.
   * Every answer to an unanswerable question is wrong.
   */
  surestOf(asked: Asked): Claim {
    const { question, grade: given } = asked;
    if (given.answer.verdict === 'answered') return { confidence: given.answer.confidence, right: given.right };
    const understanding = this.understandingOf(asked);
    const { entry, contradiction, confidence } = understanding;
    if (!entry) return { confidence: 0, right: false };
    const { item } = entry.target;
    const answer = this.#composer.answered(
      [item],
      wordAnswer(item, this.#comprehension.stanceOf(understanding), contradiction),
      confidence,
    );
    return { confidence, right: grade(question, question.answerable, answer).right };
  }
}
