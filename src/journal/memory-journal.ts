/** A journal that ends with the process. */
import type { Answer } from '../answering/answer.ts';
import { countsOfAnswer, countsOfVote, dayOf } from './counts.ts';
import type { Journal, JournalSummary } from './journal.ts';
import { Tally } from './tally.ts';

export class MemoryJournal implements Journal {
  readonly #tally = new Tally();
  readonly #now: () => number;

  /** `now`: clock in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  asked(answer: Answer): void {
    for (const count of countsOfAnswer(answer, dayOf(this.#now()))) this.#tally.add(count);
  }

  voted(targets: readonly string[], helpful: boolean): void {
    for (const count of countsOfVote(targets, helpful, dayOf(this.#now()))) this.#tally.add(count);
  }

  mostAsked(limit: number): readonly string[] {
    return this.#tally.mostAsked(limit, dayOf(this.#now()));
  }

  summary(): JournalSummary {
    return this.#tally.summary();
  }

  close(): void {}
}
