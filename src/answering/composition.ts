/** Understanding -> what the reader is told, with its citations. */
import type { Chat, Entry, Fact, Gap, KnowledgeBase, Quote, Source, Stance } from '../knowledge/knowledge-base.ts';
import { functionWords } from '../language/english.ts';
import { textsIn } from '../language/words.ts';
import { type Answer, type Citation, type Reason, textBesideQuotes } from './answer.ts';
import type { AttributionRequest } from './attribution.ts';
import type { Contradiction } from './premise.ts';

/** Suggestions in one answer. */
const SUGGESTIONS = 3;

export class Composer {
  readonly #revision: string;
  readonly #event: string;
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #entries: ReadonlyMap<string, Entry>;

  constructor(knowledge: KnowledgeBase) {
    this.#revision = knowledge.revision;
    this.#event = knowledge.event;
    this.#sources = new Map(knowledge.sources.map((source) => [source.id, source]));
    this.#entries = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  }

  entry(id: string): Entry | undefined {
    return this.#entries.get(id);
  }

  answered(
    entries: readonly Entry[],
    text: string,
    confidence: number,
    facts: readonly Fact[] = entries.flatMap((entry) => entry.facts),
  ): Answer {
    return {
      verdict: 'answered',
      question: entries.map(({ question }) => question).join(' '),
      text,
      entries: entries.map(({ id }) => id),
      citations: this.citationsOf(facts),
      ...(facts.length > 0 && facts.every(isAgreed) && { agreed: true }),
      confidence,
      suggestions: this.#related(entries, entries),
      revision: this.#revision,
    };
  }

  /** Entries with which of the articles say it; only the quotes that prove what is said of the articles are cited. */
  attributed(
    entries: readonly Entry[],
    quotes: readonly Quote[],
    request: AttributedRequest,
    confidence: number,
  ): Answer {
    const told = [...this.#sources.values()].filter(({ id }) => quotes.some(({ source }) => source === id));
    const own = quotes.filter(({ source }) => source === request.source?.id);
    const asked = own.length > 0 && (request.kind === 'one' || request.kind === 'what') ? own : quotes;
    const said = [attributionOf(request, told, this.#sources.size), ...entries.map(({ answer }) => answer)];
    const plain = this.answered(entries, said.filter((part) => part !== '').join(' '), confidence);
    const compared = told.map((source) => this.#quotedIn(source, quotes)).join(' ');
    const answer = request.kind === 'compare' ? saidWith(plain, compared) : plain;
    return { ...answer, citations: this.citationsOf(notedAs(asked, entries)) };
  }

  /** Answers to the parts of a question as one. */
  joined(answers: readonly Answer[]): Answer {
    const entries = answers.flatMap((answer) => answer.entries.flatMap((id) => this.#entries.get(id) ?? []));
    const text = answers.map((answer) => answer.text).join(' ');
    const withoutQuotes = answers.map(textBesideQuotes).join(' ');
    const citations = answers.flatMap((answer) => answer.citations);
    const confidence = Math.min(...answers.map((answer) => answer.confidence));
    return {
      ...this.answered(entries, text, confidence),
      ...(withoutQuotes === text ? {} : { withoutQuotes }),
      citations,
    };
  }

  #quotedIn({ id, publisher }: Source, quotes: readonly Quote[]): string {
    const words = quotes.filter(({ source }) => source === id).map(({ text }) => `“${unquoted(text)}”`);
    return `${publisher}: ${[...new Set(words)].join(' ')}`;
  }

  /** A question that the articles do not answer, as a gap says it; with the nearest thing that they do say. */
  declinedBy(gap: Gap, confidence: number): Answer {
    return {
      ...this.#declined(gap.reason, gap.question, gap.reply, confidence),
      gap: gap.id,
      citations: this.citationsOf(gap.nearest),
      suggestions: this.#related([gap]),
    };
  }

  /** A question that no gap foresees. */
  declined(reason: Reason, question: string, confidence: number, nearest: readonly Entry[] = []): Answer {
    const text = {
      'not-in-articles': 'The articles do not say that, as far as I can tell.',
      'off-topic': `That does not seem to be about ${this.#event}. I answer questions about it from newspaper articles.`,
      unclear: `I could not make out the question. Ask me about ${this.#event} in a short sentence.`,
    }[reason];
    return {
      ...this.#declined(reason, question, text, confidence),
      suggestions: nearest.slice(0, SUGGESTIONS).map((entry) => entry.question),
    };
  }

  /** A refusal of a question in another language: guessing at its words would answer something else. */
  foreign(question: string): Answer {
    return this.#declined('unclear', question, 'I understand English only. Please ask me in English.', 1);
  }

  suggested(question: string, entries: readonly Entry[], confidence: number): Answer {
    return {
      verdict: 'suggested',
      question,
      text: 'I am not sure what you mean. Did you mean one of these?',
      entries: [],
      citations: [],
      confidence,
      suggestions: entries.slice(0, SUGGESTIONS).map((entry) => entry.question),
      revision: this.#revision,
    };
  }

  chat(chat: Chat, question: string, suggestions: readonly Entry[], confidence: number): Answer {
    return {
      verdict: 'chat',
      question,
      text: chat.reply,
      entries: [],
      citations: [],
      confidence,
      suggestions: suggestions.slice(0, SUGGESTIONS).map((entry) => entry.question),
      revision: this.#revision,
    };
  }

  #declined(reason: Reason, question: string, text: string, confidence: number): Answer {
    return {
      verdict: 'declined',
      reason,
      question,
      text,
      entries: [],
      citations: [],
      confidence,
      suggestions: [],
      revision: this.#revision,
    };
  }

  /** Each quote of the facts once, in the order of the facts. */
  citationsOf(facts: readonly Pick<Fact, 'quotes' | 'note'>[]): Citation[] {
    const citations = new Map<string, Citation>();
    for (const { quotes, note } of facts) {
      for (const quote of quotes) {
        const source = this.#sources.get(quote.source);
        const key = `${quote.source} ${quote.text}`;
        if (source && !citations.has(key))
          citations.set(key, { source, quote: quote.text, url: quote.url, ...(note === undefined ? {} : { note }) });
      }
    }
    return [...citations.values()];
  }

  #related(of: readonly { readonly related: readonly string[] }[], without: readonly Entry[] = []): string[] {
    const ids = new Set(of.flatMap(({ related }) => related));
    for (const { id } of without) ids.delete(id);
    return [...ids].slice(0, SUGGESTIONS).flatMap((id) => this.#entries.get(id)?.question ?? []);
  }
}

/** The words of an answer, with the yes, the no or the correction first. */
export function wordAnswer(entry: Entry, stance: Stance, contradiction?: Contradiction): string {
  if (contradiction) {
    const all = [contradiction, ...(contradiction.further ?? [])];
    const said = all.map((wrong) => `not ${wrong.said}`).join(' and ');
    return [`No, ${said}.`, ...correctedEntries(entry, contradiction).map(({ answer }) => answer)].join(' ');
  }
  const opening: Record<Stance, string> = { open: '', yes: 'Yes. ', no: 'No. ', wrong: 'Not so. ' };
  return opening[stance] + entry.answer;
}

/** What corrects a question, and what answers the rest of it where that says more. */
export function correctedEntries(entry: Entry, { entry: first, besides, further = [] }: Contradiction): Entry[] {
  const corrections = [...new Set([first, ...further.map((wrong) => wrong.entry)])];
  if (!besides) return [...new Set([...corrections, entry])];
  const told = new Set(corrections.flatMap(({ answer }) => textsIn(answer)));
  const saysMore = ({ answer }: Entry): boolean => {
    const content = textsIn(answer).filter((word) => !functionWords.has(word));
    return content.filter((word) => !told.has(word)).length > KNOWN * content.length;
  };
  return [...corrections, ...besides.filter((other) => !corrections.includes(other) && saysMore(other))];
}

/** Share of an answer's words up to which new ones say nothing new. */
const KNOWN = 0.34;

/** A request with the article that it is about known. */
export interface AttributedRequest {
  readonly kind: AttributionRequest['kind'];
  readonly source?: Source;
}

/** Quotes as facts, each with the note of the fact that it proves. */
const notedAs = (quotes: readonly Quote[], entries: readonly Entry[]): Pick<Fact, 'quotes' | 'note'>[] =>
  quotes.map((quote) => {
    const note = entries.flatMap(({ facts }) => facts).find((fact) => fact.quotes.includes(quote))?.note;
    return { quotes: [quote], ...(note === undefined ? {} : { note }) };
  });

/** Which sources say it, as an answer to what was asked of them. */
function attributionOf({ kind, source }: AttributedRequest, told: readonly Source[], all: number): string {
  const names = told.map(({ publisher }) => publisher).join(' and ');
  const every = told.length === all && all > 1;
  const alone = told.length === 1;
  const itself = told.some(({ id }) => id === source?.id);
  const statement = every ? `${all === 2 ? 'Both' : 'All'} articles have it: ${names}.` : `It is in ${names}.`;
  const only = every || !alone ? statement : `Only ${names} has it.`;
  switch (kind) {
    case 'which':
    case 'compare':
      return statement;
    case 'what':
      return itself ? '' : `Not in ${source?.publisher}. ${statement}`;
    case 'one':
      return itself ? `Yes. ${statement}` : `No. ${only}`;
    case 'any':
      return `Yes. ${statement}`;
    case 'all':
      return every ? `Yes. ${statement}` : `No. ${only}`;
    case 'only':
      return alone && (!source || itself) ? `Yes. ${only}` : `No. ${statement}`;
  }
}

/** Whether more than one article says so. */
const isAgreed = ({ quotes }: Fact): boolean => quotes.some(({ source }) => source !== quotes[0]?.source);

/** The proof of an answer in words: each quote with its publisher. */
const quotesOf = ({ citations }: Answer): string =>
  citations.map(({ source, quote }) => `${source.publisher}: “${unquoted(quote)}”`).join(' ');

/** An answer that also says the quotes of its proof, or of another's. */
export const withQuotes = (answer: Answer, proof = answer): Answer => saidWith(answer, quotesOf(proof));

const saidWith = (answer: Answer, quotes: string): Answer => ({
  ...answer,
  text: `${answer.text} ${quotes}`,
  withoutQuotes: answer.text,
});

/** A quote without the article's own marks around it, to be put in others. */
const unquoted = (quote: string): string => quote.replace(/^“|”$/g, '');
