/** The knowledge in force, as curators and admins meet it: real files, the real answerer, a folder of revisions. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAnswerer } from '../../src/answering/answerer.ts';
import { type CustodyOptions, createCustody, type ReloadOutcome } from '../../src/knowledge/custody.ts';
import { filesOf, loadKnowledge } from '../../src/knowledge/load.ts';
import type { Problem } from '../../src/knowledge/problem.ts';
import { createRevisionStore } from '../../src/knowledge/revision-store.ts';
import { type Former, prepare } from '../../src/prepare.ts';
import { edited, folderWith, GOLDEN } from './folder.ts';

type Options = CustodyOptions<Former['value']>;

/** A process that serves the knowledge below a root; `now` counts up from 1,000 by one at each look at the clock. */
async function serve(root: string, overrides: Partial<Options> = {}) {
  const loaded = await loadKnowledge(root);
  if (!loaded.ok) throw new Error('expected sound knowledge');
  const { knowledge } = loaded;
  const warnings: string[] = [];
  let time = 999;
  const custody = await createCustody({
    first: { knowledge, value: createAnswerer(knowledge) },
    load: () => loadKnowledge(root),
    filesOfFirst: () => filesOf(root, knowledge),
    prepare: (next, former) => prepare(next, root, { former }),
    build: (earlier) => createAnswerer(earlier),
    store: createRevisionStore({ folder: revisionsOf(root), warn: (message) => warnings.push(message) }),
    now: () => {
      time += 1;
      return time;
    },
    ...overrides,
  });
  return { custody, warnings };
}

const revisionsOf = (root: string): string => join(root, 'data/revisions');

/** Replaces files below a root. */
function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

/** Replaces a piece of a file below a root; throws when the piece is not there. */
function edit(root: string, file: string, piece: string, replacement: string): void {
  const text = readFileSync(join(root, file), 'utf8');
  if (!text.includes(piece)) throw new Error(`Expected "${piece}" in ${file}.`);
  writeFileSync(join(root, file), text.replace(piece, replacement));
}

/** The greeting of the small talk tells which knowledge answers. */
const greeting = (text: string): Record<string, string> =>
  edited('knowledge/chat.yaml', 'reply: Hello!', `reply: ${text}`);

const greets = ({ custody }: Awaited<ReturnType<typeof serve>>): string => custody.current().ask('hi').text;

/** Serves "Hello!", then reloads one greeting after the other; tells the revisions, the first first. */
async function servedAll(greetings: readonly string[], root = folderWith()) {
  const served = await serve(root);
  const revisions = [served.custody.knowledge().revision];
  for (const text of greetings) {
    write(root, greeting(text));
    expect((await served.custody.reload()).status).toBe('swapped');
    revisions.push(served.custody.knowledge().revision);
  }
  return { ...served, root, revisions };
}

const placesOf = (outcome: ReloadOutcome): string[] =>
  outcome.status === 'refused' ? outcome.problems.map(placeOf) : [outcome.status];
const placeOf = ({ code, file, line, column }: Problem): string => `${code} ${file}:${line}:${column}`;

