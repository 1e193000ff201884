/** Whatever goes wrong on the way, a question is answered once. */
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { botOn, startBot, startDiscord } from './bed.ts';
import type { Fault } from './local/faults.ts';
import type { LocalDiscord } from './local/local-discord.ts';
import { type Seen, see } from './local/seen.ts';
import { idOnNextShard } from './local/session.ts';
import { ScriptedAnswerer } from './scripted-answerer.ts';

/** Lets the first requests of a kind meet these faults. */
function failing(path: RegExp, ...faults: Fault[]): (name: string) => Fault | undefined {
  return (name) => (path.test(name) ? faults.shift() : undefined);
}

/** So many names. */
const people = (count: number): string[] => Array.from({ length: count }, (_, index) => `person ${index}`);

/** How many answers each of these people got. */
function answersTo(names: readonly string[], discord: LocalDiscord): number[] {
  const said = [...discord.world.channels.values()].flatMap((channel) => discord.said(channel));
  return names.map((name) => {
    const { id } = discord.user(name);
    return said.filter(({ replyTo, interaction }) => (replyTo?.author.id ?? interaction?.userId) === id).length;
  });
}

describe('when Discord did the work but says that it failed', () => {
  test('a mention is answered once', async () => {
    const { bot, discord, log } = await startBot({}, { faultOf: failing(/messages$/, 'after', 'before', 'after') });
    const seen = await discord.user('ana').mention(discord.general, 'when?');
    await bot.stop();
    expect(seen.embed.description).toBe('It is on 1 May.');
    expect(discord.said()).toHaveLength(1);
    expect(log.at('warn', 'error')).toEqual([]);
  });

  test('a command is answered once, without an excuse', async () => {
    const { bot, discord, log } = await startBot({}, { faultOf: failing(/callback$/, 'before', 'after') });
    const seen = await discord.user('ana').slash('ask', { question: 'when?' });
    await bot.stop();
    expect(seen.embed.description).toBe('It is on 1 May.');
    expect(discord.takeRefused().map(({ code }) => code)).toEqual([40060]);
    expect(log.at('warn', 'error')).toEqual([]);
  });

  test('a completion is as good as done', async () => {
    const { bot, discord, log } = await startBot({}, { faultOf: failing(/callback$/, 'after') });
    await discord.user('ana').autocomplete('ask', 'question', 'w');
    await bot.stop();
    expect(discord.takeRefused().map(({ code }) => code)).toEqual([40060]);
    expect(log.at('warn', 'error')).toEqual([]);
  });
});

describe('an answer', () => {
  test.each([false, true])('that came too soon (all: %s) is sent again when it may be', async (global) => {
    const { bot, discord, log } = await startBot();
    discord.rateLimitNext('POST', /messages$/, { retryAfter: 0.1, times: 2, global });
    await discord.user('ana').mention(discord.general, 'when?');
    await bot.stop();
    expect(discord.said()).toHaveLength(1);
    expect(discord.rest.limited).toHaveLength(2);
    expect(log.at('warn', 'error')).toEqual([]);
  });

  test('to a command that came too soon is sent again when it may be', async () => {
    const { bot, discord, log } = await startBot();
    discord.rateLimitNext('POST', /callback$/, { retryAfter: 0.1 });
    await discord.user('ana').slash('ask', { question: 'when?' });
    await bot.stop();
    expect(discord.said()).toHaveLength(1);
    expect(log.at('warn', 'error')).toEqual([]);
  });

  test.each(['before', 'after'] as const)('whose connection breaks %s the work is given once', async (when) => {
    const { bot, discord, log } = await startBot();
    discord.dropNext('POST', /messages$/, when, 2);
    discord.dropNext('POST', /callback$/, when, 2);
    await discord.user('ana').mention(discord.general, 'when?');
    await discord.user('ben').slash('ask', { question: 'when?' });
    await bot.stop();
    expect(discord.said()).toHaveLength(2);
    // An interaction that is answered already takes no further answer.
    expect(discord.takeRefused().map(({ code }) => code)).toEqual(when === 'after' ? [40060, 40060] : []);
    expect(log.at('warn', 'error')).toEqual([]);
  });

  test('that Discord is slow to acknowledge is given once', async () => {
    const { bot, discord, log } = await startBot();
    discord.slow('POST', /messages$/, 500);
    await discord.user('ana').mention(discord.general, 'when?');
    await discord.user('ben').dm('when?');
    await bot.stop();
    expect(discord.said()).toHaveLength(1);
    expect(log.at('warn', 'error')).toEqual([]);
  });
});

