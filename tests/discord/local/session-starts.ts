/** How many sessions an app may begin. */
import { Window } from './allowance.ts';
import type { Limits } from './rate-limits.ts';

export class SessionStarts {
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #daily: Window;
  readonly #isHeld: boolean;
  /** By what is left when the number of a shard is divided by how many may begin at once. */
  readonly #recent = new Map<number, Window>();

  /** @param isHeld whether those that begin at once are counted, too */
  constructor(limits: Limits, isHeld: boolean, now: () => number) {
    this.#limits = limits;
    this.#isHeld = isHeld;
    this.#now = now;
    this.#daily = new Window(limits.daily, now);
  }

  /** Counts one more of a shard. */
  begin(shard: number): 'may begin' | 'too soon' | 'too many' {
    if (!this.#daily.take()) return 'too many';
    return !this.#isHeld || this.#recentOf(shard).take() ? 'may begin' : 'too soon';
  }

  tell(): object {
    return {
      total: this.#limits.daily.times,
      remaining: this.#daily.remaining,
      reset_after: Math.round(this.#daily.secondsLeft * 1000),
      max_concurrency: this.#limits.starts.times,
    };
  }

  #recentOf(shard: number): Window {
    const { times, seconds } = this.#limits.starts;
    const key = shard % times;
    const window = this.#recent.get(key) ?? new Window({ times: 1, seconds }, this.#now);
    this.#recent.set(key, window);
    return window;
  }
}