describe('a reload', () => {
  it('swaps answerer and knowledge together, and says what has changed in what', async () => {
    const root = folderWith(GOLDEN);
    const { custody } = await serve(root);
    const previous = custody.knowledge().revision;
    const questions = 'knowledge/questions.yaml';
    edit(root, 'knowledge/facts.yaml', 'claim: Boats from Denmark race on Sunday.', 'claim: Boats race on Sunday.');
    edit(root, questions, 'answer: Ada Lind is the mayor.', 'answer: The mayor is Ada Lind.');
    edit(root, questions, 'facts: [feast, opening]', 'facts: [opening, feast]');
    edit(root, questions, 'who leads the town, who said it is a feast', 'who heads the council, who is in charge');
    edit(root, questions, 'id: boats', 'id: regatta');
    edit(root, 'knowledge/gaps.yaml', 'related: [when]', 'related: []');
    edit(root, 'knowledge/vocabulary.yaml', '[Denmark, Danish]', '[Denmark, Danish, Danes]');
    write(root, {
      'knowledge/golden.yaml':
        '- question: tell me the name of the mayor\n  entry: who\n- question: who races\n  entry: regatta\n',
    });
    const outcome = await custody.reload();
    expect(outcome).toEqual({
      status: 'swapped',
      revision: custody.knowledge().revision,
      previous,
      changes: {
        added: ['entry regatta', 'golden "who races"'],
        changed: [
          'fact race: claim',
          'entry who: answer, phrasings +2 -2, facts',
          'gap price: related -1',
          'name denmark: aliases +1',
        ],
        removed: [
          'entry boats',
          'golden "and who is the mayor?" after "when is the opening"',
          'golden "what is the price of the entry"',
          'golden "what is the capital of Peru"',
        ],
      },
      notes: [
        'The golden question "and who is the mayor?" after "when is the opening" (entry "who") is no longer asked.',
        'The golden question "what is the price of the entry" (gap "price") is no longer asked.',
        'The golden question "what is the capital of Peru" (declined as off-topic) is no longer asked.',
      ],
    });
    expect(custody.current().ask('who is the mayor').text).toBe('The mayor is Ada Lind.');
    expect(custody.current().revision).toBe(custody.knowledge().revision);
  });

  it('of the same files leaves everything as it is', async () => {
    const { custody } = await serve(folderWith(GOLDEN));
    const before = custody.current();
    expect(await custody.reload()).toEqual({ status: 'unchanged', revision: before.revision });
    expect(custody.current()).toBe(before);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['no YAML', edited('knowledge/facts.yaml', '- id: race', '- id: "race'), ['yaml-syntax knowledge/facts.yaml:13:1']],
    [
      'a quote that is not in the article',
      edited('knowledge/facts.yaml', 'mayor Ada Lind. "It', 'mayor Ada Lund. "It'),
      ['quote-not-found knowledge/facts.yaml:8:13'],
    ],
    [
      'a phrasing that another entry takes',
      edited('knowledge/questions.yaml', 'the regatta', "who's the mayor"),
      ['not-found-by-phrasing knowledge/questions.yaml:17:76'],
    ],
    [
      'a golden question that is answered otherwise',
      edited('knowledge/gaps.yaml', 'price of the entry', 'tell me the name of the mayor'),
      ['golden-question knowledge/golden.yaml:1:13'],
    ],
    [
      'a golden question that is answered otherwise in its conversation',
      edited('knowledge/gaps.yaml', 'price of the entry', 'and who is the mayor?'),
      ['golden-question knowledge/golden.yaml:3:13'],
    ],
    [
      'a golden question of an entry that is gone',
      { 'knowledge/golden.yaml': '- question: who leads\n  entry: whom\n' },
      ['unknown-entry knowledge/golden.yaml:2:10'],
    ],
  ])('of %s is refused with code and place, and the old goes on', async (_, changes, expected) => {
    const root = folderWith(GOLDEN);
    const { custody } = await serve(root);
    const before = custody.current();
    write(root, changes);
    const outcome = await custody.reload();
    expect(placesOf(outcome)).toEqual(expect.arrayContaining(expected));
    expect(placesOf(outcome)[0]).toBe(expected[0]);
    expect(outcome.revision).toBe(before.revision);
    expect([custody.current(), custody.status().filesDiffer]).toEqual([before, true]);
  });

  it('on a disk that fails is refused, never thrown', async () => {
    const { custody } = await serve(folderWith(), { load: async () => Promise.reject(new Error('EIO')) });
    expect(placesOf(await custody.reload())).toEqual(['unreadable knowledge:1:1']);
  });
});

