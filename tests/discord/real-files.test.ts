/** Curators edit files, admins reload and roll back on Discord, readers are answered: with real files throughout. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAnswerer } from '../../src/answering/answerer.ts';
import { createCustody } from '../../src/knowledge/custody.ts';
import { filesOf, loadKnowledge } from '../../src/knowledge/load.ts';
import { createRevisionStore } from '../../src/knowledge/revision-store.ts';
import { prepare } from '../../src/prepare.ts';
import { folderWith, GOLDEN } from '../knowledge/folder.ts';
import { botOn, startDiscord } from './bed.ts';
import type { LocalDiscord } from './local/local-discord.ts';

const QUESTIONS = 'knowledge/questions.yaml';

/** Replaces a piece of a file below a root; throws when the piece is not there. */
function edit(root: string, file: string, piece: string, replacement: string): void {
  const text = readFileSync(join(root, file), 'utf8');
  if (!text.includes(piece)) throw new Error(`Expected "${piece}" in ${file}.`);
  writeFileSync(join(root, file), text.replace(piece, replacement));
}

/** Custody of the files below a root; `reading` is called before they are read. */
async function custodyOf(root: string, reading: () => Promise<void> = async () => {}) {
  const loaded = await loadKnowledge(root);
  if (!loaded.ok) throw new Error('Expected sound knowledge.');
  const { knowledge } = loaded;
  return createCustody({
    first: { knowledge, value: createAnswerer(knowledge) },
    load: async () => {
      await reading();
      return loadKnowledge(root);
    },
    filesOfFirst: () => filesOf(root, knowledge),
    prepare: (next, former) => prepare(next, root, { former }),
    build: (earlier) => createAnswerer(earlier),
    store: createRevisionStore({ folder: join(root, 'data/revisions'), warn: () => {} }),
    now: Date.now,
  });
}

interface Scene {
  readonly root?: string;
  readonly discord?: LocalDiscord;
  readonly reading?: () => Promise<void>;
  /** Called when custody is asked for a reload or rollback. */
  readonly asked?: () => void;
}

/** A bot that answers from the files below a root, with an admin and a reader. */
async function serve({ root = folderWith(GOLDEN), discord, reading, asked = () => {} }: Scene = {}) {
  const custody = await custodyOf(root, reading);
  const local = discord ?? (await startDiscord());
  const admin = local.user('admin');
  const bed = botOn(local, {
    admins: [admin.id],
    answerer: () => custody.current(),
    knowledge: () => custody.knowledge(),
    custody: {
      reload: () => {
        asked();
        return custody.reload();
      },
      rollback: () => {
        asked();
        return custody.rollback();
      },
      status: () => custody.status(),
    },
  });
  await bed.bot.start();
  local.allowCommand('knowledge', admin);
  const reader = local.user('reader');
  return {
    ...bed,
    root,
    custody,
    admin,
    reader,
    manage: (subcommand: 'reload' | 'rollback' | 'status') => admin.slash(`knowledge ${subcommand}`),
    answerTo: async (question: string) => (await reader.slash('ask', { question })).embed.description,
  };
}

/** Revisions as they are shown differ from file to file. */
const withoutRevisions = (text: string): string => text.replace(/\b[0-9a-f]{7}\b/g, '-------');

