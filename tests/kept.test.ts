/** What is kept between two starts: the same answers, and never anything that the files do not say any more. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dialoguesOf, questionsOf } from '../bench/sets.ts';
import type { Turn } from '../src/answering/answer.ts';
import { createAnswerer } from '../src/answering/answerer.ts';
import { Comprehension } from '../src/answering/understanding.ts';
import { type Opened, openKnowledge, type Ready } from '../src/kept.ts';
import { packFile, unpackFile } from '../src/kept-file.ts';
import { changesBetween } from '../src/knowledge/changes.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { edited, folderWith, GOLDEN, SOUND } from './knowledge/folder.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const MAIN = join(PROJECT, 'src/main.js');

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Opens the knowledge below a root; `said` is why nothing was recalled or kept: empty when it came from what was kept. `builds`: how
 * often it was told that it takes a while.
 */
async function open(root: string, folder: string): Promise<{ opened: Opened; said: string[]; builds: number }> {
  const said: string[] = [];
  let builds = 0;
  const opened = await openKnowledge({
    root,
    folder,
    debug: (message) => said.push(message),
    onBuild: () => {
      builds += 1;
    },
  });
  return { opened, said, builds };
}

function readyOf(opened: Opened): Ready {
  if (!opened.ok) throw new Error('expected sound knowledge');
  return opened;
}

const answerTo = (question: string, opened: Opened): string => {
  const { knowledge, index } = readyOf(opened);
  return createAnswerer(knowledge, { index: index }).ask(question).text;
};

/** The one file in a folder. */
function keptIn(folder: string): string {
  const files = readdirSync(folder);
  expect(files).toEqual([expect.stringMatching(/\.kept$/)]);
  return join(folder, files[0] ?? '');
}

/** A sound folder that was opened once, and the file that was kept of it. */
async function openedOnce() {
  const [root, folder] = [folderWith(), emptyFolder()];
  await open(root, folder);
  return { root, folder, file: keptIn(folder) };
}

describe('what was kept of the real knowledge', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  const built = readyOf((await open(PROJECT, folder)).opened);
  const { opened, said } = await open(PROJECT, folder);
  const kept = readyOf(opened);
  rmSync(folder, { recursive: true });

  it('is recalled', () => {
    expect(said).toEqual([]);
    expect(kept.knowledge).not.toBe(built.knowledge);
  });

  it('is the knowledge of the files, to the order of its keys, immutable, each fact one object', async () => {
    const loaded = await loadKnowledge(PROJECT);
    if (!loaded.ok) throw new Error('expected sound knowledge');
    const { knowledge } = kept;
    expect(JSON.stringify(knowledge)).toBe(JSON.stringify(loaded.knowledge));
    expect(changesBetween(knowledge, loaded.knowledge)).toEqual({ added: [], changed: [], removed: [] });
    const cited = [
      ...knowledge.entries.flatMap(({ facts }) => facts),
      ...knowledge.gaps.flatMap(({ nearest }) => nearest),
    ];
    expect(cited.every((fact) => knowledge.facts.includes(fact))).toBe(true);
    const parts: unknown[] = [knowledge];
    for (const part of parts) {
      expect(Object.isFrozen(part)).toBe(true);
      parts.push(...Object.values(part as object).filter((value) => typeof value === 'object'));
    }
  });

  it('has the very index that was built', () => {
    expect(kept.index).toEqual(built.index);
    expect([...kept.index.terms]).toEqual([...built.index.terms]);
  });

  it('gives the same signals, confidences and answers to all labelled questions and dialogues', () => {
    expect(everythingAskedOf(kept)).toEqual(everythingAskedOf(built));
  });
});

