/** Wherever something breaks, the one who asked is told alone, with an id that the log has too. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { BotOptions } from '../../src/discord/options.ts';
import { MemoryJournal } from '../../src/journal/memory-journal.ts';
import { type Bed, botOn, startDiscord } from './bed.ts';
import type { Seen } from './local/seen.ts';
import type { User } from './local/user.ts';
import { answer, citation, ScriptedAnswerer } from './scripted-answerer.ts';
import { FAIR, ScriptedCustody } from './scripted-knowledge.ts';

/** A bot all of whose parts break when it is told to, and an admin who uses it. */
async function start(script: Partial<ReturnType<typeof answer>> = {}) {
  let broken = false;
  const orBreak = <Value>(value: Value): Value => {
    if (broken) throw new Error('it is broken');
    return value;
  };
  const answerer = new ScriptedAnswerer({ ask: () => answer(script) });
  const custody = new ScriptedCustody();
  const journal = new MemoryJournal(Date.now);
  const options: Partial<BotOptions> = {
    answerer: () => orBreak(answerer),
    knowledge: () => orBreak(FAIR),
    custody: {
      reload: async () => orBreak(await custody.reload()),
      rollback: async () => orBreak(await custody.rollback()),
      status: () => orBreak(custody.status()),
    },
    journal: Object.assign(journal, { voted: () => orBreak(undefined) }),
  };
  const discord = await startDiscord();
  const ana = discord.user('ana');
  const bed = botOn(discord, { admins: [ana.id], ...options });
  await bed.bot.start();
  for (const name of ['knowledge', 'diagnose']) discord.allowCommand(name, ana);
  return {
    ...bed,
    ana,
    break: () => {
      broken = true;
    },
  };
}

/** Asserts that a reply has an id, and that the one line of errors has it and the cause. */
function expectExcuse(seen: Seen, { log }: Bed, cause = 'it is broken'): void {
  const told = /`([0-9a-f]{8})`/.exec(seen.text)?.[1];
  expect(told).toBeDefined();
  expect(log.at('error')).toEqual([
    {
      level: 'error',
      message: 'A question could not be answered',
      details: { errorId: told, error: expect.stringContaining(cause) },
    },
  ]);
}

describe('a failure of the bot', () => {
  test.each<[string, (ana: User) => Promise<Seen>]>([
    ['/ask', (ana) => ana.slash('ask', { question: 'when?' })],
    ['/topics', (ana) => ana.slash('topics')],
    ['/sources', (ana) => ana.slash('sources')],
    ['/about', (ana) => ana.slash('about')],
    ['/diagnose', (ana) => ana.slash('diagnose')],
    ['/knowledge reload', (ana) => ana.slash('knowledge reload')],
    ['/knowledge rollback', (ana) => ana.slash('knowledge rollback')],
    ['/knowledge status', (ana) => ana.slash('knowledge status')],
  ])('in %s is told', async (_, use) => {
    const bed = await start();
    bed.break();
    const seen = await use(bed.ana);
    expect(seen.onlyForMe).toBe(true);
    expectExcuse(seen, bed);
  });

  const many = Array.from({ length: 40 }, (_, index) => citation(`${index} ${'x'.repeat(200)}`));

  test.each<[string, (ana: User, seen: Seen) => Promise<Seen>]>([
    ['a menu of questions', (ana, seen) => ana.select(seen, 'Where is the fair?')],
    ['a vote', (ana, seen) => ana.press(seen, 'Helpful')],
    ['the button for all quotes', (ana, seen) => ana.press(seen, 'All quotes')],
  ])('in %s is told, and the answer stays as it is', async (_, use) => {
    const bed = await start({ citations: many });
    const seen = await bed.ana.slash('ask', { question: 'when?' });
    const before = seen.text;
    bed.break();
    const excuse = await use(bed.ana, seen);
    expect(excuse.onlyForMe).toBe(true);
    expectExcuse(excuse, bed);
    expect(seen.message.embeds[0]).toEqual(seen.embed);
    expect(before).toContain('It is on 1 May.');
  });

  test('in the button of an offered question is told', async () => {
    const bed = await start({ verdict: 'declined', reason: 'unclear', citations: [] });
    const seen = await bed.ana.slash('ask', { question: 'hm' });
    bed.break();
    expectExcuse(await bed.ana.press(seen, 0), bed);
  });

  test('in a menu of topics is told', async () => {
    const bed = await start();
    const topics = await bed.ana.slash('topics');
    bed.break();
    const excuse = await bed.ana.select(topics, 'fair');
    expect(excuse.onlyForMe).toBe(true);
    expectExcuse(excuse, bed);
  });

  test('in the menu of a message is told', async () => {
    const bed = await start();
    const message = bed.discord.user('ben').say(bed.discord.general, 'when is it?');
    bed.break();
    const seen = await bed.ana.context('Answer this', message);
    expect(seen.onlyForMe).toBe(true);
    expectExcuse(seen, bed);
  });

  test('in an edited question is told under it', async () => {
    const bed = await start();
    const asked = bed.ana.say(bed.discord.general, `${bed.discord.botMention} when?`);
    await bed.discord.user('ben').mention(bed.discord.general, 'sentinel');
    bed.break();
    const seen = await bed.ana.editAndSee(asked, `${bed.discord.botMention} where?`);
    expectExcuse(seen, bed);
    expect(seen.message.replyTo).toBe(asked);
    expect(bed.discord.said()[0]?.embeds[0]?.description).toBe('It is on 1 May.');
  });

  test('in help for a bare mention is told', async () => {
    const bed = await start();
    bed.break();
    expectExcuse(await bed.ana.mention(bed.discord.general, ''), bed);
  });

  test('in a completion leaves the choices empty, and is in the log with an id', async () => {
    const bed = await start();
    bed.break();
    expect(await bed.ana.autocomplete('ask', 'question', 'wh')).toEqual([]);
    expect(bed.log.at('error')).toMatchObject([{ details: { errorId: expect.stringMatching(/^[0-9a-f]{8}$/) } }]);
  });

  test('is told in the language of the reader', async () => {
    const bed = await start();
    bed.break();
    const seen = await bed.discord.user('eva', { locale: 'de' }).slash('topics');
    expect(seen.text).toMatch(/^\(only you can see this\)\nBei mir ist etwas schiefgegangen.*`[0-9a-f]{8}`$/);
    expectExcuse(seen, bed);
  });
});

