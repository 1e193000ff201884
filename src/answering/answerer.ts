/** Questions -> answers, from one verified knowledge base. */
import type { Entry, Gap, KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { analyse } from './analysis.ts';
import type { Answer, Answerer, Conversation } from './answer.ts';
import { Completer } from './completer.ts';
import { Composer, wordAnswer } from './composition.ts';
import { type Context, completed, contextOf, dependenceOf, type MetaRequest, metaRequestOf } from './conversation.ts';
import { partsOf } from './parts.ts';
import { Comprehension, type Understanding } from './understanding.ts';
import { BOUNDS } from './verdict.ts';

/** How much a conversation favours the entries related to the last answer. */
const RELATED_GAIN = 0.05;
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

  ask(question: string, conversation: Conversation): Answer {
    const context = contextOf(conversation, (text) => analyse(text, this.#comprehension.analyser));
    const meta = context && metaRequestOf(analyse(question, this.#comprehension.analyser));
    const answer = meta ? this.#answerMeta(meta, context, conversation) : undefined;
    if (answer) return answer;
    const whole = this.#understand(question, context);
    const parts = whole.candidates[0]?.verbatim ? undefined : this.#answerParts(question, context);
    return parts ?? this.#conclude(whole);
  }

  /** The question by itself or with what the conversation adds, whichever it was meant as. */
  #understand(question: string, context: Context | undefined): Understanding {
    const alone = this.#comprehension.understand(question);
    const dependence = dependenceOf(alone.analysis);
    if (!context || dependence === 'whole') return alone;
    const chat =
      alone.other?.target.kind === 'chat' && alone.other.score > (alone.entry?.score ?? 0) && alone.other.nearest > 0.6;
    if (chat) return alone;
    const related = context.turn.answer.entries.flatMap((id) => [id, ...(this.#composer.entry(id)?.related ?? [])]);
    const preferred = new Map(related.map((id) => [id, RELATED_GAIN]));
    const inContext = this.#comprehension.understand(question, (analysis) => completed(analysis, context), preferred);
    if (dependence === 'elliptic') return inContext;
    return certainty(inContext) >= certainty(alone) - LEANING_TOLERANCE ? inContext : alone;
  }

  /** Several questions in one, when every part is answered for itself and by another entry. */
  #answerParts(question: string, context: Context | undefined): Answer | undefined {
    const parts = partsOf(question);
    if (parts.length < 2) return undefined;
    const understood: Understanding[] = [];
    let before = context;
    for (const part of parts) {
      const understanding = this.#understand(part, before);
      understood.push(understanding);
      const answer = this.#conclude(understanding);
      before = contextOf([{ question: part, answer }], (text) => analyse(text, this.#comprehension.analyser)) ?? before;
    }
    const answered = understood.filter((part): part is Understanding & Required<Pick<Understanding, 'entry'>> =>
      isAnswered(part),
    );
    const distinct = new Map(answered.map((part) => [part.entry.target.item.id, part]));
    if (answered.length < parts.length || distinct.size < 2) return undefined;
    const entries = [...distinct.values()].map((part) => part.entry.target.item);
    const text = [...distinct.values()]
      .map((part) => wordAnswer(part.entry.target.item, part.stance, part.contradiction))
      .join(' ');
    return this.#composer.answered(entries, text, Math.min(...answered.map((part) => part.confidence)));
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
  }: Understanding & Required<Pick<Understanding, 'entry'>>): Answer {
    const { item } = entry.target;
    const entries = contradiction && contradiction.entry.id !== item.id ? [contradiction.entry, item] : [item];
    const shown = contradiction && entry.score < CORRECTION_ALONE ? [contradiction.entry] : entries;
    const text =
      contradiction && shown.length === 1
        ? wordAnswer(contradiction.entry, stance, contradiction)
        : wordAnswer(item, stance, contradiction);
    return this.#composer.answered(shown, text, confidence);
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
      const quotes = turn.answer.citations.map(
        ({ source, quote }) => `${source.publisher}: “${quote.replace(/^“|”$/g, '')}”`,
      );
      const opening = request === 'certainty' ? 'That is what the articles say. ' : '';
      return this.#composer.answered(entries, opening + quotes.join(' '), turn.answer.confidence);
    }
    const given = new Set(conversation.flatMap(({ answer }) => answer.entries));
    const next = entries.flatMap(({ related }) => related).find((id) => !given.has(id));
    const entry = next === undefined ? undefined : this.#composer.entry(next);
    return entry && this.#composer.answered([entry], entry.answer, turn.answer.confidence);
  }
}

/** Score below which a question with a wrong premise gets the correction alone, without the answer to its rest. */
const CORRECTION_ALONE = 0.6;

function isAnswered(
  understanding: Understanding,
): understanding is Understanding & Required<Pick<Understanding, 'entry'>> {
  return understanding.entry !== undefined && understanding.confidence >= BOUNDS.answer;
}

/** How sure it is what a question is about, whether the articles answer it or not. */
const certainty = ({ confidence, other }: Understanding): number => Math.max(confidence, other?.score ?? 0);