describe('an answer that is shared', () => {
  /** Somebody who looks at a private answer, and shares it. */
  async function share(discord: LocalDiscord): Promise<Seen> {
    const ana = discord.user('ana');
    return ana.press(await ana.slash('ask', { question: 'when?', private: true }), 'Share in channel');
  }
  const shared = (discord: LocalDiscord): number =>
    discord.said().filter(({ onlyFor }) => onlyFor === undefined).length;

  test.each(['after', 'dropped after'] as const)(
    'is not said twice when Discord did the work but does not say so (%s)',
    async (fault) => {
      const { bot, discord, log } = await startBot();
      discord.rest.faults.plan('POST', /webhooks/, () => fault);
      await share(discord);
      await bot.stop();
      expect(shared(discord)).toBe(1);
      expect(log.at('error')).toHaveLength(1);
      const told = discord.said().filter(({ onlyFor }) => onlyFor === discord.user('ana').id);
      expect(told.map((message) => see(message).text).join()).toContain(String(log.at('error')[0]?.details['errorId']));
    },
  );

  test('waits for its time', async () => {
    const { bot, discord, log } = await startBot();
    discord.rateLimitNext('POST', /webhooks/, { retryAfter: 0.1 });
    await share(discord);
    await bot.stop();
    expect(shared(discord)).toBe(1);
    expect(log.at('error')).toEqual([]);
  });
});

test('no more is sent to a channel than its limit lets through, and all of it in the end', async () => {
  const { bot, discord, log } = await startBot({}, { limits: { route: { times: 3, seconds: 0.3 } } });
  await Promise.all(people(8).map((name) => discord.user(name).mention(discord.general, 'when?')));
  await bot.stop();
  expect(discord.said()).toHaveLength(8);
  expect(discord.rest.limited).toEqual([]);
  expect(log.at('warn', 'error')).toEqual([]);
});

test('each of many questions is answered once by a Discord that fails every third time', async () => {
  const { bot, discord, log } = await startBot();
  discord.flaky('POST', /messages$|callback$/, 0.34);
  const asked = people(30).map((name, index) => {
    const user = discord.user(name);
    return index % 2 === 0 ? user.dm('when?') : user.slash('ask', { question: 'when?' });
  });
  await Promise.all(asked);
  await bot.stop();
  expect(answersTo(people(30), discord)).toEqual(Array(30).fill(1));
  expect(discord.takeRefused().every(({ code }) => code === 40060)).toBe(true);
  expect(log.at('warn', 'error')).toEqual([]);
});

describe('an event', () => {
  test.each(['MESSAGE_CREATE', 'INTERACTION_CREATE'] as const)('%s that comes twice is taken once', async (event) => {
    const answerer = new ScriptedAnswerer();
    const { bot, discord } = await startBot({ answerer: () => answerer });
    discord.gateway.repeatNext(event);
    const ana = discord.user('ana');
    await (event === 'MESSAGE_CREATE'
      ? ana.mention(discord.general, 'when?')
      : ana.slash('ask', { question: 'when?' }));
    await discord.user('ben').mention(discord.general, 'where?');
    await bot.stop();
    expect(answerer.asked.map(({ question }) => question)).toEqual(['when?', 'where?']);
    expect(discord.said()).toHaveLength(2);
  });

  test.each(['MESSAGE_CREATE', 'INTERACTION_CREATE'] as const)(
    '%s that comes after a later one is taken as well',
    async (event) => {
      const { bot, discord } = await startBot();
      discord.gateway.swapNext(event);
      const ask = (name: string): Promise<Seen> =>
        event === 'MESSAGE_CREATE'
          ? discord.user(name).mention(discord.general, 'when?')
          : discord.user(name).slash('ask', { question: 'when?' });
      const seen = await Promise.all([ask('ana'), ask('ben')]);
      await bot.stop();
      expect(seen.map(({ embed }) => embed.title)).toEqual(['When is the fair?', 'When is the fair?']);
      expect(discord.said()).toHaveLength(2);
    },
  );
});

