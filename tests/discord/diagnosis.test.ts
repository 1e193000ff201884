/** `/diagnose`: what works in a channel, and what to do about what does not. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { BotOptions } from '../../src/discord/options.ts';
import { type Bed, botOn, startDiscord } from './bed.ts';
import type { Channel } from './local/world.ts';
import { REVISION, ScriptedAnswerer } from './scripted-answerer.ts';
import { FAIR, ScriptedCustody } from './scripted-knowledge.ts';

const { EmbedLinks, ManageGuild, ReadMessageHistory, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;

/** A bot, and somebody who manages the server; `admin`: who runs the bot as well. */
async function start({ admin = false, ...changes }: Partial<BotOptions> & { readonly admin?: boolean } = {}) {
  const discord = await startDiscord();
  const ana = discord.user('ana');
  discord.grant(ana, ManageGuild);
  const bed = botOn(discord, { admins: admin ? [ana.id] : [], ...changes });
  await bed.bot.start();
  return { ...bed, ana };
}

/** Asks for a diagnosis and takes one finding from it. */
async function finding({ discord }: Bed, name: string, channel?: Channel) {
  const seen = await discord.user('ana').slash('diagnose', {}, channel);
  const found = seen.embed.fields?.find((field) => field.name.endsWith(name));
  return { seen, name: found?.name, value: found?.value };
}

/** An answerer that fails with each of these messages in turn. */
function failing(...messages: string[]): ScriptedAnswerer {
  return new ScriptedAnswerer({
    ask: () => {
      throw new Error(messages.shift());
    },
  });
}

test('where all is well it says so to the one who asked alone, with revision, shard and latency', async () => {
  const { ana } = await start();
  const seen = await ana.slash('diagnose');
  expect(seen.text.replace(/latency (?:\d+ ms|not known yet)/, 'latency …')).toMatchInlineSnapshot(`
    "(only you can see this)
    # Diagnosis
    Everything works here.
    ## ✅ Intents
    The bot gets what it needs: servers, messages that mention it, direct messages. None of it is privileged.
    ## ✅ Permissions in this channel
    The bot may see, write, show embeds and read the history here.
    ## ✅ Commands
    They are registered as they should be.
    ## ✅ Knowledge
    Revision \`abcdef0\` came into force <t:1903824000:R>.
    ## ✅ Connection
    Shard 1 of 1, latency ….
    ## ✅ Last errors
    None since the start."
  `);
});

test('the latency is told once Discord has answered a heartbeat', async () => {
  const discord = await startDiscord({ heartbeatInterval: 20 });
  discord.grant(discord.user('ana'), ManageGuild);
  const bed = botOn(discord);
  await bed.bot.start();
  await discord.gateway.until('heartbeat', 3);
  expect((await finding(bed, 'Connection')).value).toMatch(/^Shard 1 of 1, latency \d+ ms\.$/);
});

describe('permissions', () => {
  test('that the bot lacks in the channel are named with what to do', async () => {
    const bed = await start();
    bed.discord.denyBot(bed.discord.general, EmbedLinks | ReadMessageHistory);
    const { seen, name, value } = await finding(bed, 'Permissions in this channel');
    expect(name).toBe('⚠️ Permissions in this channel');
    expect(value).toMatch(/^Missing: Embed Links, Read Message History\. Give them to the bot or to its role/);
    expect(seen.embed.description).toBe('1 thing needs attention.');
  });

  test('are looked at where the command is used', async () => {
    const bed = await start();
    bed.discord.denyBot(bed.discord.general, SendMessages);
    const other = bed.discord.addChannel('other');
    expect((await finding(bed, 'Permissions in this channel')).value).toContain('Missing: Send Messages, Embed Links.');
    expect((await finding(bed, 'Permissions in this channel', other)).name).toContain('✅');
  });

  test('of a thread are those of threads', async () => {
    const bed = await start();
    const thread = bed.discord.addThread(bed.discord.general, 'The fair');
    bed.discord.denyBot(bed.discord.general, SendMessages);
    expect((await finding(bed, 'Permissions in this channel', thread)).name).toContain('✅');
    bed.discord.denyBot(bed.discord.general, SendMessagesInThreads);
    expect((await finding(bed, 'Permissions in this channel', thread)).value).toContain(
      'Missing: Send Messages in Threads, Embed Links.',
    );
  });
});

