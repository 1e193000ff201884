/** Questions -> answers, from one verified knowledge base. */
import type { Entry, Gap, KnowledgeBase, Quote, Source, Stance } from '../knowledge/knowledge-base.ts';
import { isForeign } from '../language/foreign.ts';
import { plainText, type Word, wordsOf } from '../language/words.ts';
import type { Analysis } from './analysis.ts';
import type { Answer, Conversation, SensingAnswerer } from './answer.ts';
import { AttributionReader, type AttributionRequest } from './attribution.ts';
import { Completer } from './completer.ts';
import { Composer, correctedEntries, withQuotes, wordAnswer } from './composition.ts';
import { type Context, contextOf, goesOn, isContent } from './conversation.ts';
import { type Utterance, utteranceOf } from './letters.ts';
import { asksManner, MetaReader, type MetaRequest, provenSubject } from './meta.ts';
import { partsOf } from './parts.ts';
import type { PhraseIndex } from './phrase-index.ts';
import { type Answered, isAnswered, Reader } from './reader.ts';
import type { Sense } from './sense.ts';
import { Testimony } from './testimony.ts';
import { Comprehension, type Understanding } from './understanding.ts';
import { BOUNDS } from './verdict.ts';

export interface AnswererOptions {
  /** The index of the knowledge, where it is there. */
  readonly index?: PhraseIndex;
  /** So many questions at least that were asked last are not understood anew: 10 KB each. One unless told. */
  readonly remembered?: number;
}

/** Builds everything that answering needs; to the outside the result is immutable and pure. */
export function createAnswerer(
  knowledge: KnowledgeBase,
  { index, remembered = 1 }: AnswererOptions = {},
): SensingAnswerer {
  const comprehension = new Comprehension(knowledge, index);
  const composer = new Composer(knowledge);
  let completer: Completer | undefined;
  const answering = new Answering(knowledge, comprehension, composer, remembered);
  return {
    revision: knowledge.revision,
    ask: (question, conversation = [], sense) => answering.ask(question, conversation, sense),
    meant: (question) => comprehension.meant(question),
    targets: comprehension.targets,
    *warmUp() {
      for (const target of comprehension.targets) yield comprehension.stances.prepare(target);
    },
    complete: (typed, limit, preferred) => {
      completer ??= new Completer(knowledge.entries, (text) => comprehension.meant(text));
      return completer.complete(typed, limit, preferred);
    },
  };
}

class Answering {
  readonly #comprehension: Comprehension;
  readonly #composer: Composer;
  readonly #reader: Reader;
  readonly #sources: readonly Source[];
  readonly #attribution: AttributionReader;
  readonly #testimony: Testimony;
  readonly #meta: MetaReader;

  constructor(knowledge: KnowledgeBase, comprehension: Comprehension, composer: Composer, remembered: number) {
    this.#comprehension = comprehension;
    this.#composer = composer;
    this.#sources = knowledge.sources;
    this.#attribution = new AttributionReader(knowledge.sources, knowledge.vocabulary);
    this.#testimony = new Testimony(knowledge, comprehension);
    this.#meta = new MetaReader();
    this.#reader = new Reader(comprehension, remembered);
  }

