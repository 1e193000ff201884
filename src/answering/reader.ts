/** A question, in its conversation and in its parts -> what it was understood as. */

import type { Analysis } from './analysis.ts';
import type { Answer } from './answer.ts';
import type { Composer } from './composition.ts';
import {
  bringsNew,
  type Context,
  completed,
  contextOf,
  type Dependence,
  dependenceOf,
  isCorrection,
  turnsToName,
} from './conversation.ts';
import type { Candidate } from './matcher.ts';
import { keywordsOf, partsOf, splitsOf } from './parts.ts';
import { Recent } from './recent.ts';
import type { Sense } from './sense.ts';
import type { Comprehension, Understanding } from './understanding.ts';
import { BOUNDS } from './verdict.ts';

/** How much a conversation favours the entries related to the last answer. */
const RELATED_GAIN = 0.05;
/** How much an entry that was just given loses when something else is asked for. */
const GIVEN_LOSS = 0.5;
/** By how much a question that leans on the conversation may be less sure with it than without it and still be read with it. */
const LEANING_TOLERANCE = 0.25;

/** Kinds of thing that one clause may ask for together. */
const SEPARATE_ASKS = new Set(['?when', '?where', '?who', '?why']);
/** Likeness from which a question is taken as one, whatever parts it seems to have. */
const WHOLE = 0.9;
/** Confidence that each of two joined things needs to be answered by itself. */
const SURE_JOINED = 0.8;
/** Into so many parts a question is split by sense alone. */
const MOST_SPLIT = 3;

/** Characters of the longest question that is remembered; a bound on the memory that somebody can make it take. */
const LONGEST = 1000;

/** An understanding whose best entry is sure enough to answer. */
export type Answered = Understanding & Required<Pick<Understanding, 'entry'>>;

export class Reader {
  readonly #comprehension: Comprehension;
  readonly #composer: Composer;
  /** What questions were understood as by themselves, and the parts of those that are one by their form: no conversation changes it. */
  readonly #understood: Recent<string, Understanding>;
  readonly #separated: Recent<string, readonly Understanding[]>;
  readonly #splits: Recent<string, readonly Understanding[]>;

  /** `remembered`: so many questions at least that came last are not understood anew. */
  constructor(comprehension: Comprehension, composer: Composer, remembered = 1) {
    this.#comprehension = comprehension;
    this.#composer = composer;
    this.#understood = new Recent(remembered);
    this.#separated = new Recent(remembered);
    this.#splits = new Recent(remembered);
  }

  /** A text taken apart with the words of the knowledge. */
  readonly analysed = (text: string): Analysis => this.#comprehension.analysed(text);

  /**
   * The question by itself or with what the conversation adds, whichever it was meant as. `sense` is of the question by itself.
   */
  understand(
    question: string,
    context: Context | undefined,
    tolerance = LEANING_TOLERANCE,
    sense?: Sense,
  ): Understanding {
    const alone = this.#understandAlone(question, sense);
    const dependence = dependenceOf(alone.analysis);
    const [best] = alone.candidates;
    const apart = dependence === 'whole' && tolerance > 0;
    if (!context || apart || isWrittenDown(best, dependence) || this.#isUnrelated(alone.analysis)) return alone;
    if (dependence === 'whole' && isAnswered(alone)) return alone;
    if (isAnswered(alone) && (dependence === 'opening' || isCorrection(alone.analysis))) return alone;
    if (isAnswered(alone) && dependence === 'pointing' && bringsNew(alone.analysis, context)) return alone;
    if (isAnswered(alone) && (turnsToName(alone.analysis, context) || asksAnew(alone, context))) return alone;
    const inContext = this.#comprehension.understand(
      question,
      (analysis) => completed(analysis, context),
      preferencesOf(alone, context, this.#composer),
    );
    if (dependence === 'elliptic') return inContext;
    if (tolerance === 0 && alone.confidence >= Math.max(BOUNDS.part, inContext.confidence)) return alone;
    return certainty(inContext) >= certainty(alone) - tolerance ? inContext : alone;
  }

  /**
   * Each part of a question, understood with what the parts before it were about; none for a question of one part. `conclude`
   * tells what a part is answered, which the next part may refer to.
   */
  understandParts(
    question: string,
    context: Context | undefined,
    whole: Understanding,
    conclude: (part: Understanding) => Answer,
  ): readonly Understanding[] {
    const parts = partsOf(question);
    if (parts.length < 2) {
      if ((whole.entry?.nearest ?? 0) >= WHOLE) return [];
      return this.#separate(question);
    }
    let before = context;
    const understood = parts.flatMap((part) => {
      const understanding = this.understand(part, before, 0);
      before = contextOf([{ question: part, answer: conclude(understanding) }], this.analysed) ?? before;
      return this.#finer(part, understanding);
    });
    const split = understood.every(isAnswered) ? [] : this.#split(question);
    return split.length > understood.filter(isAnswered).length ? split : understood;
  }

  /** A part that asks for several kinds of thing is several, where no entry has all of them. */
  #finer(part: string, understanding: Understanding): readonly Understanding[] {
    if ((understanding.entry?.nearest ?? 0) >= WHOLE) return [understanding];
    const asks = this.#understandAsks(part);
    return asks.length > 1 && asks.every(isAnswered) ? asks : [understanding];
  }

  /** Whether nothing of what a text says has to do with the event: it leans on no conversation, however short it is. */
  #isUnrelated({ terms, asks }: Analysis): boolean {
    const content = terms.filter(({ kind }) => kind === 'stem' || kind === 'name' || kind === 'group');
    return asks.size === 0 && content.length > 0 && !content.some(({ id }) => this.#comprehension.matcher.knows(id));
  }

