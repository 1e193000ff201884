/** What goes wrong with requests, by hand: the next ones that fit meet a fault. */
import { setTimeout } from 'node:timers/promises';
import { type RateLimit, rateLimited } from './rate-limits.ts';
import { Refusal } from './refusal.ts';
import type { Answer } from './rest.ts';

/**
 * What happens to a request on the way:
 * - the server fails `before` or `after` it did the work, or the connection breaks (`dropped …`) without an answer
 * - it is refused, asked to come again, or answered so many milliseconds late
 */
export type Fault =
  | 'before'
  | 'after'
  | 'dropped before'
  | 'dropped after'
  | Refusal
  | RateLimit
  | { readonly late: number };

/** Decides on a fault for a request by its method and path. */
export type FaultOf = (name: string) => Fault | undefined;

interface Planned {
  readonly method: string;
  readonly path: RegExp;
  readonly fault: () => Fault | undefined;
  times: number;
}

export class RequestFaults {
  readonly #planned: Planned[] = [];
  readonly #faultOf: FaultOf;

  /** @param faultOf decides where nothing is planned */
  constructor(faultOf: FaultOf = () => undefined) {
    this.#faultOf = faultOf;
  }

  /** Lets the next `times` requests that fit meet a fault. */
  plan(method: string, path: RegExp, fault: () => Fault | undefined, times = 1): void {
    this.#planned.push({ method, path, fault, times });
  }

  /** The fault that a request meets now, if any. */
  next(name: string): Fault | undefined {
    const planned = this.#planned.find(
      ({ method, path, times }) => times > 0 && name.startsWith(`${method} `) && path.test(name),
    );
    if (!planned) return this.#faultOf(name);
    planned.times -= 1;
    return planned.fault();
  }
}

/** A part of the requests, evenly spread, in turns before and after the work. */
export function evenly(part: number): () => Fault | undefined {
  let requests = 0;
  let failed = 0;
  return () => {
    requests += 1;
    if (Math.floor(requests * part) === failed) return undefined;
    failed += 1;
    return failed % 2 === 1 ? 'before' : 'after';
  };
}

/** What comes back to a request that meets a fault; nothing where the connection breaks. Throws a refusal. */
export async function withFault(fault: Fault | undefined, work: () => Answer): Promise<Answer | undefined> {
  if (fault instanceof Refusal) throw fault;
  if (fault === 'before') return { status: 502, body: { message: '502: Bad Gateway', code: 0 } };
  if (fault === 'dropped before') return undefined;
  if (typeof fault === 'object' && 'retryAfter' in fault) return rateLimited(fault);
  const answer = work();
  if (fault === 'dropped after') return undefined;
  if (fault === 'after') return { status: 503, body: { message: '503: Service Unavailable', code: 0 } };
  if (fault) await setTimeout(fault.late, undefined, { ref: false });
  return answer;
}
