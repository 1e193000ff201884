/** A question, in its conversation and in its parts -> what it was understood as. */

import type { Analysis } from './analysis.ts';
import type { Answer } from './answer.ts';
import type { Composer } from './composition.ts';
import {
  type Context,
  completed,
  contextOf,
  type Dependence,
  dependenceOf,
  isContent,
  isCorrection,
  isShort,
  isSwitch,
  pointsBack,
  turnsToName,
} from './conversation.ts';
import { keywordsOf, partsOf, splitsOf } from './parts.ts';
import { Recent } from './recent.ts';
import { askedOf, fragmentOf, isSequel, rewritingsOf, tells } from './rewriting.ts';
import type { Sense } from './sense.ts';
import type { Comprehension, Understanding } from './understanding.ts';
import { BOUNDS } from './verdict.ts';

/** How much a conversation favours the entries related to the last answer. */
const RELATED_GAIN = 0.05;
/** How much an entry that was just given loses when something else is asked for. */
const GIVEN_LOSS = 0.5;
/** How much a gap that just declined loses: another question is seldom declined by it again. */
const GAP_LOSS = 0.2;
/** What it costs a reading that it leaves out what was just told. */
const FRESH_COST = 0.02;
/** What it costs the reading by itself of a question that leans on the conversation. */
const LEANING_COST = 0.25;

/** What it costs a reading that a thing was only named, by itself. */
const NAMED_COST = 0.1;
/** What it costs a reading that it asks of what was told, instead of what was asked before. */
const TOLD_COST = 0.4;
/** Share of an entry's phrasings from which it is asked for a kind of thing. */
const ASKED = 0.15;
/** Confidence in what only repeats the last answer. */
const UNSURE = 0.19;

/** Kinds of thing that one clause may ask for together. */
const SEPARATE_ASKS = new Set(['?when', '?where', '?who', '?why']);
/** Likeness from which a question is taken as one, whatever parts it seems to have. */
const WHOLE = 0.9;
/** Confidence that each of two joined things needs to be answered by itself. */
const SURE_JOINED = 0.8;
/** What a side of a split has to promise at a glance to be looked at. */
const PROMISING = 0.25;
/** Into so many parts a question is split by sense alone. */
const MOST_SPLIT = 3;

/** Characters of the longest question that is remembered; a bound on the memory that somebody can make it take. */
const LONGEST = 1000;

/** One way to understand a question, and how much less it counts than another that is as sure. */
interface Reading {
  readonly understanding: Understanding;
  readonly cost: number;
}

