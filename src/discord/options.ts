/** What the bot is made of: everything that it needs from outside, so that it reads no environment and no clock itself. */
import type { Answer, Answerer, Conversation } from '../answering/answer.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { ReloadOutcome } from '../knowledge/reload.ts';
import type { CooldownOptions } from './cooldowns.ts';
import type { AboutScore } from './phrases/en.ts';

/** The log; winston's logger satisfies it. */
export interface Log {
  info(message: string, details?: object): void;
  warn(message: string, details?: object): void;
  error(message: string, details?: object): void;
}

/** Keeps how often each answer is asked for and found helpful; nothing about who asks, nor in which words. */
export interface Journal {
  asked(answer: Answer): void;
  /** `targets`: the entries and gaps that an answer rested on, as `entry summit-date`. */
  voted(targets: readonly string[], helpful: boolean): void;
  /** Ids of entries, most asked first. */
  mostAsked(limit: number): readonly string[];
}

/** The scores of the last evaluation that was recorded. */
export interface Scores extends AboutScore {
  /** Revision of the knowledge that was scored. */
  readonly revision: string;
}

export interface BotOptions {
  readonly token: string;
  /** Address of the REST API without the version; Discord's own unless told. */
  readonly apiUrl?: string;
  readonly apiVersion?: string;
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
  readonly reload: () => Promise<ReloadOutcome>;
  readonly journal: Journal;
  /** Absent where nothing has been measured. */
  readonly scores?: Scores;
  /** How much may be asked in a while; `off` for no bound. */
  readonly cooldowns?: CooldownOptions | 'off';
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