describe('a fault of Discord', () => {
  /** Lets the next request that fits be refused. */
  const refuse = ({ discord }: Bed, method: string, path: RegExp): void =>
    discord.failNext(method, path, { status: 400, code: 50035 });

  test('when a menu of topics is answered is told, and the topics stay', async () => {
    const bed = await start();
    const topics = await bed.ana.slash('topics');
    refuse(bed, 'POST', /callback$/);
    const excuse = await bed.ana.select(topics, 'fair');
    expectExcuse(excuse, bed, '50035');
    expect(topics.message.embeds[0]).toEqual(topics.embed);
    expect(bed.discord.takeRefused()).toHaveLength(1);
  });

  test('when an answer is shared is told beside it, and the answer stays', async () => {
    const bed = await start();
    const seen = await bed.ana.slash('ask', { question: 'when?', private: true });
    // The answer without its button comes first, then what everybody sees.
    refuse(bed, 'POST', /\/webhooks\//);
    const left = await bed.ana.press(seen, 'Share in channel');
    const [excuse] = await bed.discord.followUps(left, 1);
    if (!excuse) throw new Error('Expected an excuse.');
    expect(excuse.onlyForMe).toBe(true);
    expectExcuse(excuse, bed, '50035');
    expect(seen.message.embeds[0]).toEqual(seen.embed);
    expect(bed.discord.takeRefused()).toHaveLength(1);
  });

  test('when a deferred answer is filled in is told in its place', async () => {
    const bed = await start();
    refuse(bed, 'PATCH', /\/webhooks\//);
    const seen = await bed.ana.slash('knowledge status');
    expect(seen.onlyForMe).toBe(true);
    expectExcuse(seen, bed, '50035');
    expect(bed.discord.takeRefused()).toHaveLength(1);
  });

  test('when an edited answer is changed is told under the question', async () => {
    const bed = await start();
    const asked = bed.ana.say(bed.discord.general, `${bed.discord.botMention} when?`);
    await bed.discord.user('ben').mention(bed.discord.general, 'sentinel');
    refuse(bed, 'PATCH', /messages/);
    expectExcuse(await bed.ana.editAndSee(asked, `${bed.discord.botMention} where?`), bed, '50035');
    expect(bed.discord.takeRefused()).toHaveLength(1);
  });
});

test('where the bot may not speak, a failure is in the log alone', async () => {
  const bed = await start();
  bed.break();
  bed.discord.denyBot(bed.discord.general, PermissionFlagsBits.SendMessages);
  bed.ana.say(bed.discord.general, `${bed.discord.botMention} when?`);
  const [line] = await bed.log.until('warn', 1);
  expect(line?.message).toContain('the bot may not speak in the channel');
  expect(bed.log.at('error')).toMatchObject([{ message: 'A question could not be answered' }]);
  expect(bed.discord.said()).toEqual([]);
});
