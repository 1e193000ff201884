/** What was said lately, in memory alone: for questions that lean on the ones before. */
import type { Conversation, Turn } from '../answering/answer.ts';

/** How much is kept, and for how long. */
export const KEPT = {
  /** Turns of one conversation; more would rarely be meant by "and where?". */
  turns: 6,
  /** Conversations at a time; the one that was silent longest goes first. */
  conversations: 1000,
  /** Milliseconds of silence after which a conversation is over. */
  idle: 15 * 60_000,
} as const;

type Limits = Readonly<Record<keyof typeof KEPT, number>>;

interface Kept {
  readonly turns: Conversation;
  readonly at: number;
}

export class Conversations {
  readonly #now: () => number;
  readonly #limits: Limits;
  /** Longest silent first. */
  readonly #kept = new Map<string, Kept>();

  constructor(now: () => number, limits: Limits = KEPT) {
    this.#now = now;
    this.#limits = limits;
  }

  get size(): number {
    return this.#kept.size;
  }

  /** The turns under a key, oldest first; none when there are none or they are too old. */
  recall(key: string): Conversation {
    const kept = this.#kept.get(key);
    if (!kept) return [];
    if (this.#now() - kept.at <= this.#limits.idle) return kept.turns;
    this.#kept.delete(key);
    return [];
  }

  /** Keeps a conversation with its newest turn. */
  keep(key: string, before: Conversation, turn: Turn): void {
    this.#kept.delete(key);
    this.#kept.set(key, { turns: [...before, turn].slice(-this.#limits.turns), at: this.#now() });
    this.#forget();
  }

  #forget(): void {
    for (const key of this.#kept.keys()) {
      if (this.#kept.size <= this.#limits.conversations) return;
      this.#kept.delete(key);
    }
  }
}