/** Signals and answer of each labelled question, and the answers of each dialogue, as text. */
function everythingAskedOf({ knowledge, index }: Ready): string[] {
  const answerer = createAnswerer(knowledge, { index: index });
  const comprehension = new Comprehension(knowledge, index);
  const asked = questionsOf().map(({ q }) => {
    const { signals, confidence, stance } = comprehension.understand(q);
    return JSON.stringify([q, signals, confidence, stance, answerer.ask(q)]);
  });
  const told = dialoguesOf().map(({ turns }) => {
    const conversation: Turn[] = [];
    for (const { q } of turns) conversation.push({ question: q, answer: answerer.ask(q, conversation) });
    return JSON.stringify(conversation);
  });
  return [...asked, ...told];
}

describe('what is kept is used', () => {
  it('as long as nothing has changed', async () => {
    const { root, folder } = await openedOnce();
    const { opened, said, builds } = await open(root, folder);
    expect(said).toEqual([]);
    expect(builds).toBe(0);
    expect(answerTo('who is the mayor', opened)).toBe('Ada Lind is the mayor.');
  });

  it.each(Object.keys(SOUND))('not when %s has changed, and again when it is as it was', async (file) => {
    const { root, folder } = await openedOnce();
    const before = readFileSync(join(root, file), 'utf8');
    appendFileSync(join(root, file), '\n');
    const changed = await open(root, folder);
    expect(changed.said).toEqual([expect.stringContaining(`file:${file} has changed`)]);
    expect(changed.builds).toBe(1);
    writeFileSync(join(root, file), before);
    // The changed files were sound, and what was kept of them is not used for these either.
    expect((await open(root, folder)).said).toHaveLength(1);
    expect((await open(root, folder)).said).toEqual([]);
  });

  it('not when an answer has changed', async () => {
    const { root, folder } = await openedOnce();
    const [[file, text] = ['', '']] = Object.entries(
      edited('knowledge/questions.yaml', 'answer: Ada Lind is the mayor.', 'answer: The mayor is Ada Lind.'),
    );
    writeFileSync(join(root, file), text);
    expect(answerTo('who is the mayor', (await open(root, folder)).opened)).toBe('The mayor is Ada Lind.');
    expect(answerTo('who is the mayor', (await open(root, folder)).opened)).toBe('The mayor is Ada Lind.');
  });

  it('not when golden questions have come, or gone again', async () => {
    const { root, folder } = await openedOnce();
    const [[file, text] = ['', '']] = Object.entries(GOLDEN);
    writeFileSync(join(root, file), text);
    expect((await open(root, folder)).said).toEqual([expect.stringContaining(`absent:${file} has changed`)]);
    const { opened, said } = await open(root, folder);
    expect([said, readyOf(opened).knowledge.golden.length]).toEqual([[], 4]);
    rmSync(join(root, file));
    expect(readyOf((await open(root, folder)).opened).knowledge.golden).toEqual([]);
  });

  it('with the mark that it has been rehearsed, as long as nothing has changed', async () => {
    const { root, folder } = await openedOnce();
    const rehearsed = async () => {
      const { opened } = await open(root, folder);
      if (!opened.ok) throw new Error('expected sound knowledge');
      return opened;
    };
    expect((await rehearsed()).rehearsed).toBe(false);
    (await rehearsed()).markRehearsed();
    const { opened, said } = await open(root, folder);
    expect([opened.ok && opened.rehearsed, said]).toEqual([true, []]);
    expect(answerTo('who is the mayor', opened)).toBe('Ada Lind is the mayor.');
    appendFileSync(join(root, 'knowledge/chat.yaml'), '\n');
    expect((await rehearsed()).rehearsed).toBe(false);
    expect((await rehearsed()).rehearsed).toBe(false);
  });

  it('not when a file is gone', async () => {
    const { root, folder } = await openedOnce();
    rmSync(join(root, 'seeds/fest.txt'));
    const { opened } = await open(root, folder);
    expect(opened).toMatchObject({ ok: false, problems: [{ code: 'missing-file' }] });
  });

  it('never for knowledge with problems, which is not kept either', async () => {
    const { root, folder, file } = await openedOnce();
    const kept = readFileSync(file);
    const [[broken, text] = ['', '']] = Object.entries(
      edited('knowledge/facts.yaml', 'news: Boats from', 'news: Ships from'),
    );
    writeFileSync(join(root, broken), text);
    for (let start = 0; start < 2; start += 1)
      expect((await open(root, folder)).opened).toMatchObject({
        ok: false,
        problems: expect.arrayContaining([expect.objectContaining({ code: 'quote-not-found' })]),
      });
    expect(readFileSync(keptIn(folder)).equals(kept)).toBe(true);
  });

  it('not of a machine or engine of another version', async () => {
    const { root, folder, file } = await openedOnce();
    for (const piece of [
      'machine:',
      'engine:src/answering/phrase-index.ts',
      'engine:node_modules/.package-lock.json',
    ]) {
      const pieces = new Map(unpackFile(readFileSync(file)));
      expect(pieces.has(piece)).toBe(true);
      writeFileSync(file, packFile(pieces.set(piece, Buffer.from('another'))));
      const { opened, said } = await open(root, folder);
      expect(said).toEqual([expect.stringContaining(`${piece} has changed`)]);
      expect(opened.ok).toBe(true);
      expect((await open(root, folder)).said).toEqual([]);
    }
  });
});

