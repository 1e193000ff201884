/** What breaks: told to the one who asked, and to the log under the same id; the latest are kept for `/diagnose`. */
import { randomUUID } from 'node:crypto';
import type { Log } from './options.ts';

export interface Failure {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly message: string;
}

/** Failures that are kept. */
const KEPT = 5;

export class Failures {
  readonly #log: Log;
  readonly #now: () => number;
  #latest: readonly Failure[] = [];

  constructor(log: Log, now: () => number) {
    this.#log = log;
    this.#now = now;
  }

  /** The last ones, newest first. */
  get latest(): readonly Failure[] {
    return this.#latest;
  }

  /** Does the work; when that fails, tells the one who asked, with an id that stands in the log too. Never rejects. */
  async orExcuse(work: () => Promise<unknown>, excuse: (id: string) => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const id = this.note('A question could not be answered', error);
      try {
        await excuse(id);
      } catch (second) {
        this.#log.error('Nor could the one who asked be told', { errorId: id, error: describe(second) });
      }
    }
  }

  /** Writes a failure into the log. @returns its id */
  note(what: string, error: unknown): string {
    const id = randomUUID().slice(0, 8);
    this.#log.error(what, { errorId: id, error: describe(error) });
    const message = error instanceof Error ? error.message : String(error);
    this.#latest = [{ id, at: this.#now(), message }, ...this.#latest].slice(0, KEPT);
    return id;
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