describe('the connection', () => {
  test('whose other end is gone is left, and what was asked meanwhile is answered once', async () => {
    const answerer = new ScriptedAnswerer();
    const { bot, discord, log } = await startBot({ answerer: () => answerer }, { heartbeatInterval: 50 });
    discord.gateway.stopAcknowledging();
    const seen = await Promise.all(people(3).map((name) => discord.user(name).mention(discord.general, 'when?')));
    await bot.stop();
    expect(seen.map(({ embed }) => embed.title)).toEqual(Array(3).fill('When is the fair?'));
    expect(discord.said()).toHaveLength(3);
    expect(answerer.asked).toHaveLength(3);
    expect(discord.gateway.counts).toMatchObject({ identify: 1, resume: 1 });
    expect(log.at('error')).toEqual([]);
  });

  test('may be cut again and again: each question is answered once', async () => {
    const { bot, discord, log } = await startBot({}, { patience: 10_000 });
    const stop = discord.gateway.cutEvery(150);
    const asked: Promise<Seen>[] = [];
    for (const name of people(30)) {
      asked.push(discord.user(name).mention(discord.general, 'when?'));
      await setTimeout(50);
    }
    await Promise.all(asked);
    stop();
    await bot.stop();
    expect(answersTo(people(30), discord)).toEqual(Array(30).fill(1));
    expect(discord.gateway.counts.identify).toBe(1);
    expect(discord.gateway.counts.resume).toBeGreaterThan(1);
    expect(log.at('error')).toEqual([]);
  });
});

test('as many connections are made as Discord advises, with its limits held, and every server is answered', async () => {
  const limits = { starts: { times: 2, seconds: 5 } };
  const discord = await startDiscord({ guildsPerShard: 1, limits });
  const away = discord.addChannel('away', discord.addGuild('other', { id: idOnNextShard(discord.guild.id) }));
  const { bot, log } = botOn(discord);
  await bot.start();
  expect([...discord.gateway.shards].sort()).toEqual(['0/2', '1/2']);
  const ana = discord.user('ana');
  const seen = [
    await ana.mention(discord.general, 'when?'),
    await ana.mention(away, 'when?'),
    await ana.dm('when?'),
    await ana.slash('ask', { question: 'when?' }, away),
  ];
  await bot.stop();
  expect(seen.map(({ embed }) => embed.title)).toEqual(Array(4).fill('When is the fair?'));
  expect(discord.rest.limited).toEqual([]);
  expect(discord.gateway.counts.limited).toBe(0);
  expect(log.at('warn', 'error')).toEqual([]);
});

test('many connections may take longer than one: Discord lets them in one after the other', async () => {
  const discord = await startDiscord({ guildsPerShard: 1, limits: { starts: { times: 1, seconds: 5 } } });
  const next = discord.addGuild('second', { id: idOnNextShard(discord.guild.id) });
  discord.addGuild('third', { id: idOnNextShard(next.id) });
  const { bot, log } = botOn(discord, { startTimeout: 8_000 });
  await bot.start();
  expect([...discord.gateway.shards].sort()).toEqual(['0/3', '1/3', '2/3']);
  expect(log.at('warn', 'error')).toEqual([]);
});