describe('a golden question that was taken out of its file', () => {
  const taken = edited('knowledge/gaps.yaml', '[how much', '[tell me the name of the mayor, how much');
  const without = (piece: string): Record<string, string> => ({
    'knowledge/golden.yaml': (GOLDEN['knowledge/golden.yaml'] ?? '').replace(piece, ''),
  });
  const MAYOR = '- question: tell me the name of the mayor\n  entry: who\n';

  it('is told, and does not hold up what answers it all the same', async () => {
    const root = folderWith(GOLDEN);
    const { custody } = await serve(root);
    write(root, without(MAYOR));
    expect(await custody.reload()).toMatchObject({
      status: 'swapped',
      changes: { removed: ['golden "tell me the name of the mayor"'] },
      notes: ['The golden question "tell me the name of the mayor" (entry "who") is no longer asked.'],
    });
  });

  it('still refuses what no longer answers it, at the entry that should', async () => {
    const root = folderWith(GOLDEN);
    const { custody } = await serve(root);
    write(root, { ...taken, ...without(MAYOR) });
    const outcome = await custody.reload();
    expect(placesOf(outcome)).toEqual(['golden-regression knowledge/questions.yaml:8:7']);
    expect(outcome).toMatchObject({
      problems: [{ message: expect.stringContaining('expected entry "who", but got gap "price"') }],
      notes: [expect.stringContaining('is no longer asked')],
    });
  });

  it('refuses it too where the whole file was removed', async () => {
    const root = folderWith(GOLDEN);
    const { custody } = await serve(root);
    write(root, taken);
    rmSync(join(root, 'knowledge/golden.yaml'));
    expect(placesOf(await custody.reload())).toEqual(['golden-regression knowledge/questions.yaml:8:7']);
  });

  it('gives way when it is listed with what is expected now', async () => {
    const root = folderWith(GOLDEN);
    const { custody } = await serve(root);
    const now = (GOLDEN['knowledge/golden.yaml'] ?? '').replace('mayor\n  entry: who', 'mayor\n  gap: price');
    write(root, { ...taken, 'knowledge/golden.yaml': now });
    expect(await custody.reload()).toMatchObject({
      status: 'swapped',
      changes: { changed: ['gap price: phrasings +1', 'golden "tell me the name of the mayor": expected'] },
    });
  });

  it('goes with its entry', async () => {
    const root = folderWith({ 'knowledge/golden.yaml': '- question: which ships will race\n  entry: boats\n' });
    const { custody } = await serve(root);
    write(root, {
      ...edited('knowledge/questions.yaml', 'id: boats', 'id: regatta'),
      'knowledge/golden.yaml': '[]\n',
    });
    expect(await custody.reload()).toMatchObject({
      status: 'swapped',
      changes: { removed: ['entry boats', 'golden "which ships will race"'] },
    });
  });
});

