/** What a journal in a file does besides: it lasts, and bears whatever befalls the file. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SqliteJournal } from '../../src/journal/sqlite-journal.ts';
import { answered, type Clock, declined, startClock } from './answers.ts';

let folder: string;
let file: string;
let clock: Clock;
let told: string[];

beforeEach(() => {
  vi.useFakeTimers();
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  file = join(folder, 'journal.sqlite');
  clock = startClock();
  told = [];
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

function open(path = file): SqliteJournal {
  const tell = (message: string): void => {
    told.push(message);
  };
  return new SqliteJournal({ file: path, now: clock.now, log: { info: tell, warn: tell } });
}

/** Rows of the file, as another program reads them. */
function rows(): unknown[][] {
  const database = new DatabaseSync(file, { readOnly: true });
  const found = database.prepare('SELECT day, target, outcome, count FROM counts ORDER BY day, target, outcome').all();
  database.close();
  return found.map((row) => Object.values(row));
}

/** A journal of many days, closed. */
function fill(): void {
  const journal = open();
  for (let day = 0; day < 200; day += 1) {
    for (const id of ['date', 'city', 'length-of-the-talks']) journal.asked(answered(id));
    clock.pass(1);
  }
  journal.close();
}

const asked = (journal: SqliteJournal): number => journal.summary().asked;

describe('the file', () => {
  it('is read again at the next start', () => {
    const first = open(join(folder, 'new', 'journal.sqlite'));
    first.asked(answered('date'));
    clock.pass(1);
    first.asked(answered('date', 'city'));
    first.voted(['city'], false);
    first.close();
    const second = open(join(folder, 'new', 'journal.sqlite'));
    expect(second.summary()).toEqual(first.summary());
    expect(second.mostAsked(5)).toEqual(['date', 'city']);
    second.close();
    expect(told).toEqual([]);
  });

  it('has a row for each day, target and outcome', () => {
    const journal = open();
    for (let time = 0; time < 3; time += 1) journal.asked(answered('date'));
    journal.asked(declined('off-topic', 'weather'));
    clock.pass(1);
    journal.voted(['date'], true);
    journal.close();
    expect(rows()).toEqual([
      ['2021-06-16', '', 'answered', 3],
      ['2021-06-16', '', 'off-topic', 1],
      ['2021-06-16', 'date', 'answered', 3],
      ['2021-06-16', 'weather', 'off-topic', 1],
      ['2021-06-17', '', 'helpful', 1],
      ['2021-06-17', 'date', 'helpful', 1],
    ]);
  });

  it('is written a second after the first count, in one go', () => {
    const journal = open();
    journal.asked(answered('date'));
    vi.advanceTimersByTime(900);
    journal.asked(answered('date'));
    expect(rows()).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(rows()).toContainEqual(['2021-06-16', 'date', 'answered', 2]);
    expect(vi.getTimerCount()).toBe(0);
    journal.close();
  });

  it('adds up what two processes count', () => {
    const [first, second] = [open(), open()];
    first.asked(answered('date'));
    second.asked(answered('date'));
    vi.advanceTimersByTime(1_000);
    first.asked(answered('date'));
    first.close();
    second.close();
    expect(rows()).toContainEqual(['2021-06-16', 'date', 'answered', 3]);
  });

  it('has no text of a question in it', () => {
    const journal = open();
    journal.asked(declined('unclear'));
    journal.voted(['As it was asked'], false);
    journal.close();
    expect(readFileSync(file).includes('As it was asked')).toBe(false);
  });

  it('is opened without a warning from Node', () => {
    const { stderr } = spawnSync(process.execPath, ['-e', "require('node:sqlite')"], { encoding: 'utf8' });
    expect(stderr).toBe('');
  });
});

