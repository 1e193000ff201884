/** What the bot is made of: everything that it needs from outside, so that it reads no environment and no clock itself. */
import type { Answer, Answerer, Conversation } from '../answering/answer.ts';
import type { Journal } from '../journal/journal.ts';
import type { Custody } from '../knowledge/custody.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { CooldownOptions } from './cooldowns.ts';

/** The log; winston's logger satisfies it. */
export interface Log {
  info(message: string, details?: object): void;
  warn(message: string, details?: object): void;
  error(message: string, details?: object): void;
}

/** The scores of the last evaluation that was recorded, in percent of the questions that were kept aside. */
export interface Scores {
  /** Revision of the knowledge that was scored. */
  readonly revision: string;
  readonly questions: number;
  readonly right: string;
  readonly declined: string;
  readonly wrong: string;
}

export interface BotOptions {
  readonly token: string;
  /** Address of the REST API without the version; Discord's own unless told. */
  readonly apiUrl?: string;
  readonly apiVersion?: string;
  /** Requests a second that Discord lets the bot make, answers to interactions not counted; 50 unless Discord granted more. */
  readonly requestsPerSecond?: number;
  /** Id of the server in which the knowledge is managed; absent: wherever an admin is. */
  readonly homeGuild?: string;
  /** Ids of users and roles that may manage the knowledge, besides the application's owner or team. */
  readonly admins: readonly string[];
  /** The answerer in force, asked for at each question. */
  readonly answerer: () => Answerer;
  /** Answers a question in its conversation; the answerer in force does so unless told. */
  readonly ask?: (question: string, conversation: Conversation) => Answer | Promise<Answer>;
  /** The knowledge in force, from which the answerer in force answers. */
  readonly knowledge: () => KnowledgeBase;
  /** Replaces the knowledge in force by what the files hold, or by what was in force before. */
  readonly custody: Pick<Custody<unknown>, 'reload' | 'rollback' | 'status'>;
  /** Counts what is asked and how it is voted on, and nothing about who does. */
  readonly journal: Pick<Journal, 'asked' | 'voted' | 'mostAsked' | 'summary'>;
  /** Absent where nothing has been measured. */
  readonly scores?: Scores;
  /** How much may be asked in a while, where it is not what the bot has by itself. */
  readonly cooldowns?: Partial<CooldownOptions>;
  readonly log: Log;
  /** Clock in milliseconds. */
  readonly now: () => number;
  /** Milliseconds that Discord has to let each connection of the bot in; 30 seconds unless told. */
  readonly startTimeout?: number;
}

/** The bot on Discord. */
export interface Bot {
  /**
   * Resolves when the bot is connected and its commands are registered.
   * Rejects with an error for the operator: what was expected, what came, what to do.
   */
  start(): Promise<void>;
  /** Takes no more questions, finishes those under way, then leaves; a start that is under way is given up. */
  stop(): Promise<void>;
  /** Resolves when Discord has closed a connection for good, as when its token was reset or more connections are needed. */
  readonly lost: Promise<void>;
}