describe('a rollback', () => {
  it('goes one revision further back each time, in one step, and says that the files differ', async () => {
    const served = await servedAll(['Hullo!', 'Howdy!']);
    const { custody, revisions } = served;
    const [first, second, third] = revisions;
    expect(await custody.rollback()).toEqual({
      status: 'swapped',
      revision: second,
      previous: third,
      changes: { added: [], changed: ['chat hello: reply'], removed: [] },
      filesDiffer: true,
    });
    expect([greets(served), custody.knowledge().revision, custody.current().revision]).toEqual([
      'Hullo!',
      second,
      second,
    ]);
    expect(await custody.rollback()).toMatchObject({ status: 'swapped', revision: first, previous: second });
    expect(greets(served)).toBe('Hello!');
    expect(await custody.rollback()).toEqual({ status: 'nothing', revision: first });
    expect(greets(served)).toBe('Hello!');
  });

  it('is undone by a reload, which takes the files again though they have not changed', async () => {
    const { custody, revisions } = await servedAll(['Hullo!']);
    await custody.rollback();
    expect(await custody.reload()).toMatchObject({ status: 'swapped', revision: revisions[1], previous: revisions[0] });
    expect(await custody.reload()).toMatchObject({ status: 'unchanged' });
    expect(await custody.rollback()).toMatchObject({ status: 'swapped', revision: revisions[0] });
  });

  it('does not go to a revision that was left by a rollback', async () => {
    const { custody, revisions, root } = await servedAll(['Hullo!', 'Oops!']);
    await custody.rollback();
    write(root, greeting('Welcome!'));
    await custody.reload();
    expect(await custody.rollback()).toMatchObject({ revision: revisions[1] });
  });

  it('goes no further back than five revisions, whose files alone are kept', async () => {
    const { custody, revisions, root } = await servedAll(['1!', '2!', '3!', '4!', '5!', '6!']);
    expect(readdirSync(revisionsOf(root)).sort()).toEqual([...revisions.slice(-5), 'history.json'].sort());
    for (const revision of revisions.slice(2, 6).reverse())
      expect(await custody.rollback()).toMatchObject({ status: 'swapped', revision });
    expect((await custody.rollback()).status).toBe('nothing');
  });

  it('leaves the files of a revision where they are until the next reload', async () => {
    const { custody, revisions, root } = await servedAll(['Hullo!', 'Howdy!']);
    await custody.rollback();
    await custody.rollback();
    const copy = folderWith({});
    for (const part of ['knowledge', 'seeds'])
      cpSync(join(revisionsOf(root), revisions[1] ?? '', part), join(copy, part), { recursive: true });
    expect(await loadKnowledge(copy)).toMatchObject({ ok: true, knowledge: { revision: revisions[1] } });
  });

  it('has nowhere to go after a first start', async () => {
    const { custody, warnings } = await serve(folderWith());
    expect(await custody.rollback()).toEqual({ status: 'nothing', revision: custody.knowledge().revision });
    expect(warnings).toEqual([]);
  });
});

describe('a restart', () => {
  it('can be rolled back beyond', async () => {
    const { root, revisions } = await servedAll(['Hullo!', 'Howdy!']);
    const served = await serve(root);
    expect(served.custody.status().before).toBe(revisions[1]);
    expect(await served.custody.rollback()).toMatchObject({ status: 'swapped', revision: revisions[1] });
    expect(greets(served)).toBe('Hullo!');
    expect(await served.custody.rollback()).toMatchObject({ status: 'swapped', revision: revisions[0] });
  });

  it('after a rollback takes the files, and the next rollback goes where the last went', async () => {
    const { root, revisions, custody } = await servedAll(['Hullo!', 'Howdy!']);
    await custody.rollback();
    const served = await serve(root);
    expect(greets(served)).toBe('Howdy!');
    expect(await served.custody.rollback()).toMatchObject({ revision: revisions[1] });
  });

  it('with new files can be rolled back to what was in force before it', async () => {
    const { root, revisions } = await servedAll(['Hullo!']);
    write(root, greeting('Howdy!'));
    const { custody } = await serve(root);
    expect(await custody.rollback()).toMatchObject({ status: 'swapped', revision: revisions[1] });
  });

  it.each<[string, (folder: string) => void, RegExp]>([
    [
      'changed',
      (folder) => writeFileSync(join(folder, 'knowledge/chat.yaml'), greeting('Hacked!')['knowledge/chat.yaml'] ?? ''),
      /not those of this revision/,
    ],
    ['no longer sound', (folder) => writeFileSync(join(folder, 'knowledge/facts.yaml'), '- "'), /./],
    ['without a file', (folder) => rmSync(join(folder, 'seeds/fest.txt')), /no such file/],
    ['gone', (folder) => rmSync(folder, { recursive: true }), /no such file/],
  ])('passes over a revision that is %s, and says so', async (_, damage, reason) => {
    const { root, revisions } = await servedAll(['Hullo!', 'Howdy!']);
    damage(join(revisionsOf(root), revisions[1] ?? ''));
    const served = await serve(root);
    const outcome = await served.custody.rollback();
    expect(outcome).toMatchObject({ status: 'swapped', revision: revisions[0] });
    expect(outcome.notes).toEqual([expect.stringMatching(reason)]);
    expect(outcome.notes?.[0]).toContain(`Revision ${revisions[1]?.slice(0, 7)} was passed over`);
    expect(greets(served)).toBe('Hello!');
  });

  it('stays with what is in force when no revision can be had', async () => {
    const { root, revisions } = await servedAll(['Hullo!']);
    rmSync(join(revisionsOf(root), revisions[0] ?? ''), { recursive: true });
    const served = await serve(root);
    expect(await served.custody.rollback()).toEqual({
      status: 'nothing',
      revision: revisions[1],
      notes: [expect.stringContaining('was passed over')],
    });
    expect(greets(served)).toBe('Hullo!');
  });

  it.each(['[', '"abc"', '["../../etc"]'])('with a history of %s begins a new one, and says so', async (history) => {
    const { root, revisions } = await servedAll(['Hullo!']);
    writeFileSync(join(revisionsOf(root), 'history.json'), history);
    const { custody, warnings } = await serve(root);
    expect((await custody.rollback()).status).toBe('nothing');
    expect(warnings).toEqual([expect.stringContaining('begins anew')]);
    expect(JSON.parse(readFileSync(join(revisionsOf(root), 'history.json'), 'utf8'))).toEqual([revisions[1]]);
  });

  it('mends the files of the revision in force, and clears away what a process has left behind', async () => {
    const { root, revisions } = await servedAll(['Hullo!']);
    const [, inForce = ''] = revisions;
    writeFileSync(join(revisionsOf(root), inForce, 'knowledge/chat.yaml'), 'half');
    write(root, { 'data/revisions/.aside-1/knowledge/chat.yaml': 'half', 'data/revisions/notes.txt': 'mine' });
    await serve(root);
    expect(await loadKnowledge(join(revisionsOf(root), inForce))).toMatchObject({ ok: true });
    expect(readdirSync(revisionsOf(root)).sort()).toEqual([...revisions, 'history.json', 'notes.txt'].sort());
  });
});