  ask(question: string, conversation: Conversation, sense?: Sense): Answer {
    if (isForeign(question)) return this.#composer.foreign(plainText(question).slice(0, SHOWN));
    const context = contextOf(conversation, this.#reader.analysed);
    const foreseen = context && this.#reader.foreseen(question, context);
    if (foreseen) return this.#conclude(foreseen);
    const utterance = this.#utterance(question);
    const request = this.#attribution.requestOf(utterance);
    const meta = context && !request ? this.#answerMeta(utterance, context, conversation) : undefined;
    if (meta) return meta;
    const whole = this.#reader.understand(question, context, sense);
    if (whole.candidates[0]?.verbatim && !(request?.pointing && context)) return this.#conclude(whole);
    if (!context && !request && saysNothing(whole) && !isPlain(whole))
      return this.#composer.declined('unclear', whole.analysis.plain, 1);
    if (context && !isAnswered(whole) && asksManner(utterance.words, context.told.words)) return this.#again(context);
    const proven = isAnswered(whole) ? undefined : this.#proveSubject(utterance, context);
    if (proven) return proven;
    const attributed =
      request && (this.#answerRequests(question, context) ?? this.#answerRequest(request, context, whole));
    return attributed ?? this.#answerParts(question, context, whole) ?? this.#conclude(whole);
  }

  #utterance(question: string): Utterance {
    return utteranceOf(question, this.#comprehension.analyser.speller);
  }

  /**
   * Several questions in one: parts that more than one entry answers; or one that is answered surely while gaps decline the
   * rest.
   */
  #answerParts(question: string, context: Context | undefined, whole: Understanding): Answer | undefined {
    const parts = this.#reader.understandParts(question, context, whole, (part) => this.#conclude(part));
    const answers = parts.some(isAnswered) ? parts.filter(isPartAnswered) : [];
    const answered = new Map(answers.map((part) => [part.entry.target.item.id, part]));
    const rest = parts.filter((part) => !isPartAnswered(part));
    const gaps = new Set(rest.flatMap(gapOf));
    const sure = [...answered.values()].every((part) => part.confidence >= SURE_PART);
    const partial = answered.size === 1 && sure && rest.length > 0 && gaps.size === rest.length;
    if (answered.size < 2 && !partial) return undefined;
    const told = [...answered.values()].map((part) => this.#told(part));
    return this.#composer.answered(
      [...new Set(told.flatMap(({ entries }) => entries))],
      [...told.map(({ text }) => text), ...[...gaps].map((gap) => gap.reply)].join(' '),
      Math.min(...[...answered.values()].map((part) => part.confidence)),
    );
  }

  /** "Which article says this and which one that?": each by itself. */
  #answerRequests(question: string, context: Context | undefined): Answer | undefined {
    const parts = partsOf(question);
    if (parts.length < 2) return undefined;
    const answers = parts.flatMap((part) => {
      const request = this.#attribution.requestOf(this.#utterance(part));
      return (request && !request.pointing && this.#attributeSubject(request, context)) || [];
    });
    const all = answers.length === parts.length && answers.every(({ verdict }) => verdict === 'answered');
    return all ? this.#composer.joined(answers) : undefined;
  }

  /** Which of the articles say it; nothing where what the request is about is not clear. */
  #answerRequest(request: AttributionRequest, context: Context | undefined, whole: Understanding): Answer | undefined {
    if (request.kind === 'compare' && this.#compares(whole, request)) return undefined;
    // "Is anything only in that paper?"
    if (request.kind === 'only' && request.subject === '' && this.#speaksOfSources(whole)) return undefined;
    if (request.subject === '' && !context && request.kind !== 'compare' && request.kind !== 'what') {
      // "Which newspapers are these from?", before anything was told, is what a gap or the bot's own replies may foresee.
      const foreseen = whole.candidates[0] !== undefined && whole.candidates[0].target.kind !== 'entry';
      return foreseen ? undefined : this.#composer.declined('unclear', whole.analysis.plain, 1);
    }
    const said = request.subject === '' ? undefined : this.#attributeSubject(request, context);
    return said ?? (request.pointing && context ? this.#attributeLast(request, context) : undefined);
  }

  /** Whether an entry is the comparison that was asked for, and not only about what both articles have. */
  #compares(whole: Understanding, { subject }: AttributionRequest): boolean {
    if (!isAnswered(whole)) return false;
    const { nearest, target } = whole.entry;
    if (nearest >= COMPARED && sourcesOf(target.item).size > 1) return true;
    const compared = this.#reader.analysed(subject).terms.filter(isContent);
    return this.#speaksOfSources(whole) && compared.every(({ id }) => this.#comprehension.matcher.has(target, id));
  }

  /** Whether the answer is one of those that the curators wrote of the sources themselves. */
  #speaksOfSources(whole: Understanding): boolean {
    return isAnswered(whole) && this.#attribution.speaksOfSources(whole.entry.target.item.question);
  }

  #attributeSubject(request: AttributionRequest, context: Context | undefined): Answer | undefined {
    const alone = this.#comprehension.understand(request.subject);
    const understanding =
      isAnswered(alone) || this.#mentioning(alone) ? alone : this.#reader.understand(request.subject, context);
    const { entry, other, confidence, analysis, contradiction } = understanding;
    if (
      isAnswered(understanding) &&
      request.kind !== 'compare' &&
      (contradiction || DENIALS.has(this.#comprehension.stanceOf(understanding)))
    )
      return this.#conclude(understanding);
    // That an article reports it is half the question: the other half needs less proof, but for a gap that foresees it.
    const declined = other !== undefined && other.score >= BOUNDS.gap && other.score > (entry?.score ?? 0);
    const told =
      entry && confidence >= BOUNDS.suggest && !declined ? entry.target.item : this.#mentioning(understanding);
    if (told) return this.#attributed([told], analysis, request, Math.max(confidence, BOUNDS.answer), context);
    return declined ? this.#conclude(understanding) : undefined;
  }

  /** The likeliest entry that rests on a sentence with all the words of a subject. */
  #mentioning({ analysis, candidates }: Understanding): Entry | undefined {
    const quotes = new Set(this.#testimony.mentions(analysis));
    const entries = candidates.flatMap(({ target }) => (target.kind === 'entry' ? [target.item] : []));
    return entries.find(({ facts }) => facts.some((fact) => fact.quotes.some((quote) => quotes.has(quote))));
  }

  /** Who says what was just answered. What was just declined nobody says; a person it was about may be written about. */
  #attributeLast(request: AttributionRequest, context: Context): Answer | undefined {
    const { answer } = context.turn;
    const entries = this.#given(context);
    if (entries.length > 0)
      return this.#attributed(entries, this.#reader.analysed(''), request, answer.confidence, context);
    const person = request.person && context.names.findLast(({ name }) => name.kind === 'person')?.name;
    if (person) return this.#attributeSubject({ ...request, subject: person.name }, undefined);
    return answer.verdict === 'declined' ? answer : undefined;
  }

  #attributed(
    entries: readonly Entry[],
    subject: Analysis,
    { kind, source }: AttributionRequest,
    confidence: number,
    context: Context | undefined,
  ): Answer {
    // What is compared is all that they say of it, not only what is most like the question.
    const about = kind === 'compare' ? this.#reader.analysed('') : subject;
    const quotes: readonly Quote[] = this.#testimony.quotesFor(about, entries);
    if (source !== 'other')
      return this.#composer.attributed(entries, quotes, { kind, ...(source ? { source } : {}) }, confidence);
    const other = this.#otherThan(context?.turn.answer);
    return this.#composer.attributed(entries, quotes, other ? { kind, source: other } : { kind: 'which' }, confidence);
  }

