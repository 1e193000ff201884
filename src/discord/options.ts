/** What the bot is made of: everything that it needs from outside, so that it reads no environment and no clock itself. */
import type { Answer, Answerer, Conversation } from '../answering/answer.ts';
import type { ReloadOutcome } from '../knowledge/reload.ts';

/** The log; winston's logger satisfies it. */
export interface Log {
  info(message: string, details?: object): void;
  warn(message: string, details?: object): void;
  error(message: string, details?: object): void;
}

export interface BotOptions {
  readonly token: string;
  /** Address of the REST API without the version; Discord's own unless told. */
  readonly apiUrl?: string;
  readonly apiVersion?: string;
  /** Requests a second that Discord lets the bot make, answers to interactions not counted; 50 unless Discord granted more. */
  readonly requestsPerSecond?: number;
  /** Id of the server in which the commands are registered and whose managers may reload; absent: commands everywhere. */
  readonly homeGuild?: string;
  /** Ids of users and roles that may reload. */
  readonly admins: readonly string[];
  /** The answerer in force, asked for at each question. */
  readonly answerer: () => Answerer;
  /** Answers a question in its conversation; the answerer in force does so unless told. */
  readonly ask?: (question: string, conversation: Conversation) => Answer | Promise<Answer>;
  /** The event in a few words, for the bot's own sentences. */
  readonly event: () => string;
  readonly reload: () => Promise<ReloadOutcome>;
  readonly log: Log;
  /** Clock in milliseconds. */
  readonly now: () => number;
  /** Milliseconds that Discord has to let the bot in; 30 seconds unless told. */
  readonly startTimeout?: number;
}

/** The bot on Discord. */
export interface Bot {
  /**
   * Resolves when the bot is connected and its commands are registered.
   * Rejects with an error for the operator: what was expected, what came, what to do.
   */
  start(): Promise<void>;
  /** Takes no more questions, finishes those under way, then leaves. */
  stop(): Promise<void>;
}