describe('where no revision can be kept', () => {
  /** A file stands where the folder would be: nothing below it can be written, whoever tries. */
  async function serveWithoutDisk() {
    const root = folderWith({ 'data/revisions': 'in the way' });
    return servedAll(['Hullo!', 'Howdy!'], root);
  }

  it('a rollback works in memory, as far back, and it is said once', async () => {
    const served = await serveWithoutDisk();
    const { custody, revisions, warnings } = served;
    expect(await custody.rollback()).toMatchObject({ status: 'swapped', revision: revisions[1] });
    expect(await custody.rollback()).toMatchObject({ status: 'swapped', revision: revisions[0] });
    expect(greets(served)).toBe('Hello!');
    expect(await custody.reload()).toMatchObject({ status: 'swapped', revision: revisions[2] });
    expect(warnings.filter((warning) => warning.includes('can not be kept'))).toHaveLength(1);
  });

  it('neither is one whose article would lie outside of the folder', async () => {
    const root = folderWith(edited('knowledge/sources.yaml', 'file: fest.txt', 'file: ../../fest/article.txt'));
    const above = join(root, 'nested');
    for (const part of ['knowledge', 'seeds']) cpSync(join(root, part), join(above, part), { recursive: true });
    cpSync(join(root, 'seeds/fest.txt'), join(root, 'fest/article.txt'));
    const { warnings } = await serve(above);
    expect(warnings).toEqual([expect.stringContaining('can not be kept')]);
    expect(readdirSync(revisionsOf(above))).toEqual(['history.json']);
  });
});