describe('a reload after an edit', () => {
  test('tells what was added, changed and removed, and readers get the new answers', async () => {
    const { root, manage, answerTo, reader } = await serve();
    expect(await answerTo('who is the mayor?')).toBe('Ada Lind is the mayor.');
    edit(root, QUESTIONS, 'answer: Ada Lind is the mayor.', 'answer: The mayor is Ada Lind.');
    edit(root, QUESTIONS, 'who leads the town, who said it is a feast', 'who heads the council, who is in charge');
    edit(root, QUESTIONS, 'id: boats', 'id: regatta');
    const seen = await manage('reload');
    expect(withoutRevisions(seen.text)).toMatchInlineSnapshot(`
      "(only you can see this)
      # Reloaded: ------- → -------
      ## Added (1)
      entry regatta
      ## Changed (1)
      entry who: answer, phrasings +2 -2
      ## Removed (1)
      entry boats"
    `);
    expect(await answerTo('who is the mayor?')).toBe('The mayor is Ada Lind.');
    expect((await reader.slash('about')).text).toContain(`Revision \`${/→ (.{7})/.exec(seen.text)?.[1]}\``);
  });

  test('of the same files changes nothing', async () => {
    const { custody, manage } = await serve();
    expect((await manage('reload')).embed.description).toContain(custody.knowledge().revision.slice(0, 7));
    expect((await manage('status')).embed.description).toContain(': nothing had changed.');
  });

  test('lets buttons under older answers ask and vote on as before', async () => {
    const { root, manage, reader } = await serve();
    const seen = await reader.slash('ask', { question: 'when does the festival open?' });
    edit(root, QUESTIONS, 'answer: Ada Lind is the mayor.', 'answer: The mayor is Ada Lind.');
    await manage('reload');
    expect((await reader.select(seen, 'Who is the mayor?')).embed.description).toBe('The mayor is Ada Lind.');
    expect((await reader.press(seen, 'Helpful')).text).toContain('Thank you');
  });

  test('that tells golden questions are no longer asked says which', async () => {
    const { root, manage } = await serve();
    edit(root, 'knowledge/golden.yaml', '- question: what is the price of the entry\n  gap: price\n', '');
    expect((await manage('reload')).embed.description).toBe(
      'The golden question "what is the price of the entry" (gap "price") is no longer asked.',
    );
  });
});

describe('a reload is refused, with the place to mend, and the old answers go on', () => {
  test.each([
    ['where a file is no YAML', 'knowledge/facts.yaml', '- id: race', '- id: "race', 'knowledge/facts.yaml:13:1'],
    [
      'where a quote is not in the article',
      'knowledge/facts.yaml',
      'mayor Ada Lind. "It',
      'mayor Ada Lund. "It',
      'knowledge/facts.yaml:8:13',
    ],
    [
      'where a golden question would be answered worse',
      'knowledge/gaps.yaml',
      'price of the entry',
      'tell me the name of the mayor',
      'knowledge/golden.yaml:1:13',
    ],
  ])('%s', async (_, file, piece, replacement, place) => {
    const { root, manage, answerTo, custody } = await serve();
    edit(root, QUESTIONS, 'answer: The festival opens on 3 May 2019.', 'answer: On 3 May 2019.');
    edit(root, file, piece, replacement);
    const seen = await manage('reload');
    expect(seen.embed.title).toMatch(/^Not reloaded: \d+ problems?$/);
    expect(seen.embed.description).toContain(`**${place}**`);
    expect(seen.embed.description).toContain(
      `The old knowledge, revision ${custody.knowledge().revision.slice(0, 7)}, goes on answering.`,
    );
    expect(await answerTo('when does the festival open?')).toBe('The festival opens on 3 May 2019.');
    expect((await manage('status')).embed.description).toContain(': refused because of problems.');
    edit(root, file, replacement, piece);
    expect((await manage('reload')).embed.title).toMatch(/^Reloaded: /);
    expect(await answerTo('when does the festival open?')).toBe('On 3 May 2019.');
  });
});

