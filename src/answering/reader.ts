/** A question, in its conversation and in its parts -> what it was understood as. */

import type { Stance } from '../knowledge/knowledge-base.ts';
import { type Analysis, following } from './analysis.ts';
import type { Answer } from './answer.ts';
import { type Context, completed, contextOf, dependenceOf, isContent, isCorrection } from './conversation.ts';
import { keywordsOf, partsOf, splitsOf } from './parts.ts';
import { likeliestOf, type Readings } from './readings.ts';
import { Recent } from './recent.ts';
import { rewritingsOf } from './rewriting.ts';
import type { Sense } from './sense.ts';
import type { Comprehension, Understanding, Understood } from './understanding.ts';
import { BOUNDS } from './verdict.ts';

/** Kinds of thing that one clause may ask for together. */
const SEPARATE_ASKS = new Set(['?when', '?where', '?who', '?why']);
/** Likeness from which a question is taken as one, whatever parts it seems to have. */
const WHOLE = 0.9;
/** Confidence that each of two joined things needs to be answered by itself. */
const SURE_JOINED = 0.7;
/** Confidence from which a question that says itself what it is about needs no conversation. */
const SURE_ALONE = 0.8;
/** Likeness from which a follow-up claims what the one that was foreseen claims. */
const FORESEEN = 0.8;
/** What a side of a split has to promise at a glance to be looked at. */
const PROMISING = 0.1;
/** So many of the ways to split a question are looked at, those that promise most. */
const MOST_LOOKED_AT = 2;
/** Into so many parts a question is split by sense alone. */
const MOST_SPLIT = 3;

/** Characters of the longest question that is remembered; a bound on the memory that somebody can make it take. */
const LONGEST = 1000;

/** An understanding whose best entry is sure enough to answer. */
export type Answered = Understood;

export class Reader {
  readonly #comprehension: Comprehension;
  /** What questions were understood as by themselves, and the parts of those that are one by their form: no conversation changes it. */
  readonly #understood: Recent<string, Understanding>;
  readonly #separated: Recent<string, readonly Understanding[]>;
  readonly #splits: Recent<string, readonly Understanding[]>;

  /** `remembered`: so many questions at least that came last are not understood anew. */
  constructor(comprehension: Comprehension, remembered = 1) {
    this.#comprehension = comprehension;
    this.#understood = new Recent(remembered);
    this.#separated = new Recent(remembered);
    this.#splits = new Recent(remembered);
  }

  /** A text taken apart with the words of the knowledge. */
  readonly analysed = (text: string): Analysis => this.#comprehension.analysed(text);

  /**
   * The question by itself or with what the conversation adds, whichever it was meant as. `sense` is of the question by itself.
   */
  understand(question: string, context: Context | undefined, sense?: Sense): Understanding {
    const foreseen = context && this.foreseen(question, context);
    if (foreseen) return foreseen;
    const alone = this.#understandAlone(question, sense);
    if (!context || standsAlone(alone) || turnsElsewhere(alone)) return alone;
    const readings = this.readings(question, context, alone);
    return correctedIn(readings) ?? likeliestOf(readings, context);
  }