  #understandAlone(question: string, sense?: Sense): Understanding {
    if (sense) return this.#comprehension.understand(question, undefined, undefined, sense);
    return remembered(this.#understood, question, () => this.#comprehension.understand(question));
  }

  /** What is asked together in a question of one part, by the first of the ways that tells several things apart; none where no way does. */
  #separate(question: string): readonly Understanding[] {
    return remembered(this.#separated, question, () => {
      for (const way of [this.#understandAsks, this.#understandJoined, this.#understandKeywords]) {
        const found = way.call(this, question);
        if (found.length > 1) return found;
      }
      return this.#split(question);
    });
  }

  #split(question: string): readonly Understanding[] {
    return remembered(this.#splits, question, () => this.#understandSplit(question));
  }

  /** "Where and when …": one clause that asks for several kinds of thing, each understood by itself. */
  #understandAsks(question: string): Understanding[] {
    const asks = [...this.analysed(question).asks].filter((ask) => SEPARATE_ASKS.has(ask));
    if (asks.length < 2) return [];
    const alone =
      (ask: string) =>
      (analysis: Analysis): Analysis => ({
        ...analysis,
        asks: new Set([ask]),
        terms: analysis.terms.filter(({ id, kind }) => kind !== 'ask' || id === ask),
      });
    return asks.map((ask) => this.#comprehension.understand(question, alone(ask)));
  }

  /** "Who are A and B?": one clause that asks the same of two things, each understood by itself. */
  #understandJoined(question: string): Understanding[] {
    const [pair] = this.analysed(question).joined;
    if (!pair) return [];
    const without =
      (dropped: string) =>
      (analysis: Analysis): Analysis => ({
        ...analysis,
        terms: analysis.terms.filter(({ id }) => id !== dropped),
        names: analysis.names.filter(({ name }) => `@${name.id}` !== dropped),
      });
    const understood = [pair[1], pair[0]].map((dropped) => this.#comprehension.understand(question, without(dropped)));
    return understood.every((part) => isAnswered(part) && part.confidence >= SURE_JOINED) ? understood : [];
  }

  /**
   * Two questions or more that nothing but their sense tells apart ("is it in June, they meet face to face?"): split where both
   * sides are surest of different answers; none where there is no such place.
   */
  #understandSplit(question: string, most = MOST_SPLIT): Understanding[] {
    const pairs = splitsOf(question).flatMap((sides) => {
      const left = this.#comprehension.understand(sides[0]);
      if (left.confidence < SURE_JOINED || dependenceOf(left.analysis) === 'elliptic') return [];
      const right = this.#comprehension.understand(sides[1]);
      if (right.confidence < SURE_JOINED || dependenceOf(right.analysis) === 'elliptic') return [];
      if (left.entry?.target === right.entry?.target) return [];
      return [{ sides, parts: [left, right], sure: Math.min(left.confidence, right.confidence) }];
    });
    const best = pairs.sort((a, b) => b.sure - a.sure)[0];
    if (!best) return [];
    return best.parts.flatMap((part, at) => {
      const finer = most > 2 ? this.#understandSplit(best.sides[at] ?? '', most - 1) : [];
      return finer.length > 1 ? finer : [part];
    });
  }

  /** "Date and city": a list of keywords, each understood by itself. */
  #understandKeywords(question: string): Understanding[] {
    const understood = keywordsOf(question).map((part) => this.#comprehension.understand(part));
    return understood.every(isAnswered) ? understood : [];
  }
}

/** What is known of a question already, else what is found now. */
function remembered<Value>(known: Recent<string, Value>, question: string, find: () => Value): Value {
  const value = known.get(question) ?? find();
  if (question.length <= LONGEST) known.set(question, value);
  return value;
}

/** Whether the best entry is sure enough to answer. */
export function isAnswered(understanding: Understanding): understanding is Answered {
  return understanding.entry !== undefined && understanding.confidence >= BOUNDS.answer;
}

/** What a conversation makes likelier: what is related to the last answer, and something new where "other" or "else" is asked. */
function preferencesOf({ analysis }: Understanding, { turn }: Context, composer: Composer): Map<string, number> {
  const other = analysis.words.some(({ text }) => text === 'other' || text === 'else' || text === 'another');
  const given = turn.answer.entries;
  const related = given.flatMap((id) => composer.entry(id)?.related ?? []);
  return new Map([
    ...related.map((id) => [id, RELATED_GAIN] as const),
    ...given.map((id) => [id, other ? -GIVEN_LOSS : RELATED_GAIN] as const),
  ]);
}

/** What the curators wrote, word for word, means what they wrote; unless it is too short to say by itself what it is about. */
function isWrittenDown(best: Candidate | undefined, dependence: Dependence): boolean {
  if (!best?.verbatim) return false;
  const { target, phrasing } = best;
  return dependence !== 'elliptic' || target.kind === 'chat' || phrasing === 0;
}

/**
 * After a refusal, what asks by itself and is as like as can be to what the curators foresaw goes on with nothing; but for
 * "which city?", which may be that of anything.
 */
const asksAnew = ({ analysis, entry }: Understanding, { turn }: Context): boolean =>
  turn.answer.verdict === 'declined' &&
  analysis.asks.size > 0 &&
  !analysis.terms.some(({ kind }) => kind === 'asked') &&
  (entry?.nearest ?? 0) >= WHOLE;

/** How sure it is what a question is about, whether the articles answer it or not. */
const certainty = ({ confidence, other }: Understanding): number => Math.max(confidence, other?.score ?? 0);