describe('a rollback', () => {
  test('brings the former answer back until the next reload, and status tells of it', async () => {
    const { root, manage, answerTo } = await serve();
    edit(root, QUESTIONS, 'answer: Ada Lind is the mayor.', 'answer: The mayor is Ada Lind.');
    await manage('reload');
    const seen = await manage('rollback');
    expect(withoutRevisions(seen.text)).toMatchInlineSnapshot(`
      "(only you can see this)
      # Rolled back: ------- → -------
      The files still hold the other revision: the next reload or start takes them. Mend them first.
      ## Changed (1)
      entry who: answer"
    `);
    expect(await answerTo('who is the mayor?')).toBe('Ada Lind is the mayor.');
    const status = withoutRevisions((await manage('status')).embed.description ?? '');
    expect(status.replaceAll(/<t:\d+:R>/g, 'just now')).toMatchInlineSnapshot(`
      "Revision \`-------\`, from a rollback, came into force just now.
      1 article, 3 facts, 3 answers with 15 phrasings, 1 gap, 4 golden questions.
      There is no earlier revision to roll back to.
      The last rollback ended just now: another revision came into force.
      The files still hold the other revision: the next reload or start takes them. Mend them first."
    `);
    await manage('reload');
    expect(await answerTo('who is the mayor?')).toBe('The mayor is Ada Lind.');
  });

  test('goes back beyond a restart', async () => {
    const { root, bot, discord, manage } = await serve();
    edit(root, QUESTIONS, 'answer: Ada Lind is the mayor.', 'answer: The mayor is Ada Lind.');
    await manage('reload');
    await bot.stop();
    const next = await serve({ root, discord });
    expect(await next.answerTo('who is the mayor?')).toBe('The mayor is Ada Lind.');
    expect((await next.manage('rollback')).embed.title).toMatch(/^Rolled back: /);
    expect(await next.answerTo('who is the mayor?')).toBe('Ada Lind is the mayor.');
  });

  test('has nothing to go back to after the first start', async () => {
    const { manage, answerTo } = await serve();
    expect((await manage('rollback')).text).toContain('There is no earlier revision to go back to');
    expect(await answerTo('who is the mayor?')).toBe('Ada Lind is the mayor.');
  });

  test('passes over what was spoilt on the disk, and says so', async () => {
    const { root, discord, bot, manage, custody } = await serve();
    const first = custody.knowledge().revision;
    edit(root, QUESTIONS, 'answer: Ada Lind is the mayor.', 'answer: The mayor is Ada Lind.');
    await manage('reload');
    await bot.stop();
    const spoilt = join(root, 'data/revisions', first, 'knowledge');
    mkdirSync(spoilt, { recursive: true });
    writeFileSync(join(spoilt, 'facts.yaml'), 'nonsense');
    const next = await serve({ root, discord });
    expect((await next.manage('rollback')).text).toMatch(
      new RegExp(`There is no earlier revision.*\nRevision ${first.slice(0, 7)} was passed over: `),
    );
  });
});

describe('while a reload is under way', () => {
  /** A bot whose reload waits at the files until it is let go on. */
  async function serveSlowly() {
    const gate = Promise.withResolvers<void>();
    const began = Promise.withResolvers<void>();
    const askedAgain = Promise.withResolvers<void>();
    let [readings, asked] = [0, 0];
    const served = await serve({
      reading: async () => {
        readings += 1;
        began.resolve();
        await gate.promise;
      },
      asked: () => {
        asked += 1;
        if (asked === 2) askedAgain.resolve();
      },
    });
    edit(served.root, QUESTIONS, 'answer: Ada Lind is the mayor.', 'answer: The mayor is Ada Lind.');
    return {
      ...served,
      began: began.promise,
      askedAgain: askedAgain.promise,
      goOn: gate.resolve,
      readings: () => readings,
    };
  }

  test('the old answers go on, and status tells of it', async () => {
    const { manage, answerTo, began, goOn } = await serveSlowly();
    const reload = manage('reload');
    await began;
    expect(await answerTo('who is the mayor?')).toBe('Ada Lind is the mayor.');
    expect((await manage('status')).embed.description).toContain('A reload or rollback is under way.');
    goOn();
    expect((await reload).embed.title).toMatch(/^Reloaded: /);
    expect((await manage('status')).embed.description).not.toContain('under way');
  });

  test('a second reload reads nothing again, and both are told the same', async () => {
    const { manage, began, askedAgain, goOn, readings } = await serveSlowly();
    const first = manage('reload');
    await began;
    const second = manage('reload');
    await askedAgain;
    goOn();
    const [one, two] = await Promise.all([first, second]);
    expect(one.embed.title).toMatch(/^Reloaded: /);
    expect(two.embed).toEqual(one.embed);
    expect(readings()).toBe(1);
  });

  test('a rollback waits for it, then goes back', async () => {
    const { manage, answerTo, began, askedAgain, goOn, custody } = await serveSlowly();
    const before = custody.knowledge().revision.slice(0, 7);
    const reload = manage('reload');
    await began;
    const rollback = manage('rollback');
    await askedAgain;
    goOn();
    expect((await reload).embed.title).toMatch(new RegExp(`^Reloaded: ${before} → `));
    expect((await rollback).embed.title).toMatch(new RegExp(`^Rolled back: .* → ${before}$`));
    expect(await answerTo('who is the mayor?')).toBe('Ada Lind is the mayor.');
  });
});
