/** How much one reader and one channel may ask in a while. Kept in memory, under ids that are forgotten when the while is over. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Phrases } from './phrases/phrases.ts';

export interface Allowance {
  readonly questions: number;
  readonly seconds: number;
}

/** The bounds; `off` for none. */
export interface CooldownOptions {
  readonly user: Allowance | 'off';
  readonly channel: Allowance | 'off';
}

/**
 * A reader who reads the answers asks one in several seconds; a busy channel shows as many as people can still read. Discord lets
 * a bot send 5 messages to a channel in 5 seconds, so more than that would only queue.
 */
export const COOLDOWNS: CooldownOptions = {
  user: { questions: 6, seconds: 20 },
  channel: { questions: 30, seconds: 30 },
};

export interface Cooldown {
  readonly of: 'user' | 'channel';
  /** Until a question is taken again. */
  readonly milliseconds: number;
}

export class Cooldowns {
  readonly #user: RateLimiterMemory | undefined;
  readonly #channel: RateLimiterMemory | undefined;

  constructor(options: Partial<CooldownOptions> = {}) {
    const { user, channel } = { ...COOLDOWNS, ...options };
    this.#user = limiterOf('user', user);
    this.#channel = limiterOf('channel', channel);
  }

  /**
   * Counts a question; without a channel where its answer fills none.
   * @returns the cooldown that keeps it from being answered, if one does
   */
  async take(userId: string, channelId?: string): Promise<Cooldown | undefined> {
    const ofUser = await consume(this.#user, userId, 'user');
    return ofUser ?? (channelId === undefined ? undefined : await consume(this.#channel, channelId, 'channel'));
  }
}

function limiterOf(keyPrefix: string, allowance: Allowance | 'off'): RateLimiterMemory | undefined {
  if (allowance === 'off') return undefined;
  return new RateLimiterMemory({ keyPrefix, points: allowance.questions, duration: allowance.seconds });
}

async function consume(
  limiter: RateLimiterMemory | undefined,
  key: string,
  of: Cooldown['of'],
): Promise<Cooldown | undefined> {
  if (!limiter) return undefined;
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return { of, milliseconds: refused.msBeforeNext };
  }
}

/** What the one who has to wait is told. */
export function describeCooldown({ of, milliseconds }: Cooldown, { notices }: Phrases): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return of === 'user' ? notices.cooldown(seconds) : notices.cooldownOfChannel(seconds);
}
