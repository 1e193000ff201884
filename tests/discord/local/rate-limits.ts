/** Discord's limits on how much an app may ask of it: requests to one route, requests in all, starts of sessions. */
import { createHash } from 'node:crypto';
import { type Allowance, Window } from './allowance.ts';
import type { Answer, Route } from './rest.ts';

export interface Limits {
  /** Requests in all, but for answers to interactions. */
  readonly global: Allowance;
  /** Requests to one route about one channel, server or webhook. */
  readonly route: Allowance;
  /** Sessions that begin at once. */
  readonly starts: Allowance;
  /** Sessions that begin in a day; one more, and Discord resets the token. */
  readonly daily: Allowance;
}

/** Discord tells the numbers for a route in its answers alone; these are what it says of messages. */
export const LIMITS: Limits = {
  global: { times: 50, seconds: 1 },
  route: { times: 5, seconds: 5 },
  starts: { times: 1, seconds: 5 },
  daily: { times: 1000, seconds: 86_400 },
};

/** A request that came too soon. */
export interface RateLimit {
  /** Seconds to wait. */
  readonly retryAfter: number;
  /** Whether every request has to wait. */
  readonly global?: boolean | undefined;
  readonly code?: number | undefined;
}

/** Parts of a path each of whose values is counted for itself. */
const MAJOR = ['channel', 'guild', 'token'];

export class RateLimits {
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #global: Window;
  readonly #windows = new Map<string, Window>();

  constructor(limits: Limits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
    this.#global = new Window(limits.global, now);
  }

  /** What the work answers, with the headers of its bucket; the work is not done when a limit is reached. */
  hold(route: Route, params: Readonly<Record<string, string>>, work: () => Answer): Answer {
    // Routes whose key is a token in the address are those of interactions.
    if (!route.open && !this.#global.take()) return exceeded(this.#global, true);
    const bucket = this.#bucketOf(route, params);
    const answer = bucket.window.take() ? work() : exceeded(bucket.window);
    return { ...answer, headers: { ...headersOf(bucket), ...answer.headers } };
  }

  #bucketOf({ method, path }: Route, params: Readonly<Record<string, string>>): Bucket {
    const hash = createHash('md5').update(`${method} ${path}`).digest('hex');
    const key = [hash, ...MAJOR.map((name) => params[name] ?? '')].join(':');
    const window = this.#windows.get(key) ?? new Window(this.#limits.route, this.#now);
    this.#windows.set(key, window);
    return { hash, window };
  }
}

interface Bucket {
  /** The same for every channel, server or webhook. */
  readonly hash: string;
  readonly window: Window;
}

function headersOf({ hash, window }: Bucket): Record<string, string> {
  return {
    'X-RateLimit-Limit': String(window.allowance.times),
    'X-RateLimit-Remaining': String(window.remaining),
    'X-RateLimit-Reset': (window.end / 1000).toFixed(3),
    'X-RateLimit-Reset-After': window.secondsLeft.toFixed(3),
    'X-RateLimit-Bucket': hash,
  };
}

/** The body tells fractions of a second, the header whole ones. */
function exceeded({ secondsLeft }: Window, global = false): Answer {
  const { headers, ...answer } = rateLimited({ retryAfter: secondsLeft, global });
  return { ...answer, headers: { ...headers, 'Retry-After': String(Math.ceil(secondsLeft)) } };
}

/** The answer to a request that came too soon. */
export function rateLimited({ retryAfter, global = false, code }: RateLimit): Answer {
  return {
    status: 429,
    body: {
      message: 'You are being rate limited.',
      retry_after: retryAfter,
      global,
      ...(code !== undefined && { code }),
    },
    headers: {
      'Retry-After': String(retryAfter),
      'X-RateLimit-Scope': global ? 'global' : 'user',
      ...(global && { 'X-RateLimit-Global': 'true' }),
    },
  };
}