  /** The one article that the last answer did not rest on. */
  #otherThan(answer: Answer | undefined): Source | undefined {
    const cited = new Set(answer?.citations.map(({ source }) => source.id));
    const others = cited.size === 0 ? [] : this.#sources.filter(({ id }) => !cited.has(id));
    return others.length === 1 ? others[0] : undefined;
  }

  /** The entries of the last answer. */
  #given(context: Context | undefined): Entry[] {
    return context ? this.#entriesOf(context.turn.answer) : [];
  }

  #entriesOf({ entries }: Answer): Entry[] {
    return entries.flatMap((id) => this.#composer.entry(id) ?? []);
  }

  #conclude(understanding: Understanding): Answer {
    const { entry, other, confidence, analysis } = understanding;
    if (analysis.terms.every(({ kind }) => kind === 'function') && !entry && !other)
      return this.#composer.declined('unclear', analysis.plain, 1, []);
    if (isAnswered(understanding)) return this.#answer(understanding);
    const shown = analysis.plain.slice(0, SHOWN);
    const near = this.#nearEntries(understanding);
    if (other && other.score >= BOUNDS.gap && other.score >= (entry?.score ?? 0) * 0.9) {
      if (other.target.kind === 'chat') return this.#composer.chat(other.target.item, shown, near, 1 - confidence);
      if (other.target.kind === 'gap') return this.#composer.declinedBy(other.target.item, 1 - confidence);
    }
    if (confidence >= BOUNDS.suggest) return this.#composer.suggested(shown, near, 1 - confidence);
    return this.#declineUnforeseen(shown, understanding, near);
  }

  #answer(understanding: Answered): Answer {
    const { entries, text } = this.#told(understanding);
    const answer = this.#composer.answered(entries, text, understanding.confidence);
    return understanding.analysis.wantsQuote ? withQuotes(answer) : answer;
  }

  /** What is said to something that is answered, and the entries that prove it: of a correction those of what is true. */
  #told(understanding: Answered): { readonly entries: readonly Entry[]; readonly text: string } {
    const { entry, contradiction } = understanding;
    const stance = this.#comprehension.stanceOf(understanding);
    const { item } = entry.target;
    const answering = contradiction && entry.score < CORRECTION_ALONE ? contradiction.entry : item;
    const entries = contradiction ? correctedEntries(answering, contradiction) : [item];
    return { entries, text: wordAnswer(answering, stance, contradiction) };
  }

  /** A refusal where no gap is near: about the event or not, by the words that the question shares with the knowledge. */
  #declineUnforeseen(shown: string, { analysis, other, confidence }: Understanding, near: readonly Entry[]): Answer {
    const content = analysis.terms.filter(
      ({ kind }) => kind !== 'function' && kind !== 'ask' && kind !== 'asked' && kind !== 'surface',
    );
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

  /** What to tell next: of the related entries that say something new the first with the same proof, else the first. */
  #next(entries: readonly Entry[], conversation: Conversation): Entry | undefined {
    const given = new Set(conversation.flatMap(({ answer }) => answer.entries));
    const told = new Set(conversation.flatMap(({ answer }) => this.#contentOf(answer.text)));
    const related = entries
      .flatMap((entry) => entry.related)
      .filter((id) => !given.has(id))
      .flatMap((id) => this.#composer.entry(id) ?? []);
    const fresh = related.filter(({ answer }) => {
      const content = this.#contentOf(answer);
      return content.filter((term) => !told.has(term)).length >= NEWS * content.length;
    });
    return fresh.find((next) => entries.some((entry) => shareProof(entry, next))) ?? fresh[0] ?? related[0];
  }

  #contentOf(text: string): string[] {
    return this.#reader
      .analysed(text)
      .terms.flatMap(({ id, kind }) => (kind === 'function' || kind === 'surface' ? [] : id));
  }

  #answerMeta(utterance: Utterance, context: Context, conversation: Conversation): Answer | undefined {
    const { answer, question: asked } = context.turn;
    const known = (): readonly Word[] => wordsOf(plainText(`${asked} ${answer.question} ${answer.text}`));
    const request = this.#meta.requestOf(utterance, known);
    if (!request) return undefined;
    const entries = this.#given(context);
    if (request === 'more') {
      const entry = entries.length > 0 ? this.#next(entries, conversation) : undefined;
      return entry && this.#composer.answered([entry], entry.answer, answer.confidence);
    }
    if (request === 'repeat') return answer;
    if (entries.length > 0) return this.#prove(request, entries, answer);
    // Of a refusal there is nothing to prove: what was told before it is proved, else it stands.
    const told = conversation.findLast((turn) => turn.answer.entries.length > 0)?.answer;
    return told ? this.#prove(request, this.#entriesOf(told), told) : answer;
  }

  /** "The link for the date, please": what answers the subject of a request for proof, with its quotes. */
  #proveSubject(utterance: Utterance, context: Context | undefined): Answer | undefined {
    const subject = provenSubject(utterance);
    const understanding = subject === undefined ? undefined : this.#reader.understand(subject, context);
    return understanding && isAnswered(understanding) ? withQuotes(this.#conclude(understanding)) : undefined;
  }

  /** What was answered last, without the yes, the no or the correction in front. */
  #again(context: Context): Answer {
    const entries = this.#given(context);
    const { answer } = context.turn;
    if (entries.length === 0) return answer;
    return this.#composer.answered(entries, entries.map((entry) => entry.answer).join(' '), answer.confidence);
  }

  /** The last answer with its quotes; a person's own words only where the articles quote somebody. */
  #prove(request: MetaRequest, entries: readonly Entry[], last: Answer): Answer {
    if (request === 'words' && !last.citations.some(({ quote }) => QUOTED.test(quote)))
      return this.#composer.declined('not-in-articles', last.question, last.confidence, entries);
    const opening = request === 'certainty' ? 'That is what the articles say. ' : '';
    const answers = entries.map(({ answer }) => answer).join(' ');
    return withQuotes(this.#composer.answered(entries, opening + answers, last.confidence), last);
  }
}

