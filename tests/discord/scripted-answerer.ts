/** An answerer that says what a test tells it to, for limits and failures that the real knowledge does not have. */
import type { Answer, Answerer, Citation, Conversation } from '../../src/answering/answer.ts';
import type { Source } from '../../src/knowledge/knowledge-base.ts';

export const REVISION = 'abcdef0123456789';

const gazette: Source = {
  id: 'gazette',
  publisher: 'The Gazette',
  title: 'A fair is planned',
  url: 'https://gazette.example/fair',
  published: 'spring 2030',
  file: 'gazette.txt',
};

const courier: Source = { ...gazette, id: 'courier', publisher: 'Courier', url: 'https://courier.example/fair' };

export const SOURCES = { gazette, courier };

export function citation(quote: string, source: Source = gazette, note?: string): Citation {
  return {
    source,
    quote,
    url: `${source.url}#:~:text=${encodeURIComponent(quote.slice(0, 40))}`,
    ...(note !== undefined && { note }),
  };
}

export function answer(changes: Partial<Answer> = {}): Answer {
  return {
    verdict: 'answered',
    question: 'When is the fair?',
    text: 'It is on 1 May.',
    entries: ['when'],
    citations: [citation('The fair opens on 1 May.'), citation('On May Day the gates open.', courier)],
    agreed: true,
    confidence: 0.9,
    suggestions: ['Where is the fair?'],
    revision: REVISION,
    ...changes,
  };
}

export interface Script {
  readonly ask?: (question: string, conversation: Conversation) => Answer;
  readonly complete?: (typed: string) => readonly string[];
}

/** An answerer that notes what it is asked. */
export class ScriptedAnswerer implements Answerer {
  readonly revision = REVISION;
  /** Each question with the questions of the conversation before it. */
  readonly asked: { readonly question: string; readonly before: readonly string[] }[] = [];
  readonly #script: Script;

  constructor(script: Script = {}) {
    this.#script = script;
  }

  ask(question: string, conversation: Conversation = []): Answer {
    this.asked.push({ question, before: conversation.map((turn) => turn.question) });
    return this.#script.ask?.(question, conversation) ?? answer();
  }

  complete(typed: string, limit = 25): readonly string[] {
    return (
      this.#script.complete?.(typed) ?? [
        'When is the fair?',
        'Where is the fair?',
        'Who opens the fair?',
        'What does it cost?',
      ]
    ).slice(0, limit);
  }
}