  /** What a question is, word for word, that the curators foresaw after what was told last; nothing where it is none. */
  foreseen(question: string, context: Context): Understanding | undefined {
    const told = toldIn(context);
    if (told.length === 0 || !this.#comprehension.matcher.isWritten(following(this.analysed(question), told)))
      return undefined;
    return this.#following(question, told);
  }

  /** A follow-up understood in every way that its conversation allows. */
  readings(question: string, context: Context, alone = this.#understandAlone(question)): Readings {
    const rewritten = rewritingsOf(alone.analysis, context, this.#comprehension.analyser.lexicon);
    return {
      alone,
      foreseen: this.#unlessBesides(this.#following(question, toldIn(context)), alone),
      carried: this.#unlessBesides(this.#carried(question, context), alone),
      rewritten: rewritten.map((text) => this.#comprehension.understand(`${text}${markOf(alone.analysis)}`)),
    };
  }

  /** A reading that has nothing of what was said is none: then the question by itself. */
  #unlessBesides(reading: Understanding, alone: Understanding): Understanding {
    const said = alone.analysis.terms.filter(isContent);
    const found = [reading.entry, reading.other].flatMap((candidate) => candidate?.target ?? []);
    const { matcher } = this.#comprehension;
    return said.length === 0 || said.some(({ id }) => found.some((target) => matcher.has(target, id)))
      ? reading
      : alone;
  }

  /** What people ask with these words after what was told last. */
  #following(question: string, told: readonly string[]): Understanding {
    const understanding = this.#comprehension.understand(question, (analysis) => following(analysis, told));
    const stance = stanceOf(understanding.entry);
    return { ...understanding, analysis: this.analysed(question), ...(stance && { stance }) };
  }

  /** A question with the terms of the conversation. */
  #carried(question: string, context: Context): Understanding {
    return this.#comprehension.understand(question, (analysis) => completed(analysis, context));
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
      // Split by sense alone, a wrong premise would be parted from whom or what it is said of.
      if ((whole.entry?.nearest ?? 0) >= WHOLE || whole.contradiction) return [];
      return this.#separate(question);
    }
    let before = (): Context | undefined => context;
    const understood = parts.flatMap((part) => {
      // Most parts lean on nothing, and what they would lean on takes long to find.
      const alone = this.#understandAlone(part);
      const understanding = standsAlone(alone) ? alone : this.understand(part, before());
      const earlier = before;
      before = once(() => contextOf([{ question: part, answer: conclude(understanding) }], this.analysed) ?? earlier());
      return this.#finer(part, understanding);
    });
    const split = understood.every(isAnswered) ? [] : this.#split(question);
    return split.length > understood.filter(isAnswered).length ? split : understood;
  }

  /** A part that asks for several kinds of thing is several, where no entry has all of them. */
  #finer(part: string, understanding: Understanding): readonly Understanding[] {
    if ((understanding.entry?.nearest ?? 0) >= WHOLE) return [understanding];
    const asks = this.#understandAsks(part);
    const answered = asks.filter(isAnswered);
    const told = new Set(answered.map(({ entry }) => entry.target));
    const all = asks.every(({ entry }) => entry && told.has(entry.target));
    return answered.length > 1 && all ? answered : [understanding];
  }

  #understandAlone(question: string, sense?: Sense): Understanding {
    if (sense) return this.#comprehension.understand(question, undefined, sense);
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
    const pairs = this.#promisingSplits(question).flatMap((sides) => {
      const left = this.#comprehension.understand(sides[0]);
      if (left.confidence < SURE_JOINED || isStory(left) || isFragment(left)) return [];
      const right = this.#comprehension.understand(sides[1]);
      if (right.confidence < SURE_JOINED || isFragment(right)) return [];
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

  /** The splits that are worth a closer look, by what their sides promise at a glance: the most promising few. */
  #promisingSplits(question: string): (readonly [string, string])[] {
    return splitsOf(question)
      .map((sides) => ({ sides, promise: Math.min(...sides.map((side) => this.#comprehension.promiseOf(side))) }))
      .filter(({ promise }) => promise >= PROMISING)
      .sort((a, b) => b.promise - a.promise)
      .slice(0, MOST_LOOKED_AT)
      .map(({ sides }) => sides);
  }

  /** "Date and city": a list of keywords, each understood by itself. */
  #understandKeywords(question: string): Understanding[] {
    const understood = keywordsOf(question).map((part) => this.#comprehension.understand(part));
    return understood.every(isAnswered) ? understood : [];
  }
}

const ONESELF = new Set(['i', 'we', 'my', 'our']);
/** What somebody tells of themselves asks for nothing. */
const isStory = ({ analysis: { words, asks, yesNo } }: Understanding): boolean =>
  ONESELF.has(words[0]?.text ?? '') && asks.size === 0 && !yesNo;

/** No question of its own, such as "handshake", and nothing like what the curators wrote. */
const isFragment = ({ analysis, entry }: Understanding): boolean =>
  dependenceOf(analysis) === 'short' && analysis.asks.size === 0 && (entry?.nearest ?? 0) < WHOLE;

/** "New topic: …", "ok different thing, …"; not "did they say a different thing". */
const ELSEWHERE = /^\W*(?:\w+\W+){0,3}(?:new|different|other|another) (?:topic|subject|thing|question)\s*[:;,.!–-]/i;
/** Whether a question says that it leaves what was spoken of, and is answered without it. */
const turnsElsewhere = (alone: Understanding): boolean => isAnswered(alone) && ELSEWHERE.test(alone.analysis.plain);

/** "No, I meant …": the last question with these words, where that is sure. */
function correctedIn({ alone, rewritten }: Readings): Understanding | undefined {
  if (!isCorrection(alone.analysis)) return undefined;
  return [...rewritten].filter(isAnswered).sort((a, b) => b.confidence - a.confidence)[0];
}

/** Finds a value when it is first asked for. */
function once<Value>(find: () => Value): () => Value {
  let found: { readonly value: Value } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
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

/** Ids of the entries and of the gap that were told last. */
const toldIn = ({ turn: { answer } }: Context): readonly string[] =>
  answer.gap === undefined ? answer.entries : [...answer.entries, answer.gap];

/** Whether a question needs no conversation: it says itself what it is about and is sure, or is what the curators wrote, "hi" too. */
function standsAlone({ analysis, confidence, candidates: [best] }: Understanding): boolean {
  const dependence = dependenceOf(analysis);
  if (best?.verbatim) return dependence !== 'short' || (best.target.kind === 'chat' && analysis.asks.size === 0);
  return dependence === 'whole' && confidence >= SURE_ALONE;
}

/** Yes, no or "not so", where a follow-up is all but one that was foreseen. */
function stanceOf(entry: Understanding['entry']): Stance | undefined {
  const like = entry && entry.nearest >= FORESEEN ? entry.target.phrasings[entry.phrasing] : undefined;
  return like?.after === undefined ? undefined : like.stance;
}

/** The question mark that a question ends with. */
const markOf = ({ plain }: Analysis): string => (/\?\s*$/.test(plain) ? '?' : '');