/** "Since when?" where nothing was said before. */
const saysNothing = ({ analysis }: Understanding): boolean =>
  analysis.terms.every(({ kind }) => kind === 'function' || kind === 'ask' || kind === 'asked');

/** Whether an answer is sure to what has no content: nothing is pointed at, or it is all but what the curators wrote. */
const isPlain = (whole: Understanding): boolean =>
  isAnswered(whole) && (!goesOn(whole.analysis) || whole.entry.nearest >= WRITTEN || whole.confidence >= SURE_PLAIN);
const WRITTEN = 0.9;
const SURE_PLAIN = 0.95;

/** Stances that tell a reader that something is not so. */
const DENIALS: ReadonlySet<Stance> = new Set(['no', 'wrong']);

/** Characters of a question that are shown where nothing was found. */
const SHOWN = 300;

/** Somebody's words within a sentence of an article. */
const QUOTED = /[“"].+[”"]/;

/** Likeness from which an entry is the comparison that was asked for. */
const COMPARED = 0.7;

/** Ids of the articles that an entry rests on. */
const sourcesOf = ({ facts }: Entry): Set<string> =>
  new Set(facts.flatMap(({ quotes }) => quotes.map(({ source }) => source)));

/** Whether two entries rest on a sentence of the articles that both cite. */
const shareProof = (a: Entry, b: Entry): boolean =>
  a.facts.some(({ quotes }) =>
    quotes.some(({ text }) => b.facts.some((fact) => fact.quotes.some((quote) => quote.text === text))),
  );

/** The gap that surely declines a part of a question. */
function gapOf({ other }: Understanding): Gap[] {
  return other?.target.kind === 'gap' && other.score >= SURE_GAP ? [other.target.item] : [];
}

/** Share of an answer's terms that have to be new where something else is wanted. */
const NEWS = 0.15;
const isPartAnswered = (part: Understanding): part is Answered =>
  part.entry !== undefined && part.confidence >= BOUNDS.part;

/** Score of a gap from which it declines a part of a question for sure. */
const SURE_GAP = 0.5;
/** Confidence that the answered parts need when another part is declined. */
const SURE_PART = 0.8;
/** Score below which a question with a wrong premise gets the correction alone, without the answer to its rest. */
const CORRECTION_ALONE = 0.6;
