/** The file of a journal: an SQLite database of one table, a row for each day, target and outcome. */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type Count, dateOf, dayOfDate, isOutcome } from './counts.ts';

/** Of the table below; a file of a later version is left alone. */
const VERSION = 1;
/**
 * Days as text, so that whoever looks into the file with another program can read them. The target '' is all questions
 * together.
 */
const SCHEMA = `
  CREATE TABLE counts (
    day TEXT NOT NULL,
    target TEXT NOT NULL,
    outcome TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, target, outcome)
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${VERSION};`;
const ADD = `
  INSERT INTO counts (day, target, outcome, count) VALUES (?, ?, ?, ?)
  ON CONFLICT (day, target, outcome) DO UPDATE SET count = count + excluded.count`;

/**
 * Milliseconds for which a write waits for another program that is writing. Waiting holds up the whole process, readers'
 * answers included, and what was not written is written a second later: it is short.
 */
const WAIT_MS = 50;
/** The same at the end, when there is no later. */
const LAST_WAIT_MS = 2_000;

export class JournalFile {
  readonly #database: DatabaseSync;
  readonly #add: StatementSync;

  /** Makes the file and its folder where they are missing. Throws where that is impossible, and for what is no journal. */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#database = new DatabaseSync(path, { timeout: WAIT_MS });
    try {
      this.#prepare();
      this.#add = this.#database.prepare(ADD);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Everything that was counted. Throws where the file is damaged. */
  counts(): Count[] {
    const rows = this.#database.prepare('SELECT day, target, outcome, count FROM counts ORDER BY day').all();
    return rows.flatMap(({ day, target, outcome, count }) => {
      const text = String(outcome);
      return isOutcome(text)
        ? [{ day: dayOfDate(String(day)), target: String(target), outcome: text, count: Number(count) }]
        : [];
    });
  }

  /** Adds counts, all of them or, when it throws, none. */
  add(counts: Iterable<Count>): void {
    this.#atOnce(() => {
      for (const { day, target, outcome, count } of counts) this.#add.run(dateOf(day), target, outcome, count);
    });
  }

  /** From now on a write waits longer for another program. */
  waitLonger(): void {
    this.#database.exec(`PRAGMA busy_timeout = ${LAST_WAIT_MS}`);
  }

  close(): void {
    this.#database.close();
  }

  #prepare(): void {
    // With a log of its own for what is new (WAL), readers of the file and the bot do not wait for each other; what is
    // written survives a crash of the process, and the file a loss of power.
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    if (this.#number('PRAGMA user_version') === 0) this.#atOnce(() => this.#create());
    const version = this.#number('PRAGMA user_version');
    if (version !== VERSION) throw new Error(`it is of version ${version}, this bot knows version ${VERSION}`);
    if (this.#value('PRAGMA quick_check(1)') !== 'ok') throw new DamagedError('its pages do not fit together');
  }

  #create(): void {
    // Another process may have made it while this one waited.
    if (this.#number('PRAGMA user_version') !== 0) return;
    if (this.#number('SELECT count(*) FROM sqlite_schema') !== 0) throw new Error('it belongs to another program');
    this.#database.exec(SCHEMA);
  }

  #atOnce(write: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      write();
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #number(sql: string): number {
    return Number(this.#value(sql));
  }

  #value(sql: string): unknown {
    return Object.values(this.#database.prepare(sql).get() ?? {})[0];
  }
}

class DamagedError extends Error {}

/** SQLite's codes for a file that is damaged, and for one that is no database at all. */
const DAMAGED: readonly number[] = [11, 26];
/** SQLite's codes for a file that another program holds. */
const HELD: readonly number[] = [5, 6];
/** An extended code has the plain one in its lowest byte. */
const PLAIN = 0xff;

/** What an error of a journal's file means: the file has to make way; it can be used in a moment; or it can not be used. */
export function troubleOf(error: unknown): 'damaged' | 'held' | 'unusable' {
  if (error instanceof DamagedError) return 'damaged';
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & PLAIN : -1;
  if (DAMAGED.includes(code)) return 'damaged';
  return HELD.includes(code) ? 'held' : 'unusable';
}

/** Moves a file and what belongs to it aside, under a name that nothing has yet; tells the name. */
export function moveAside(path: string, now: number): string {
  const stem = `${path}.damaged-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}`;
  let aside = stem;
  for (let number = 2; existsSync(aside); number += 1) aside = `${stem}-${number}`;
  renameSync(path, aside);
  // What was not yet in the file itself belongs to the old one; a new one must not find it.
  for (const part of ['-wal', '-shm']) if (existsSync(path + part)) renameSync(path + part, aside + part);
  return aside;
}