describe('a kept file that is damaged is built anew', () => {
  /** Damages what was kept; whoever opens it notices, answers rightly, and mends it for the next. */
  async function recovers(damage: (bytes: Buffer) => Uint8Array): Promise<void> {
    const { root, folder, file } = await openedOnce();
    writeFileSync(file, damage(readFileSync(file)));
    const { opened, said } = await open(root, folder);
    expect(said).toHaveLength(1);
    expect(answerTo('who is the mayor', opened)).toBe('Ada Lind is the mayor.');
    expect((await open(root, folder)).said).toEqual([]);
  }

  it.each([0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.99999])('in one bit, at %d of its length', async (share) => {
    await recovers((bytes) => {
      const at = Math.floor(bytes.length * share);
      bytes[at] = (bytes[at] ?? 0) ^ 4;
      return bytes;
    });
  });

  it.each([0, 7, 16, 1_000, -1])('cut at %d', async (end) => {
    await recovers((bytes) => bytes.subarray(0, end < 0 ? bytes.length + end : end));
  });

  it('with something after it', async () => {
    await recovers((bytes) => Buffer.concat([bytes, Buffer.alloc(8)]));
  });

  it('without one of its pieces', async () => {
    await recovers((bytes) => {
      const pieces = new Map(unpackFile(bytes));
      pieces.delete('made:numbers');
      return packFile(pieces);
    });
  });
});

describe('where nothing can be kept', () => {
  it('answers come from the files', async () => {
    const root = folderWith();
    const blocked = join(emptyFolder(), 'file');
    writeFileSync(blocked, '');
    const { opened, said } = await open(root, join(blocked, 'cache'));
    expect(answerTo('who is the mayor', opened)).toBe('Ada Lind is the mayor.');
    expect(said).toEqual([expect.stringContaining('is not used'), expect.stringContaining('could not be kept')]);
  });

  it('a folder in the place of the file is left alone, and nothing lies about', async () => {
    const { root, folder, file } = await openedOnce();
    rmSync(file);
    mkdirSync(join(file, 'mine'), { recursive: true });
    expect((await open(root, folder)).opened.ok).toBe(true);
    expect([readdirSync(folder), readdirSync(file)]).toEqual([[expect.any(String)], ['mine']]);
  });
});

it('processes that start at once all answer, and leave one whole file', async () => {
  const [root, folder] = [folderWith(), emptyFolder()];
  const outputs = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const child = spawn(process.execPath, [MAIN, 'ask', 'who is the mayor', '--root', root, '--cache', folder]);
      const said: Buffer[] = [];
      child.stdout.on('data', (data) => said.push(data));
      await once(child, 'close');
      return Buffer.concat(said).toString();
    }),
  );
  expect(new Set(outputs).size).toBe(1);
  expect(outputs[0]).toContain('Ada Lind is the mayor.');
  expect(keptIn(folder)).toBeTruthy();
  expect((await open(root, folder)).said).toEqual([]);
});