describe('commands', () => {
  test('that somebody else has changed are named, and nothing is written', async () => {
    const bed = await start();
    bed.discord.commands.add({ name: 'ask', description: 'Something else' });
    const { writes } = bed.discord.commands;
    const { name, value } = await finding(bed, 'Commands');
    expect(name).toBe('⚠️ Commands');
    expect(value).toContain('Start the bot anew.');
    expect(bed.discord.commands.writes).toBe(writes);
  });

  test('of the home server count as well', async () => {
    const discord = await startDiscord();
    discord.grant(discord.user('ana'), ManageGuild);
    const bed = botOn(discord, { homeGuild: discord.guild.id });
    await bed.bot.start();
    expect((await finding(bed, 'Commands')).name).toBe('✅ Commands');
    discord.commands.replace([], discord.guild.id);
    expect((await finding(bed, 'Commands')).name).toBe('⚠️ Commands');
  });

  test('that Discord does not tell are not known', async () => {
    const bed = await start();
    bed.discord.failNext('GET', /\/commands$/, { status: 403, code: 50001 });
    const { name, value } = await finding(bed, 'Commands');
    expect(name).toBe('⚠️ Commands');
    expect(value).toMatch(/^Discord does not tell: 403.*Try again later\.$/);
    expect(bed.discord.takeRefused()).toHaveLength(1);
  });

  test('of an event that is called otherwise since the start differ', async () => {
    let event = FAIR.event;
    const bed = await start({ knowledge: () => ({ ...FAIR, event }) });
    event = 'the autumn fair';
    expect((await finding(bed, 'Commands')).name).toBe('⚠️ Commands');
  });
});

test('files that hold other knowledge than is in force are named', async () => {
  const status = { ...new ScriptedCustody().status(), filesDiffer: true };
  const bed = await start({ custody: new ScriptedCustody({ status: () => status }) });
  const { name, value } = await finding(bed, 'Knowledge');
  expect(name).toBe('⚠️ Knowledge');
  expect(value).toMatch(new RegExp(`^Revision \`${REVISION.slice(0, 7)}\` came into force .*/knowledge reload`));
});

describe('the last errors', () => {
  test('are told to an admin with what went wrong, as text, the latest first', async () => {
    const answerer = failing('the first', 'the **second** `x`');
    const bed = await start({ admin: true, answerer: () => answerer });
    for (const question of ['one', 'two']) await bed.ana.slash('ask', { question });
    const { name, value } = await finding(bed, 'Last errors');
    expect(name).toBe('⚠️ Last errors');
    const ids = bed.log.at('error').map(({ details }) => String(details['errorId']));
    expect(value?.split('\n')).toEqual([
      expect.stringMatching(`^\`${ids[1]}\` <t:\\d+:R>: the \\\\\\*\\\\\\*second`),
      expect.stringMatching(`^\`${ids[0]}\` <t:\\d+:R>: the first$`),
      'The log has more under these ids.',
    ]);
  });

  test('are ids alone to one who manages the server', async () => {
    const answerer = failing('a secret of the host');
    const bed = await start({ answerer: () => answerer });
    await bed.ana.slash('ask', { question: 'one' });
    const { seen, value } = await finding(bed, 'Last errors');
    expect(value).toMatch(/^`[0-9a-f]{8}` <t:\d+:R>\n/);
    expect(seen.text).not.toContain('secret');
  });

  test('are the last five', async () => {
    const answerer = failing(...Array.from({ length: 8 }, (_, index) => `number ${index}`));
    const bed = await start({ admin: true, answerer: () => answerer });
    for (let index = 0; index < 8; index += 1) await bed.ana.slash('ask', { question: 'x' });
    const { value } = await finding(bed, 'Last errors');
    expect(value?.match(/number \d/g)).toEqual([7, 6, 5, 4, 3].map((index) => `number ${index}`));
  });

  test('of any length stay within what Discord shows', async () => {
    const answerer = failing(...Array.from({ length: 5 }, () => '*'.repeat(3000)));
    const bed = await start({ admin: true, answerer: () => answerer });
    for (let index = 0; index < 5; index += 1) await bed.ana.slash('ask', { question: 'x' });
    expect((await finding(bed, 'Last errors')).value).toMatch(/The log has more under these ids\.$/);
  });
});

describe('who may ask for it', () => {
  test('a plain member is not offered it', async () => {
    const { discord } = await start();
    await expect(discord.user('ben').slash('diagnose')).rejects.toThrow('does not offer /diagnose to ben');
  });

  test('a plain member to whom the server offers it is told alone why not, and the log has it', async () => {
    const { discord, log } = await start();
    const ben = discord.user('ben');
    discord.allowCommand('diagnose', ben);
    expect((await ben.slash('diagnose')).text).toBe(
      '(only you can see this)\nOnly people who may manage this server, and those who run this bot, may do that.',
    );
    expect(log.at('warn')).toMatchObject([
      { details: { user: ben.id, guild: discord.guild.id, channel: discord.general.id } },
    ]);
  });

  test('one who runs the bot may without managing the server', async () => {
    const discord = await startDiscord();
    const ben = discord.user('ben');
    const { bot } = botOn(discord, { admins: [ben.id] });
    await bot.start();
    discord.allowCommand('diagnose', ben);
    expect((await ben.slash('diagnose')).embed.title).toBe('Diagnosis');
  });
});
