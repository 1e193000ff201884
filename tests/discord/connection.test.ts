/** Starting, registering commands, losing and finding the connection, stopping. */
import { createServer } from 'node:net';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { botOn, startBot, startDiscord } from './bed.ts';
import { answer, ScriptedAnswerer } from './scripted-answerer.ts';
import { FAIR, ScriptedCustody } from './scripted-knowledge.ts';

const EVERYWHERE = ['ask', 'Answer this', 'topics', 'sources', 'about', 'diagnose', 'knowledge'];

describe('commands', () => {
  test('are registered once and not again by the next start', async () => {
    const discord = await startDiscord();
    const first = botOn(discord);
    await first.bot.start();
    expect(discord.commands.list().map(({ name }) => name)).toEqual(EVERYWHERE);
    expect(discord.commands.writes).toBe(1);
    await first.bot.stop();
    const second = botOn(discord);
    await second.bot.start();
    expect(discord.commands.writes).toBe(1);
    expect(second.log.at('info').at(-1)?.details).toMatchObject({ commands: 'up to date' });
  });

  test.each([
    ['a description', { knowledge: () => ({ ...FAIR, event: 'another fair' }) }],
    ['nothing but the place', {}],
  ])('are registered again when %s differs', async (what, changes) => {
    const discord = await startDiscord();
    await botOn(discord).bot.start();
    const home = what === 'nothing but the place' ? { homeGuild: discord.guild.id } : {};
    await botOn(discord, { ...changes, ...home }).bot.start();
    expect(discord.commands.writes).toBe(what === 'a description' ? 2 : 3);
  });

  test('are written again when somebody else changed them', async () => {
    const discord = await startDiscord();
    discord.commands.replace([{ name: 'ask', description: 'Something else' }]);
    await botOn(discord).bot.start();
    expect(discord.commands.list()[0]?.['description']).toBe('Ask about the village fair');
  });

  test('of admins live in the home server, and leave the commands of others alone', async () => {
    const discord = await startDiscord();
    discord.commands.replace([
      { name: 'other', description: 'Not ours' },
      { name: 'ask', description: 'Ours, from before' },
    ]);
    await botOn(discord, { homeGuild: discord.guild.id }).bot.start();
    expect(discord.commands.list().map(({ name }) => name)).toEqual([...EVERYWHERE.slice(0, -1), 'other']);
    expect(discord.commands.list(discord.guild.id).map(({ name }) => name)).toEqual(['knowledge']);
  });

  test('for an event with a very long name stay within the limits', async () => {
    const { discord } = await startBot({ knowledge: () => ({ ...FAIR, event: 'the fair of '.repeat(50) }) });
    expect(String(discord.commands.list()[0]?.['description'])).toMatch(/…$/);
  });
});

