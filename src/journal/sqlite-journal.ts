/**
 * A journal in a file. It is read once, when it is opened; from then on memory tells, and what is new is written in one
 * transaction at most once a second: an answer never waits for a disk, and a crash costs a second at most. Whatever is wrong
 * with the file, counting goes on in memory and writing is tried again.
 */
import type { Answer } from '../answering/answer.ts';
import { type Count, countsOfAnswer, countsOfVote, dayOf } from './counts.ts';
import type { Journal, JournalSummary } from './journal.ts';
import { JournalFile, moveAside, troubleOf } from './journal-file.ts';
import { Tally } from './tally.ts';

export interface JournalLog {
  info(message: string, details?: object): void;
  warn(message: string, details?: object): void;
}

export interface SqliteJournalOptions {
  readonly file: string;
  /** Clock in milliseconds. */
  readonly now: () => number;
  readonly log: JournalLog;
}

/** Milliseconds from the first count that is not written to its writing. */
const FLUSH_MS = 1_000;
/** The same while the file can not be used. */
const RETRY_MS = 60_000;

export class SqliteJournal implements Journal {
  readonly #path: string;
  readonly #now: () => number;
  readonly #log: JournalLog;
  readonly #tally = new Tally();
  /** Counts that are not in the file yet, by day, target and outcome: never more than those of a day or two. */
  #pending = new Map<string, Count>();
  #file: JournalFile | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** What keeps the file from being used, told once. */
  #trouble: 'held' | 'unusable' | undefined;
  #closed = false;

  constructor({ file, now, log }: SqliteJournalOptions) {
    this.#path = file;
    this.#now = now;
    this.#log = log;
    this.#flush();
  }

  asked(answer: Answer): void {
    this.#count(countsOfAnswer(answer, dayOf(this.#now())));
  }

  voted(targets: readonly string[], helpful: boolean): void {
    this.#count(countsOfVote(targets, helpful, dayOf(this.#now())));
  }

  mostAsked(limit: number): readonly string[] {
    return this.#tally.mostAsked(limit, dayOf(this.#now()));
  }

  summary(): JournalSummary {
    return this.#tally.summary();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    if (this.#pending.size > 0) this.#flush(true);
    if (this.#pending.size > 0)
      this.#log.warn('What was counted since the journal could last be written is lost', { file: this.#path });
    this.#release();
  }

  #count(counts: readonly Count[]): void {
    for (const count of counts) {
      this.#tally.add(count);
      this.#hold(count);
    }
    this.#writeLater();
  }

  #hold(count: Count): void {
    const key = `${count.day} ${count.target} ${count.outcome}`;
    const held = this.#pending.get(key);
    this.#pending.set(key, held ? { ...count, count: held.count + count.count } : count);
  }

  #writeLater(): void {
    if (this.#closed || this.#timer) return;
    const write = (): void => {
      this.#timer = undefined;
      this.#flush();
    };
    this.#timer = setTimeout(write, this.#trouble === 'unusable' ? RETRY_MS : FLUSH_MS).unref();
  }

  /** Opens the file where it is not open, and writes what is not written. Never throws. */
  #flush(last = false): void {
    try {
      this.#write(last);
    } catch (error) {
      if (troubleOf(error) === 'damaged') this.#beginAnew();
      else this.#wait(error);
    }
  }

  #write(last: boolean): void {
    const file = this.#opened();
    if (last) file.waitLonger();
    if (this.#pending.size > 0) file.add(this.#pending.values());
    this.#pending.clear();
    if (this.#trouble) this.#log.info('The journal is written again; nothing was lost', { file: this.#path });
    this.#trouble = undefined;
  }

  /** The file; when it is opened, what it has is counted too. */
  #opened(): JournalFile {
    if (this.#file) return this.#file;
    const file = new JournalFile(this.#path);
    try {
      for (const count of file.counts()) this.#tally.add(count);
    } catch (error) {
      file.close();
      throw error;
    }
    this.#file = file;
    return file;
  }

  /** Tells once what is wrong, and tries again later. */
  #wait(error: unknown): void {
    const trouble = troubleOf(error) === 'held' ? 'held' : 'unusable';
    if (this.#trouble !== trouble) this.#log.warn(WARNINGS[trouble], { file: this.#path, because: messageOf(error) });
    this.#trouble = trouble;
    this.#writeLater();
  }

  /** A damaged file makes way for a new one, into which goes all that is known. */
  #beginAnew(): void {
    this.#release();
    try {
      const aside = moveAside(this.#path, this.#now());
      this.#log.warn(
        'The journal was damaged and has been moved aside; a new one begins. What can be saved of the old one, the command "sqlite3 FILE .recover" shows; without need of it, delete it',
        { file: this.#path, aside },
      );
      this.#pending = new Map();
      for (const count of this.#tally.counts()) this.#hold(count);
      this.#write(false);
    } catch (error) {
      this.#wait(error);
    }
  }

  #release(): void {
    try {
      this.#file?.close();
    } catch (error) {
      this.#log.warn('The journal could not be closed', { file: this.#path, because: messageOf(error) });
    }
    this.#file = undefined;
  }
}

const WARNINGS = {
  held: 'Another program holds the journal; what is asked is counted in memory until it lets go',
  unusable:
    'The journal can not be used; what is asked is counted in memory, and writing is tried again each minute. JOURNAL in .env names the file: it and its folder have to be writable; "off" does without',
} as const;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
