/** Questions -> answers, from one verified knowledge base. */
import type { Entry, Gap, KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { type Analysis, analyse } from './analysis.ts';
import type { Answer, Answerer, Conversation } from './answer.ts';
import { Completer } from './completer.ts';
import { Composer, wordAnswer } from './composition.ts';
import {
  type Context,
  completed,
  contextOf,
  type Dependence,
  dependenceOf,
  type MetaRequest,
  metaRequestOf,
} from './conversation.ts';
import type { Candidate } from './matcher.ts';
import { keywordsOf, partsOf } from './parts.ts';
import { Comprehension, type Understanding } from './understanding.ts';
import { BOUNDS, confidenceIn } from './verdict.ts';

/** How much a conversation favours the entries related to the last answer. */
const RELATED_GAIN = 0.05;
/** How much an entry that was just given loses when something else is asked for. */
const GIVEN_LOSS = 0.5;
/** By how much a question that leans on the conversation may be less sure with it than without it and still be read with it. */
const LEANING_TOLERANCE = 0.25;

/** Builds everything that answering needs; the result is immutable and pure. */
export function createAnswerer(knowledge: KnowledgeBase): Answerer {
  const comprehension = new Comprehension(knowledge);
  const composer = new Composer(knowledge);
  const completer = new Completer(knowledge.entries);
  const answering = new Answering(comprehension, composer);
  return {
    revision: knowledge.revision,
    ask: (question, conversation = []) => answering.ask(question, conversation),
    complete: (typed, limit) => completer.complete(typed, limit),
  };
}

class Answering {
  readonly #comprehension: Comprehension;
  readonly #composer: Composer;

  constructor(comprehension: Comprehension, composer: Composer) {
    this.#comprehension = comprehension;
    this.#composer = composer;
  }

  readonly #analysed = (text: string): Analysis => analyse(text, this.#comprehension.analyser);

  ask(question: string, conversation: Conversation): Answer {
    const context = contextOf(conversation, this.#analysed);
    const meta = context && metaRequestOf(this.#analysed(question));
    const answer = meta ? this.#answerMeta(meta, context, conversation) : undefined;
    if (answer) return answer;
    const whole = this.#understand(question, context);
    const parts = whole.candidates[0]?.verbatim ? undefined : this.#answerParts(question, context, whole);
    return parts ?? this.#conclude(whole);
  }

  /** The question by itself or with what the conversation adds, whichever it was meant as. */
  #understand(question: string, context: Context | undefined, tolerance = LEANING_TOLERANCE): Understanding {
    const alone = this.#comprehension.understand(question);
    const dependence = dependenceOf(alone.analysis);
    const [best] = alone.candidates;
    const apart = dependence === 'whole' && tolerance > 0;
    if (!context || apart || isWrittenDown(best, dependence)) return alone;
    if (dependence === 'opening' && isAnswered(alone)) return alone;
    const inContext = this.#comprehension.understand(
      question,
      (analysis) => completed(analysis, context),
      preferencesOf(alone, context, this.#composer),
    );
    if (dependence === 'elliptic') return inContext;
    return certainty(inContext) >= certainty(alone) - tolerance ? inContext : alone;
  }

  /**
   * Several questions in one: parts that more than one entry answers; or one that is answered surely while gaps decline the
   * rest.
   */
  #answerParts(question: string, context: Context | undefined, whole: Understanding): Answer | undefined {
    const parts = this.#understandParts(question, context, whole);
    const answered = new Map(parts.filter(isPartAnswered).map((part) => [part.entry.target.item.id, part]));
    const rest = parts.filter((part) => !isPartAnswered(part));
    const gaps = new Set(rest.flatMap(gapOf));
    const sure = [...answered.values()].every((part) => part.confidence >= SURE_PART);
    const partial = answered.size === 1 && sure && rest.length > 0 && gaps.size === rest.length;
    if (answered.size < 2 && !partial) return undefined;
    const told = [...answered.values()];
    const texts = told.map((part) => wordAnswer(part.entry.target.item, part.stance, part.contradiction));
    return this.#composer.answered(
      told.map((part) => part.entry.target.item),
      [...texts, ...[...gaps].map((gap) => gap.reply)].join(' '),
      Math.min(...told.map((part) => part.confidence)),
    );
  }

  /** Each part of a question, understood with what the parts before it were about; none for a question of one part. */
  #understandParts(question: string, context: Context | undefined, whole: Understanding): Understanding[] {
    const parts = partsOf(question);
    if (parts.length < 2) {
      if ((whole.entry?.nearest ?? 0) >= WHOLE) return [];
      const ways = [
        this.#understandAsks(question),
        this.#understandJoined(question),
        this.#understandKeywords(question),
      ];
      return ways.find((found) => found.length > 1) ?? [];
    }
    let before = context;
    return parts.map((part) => {
      const understanding = this.#understand(part, before, 0);
      before = contextOf([{ question: part, answer: this.#conclude(understanding) }], this.#analysed) ?? before;
      return understanding;
    });
  }

  /** "Where and when …": one clause that asks for several kinds of thing, each understood by itself. */
  #understandAsks(question: string): Understanding[] {
    const asks = [...this.#analysed(question).asks].filter((ask) => SEPARATE_ASKS.has(ask));
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
    const [pair] = this.#analysed(question).joined;
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

  /** "Date and city": a list of keywords, each understood by itself. */
  #understandKeywords(question: string): Understanding[] {
    const understood = keywordsOf(question).map((part) => this.#comprehension.understand(part));
    return understood.every(isAnswered) ? understood : [];
  }

  #conclude(understanding: Understanding): Answer {
    const { entry, other, confidence, analysis } = understanding;
    if (analysis.terms.every(({ kind }) => kind === 'function') && !entry && !other)
      return this.#composer.declined('unclear', analysis.plain, 1, []);
    if (isAnswered(understanding)) return this.#answer(understanding);
    const shown = analysis.plain.slice(0, 300);
    const near = this.#nearEntries(understanding);
    if (other && other.score >= BOUNDS.gap && other.score >= (entry?.score ?? 0) * 0.9) {
      if (other.target.kind === 'chat') return this.#composer.chat(other.target.item, shown, near, 1 - confidence);
      if (other.target.kind === 'gap') return this.#composer.declinedBy(other.target.item, 1 - confidence);
    }
    if (confidence >= BOUNDS.suggest) return this.#composer.suggested(shown, near, 1 - confidence);
    return this.#declineUnforeseen(shown, understanding, near);
  }

  #answer({
    entry,
    stance,
    contradiction,
    confidence,
    analysis,
  }: Understanding & Required<Pick<Understanding, 'entry'>>): Answer {
    const { item } = entry.target;
    const entries = contradiction && contradiction.entry.id !== item.id ? [contradiction.entry, item] : [item];
    const shown = contradiction && entry.score < CORRECTION_ALONE ? [contradiction.entry] : entries;
    const text =
      contradiction && shown.length === 1
        ? wordAnswer(contradiction.entry, stance, contradiction)
        : wordAnswer(item, stance, contradiction);
    const answer = this.#composer.answered(shown, text, confidence);
    return analysis.wantsQuote ? { ...answer, text: `${answer.text} ${quotesOf(answer)}` } : answer;
  }

  /** A refusal where no gap is near: about the event or not, by the words that the question shares with the knowledge. */
  #declineUnforeseen(shown: string, { analysis, other, confidence }: Understanding, near: readonly Entry[]): Answer {
    const content = analysis.terms.filter(({ kind }) => kind !== 'function' && kind !== 'ask' && kind !== 'surface');
    if (content.length === 0) return this.#composer.declined('unclear', shown, 1 - confidence, near);
    const about =
      analysis.names.some(({ name }) => name.known) ||
      content.some(
        ({ id, kind }) =>
          kind === 'group' && this.#comprehension.matcher.weightOf({ id, kind, rarity: 1, focus: 1 }) > 0.3,
      );
    const gap = other?.target.kind === 'gap' ? (other.target.item as Gap) : undefined;
    if (gap && gap.reason === 'off-topic' && (other?.score ?? 0) > 0.3)
      return this.#composer.declinedBy(gap, 1 - confidence);
    return this.#composer.declined(about ? 'not-in-articles' : 'off-topic', shown, 1 - confidence, near);
  }

  #nearEntries({ candidates }: Understanding): Entry[] {
    return candidates
      .flatMap(({ target, score }) => (target.kind === 'entry' && score > 0.25 ? [target.item] : []))
      .slice(0, 3);
  }

  #answerMeta(request: MetaRequest, { turn }: Context, conversation: Conversation): Answer | undefined {
    const entries = turn.answer.entries.flatMap((id) => this.#composer.entry(id) ?? []);
    const [first] = entries;
    if (!first) return undefined;
    if (request !== 'more') {
      const opening = request === 'certainty' ? 'That is what the articles say. ' : '';
      return this.#composer.answered(entries, opening + quotesOf(turn.answer), turn.answer.confidence);
    }
    const given = new Set(conversation.flatMap(({ answer }) => answer.entries));
    const next = entries.flatMap(({ related }) => related).find((id) => !given.has(id));
    const entry = next === undefined ? undefined : this.#composer.entry(next);
    return entry && this.#composer.answered([entry], entry.answer, turn.answer.confidence);
  }
}

