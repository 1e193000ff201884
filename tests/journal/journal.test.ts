/** What every journal does, wherever it keeps its counts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HALF_LIFE, type Journal, TOP } from '../../src/journal/journal.ts';
import { MemoryJournal } from '../../src/journal/memory-journal.ts';
import { SqliteJournal } from '../../src/journal/sqlite-journal.ts';
import { answered, type Clock, chat, declined, startClock, suggested } from './answers.ts';

const silent = { info: () => {}, warn: () => {} };

const journals: Readonly<Record<string, (clock: Clock, folder: string) => Journal>> = {
  'in memory': ({ now }) => new MemoryJournal(now),
  'in a file': ({ now }, folder) => new SqliteJournal({ file: join(folder, 'journal.sqlite'), now, log: silent }),
};

describe.each(Object.entries(journals))('a journal %s', (_, open) => {
  let folder: string;
  let clock: Clock;
  let journal: Journal;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'));
    clock = startClock();
    journal = open(clock, folder);
  });
  afterEach(() => {
    journal.close();
    rmSync(folder, { recursive: true });
  });

  const ask = (times: number, ...entries: readonly string[]): void => {
    for (let time = 0; time < times; time += 1) journal.asked(answered(...entries));
  };

  it('is empty at first', () => {
    expect(journal.mostAsked(5)).toEqual([]);
    expect(journal.summary()).toEqual({
      asked: 0,
      verdicts: { answered: 0, suggested: 0, declined: 0, chat: 0 },
      reasons: { 'not-in-articles': 0, 'off-topic': 0, unclear: 0 },
      votes: { helpful: 0, unhelpful: 0 },
      entries: [],
      gaps: [],
      unhelpful: [],
    });
  });

  it('counts verdicts and reasons', () => {
    for (const answer of [
      answered('date'),
      suggested,
      chat,
      chat,
      declined('unclear'),
      declined('off-topic', 'weather'),
      declined('not-in-articles', 'length'),
      declined('not-in-articles'),
    ])
      journal.asked(answer);
    const { since, asked, verdicts, reasons } = journal.summary();
    expect(since).toBe('2021-06-16');
    expect(asked).toBe(8);
    expect(verdicts).toEqual({ answered: 1, suggested: 1, declined: 4, chat: 2 });
    expect(reasons).toEqual({ 'not-in-articles': 2, 'off-topic': 1, unclear: 1 });
  });

  it('counts an answer of two entries once, and for both of them', () => {
    journal.asked(answered('date', 'city', 'date'));
    expect(journal.summary().asked).toBe(1);
    expect(journal.summary().entries.map(({ id, asked }) => [id, asked])).toEqual([
      ['city', 1],
      ['date', 1],
    ]);
  });

  it('tells entries and gaps apart, most asked first, with their votes', () => {
    ask(2, 'city');
    ask(3, 'date');
    journal.asked(declined('off-topic', 'weather'));
    journal.voted(['city'], true);
    journal.voted(['weather'], false);
    const { entries, gaps } = journal.summary();
    expect(entries).toEqual([
      { id: 'date', asked: 3, helpful: 0, unhelpful: 0 },
      { id: 'city', asked: 2, helpful: 1, unhelpful: 0 },
    ]);
    expect(gaps).toEqual([{ id: 'weather', asked: 1, helpful: 0, unhelpful: 1 }]);
  });

  it('counts a vote once, whatever it is about', () => {
    journal.voted(['date', 'city'], true);
    journal.voted([], false);
    expect(journal.summary().votes).toEqual({ helpful: 1, unhelpful: 1 });
    expect(journal.summary().asked).toBe(0);
  });

  it('has the most unhelpful first', () => {
    journal.voted(['a'], true);
    journal.voted(['b'], false);
    journal.voted(['b'], true);
    journal.voted(['c'], false);
    for (let time = 0; time < 2; time += 1) journal.voted(['d'], false);
    expect(journal.summary().unhelpful.map(({ id }) => id)).toEqual(['d', 'c', 'b']);
  });

  it('has the most asked first, equals by id, and no more than are wanted', () => {
    ask(1, 'b');
    ask(1, 'a');
    ask(2, 'c');
    journal.asked(declined('off-topic', 'weather'));
    expect(journal.mostAsked(25)).toEqual(['c', 'a', 'b']);
    expect(journal.mostAsked(1)).toEqual(['c']);
    expect(journal.mostAsked(0)).toEqual([]);
  });

  it('has what is asked now before what was asked more often some time ago', () => {
    ask(3, 'old');
    clock.pass(HALF_LIFE);
    ask(1, 'new');
    expect(journal.mostAsked(2)).toEqual(['old', 'new']);
    ask(1, 'new');
    expect(journal.mostAsked(2)).toEqual(['new', 'old']);
    expect(journal.summary().entries.map(({ id }) => id)).toEqual(['old', 'new']);
  });

  it('still has the favourites after a quiet year', () => {
    ask(2, 'date');
    clock.pass(365);
    expect(journal.mostAsked(5)).toEqual(['date']);
  });

  it('bears a clock that is set back', () => {
    ask(1, 'date');
    clock.pass(-3);
    ask(2, 'date');
    expect(journal.summary()).toMatchObject({ since: '2021-06-13', entries: [{ id: 'date', asked: 3 }] });
  });

  it('lists no more than the first of many', () => {
    for (let number = 0; number <= TOP; number += 1) {
      ask(1, `entry-${number}`);
      journal.asked(declined('off-topic', `gap-${number}`));
      journal.voted([`entry-${number}`], false);
    }
    const { entries, gaps, unhelpful } = journal.summary();
    expect([entries, gaps, unhelpful].map(({ length }) => length)).toEqual([TOP, TOP, TOP]);
  });

  it.each([
    ['a question', 'Who am I, Ana?'],
    ['an address', 'ana@example.org'],
    ['nothing', ''],
    ['a name of the language', '__proto__'],
    ['something long', 'x'.repeat(300)],
  ])('counts nothing under what is no id: %s', (_, text) => {
    journal.asked(answered(text));
    journal.voted([text], false);
    const { asked, votes, entries, unhelpful } = journal.summary();
    expect([asked, votes.unhelpful, entries, unhelpful]).toEqual([1, 1, [], []]);
  });

  it('may be closed twice, and used after it', () => {
    ask(1, 'date');
    journal.close();
    journal.close();
    ask(1, 'date');
    expect(journal.summary().asked).toBe(2);
  });
});