/** What the score of an entry or gap gains, by its id. */
type Preferences = ReadonlyMap<string, number>;

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
  understand(question: string, context: Context | undefined, sense?: Sense): Understanding {
    const alone = this.#understandAlone(question, sense);
    const dependence = dependenceOf(alone.analysis);
    if (!context || dependence === 'whole' || isSwitch(alone.analysis) || this.#standsAlone(alone, dependence, context))
      return alone;
    const readings = this.#readingsOf(question, alone, dependence, context);
    const [best] = readings
      .map(({ understanding, cost }) => ({ understanding, worth: this.#sureness(understanding, context) - cost }))
      .sort((a, b) => b.worth - a.worth);
    return best ? followed(this.#unlessBesides(best.understanding, context)) : alone;
  }

  /** A part of a question: it leans on the parts before it only where it is hardly understood by itself. */
  #understandPart(part: string, before: Context | undefined): Understanding {
    const alone = this.#understandAlone(part);
    const dependence = dependenceOf(alone.analysis);
    if (!before || this.#standsAlone(alone, dependence, before)) return alone;
    const carried = this.#carried(part, alone, before);
    if (isShort(alone.analysis)) return this.#unlessBesides(carried, before);
    if (alone.confidence >= Math.max(BOUNDS.part, carried.confidence)) return alone;
    return certainty(carried) >= certainty(alone) ? carried : alone;
  }

  /** Whether what was said before plays no part in a question. */
  #standsAlone(alone: Understanding, dependence: Dependence, context: Context): boolean {
    if (isWrittenDown(alone)) return true;
    if (!isAnswered(alone) || isCorrection(alone.analysis)) return false;
    if (turnsToName(alone.analysis, context) || asksAnew(alone, context)) return true;
    return dependence === 'whole' || dependence === 'opening';
  }

  /** A question with the terms of the conversation; `given`: what the answers just given lose. */
  #carried(question: string, alone: Understanding, context: Context, given: Preferences = new Map()): Understanding {
    const preferred = new Map([...preferencesOf(alone, context, this.#composer), ...given]);
    return this.#comprehension.understand(question, (analysis) => completed(analysis, context), preferred);
  }

  /** What a question may have been meant as in its conversation. */
  #readingsOf(question: string, alone: Understanding, dependence: Dependence, context: Context): Reading[] {
    const { analysis } = alone;
    const given: Preferences = new Map([
      ...context.turn.answer.entries.map((id) => [id, -GIVEN_LOSS] as const),
      ...declinedBy(context),
    ]);
    const other = (text: string, cost: number): Reading => ({
      understanding: this.#comprehension.understand(`${text}${markOf(analysis)}`, undefined, given),
      cost,
    });
    const rewritten = rewritingsOf(analysis, context, this.#comprehension.analyser.lexicon);
    const isAskedFor = ({ understanding }: Reading): boolean => this.#isAskedFor(understanding);
    const told = dependence === 'bare' ? this.#askedOfTold(analysis, context) : [];
    return [
      { understanding: this.#carried(question, alone, context), cost: 0 },
      ...[{ understanding: this.#carried(question, alone, context, given), cost: FRESH_COST }].filter(isAskedFor),
      ...this.#aloneOf(alone, dependence, context),
      // What is asked of another in the same words takes nothing for granted that was not granted before.
      ...rewritten
        .map((text) => other(text, 0))
        .filter(
          ({ understanding }) => !isAnswered(understanding) || this.#comprehension.stanceOf(understanding) !== 'wrong',
        ),
      ...told.map((text) => other(text, TOLD_COST)).filter(isAskedFor),
    ];
  }

  /** A question by itself, where it says what it is about; of one that only names a thing, the thing. */
  #aloneOf(alone: Understanding, dependence: Dependence, { asked }: Context): Reading[] {
    if (dependence === 'bare') return [];
    if (dependence !== 'elliptic') return [{ understanding: alone, cost: LEANING_COST }];
    const fragment = fragmentOf(alone.analysis).map(({ text }) => text);
    if (fragment.length === 0) return [];
    const named = this.#comprehension.understand(`${fragment.join(' ')}${markOf(alone.analysis)}`);
    const content = named.analysis.terms.filter(({ kind }) => kind !== 'function');
    // A thing claims nothing, unless something was claimed of another before.
    const understanding: Understanding = asked[0]?.yesNo ? named : { ...named, stance: 'open' };
    return [{ understanding, cost: content.every(({ kind }) => kind === 'name') ? LEANING_COST : NAMED_COST }];
  }

  /** What is asked of what was told last. */
  #askedOfTold(analysis: Analysis, { turn }: Context): string[] {
    if (analysis.asks.size === 0) return [];
    return turn.answer.entries.flatMap((id) => {
      const told = this.#composer.entry(id)?.answer.split(/(?<=[.;:])\s/)[0];
      return told ? [askedOf(told, analysis)] : [];
    });
  }

  /** How sure it is what a question is about, whether the articles answer it or not. */
  #sureness(understanding: Understanding, context: Context): number {
    if (this.#tellsAgain(understanding, context)) return 1;
    const right = this.#isBesides(understanding, context) ? 0 : understanding.confidence;
    return Math.max(right, (1 - right) * Math.min(1, understanding.other?.score ?? 0));
  }

  /** Whether the last answer said already what is asked of it ("since when?"). */
  #tellsAgain({ analysis, entry }: Understanding, { turn, told }: Context): boolean {
    return entry !== undefined && turn.answer.entries.includes(entry.target.item.id) && tells(told, analysis);
  }

  #unlessBesides(understanding: Understanding, context: Context): Understanding {
    if (!this.#isBesides(understanding, context)) return understanding;
    return { ...understanding, confidence: Math.min(understanding.confidence, UNSURE) };
  }

  /** Whether the best entry is besides the point. */
  #isBesides(understanding: Understanding, context: Context): boolean {
    return this.#repeats(understanding, context) || this.#saysNothingOf(understanding);
  }

  /** Whether all that it has of a question was carried into it, and nothing was said. */
  #saysNothingOf({ analysis, entry }: Understanding): boolean {
    const said = analysis.terms.filter((term) => term.focus === 1 && isContent(term));
    return (
      entry !== undefined &&
      said.length > 0 &&
      !said.some(({ id }) => this.#comprehension.matcher.has(entry.target, id))
    );
  }

  /** Whether it says what was just told, although something else is asked of which it says nothing. */
  #repeats(understanding: Understanding, { turn, told }: Context): boolean {
    const { analysis, contradiction, entry } = understanding;
    if (!entry || contradiction || !turn.answer.entries.includes(entry.target.item.id)) return false;
    return isSequel(analysis) || (!this.#isAskedFor(understanding) && !tells(told, analysis));
  }

  /** Whether the best entry is now and then asked for the kind of thing that is asked, where that is a certain kind. */
  #isAskedFor({ entry, analysis }: Understanding): boolean {
    const asks = [...analysis.asks].filter((ask) => SEPARATE_ASKS.has(ask));
    if (!entry || asks.length === 0) return true;
    return this.#comprehension.matcher.sharesOf(entry.target, asks).some((share) => share >= ASKED);
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
      const understanding = this.#understandPart(part, before);
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
      if (sides.some((side) => this.#comprehension.promiseOf(side) < PROMISING)) return [];
      const left = this.#comprehension.understand(sides[0]);
      if (left.confidence < SURE_JOINED || isShort(left.analysis)) return [];
      const right = this.#comprehension.understand(sides[1]);
      if (right.confidence < SURE_JOINED || isShort(right.analysis)) return [];
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

/** The question mark that a question ends with. */
const markOf = ({ plain }: Analysis): string => (/\?\s*$/.test(plain) ? '?' : '');

/** What the gap that just declined loses. */
const declinedBy = ({ turn }: Context): [string, number][] => (turn.answer.gap ? [[turn.answer.gap, -GAP_LOSS]] : []);

/** A follow-up is answered from where a part of a question is: what was said before speaks for it too. */
function followed(understanding: Understanding): Understanding {
  const { confidence } = understanding;
  return confidence < BOUNDS.part
    ? understanding
    : { ...understanding, confidence: Math.max(confidence, BOUNDS.answer) };
}

/** What a conversation makes likelier: what is related to the last answer, and something new where "other" or "else" is asked. */
function preferencesOf({ analysis }: Understanding, context: Context, composer: Composer): Preferences {
  const other = analysis.words.some(({ text }) => text === 'other' || text === 'else' || text === 'another');
  const given = context.turn.answer.entries;
  const related = given.flatMap((id) => composer.entry(id)?.related ?? []);
  return new Map([
    ...related.map((id) => [id, RELATED_GAIN] as const),
    ...given.map((id) => [id, other ? -GIVEN_LOSS : RELATED_GAIN] as const),
    ...declinedBy(context),
  ]);
}

/**
 * After a refusal, what asks by itself and is as like as can be to what the curators foresaw goes on with nothing; but for
 * "where is it?" and "which city?", which may be that of anything.
 */
const asksAnew = ({ analysis, entry }: Understanding, { turn }: Context): boolean =>
  turn.answer.verdict === 'declined' &&
  !pointsBack(analysis) &&
  analysis.asks.size > 0 &&
  !analysis.terms.some(({ kind }) => kind === 'asked') &&
  (entry?.nearest ?? 0) >= WHOLE;

/** What the curators wrote, word for word, means what they wrote; unless it is too short to say by itself what it is about. */
function isWrittenDown({ analysis, candidates: [best] }: Understanding): boolean {
  if (!best?.verbatim) return false;
  return !isShort(analysis) || best.phrasing === 0;
}

/** How sure it is what a question is about, whether the articles answer it or not. */
const certainty = ({ confidence, other }: Understanding): number => Math.max(confidence, other?.score ?? 0);
