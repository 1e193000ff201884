/** Where people ask: threads, forum posts, replies to others, other servers, direct messages of others. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { startBot } from './bed.ts';
import { answer, ScriptedAnswerer } from './scripted-answerer.ts';

async function start() {
  const answerer = new ScriptedAnswerer();
  const bed = await startBot({ answerer: () => answerer });
  const questions = (): string[] => answerer.asked.map(({ question }) => question);
  return { ...bed, answerer, questions, ana: bed.discord.user('ana'), ben: bed.discord.user('ben') };
}

describe('in a thread', () => {
  test('a mention is answered there', async () => {
    const { discord, ana } = await start();
    const thread = discord.addThread(discord.general, 'The fair');
    const seen = await ana.mention(thread, 'when is it?');
    expect(seen.message.channel).toBe(thread);
    expect(seen.embed.description).toBe('It is on 1 May.');
  });

  test('that began with a question to the bot, a bare mention asks it', async () => {
    const { discord, ana, questions } = await start();
    const starter = ana.say(discord.general, `${discord.botMention} when is it?`);
    await ana.mention(discord.general, 'sentinel');
    const thread = discord.addThread(discord.general, 'when is it', { starter });
    await ana.mention(thread, '');
    expect(questions()).toEqual(['when is it?', 'sentinel', 'when is it?']);
  });

  test('whose first message the bot is not shown, a bare mention asks its name', async () => {
    const { discord, ana, questions } = await start();
    const starter = ana.say(discord.general, 'does anybody know?');
    const thread = discord.addThread(discord.general, 'When is the fair?', { starter });
    await ana.mention(thread, '');
    expect(questions()).toEqual(['When is the fair?']);
  });

  test('in which the bot may not speak, one line of the log says so', async () => {
    const { discord, ana, log } = await start();
    const thread = discord.addThread(discord.general, 'The fair');
    discord.denyBot(discord.general, PermissionFlagsBits.SendMessagesInThreads);
    ana.say(thread, `${discord.botMention} when?`);
    const [line] = await log.until('warn', 1);
    expect(line?.details).toMatchObject({ missing: ['SendMessagesInThreads'], channel: thread.id });
  });

  test('that is locked, one line of the log says so', async () => {
    const { discord, ana, log } = await start();
    const thread = discord.addThread(discord.general, 'The fair');
    discord.closeThread(thread, { archived: false, locked: true });
    ana.say(thread, `${discord.botMention} when?`);
    const [line] = await log.until('warn', 1);
    expect(line?.details).toMatchObject({ missing: ['ManageThreads'], channel: thread.id });
    expect(log.at('error')).toEqual([]);
  });
});

describe('in a forum', () => {
  test('a post that mentions the bot is answered there', async () => {
    const { discord, ana, questions } = await start();
    const forum = discord.addForum('questions');
    const seen = await ana.askInForum(forum, 'The fair', `${discord.botMention} when is it?`);
    expect(seen.embed.description).toBe('It is on 1 May.');
    expect(questions()).toEqual(['when is it?']);
  });

  test('a bare mention under a post asks its title', async () => {
    const { discord, ana, ben, questions } = await start();
    const forum = discord.addForum('questions');
    const post = discord.addPost(forum, ana, 'When is the fair?', 'I can not find it.');
    await ben.mention(post.channel, '');
    expect(questions()).toEqual(['When is the fair?']);
  });
});

describe('a bare mention in reply', () => {
  test('to a message that mentions the bot asks that message', async () => {
    const { discord, ana, ben, questions } = await start();
    const asked = ana.say(discord.general, `${discord.botMention} when is it?`);
    await ben.mention(discord.general, '', { replyTo: asked });
    expect(questions()).toEqual(['when is it?', 'when is it?']);
  });

  test('in direct messages asks the message before', async () => {
    const { discord, ana, questions } = await start();
    const channel = discord.world.directChannel(ana.account);
    const asked = ana.say(channel, 'when is it?');
    await ana.ask(channel, discord.botMention, { replyTo: asked });
    expect(questions()).toEqual(['when is it?', 'when is it?']);
  });

  test('to a message that the bot is not shown says what to do', async () => {
    const { discord, ana, ben, questions } = await start();
    const asked = ana.say(discord.general, 'when is it?');
    const seen = await ben.mention(discord.general, '', { replyTo: asked });
    expect(seen.text).toMatchInlineSnapshot(
      `"Discord does not show me that message, since it does not mention me. Open its menu and choose *Apps → Answer this*, or write me the question."`,
    );
    expect(questions()).toEqual([]);
  });

  test('to an answer of the bot gets the help', async () => {
    const { discord, ana } = await start();
    const first = await ana.mention(discord.general, 'when?');
    const seen = await ana.mention(discord.general, '', { replyTo: first.message });
    expect(seen.embed.description).toContain('Ask me about the village fair.');
  });
});

describe('"Answer this" in the menu of a message', () => {
  test('answers anybody’s message for the one who opened the menu alone', async () => {
    const { discord, ana, ben, questions } = await start();
    const message = ana.say(discord.general, 'does anybody know when the fair is?');
    const seen = await ben.context('Answer this', message);
    expect(seen.onlyForMe).toBe(true);
    expect(seen.embed.description).toBe('It is on 1 May.');
    expect(questions()).toEqual(['does anybody know when the fair is?']);
    expect(seen.buttons.map(({ label }) => label)).toContain('Share in channel');
  });

  test('says so where there are no words', async () => {
    const { discord, ana, ben } = await start();
    const message = ana.say(discord.general, '<:party:123456789012345678>');
    expect((await ben.context('Answer this', message)).text).toContain('There are no words in that message');
  });
});

describe('where the bot is no member', () => {
  test('those who installed it for themselves are answered', async () => {
    const { discord, ana } = await start();
    discord.installFor(ana);
    const elsewhere = discord.foreignChannel();
    const seen = await ana.slash('ask', { question: 'when?' }, elsewhere);
    expect(seen.embed.description).toBe('It is on 1 May.');
    const message = discord.user('ben').say(elsewhere, 'when is it?');
    expect((await ana.context('Answer this', message)).embed.description).toBe('It is on 1 May.');
  });

  test('also in direct messages with others, buttons included', async () => {
    const { discord, ana, ben, questions } = await start();
    discord.installFor(ana);
    const channel = discord.privateChannel(ana, ben);
    const seen = await ana.slash('ask', { question: 'when?' }, channel);
    await ana.select(seen, 'Where is the fair?');
    expect(questions()).toEqual(['when?', 'Where is the fair?']);
  });
});

test('a refusal in direct messages with the bot stays, for nobody else is there', async () => {
  const script = answer({ verdict: 'declined', reason: 'off-topic', entries: [], citations: [] });
  const { discord } = await startBot({ answerer: () => new ScriptedAnswerer({ ask: () => script }) });
  const ana = discord.user('ana');
  const seen = await ana.slash('ask', { question: 'x' }, discord.world.directChannel(ana.account));
  expect(seen.onlyForMe).toBe(false);
});
