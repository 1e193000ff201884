/** Understanding -> what the reader is told, with its citations. */
import type { Chat, Entry, Fact, Gap, KnowledgeBase, Source, Stance } from '../knowledge/knowledge-base.ts';
import type { Answer, Citation, Reason } from './answer.ts';
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
      confidence,
      suggestions: this.#related(entries, entries),
      revision: this.#revision,
    };
  }

  /** Entries with which of the articles they rest on. */
  attributed(entries: readonly Entry[], request: AttributionRequest, confidence: number): Answer {
    const proving = new Set(
      entries.flatMap(({ facts }) => facts.flatMap(({ quotes }) => quotes.map(({ source }) => source))),
    );
    const told = [...this.#sources.values()].filter(({ id }) => proving.has(id));
    const text =
      `${attributionOf(request, told, this.#sources.size)} ${entries.map(({ answer }) => answer).join(' ')}`.trim();
    return this.answered(entries, text, confidence);
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
  citationsOf(facts: readonly Fact[]): Citation[] {
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
    const correction = `No, not ${contradiction.said}. ${contradiction.entry.answer}`;
    return contradiction.entry.id === entry.id ? correction : `${correction} ${entry.answer}`;
  }
  const opening: Record<Stance, string> = { open: '', yes: 'Yes. ', no: 'No. ', wrong: 'Not so. ' };
  return opening[stance] + entry.answer;
}

/** Which sources say it, as an answer to what was asked of them. */
function attributionOf({ kind, source }: AttributionRequest, told: readonly Source[], all: number): string {
  const names = told.map(({ publisher }) => publisher).join(' and ');
  const every = told.length === all && all > 1;
  const statement = every ? `${all === 2 ? 'Both' : 'All'} articles have it: ${names}.` : `It is in ${names}.`;
  if (kind === 'which') return statement;
  const yes = kind === 'all' ? every : told.some(({ id }) => id === source?.id);
  if (kind === 'what' && yes) return '';
  return yes ? `Yes. ${statement}` : `No. ${statement}`;
}