describe('a damaged file', () => {
  const asides = (): string[] => readdirSync(folder).filter((name) => name.includes('.damaged-'));

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['text', () => Buffer.from('this is no database\n'.repeat(100))],
    ['cut', (bytes) => bytes.subarray(0, bytes.length - 5_000)],
    ['overwritten', (bytes) => bytes.fill(0xa5, 4_096)],
  ])('is moved aside with all its bytes: %s', (_, damage) => {
    fill();
    const bytes = damage(readFileSync(file));
    writeFileSync(file, bytes);
    const journal = open();
    journal.asked(answered('date'));
    journal.close();
    expect(asides()).toHaveLength(1);
    expect(readFileSync(join(folder, asides()[0] ?? '')).equals(bytes)).toBe(true);
    expect(told).toEqual([expect.stringMatching(/damaged.*moved aside.*sqlite3 FILE \.recover/)]);
    expect(asked(open())).toBe(1);
  });

  it('keeps the name of an older one free', () => {
    for (const text of ['first', 'second']) {
      writeFileSync(file, text.repeat(1_000));
      open().close();
    }
    expect(asides().map((name) => readFileSync(join(folder, name), 'utf8').slice(0, 5))).toEqual(['first', 'secon']);
  });

  it('loses nothing when it is damaged while the bot runs', () => {
    fill();
    const journal = open();
    writeFileSync(file, 'overwritten '.repeat(1_000));
    rmSync(`${file}-wal`, { force: true });
    journal.asked(answered('date'));
    vi.advanceTimersByTime(1_000);
    journal.close();
    const next = open();
    expect(asked(next)).toBe(601);
    expect(next.summary().entries.map(({ id, asked: times }) => [id, times])).toContainEqual(['date', 201]);
    next.close();
    expect(asides()).toHaveLength(1);
  });

  it('may be empty: a new journal begins in it', () => {
    writeFileSync(file, '');
    open().close();
    expect(told).toEqual([]);
    expect(rows()).toEqual([]);
  });
});

describe('a file that another program holds', () => {
  function hold(): () => void {
    const database = new DatabaseSync(file);
    database.exec('BEGIN IMMEDIATE');
    return () => {
      database.exec('COMMIT');
      database.close();
    };
  }

  it('is written when it lets go', () => {
    const journal = open();
    const release = hold();
    journal.asked(answered('date'));
    vi.advanceTimersByTime(3_000);
    expect(asked(journal)).toBe(1);
    release();
    expect(rows()).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(rows()).toHaveLength(2);
    journal.close();
    expect(told).toEqual([expect.stringMatching(/Another program holds/), expect.stringMatching(/written again/)]);
  });

  it('is read when it lets go, where it was held at the start', () => {
    fill();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    const journal = open();
    journal.asked(answered('date'));
    expect(asked(journal)).toBe(1);
    database.exec('COMMIT');
    database.close();
    vi.advanceTimersByTime(1_000);
    expect(asked(journal)).toBe(601);
    journal.close();
    expect(asked(open())).toBe(601);
  });
});

describe('a file that can not be used', () => {
  it('is told once, and counting goes on', () => {
    mkdirSync(file);
    const journal = open();
    for (let minute = 0; minute < 3; minute += 1) {
      journal.asked(answered('date'));
      vi.advanceTimersByTime(60_000);
    }
    expect(asked(journal)).toBe(3);
    expect(told).toEqual([expect.stringMatching(/can not be used.*JOURNAL in \.env/)]);
    journal.close();
    expect(told.at(-1)).toMatch(/is lost/);
  });

  it('may lie in a folder that can not be made', () => {
    writeFileSync(join(folder, 'blocker'), '');
    const journal = open(join(folder, 'blocker', 'journal.sqlite'));
    journal.asked(answered('date'));
    journal.close();
    expect(asked(journal)).toBe(1);
  });

  it('is written as soon as it can be', () => {
    mkdirSync(file);
    const journal = open();
    journal.asked(answered('date'));
    rmSync(file, { recursive: true });
    vi.advanceTimersByTime(60_000);
    expect(rows()).toHaveLength(2);
    journal.close();
  });

  it.each([
    ['of another program', 'CREATE TABLE letters (text)', 0],
    ['of a later version', 'CREATE TABLE counts (text); PRAGMA user_version = 7', 7],
  ])('%s is left as it is', (_, sql, version) => {
    const other = new DatabaseSync(file);
    other.exec(sql);
    other.close();
    const journal = open();
    journal.asked(answered('date'));
    journal.close();
    expect(told[0]).toMatch(/can not be used/);
    const again = new DatabaseSync(file);
    expect(again.prepare('PRAGMA user_version').get()).toEqual({ user_version: version });
    expect(again.prepare('SELECT count(*) AS count FROM sqlite_schema').get()).toEqual({ count: 1 });
    again.close();
    expect(readdirSync(folder).filter((name) => name.includes('.damaged-'))).toEqual([]);
  });
});
