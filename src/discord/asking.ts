/** A question in its conversation -> an answer, remembered for what is asked next. */
import type { Answer, Conversation, Turn } from '../answering/answer.ts';
import { Conversations } from './conversations.ts';
import type { BotOptions } from './options.ts';

/** How a question came in, for the log. */
export type Via = 'command' | 'component' | 'message menu' | 'mention' | 'direct message' | 'edit';

/** Where somebody asks. */
export interface Place {
  readonly channelId: string;
  readonly userId: string;
  /** Whether the one who asks alone sees the answer: what was said there must not show in a public follow-up. */
  readonly isPrivate?: boolean;
}

/** Says an answer and tells the id of the message, if one was sent. */
export type Say = (answer: Answer) => Promise<string | undefined>;

type AskingOptions = Pick<BotOptions, 'answerer' | 'ask' | 'journal' | 'log' | 'now'>;

export class Asking {
  readonly #options: AskingOptions;
  readonly #conversations: Conversations;
  /** Answers on their way to Discord, with the channel that they go to. */
  readonly #beingSent = new Map<Promise<void>, string>();

  constructor(options: AskingOptions) {
    this.#options = options;
    this.#conversations = new Conversations(options.now);
  }

  /** What a person said last in a place; in private, where nothing was said yet, what they said there openly. */
  recall(place: Place): Conversation {
    const said = this.#conversations.recall(keyOf(place));
    return place.isPrivate && said.length === 0 ? this.recall({ ...place, isPrivate: false }) : said;
  }

  /** The conversation that led to an answer; none when it was not given lately. */
  async recallAnswer(messageId: string, channelId: string): Promise<Conversation> {
    // An answer can be replied to before Discord has told the bot its id.
    await Promise.allSettled(
      [...this.#beingSent].flatMap(([sending, channel]) => (channel === channelId ? [sending] : [])),
    );
    return this.#conversations.recall(messageId);
  }

  /** Answers, says so, and keeps the conversation: for the same person in the same place, and for replies to the answer. */
  async answer(place: Place, before: Conversation, question: string, via: Via, say: Say): Promise<void> {
    const answer = await this.ask(question, before, via);
    const turn: Turn = { question, answer };
    this.#conversations.keep(keyOf(place), before, turn);
    const sending = say(answer).then((id) => {
      if (id !== undefined) this.#conversations.keep(id, before, turn);
    });
    this.#beingSent.set(sending, place.channelId);
    await sending.finally(() => this.#beingSent.delete(sending));
  }

  async ask(question: string, before: Conversation, via: Via): Promise<Answer> {
    const { answerer, journal, log, now } = this.#options;
    const { ask = (...asked) => answerer().ask(...asked) } = this.#options;
    const start = now();
    const answer = await ask(question, before);
    const { verdict, reason, entries, gap, revision } = answer;
    journal.asked(answer);
    log.info('Asked', { via, verdict, reason, entries, gap, revision, milliseconds: now() - start });
    return answer;
  }
}

/** The key of a conversation; kept in memory alone. */
const keyOf = ({ channelId, userId, isPrivate }: Place): string =>
  `${channelId} ${userId}${isPrivate ? ' private' : ''}`;