describe('a start that fails says what to do', () => {
  test('with a wrong token', async () => {
    const discord = await startDiscord();
    const { bot } = botOn(discord, { token: 'another-token-altogether.of-no.use-here-nor-anywhere' });
    await expect(bot.start()).rejects.toThrow(/accept the bot's token.*DISCORD_TOKEN in \.env/);
    expect(discord.takeRefused().map(({ status }) => status)).toEqual([401]);
  });

  test('with a token that the gateway alone refuses', async () => {
    const discord = await startDiscord();
    const { bot } = botOn(discord);
    discord.gateway.expectToken('rotated meanwhile');
    await expect(bot.start()).rejects.toThrow(/DISCORD_TOKEN in \.env/);
    expect(discord.takeRefused().map(({ code }) => code)).toEqual([4004]);
  });

  test('when there is no Discord', async () => {
    const discord = await startDiscord();
    const port = await freePort();
    const { bot } = botOn(discord, { apiUrl: `http://127.0.0.1:${port}/api` });
    await expect(bot.start()).rejects.toThrow(/no connection \(.*ECONNREFUSED.*DISCORD_API_URL/);
  });

  test('when Discord has an outage', async () => {
    const discord = await startDiscord();
    discord.failNext('GET', /gateway/, { status: 503, times: 10 });
    await expect(botOn(discord).bot.start()).rejects.toThrow(/answered 503/);
    expect(discord.takeRefused().length).toBeGreaterThan(0);
  });

  test('when it was started too often', async () => {
    const discord = await startDiscord({ limits: { daily: { times: 0, seconds: 3600 } } });
    await expect(botOn(discord).bot.start()).rejects.toThrow(/as many as it may in a day .*resets at.*Wait until then/);
    expect(discord.gateway.counts.identify).toBe(0);
  });

  test('when the gateway never gets ready', async () => {
    const discord = await startDiscord();
    discord.gateway.keepSilent();
    // The client comes back once more on its own; turned away for good, it leaves the other tests alone.
    discord.gateway.expectToken('rotated meanwhile');
    await expect(botOn(discord, { startTimeout: 50 }).bot.start()).rejects.toThrow(/ready within 0\.05 seconds/);
    await discord.gateway.until('refused', 1);
    expect(discord.takeRefused().map(({ code }) => code)).toEqual([4004]);
  });

  test('when the bot is not in its home server', async () => {
    const discord = await startDiscord();
    const { bot } = botOn(discord, { homeGuild: '123456789012345678' });
    await expect(bot.start()).rejects.toThrow(/server 123456789012345678.*Invite the bot.*DISCORD_HOME_GUILD/);
    expect(discord.takeRefused().map(({ code }) => code)).toEqual([50001]);
  });
});

describe('the connection', () => {
  test('asks for no privileged intent', async () => {
    const { discord } = await startBot();
    const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;
    expect(discord.gateway.intents).toEqual([Guilds | GuildMessages | DirectMessages]);
  });

  test('beats', async () => {
    const { discord } = await startBot({}, { heartbeatInterval: 20 });
    await discord.gateway.until('heartbeat', 3);
    expect((await discord.user('ana').dm('when?')).embed.title).toBe('When is the fair?');
  });

  test.each(['askToReconnect', 'cut'] as const)(
    'is resumed after "%s", and what was asked meanwhile is answered',
    async (event) => {
      const { discord, log } = await startBot();
      discord.gateway[event]();
      await discord.gateway.until('disconnect', 1);
      const meanwhile = discord.user('ana').dm('asked meanwhile');
      await discord.gateway.until('resume', 1);
      expect((await meanwhile).embed.title).toBe('When is the fair?');
      expect((await discord.user('ben').slash('ask', { question: 'when?' })).embed.title).toBe('When is the fair?');
      expect(discord.gateway.counts.identify).toBe(1);
      expect(log.at('error')).toEqual([]);
    },
  );
});

describe('stopping', () => {
  test('finishes what is under way and takes nothing new', async () => {
    const discord = await startDiscord();
    const reload = Promise.withResolvers<void>();
    const admin = discord.user('admin');
    const answerer = new ScriptedAnswerer({ ask: () => answer() });
    const began = Promise.withResolvers<void>();
    const { bot, log } = botOn(discord, {
      admins: [admin.id],
      answerer: () => answerer,
      custody: new ScriptedCustody({
        reload: async () => {
          began.resolve();
          await reload.promise;
          return { status: 'unchanged', revision: 'aaaaaaaaaaaa' };
        },
      }),
    });
    await bot.start();
    discord.allowCommand('knowledge', admin);
    const underWay = admin.slash('knowledge reload');
    await began.promise;
    const stopped = bot.stop();
    discord.user('ana').say(discord.general, `${discord.botMention} too late?`);
    reload.resolve();
    expect((await underWay).embed.description).toContain('Nothing has changed');
    await stopped;
    expect(answerer.asked).toEqual([]);
    expect(discord.gateway.intents).toEqual([]);
    expect(log.lines.map(({ message }) => message)).toEqual(['Ready on Discord', 'Managed the knowledge']);
  });

  test('is harmless before a start and a second time', async () => {
    const discord = await startDiscord();
    const { bot } = botOn(discord);
    await bot.stop();
    await bot.stop();
    expect(discord.rest.requests).toEqual([]);
  });
});

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