describe('at the same time', () => {
  /** Custody whose loads are counted and told apart by the order in which they begin and end. */
  async function traced(greetings: readonly string[]) {
    const { root, revisions } = await servedAll(greetings);
    const trace: string[] = [];
    const { custody } = await serve(root, {
      load: async () => {
        trace.push('load');
        return loadKnowledge(root);
      },
      prepare: async (next, former) => {
        const prepared = await prepare(next, root, { former });
        trace.push('prepared');
        return prepared;
      },
      build: (earlier) => {
        trace.push('build');
        return createAnswerer(earlier);
      },
    });
    return { root, revisions, custody, trace };
  }

  it('two reloads are one, and a later one is a new one', async () => {
    const { root, custody, trace } = await traced([]);
    write(root, greeting('Hullo!'));
    const [a, b] = await Promise.all([custody.reload(), custody.reload()]);
    expect(a).toBe(b);
    expect(a.status).toBe('swapped');
    expect(trace).toEqual(['load', 'prepared']);
    await custody.reload();
    expect(trace).toEqual(['load', 'prepared', 'load']);
  });

  it('two rollbacks are one', async () => {
    const { revisions, custody } = await traced(['Hullo!', 'Howdy!']);
    const [a, b] = await Promise.all([custody.rollback(), custody.rollback()]);
    expect(a).toBe(b);
    expect(custody.knowledge().revision).toBe(revisions[1]);
  });

  it('a rollback waits for the reload that is under way', async () => {
    const { root, revisions, custody, trace } = await traced(['Hullo!']);
    write(root, greeting('Howdy!'));
    const [reload, rollback] = await Promise.all([custody.reload(), custody.rollback()]);
    expect(trace).toEqual(['load', 'prepared', 'build']);
    expect(reload).toMatchObject({ status: 'swapped', previous: revisions[1] });
    expect(rollback).toMatchObject({ status: 'swapped', previous: reload.revision, revision: revisions[1] });
    expect(custody.knowledge().revision).toBe(revisions[1]);
  });

  it('a reload waits for the rollback that is under way', async () => {
    const { revisions, custody, trace } = await traced(['Hullo!']);
    const [rollback, reload] = await Promise.all([custody.rollback(), custody.reload()]);
    expect(trace).toEqual(['build', 'load', 'prepared']);
    expect([rollback.revision, reload.revision, custody.knowledge().revision]).toEqual([
      revisions[0],
      revisions[1],
      revisions[1],
    ]);
  });

  it('questions get the old answer until the very step', async () => {
    const { root, custody, revisions } = await traced([]);
    write(root, greeting('Hullo!'));
    const reload = custody.reload();
    expect([custody.current().ask('hi').text, custody.status().underWay]).toEqual(['Hello!', true]);
    expect(custody.current().revision).toBe(revisions[0]);
    await reload;
    expect([custody.current().ask('hi').text, custody.status().underWay]).toEqual(['Hullo!', false]);
  });
});

describe('the status', () => {
  it('tells what is in force, since when and from where, and what was done last', async () => {
    const root = folderWith(GOLDEN);
    const { custody } = await serve(root);
    const { revision } = custody.knowledge();
    const counts = { sources: 1, facts: 3, entries: 3, phrasings: 15, gaps: 1, golden: 4 };
    const first = { revision, since: 1_000, loadedFrom: 'files', filesDiffer: false, counts, underWay: false };
    expect(custody.status()).toEqual(first);

    await custody.reload();
    expect(custody.status()).toEqual({ ...first, last: { kind: 'reload', at: 1_001, outcome: 'unchanged' } });

    write(root, greeting('Hullo!'));
    const { revision: second } = await custody.reload();
    expect(custody.status()).toEqual({
      ...first,
      revision: second,
      since: 1_002,
      before: revision,
      last: { kind: 'reload', at: 1_003, outcome: 'swapped' },
    });

    await custody.rollback();
    expect(custody.status()).toEqual({
      ...first,
      since: 1_004,
      loadedFrom: 'rollback',
      filesDiffer: true,
      last: { kind: 'rollback', at: 1_005, outcome: 'swapped' },
    });

    write(root, greeting('Hello!'));
    expect((await custody.reload()).status).toBe('unchanged');
    expect(custody.status()).toMatchObject({ since: 1_004, loadedFrom: 'files', filesDiffer: false });
  });
});
