import type { Source } from '../knowledge/knowledge-base.ts';
import type { Sense } from './sense.ts';
import type { Target } from './targets.ts';

/** `answered`; `suggested`: did you mean …; `declined`, with a reason; `chat`: greeting, thanks, help. */
export type Verdict = 'answered' | 'suggested' | 'declined' | 'chat';

/** Why a question is not answered. */
export type Reason = 'not-in-articles' | 'off-topic' | 'unclear';

/** Source, quote and the link to the place. */
export interface Citation {
  readonly source: Source;
  /** Verbatim from the article. */
  readonly quote: string;
  /** The article's address with a text fragment that leads to the quote. */
  readonly url: string;
  /** What the reader must know about the wording, such as a slip that is the article's own. */
  readonly note?: string;
}

export interface Answer {
  readonly verdict: Verdict;
  /** Present when, and only when, the verdict is `declined`. */
  readonly reason?: Reason;
  /** The question as understood: the canonical question of the entry or gap; what was asked where nothing matched. */
  readonly question: string;
  /** What to tell the reader, plain text of one or a few sentences; without markup. */
  readonly text: string;
  /** The text without the quotes that it repeats, where it does: what to show where the citations stand beside it. */
  readonly withoutQuotes?: string;
  /** Ids of the entries that answer, in the order of the parts of the question; empty unless `answered`. */
  readonly entries: readonly string[];
  /** Id of the gap that declined, where one did. */
  readonly gap?: string;
  readonly citations: readonly Citation[];
  /** Present when each fact that the answer rests on stands in more than one article. */
  readonly agreed?: true;
  /** Probability, 0 to 1, that the verdict is right. */
  readonly confidence: number;
  /** Questions that the bot can answer, most fitting first; at most three. */
  readonly suggestions: readonly string[];
  /** Revision of the knowledge that gave this answer. */
  readonly revision: string;
}

/** What to show of an answer where its citations stand beside it. */
export const textBesideQuotes = ({ text, withoutQuotes = text }: Answer): string => withoutQuotes;

/** One exchange of a conversation. */
export interface Turn {
  readonly question: string;
  readonly answer: Answer;
}

/** What one reader and the bot said to each other, oldest first. */
export type Conversation = readonly Turn[];

/** Answers from one revision of the knowledge. Pure: the same question and conversation give the same answer. */
export interface Answerer {
  readonly revision: string;
  /** Never throws on any text. `sense`: what the question means, of an index of the same revision; without it words decide. */
  ask(question: string, conversation?: Conversation, sense?: Sense): Answer;
  /**
   * Canonical questions for what has been typed so far, best first; in the order of the files when nothing was typed. Tolerates
   * typos. `limit` is at most 25 in Discord. `preferred`: ids of entries, such as the most asked, that come first when nothing
   * was typed, and decide between questions that fit alike; those that are not in this revision are passed over.
   */
  complete(typed: string, limit?: number, preferred?: readonly string[]): readonly string[];
}

/** An answerer that can be told what a question means. */
export interface SensingAnswerer extends Answerer {
  /** The text whose vector tells what a question means: plain, and with its spelling mended. */
  meant(question: string): string;
  /** Every target with its phrasings, of which an index of sense is made. */
  readonly targets: readonly Target[];
  /** Makes, a few milliseconds at a step, what else the first reader of each entry waits for. */
  warmUp(): Generator<void>;
}