/** The proof of an answer in words: each quote with its publisher. */
const quotesOf = ({ citations }: Answer): string =>
  citations.map(({ source, quote }) => `${source.publisher}: “${quote.replace(/^“|”$/g, '')}”`).join(' ');

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

/** The gap that declines a part of a question for want of an answer in the articles. */
function gapOf({ other }: Understanding): Gap[] {
  const gap = other?.target.kind === 'gap' && other.score >= SURE_GAP ? other.target.item : undefined;
  return gap?.reason === 'not-in-articles' ? [gap] : [];
}

/** Kinds of thing that one clause may ask for together. */
const SEPARATE_ASKS = new Set(['?when', '?where', '?who', '?why']);
/** Likeness from which a question is taken as one, whatever parts it seems to have. */
const WHOLE = 0.9;
/** Score of a gap from which it declines a part of a question for sure. */
const SURE_GAP = 0.6;
/** Confidence that each of two joined things needs to be answered by itself. */
const SURE_JOINED = 0.7;
/** Confidence that the answered parts need when another part is declined. */
const SURE_PART = 0.8;
/** Score below which a question with a wrong premise gets the correction alone, without the answer to its rest. */
const CORRECTION_ALONE = 0.6;

function isAnswered(
  understanding: Understanding,
): understanding is Understanding & Required<Pick<Understanding, 'entry'>> {
  return understanding.entry !== undefined && understanding.confidence >= BOUNDS.answer;
}

/** One of several questions needs no lead over the gaps: that the others are about the event speaks for it. */
function isPartAnswered(part: Understanding): part is Understanding & Required<Pick<Understanding, 'entry'>> {
  if (isAnswered(part)) return true;
  const { entry, other, signals } = part;
  return entry !== undefined && entry.score >= (other?.score ?? 0) && confidenceIn(signals) >= BOUNDS.answer;
}

/** What the curators wrote, word for word, means what they wrote; unless it is too short to say by itself what it is about. */
function isWrittenDown(best: Candidate | undefined, dependence: Dependence): boolean {
  if (!best?.verbatim) return false;
  const { target, phrasing } = best;
  return dependence !== 'elliptic' || target.kind === 'chat' || phrasing === target.phrasings[0];
}

/** How sure it is what a question is about, whether the articles answer it or not. */
const certainty = ({ confidence, other }: Understanding): number => Math.max(confidence, other?.score ?? 0);
