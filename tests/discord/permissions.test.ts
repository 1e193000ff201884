/** Channels in which the bot may not do everything. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { startBot } from './bed.ts';
import { answer, citation, ScriptedAnswerer } from './scripted-answerer.ts';

const { EmbedLinks, ReadMessageHistory, SendMessages, ViewChannel } = PermissionFlagsBits;

test('without Embed Links the answer is text', async () => {
  const { discord, log } = await startBot();
  discord.denyBot(discord.general, EmbedLinks);
  const seen = await discord.user('ana').mention(discord.general, 'when?');
  expect(seen.message.embeds).toEqual([]);
  expect(seen.text).toMatchInlineSnapshot(`
    "**When is the fair?**
    It is on 1 May.
    > “The fair opens on 1 May.” [The Gazette, spring 2030](https://gazette.example/fair#:~:text=The%20fair%20opens%20on%201%20May.)
    > “On May Day the gates open.” [Courier, spring 2030](https://courier.example/fair#:~:text=On%20May%20Day%20the%20gates%20open.)
    You can also ask:
    • Where is the fair?
    Both articles say so · abcdef0
    [ Helpful ]
    [ Not helpful ]
    v Ask next …
    ( ) Where is the fair?
    ( ) Who opens the fair?"
  `);
  expect(log.at('warn', 'error')).toEqual([]);
});

test('a text leaves quotes out whole as well', async () => {
  const script = answer({
    text: 'w '.repeat(3000),
    citations: Array.from({ length: 9 }, (_, index) => citation(`${index} ${'x'.repeat(150)}`)),
  });
  const { discord } = await startBot({ answerer: () => new ScriptedAnswerer({ ask: () => script }) });
  discord.denyBot(discord.general, EmbedLinks);
  const seen = await discord.user('ana').mention(discord.general, 'when?');
  expect(seen.content.length).toBeLessThanOrEqual(2000);
  expect(seen.content.match(/“\d x{150}”/g)).toHaveLength(3);
  expect(seen.content).toContain('6 more quotes do not fit here');
});

test('without Read Message History the answer stands for itself', async () => {
  const { discord } = await startBot();
  discord.denyBot(discord.general, ReadMessageHistory);
  const seen = await discord.user('ana').mention(discord.general, 'when?');
  expect(seen.message.replyTo).toBeUndefined();
  expect(seen.content).toContain('It is on 1 May.');
});

test('where Discord refuses embeds against its own permissions, the answer is text all the same', async () => {
  const { discord } = await startBot();
  discord.failNext('POST', /messages$/, { status: 403, code: 50013 });
  const seen = await discord.user('ana').mention(discord.general, 'when?');
  expect(seen.content).toContain('It is on 1 May.');
  expect(discord.takeRefused()).toMatchObject([{ code: 50013 }]);
});

describe('where the bot may not speak', () => {
  test('one line of the log says what is missing and where', async () => {
    const { discord, log } = await startBot();
    const mute = discord.world.addChannel(discord.guild, 'mute');
    const ana = discord.user('ana');
    discord.denyBot(mute, SendMessages);
    ana.say(mute, `${discord.botMention} when?`);
    await ana.mention(discord.general, 'sentinel');
    expect(discord.said(mute)).toEqual([]);
    expect(log.at('warn', 'error')).toEqual([
      {
        level: 'warn',
        message: expect.stringContaining('the bot may not speak in the channel'),
        details: { missing: ['SendMessages'], channel: mute.id, guild: discord.guild.id },
      },
    ]);
  });

  test('nothing is asked of Discord that it would refuse', async () => {
    const { discord, log } = await startBot();
    const hidden = discord.world.addChannel(discord.guild, 'hidden');
    discord.denyBot(hidden, ViewChannel);
    discord.user('ana').say(hidden, `${discord.botMention} when?`);
    await discord.user('ana').mention(discord.general, 'sentinel');
    expect(log.at('warn', 'error')).toEqual([]);
  });

  test('a refusal that nothing foretold is one line, too', async () => {
    const { discord, log } = await startBot();
    const ana = discord.user('ana');
    discord.failNext('POST', /messages$/, { status: 403, code: 50013, times: 3 });
    ana.say(discord.general, `${discord.botMention} when?`);
    const lines = await log.until('warn', 1);
    expect(lines.map(({ details }) => details['missing'])).toEqual([['unknown: Discord refused the message']]);
    expect(discord.takeRefused().map(({ code }) => code)).toEqual([50013, 50013, 50013]);
  });
});
