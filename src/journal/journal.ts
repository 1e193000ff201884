/**
 * What was asked and how it went, in counts. Nothing about a person is kept: no user, no channel, no text of a question; only
 * ids of the knowledge, days, and how many.
 */
import type { Answer, Reason, Verdict } from '../answering/answer.ts';

export interface Journal {
  /** Counts an answer. Takes no time that a reader would notice, and never throws. */
  asked(answer: Answer): void;
  /** Counts a vote on an answer; `targets` are the ids of its entries or of its gap. Never throws. */
  voted(targets: readonly string[], helpful: boolean): void;
  /**
   * Ids of the entries that answered, most asked first. What was asked today counts in full, what was asked `HALF_LIFE` days
   * ago half of that: readers ask for what is in the news, and after a quiet month the old favourites are still there, which
   * they would not be if only the last days counted.
   */
  mostAsked(limit: number): readonly string[];
  /** Totals since the journal began. */
  summary(): JournalSummary;
  /** Writes what is not written yet. Nothing is written after it. */
  close(): void;
}

export interface JournalSummary {
  /** The first day of which something is known, as "2021-06-16" (UTC); absent in an empty journal. */
  readonly since?: string;
  /** How many questions were asked. */
  readonly asked: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Why questions were declined. */
  readonly reasons: Readonly<Record<Reason, number>>;
  readonly votes: Votes;
  /** Entries that answered, most asked first; at most `TOP`. */
  readonly entries: readonly Counted[];
  /** Gaps that declined, most asked first; at most `TOP`. */
  readonly gaps: readonly Counted[];
  /** Entries and gaps that readers found unhelpful, most often so first; at most `TOP`. */
  readonly unhelpful: readonly Counted[];
}

export interface Votes {
  readonly helpful: number;
  readonly unhelpful: number;
}

/** An entry or a gap with its counts. An answer of several entries counts for each of them. */
export interface Counted extends Votes {
  readonly id: string;
  readonly asked: number;
}

/** Days after which a question counts half as much among the most asked. */
export const HALF_LIFE = 14;
/** How many entries or gaps a summary lists of each kind. */
export const TOP = 10;
