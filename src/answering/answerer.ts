/** Questions -> answers, from one verified knowledge base. */
import type { Entry, Gap, KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { Answer, Answerer, Conversation } from './answer.ts';
import { AttributionReader, type AttributionRequest } from './attribution.ts';
import { Completer } from './completer.ts';
import { Composer, wordAnswer } from './composition.ts';
import { type Context, contextOf, type MetaRequest, metaRequestOf } from './conversation.ts';
import { type Answered, isAnswered, Reader } from './reader.ts';
import { Comprehension, type Understanding } from './understanding.ts';
import { BOUNDS, confidenceIn } from './verdict.ts';

/** Builds everything that answering needs; the result is immutable and pure. */
export function createAnswerer(knowledge: KnowledgeBase): Answerer {
  const comprehension = new Comprehension(knowledge);
  const composer = new Composer(knowledge);
  const completer = new Completer(knowledge.entries);
  const answering = new Answering(comprehension, composer, new AttributionReader(knowledge.sources));
  return {
    revision: knowledge.revision,
    ask: (question, conversation = []) => answering.ask(question, conversation),
    complete: (typed, limit) => completer.complete(typed, limit),
  };
}

class Answering {
  readonly #comprehension: Comprehension;
  readonly #composer: Composer;
  readonly #reader: Reader;
  readonly #attribution: AttributionReader;

  constructor(comprehension: Comprehension, composer: Composer, attribution: AttributionReader) {
    this.#comprehension = comprehension;
    this.#composer = composer;
    this.#attribution = attribution;
    this.#reader = new Reader(comprehension, composer);
  }

  ask(question: string, conversation: Conversation): Answer {
    const context = contextOf(conversation, this.#reader.analysed);
    const meta = context && metaRequestOf(this.#reader.analysed(question));
    const answer = meta ? this.#answerMeta(meta, context, conversation) : undefined;
    if (answer) return answer;
    const whole = this.#reader.understand(question, context);
    if (whole.candidates[0]?.verbatim) return this.#conclude(whole);
    return (
      this.#answerAttribution(question, context) ?? this.#answerParts(question, context, whole) ?? this.#conclude(whole)
    );
  }

  /**
   * Several questions in one: parts that more than one entry answers; or one that is answered surely while gaps decline the
   * rest.
   */
  #answerParts(question: string, context: Context | undefined, whole: Understanding): Answer | undefined {
    const parts = this.#reader.understandParts(question, context, whole, (part) => this.#conclude(part));
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

  /** Which of the articles say it; nothing where the question is no such question, or what it is about is not clear. */
  #answerAttribution(question: string, context: Context | undefined): Answer | undefined {
    const request = this.#attribution.requestOf(question);
    if (!request) return undefined;
    const [entries, confidence] = this.#attributed(request, context);
    return entries.length === 0 ? undefined : this.#composer.attributed(entries, request, confidence);
  }

  #attributed({ subject }: AttributionRequest, context: Context | undefined): [readonly Entry[], number] {
    if (subject === '') return [this.#given(context), context?.turn.answer.confidence ?? 0];
    const { entry, confidence } = this.#comprehension.understand(subject);
    // That an article reports it is half the question: the other half needs less proof.
    return entry && confidence >= BOUNDS.suggest ? [[entry.target.item], confidence] : [[], 0];
  }

  /** The entries of the last answer. */
  #given(context: Context | undefined): Entry[] {
    return (context?.turn.answer.entries ?? []).flatMap((id) => this.#composer.entry(id) ?? []);
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

  #answer({ entry, stance, contradiction, confidence, analysis }: Answered): Answer {
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

  #answerMeta(request: MetaRequest, context: Context, conversation: Conversation): Answer | undefined {
    const { turn } = context;
    const entries = this.#given(context);
    const [first] = entries;
    if (!first) return undefined;
    if (request !== 'more') {
      const opening = request === 'certainty' ? 'That is what the articles say. ' : '';
      const answers = entries.map(({ answer }) => answer).join(' ');
      return this.#composer.answered(entries, `${opening}${answers} ${quotesOf(turn.answer)}`, turn.answer.confidence);
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

/** The gap that declines a part of a question for want of an answer in the articles. */
function gapOf({ other }: Understanding): Gap[] {
  const gap = other?.target.kind === 'gap' && other.score >= SURE_GAP ? other.target.item : undefined;
  return gap?.reason === 'not-in-articles' ? [gap] : [];
}

/** Score of a gap from which it declines a part of a question for sure. */
const SURE_GAP = 0.6;
/** Confidence that the answered parts need when another part is declined. */
const SURE_PART = 0.8;
/** Score below which a question with a wrong premise gets the correction alone, without the answer to its rest. */
const CORRECTION_ALONE = 0.6;

/** One of several questions needs no lead over the gaps: that the others are about the event speaks for it. */
function isPartAnswered(part: Understanding): part is Answered {
  if (isAnswered(part)) return true;
  const { entry, other, signals } = part;
  return entry !== undefined && entry.score >= (other?.score ?? 0) && confidenceIn(signals) >= BOUNDS.answer;
}
