/** What was said lately, in memory alone: for questions that lean on the ones before. */
import { LRUCache } from 'lru-cache';
import type { Conversation, Turn } from '../answering/answer.ts';

/** How much is kept, and for how long. */
export const KEPT = {
  /** Turns of one conversation; more would rarely be meant by "and where?". */
  turns: 6,
  /** Conversations at a time; the one that was silent longest goes first. */
  conversations: 10_000,
  /** Milliseconds of silence after which a conversation is over. */
  idle: 15 * 60_000,
} as const;

type Limits = Readonly<Record<keyof typeof KEPT, number>>;

export class Conversations {
  readonly #turns: number;
  readonly #kept: LRUCache<string, Conversation>;

  constructor(now: () => number, { turns, conversations, idle }: Limits = KEPT) {
    this.#turns = turns;
    this.#kept = new LRUCache({ max: conversations, ttl: idle, ttlResolution: 0, perf: { now } });
  }

  get size(): number {
    return this.#kept.size;
  }

  /** The turns under a key, oldest first; none when there are none or they are too old. */
  recall(key: string): Conversation {
    return this.#kept.get(key) ?? [];
  }

  /** Keeps a conversation with its newest turn. */
  keep(key: string, before: Conversation, turn: Turn): void {
    this.#kept.set(key, [...before, turn].slice(-this.#turns));
  }
}
