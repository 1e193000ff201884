/** The local Discord's rules about threads, forums, pages of messages and apps that people install. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BareClient, nextEvent, type Response } from './bare-client.ts';
import { LocalDiscord } from './local/local-discord.ts';
import type { Seen } from './local/seen.ts';
import type { User } from './local/user.ts';
import type { Channel } from './local/world.ts';

let discord: LocalDiscord;
let client: BareClient;
let ana: User;

beforeEach(async () => {
  discord = await LocalDiscord.start({ patience: 200 });
  client = new BareClient(discord);
  ana = discord.user('ana');
});

afterEach(() => discord.stop());

const say = ({ id }: Channel): Promise<Response> => client.call('POST', `/channels/${id}/messages`, { content: 'x' });

describe('a thread', () => {
  test('that is archived wakes when something is said, and is not changed before', async () => {
    const thread = discord.addThread(discord.general, 'thread');
    const { id } = (await say(thread)).body as { id: string };
    discord.closeThread(thread);
    const path = `/channels/${thread.id}/messages/${id}`;
    expect((await client.call('PATCH', path, { content: 'y' })).code).toBe(50083);
    expect((await say(thread)).status).toBe(200);
    expect((await client.call('PATCH', path, { content: 'y' })).status).toBe(200);
  });

  test.each([
    [{ locked: true, archived: false }, 160005],
    [{ locked: true, archived: true }, 50083],
  ])('that is %j takes nothing', async (how, code) => {
    const thread = discord.addThread(discord.general, 'thread');
    discord.closeThread(thread, how);
    expect((await say(thread)).code).toBe(code);
  });

  test('has the permissions of its parent, and one of its own', async () => {
    const thread = discord.addThread(discord.general, 'thread');
    discord.denyBot(discord.general, PermissionFlagsBits.SendMessages);
    expect([(await say(discord.general)).code, (await say(thread)).status]).toEqual([50013, 200]);
    discord.denyBot(discord.general, PermissionFlagsBits.SendMessagesInThreads);
    expect([(await say(discord.general)).status, (await say(thread)).code]).toEqual([200, 50013]);
  });

  test('has the id of the message that it starts from', async () => {
    const starter = ana.say(discord.general, 'x');
    expect(discord.addThread(discord.general, 'thread', { starter }).id).toBe(starter.id);
  });
});

describe('a forum', () => {
  test('takes posts alone, which are threads with tags', async () => {
    const forum = discord.addForum('forum', ['question', 'other']);
    expect((await say(forum)).code).toBe(40058);
    const socket = await client.identify();
    const told = nextEvent(socket, 'THREAD_CREATE');
    const post = discord.addPost(forum, ana, 'When?', 'x', ['other']);
    expect(await told).toMatchObject({
      id: post.id,
      parent_id: forum.id,
      name: 'When?',
      applied_tags: [forum.tags[1]?.id],
    });
    expect((await say(post.channel)).status).toBe(200);
  });
});

describe('a page of messages', () => {
  const list = async (query: string): Promise<unknown> => {
    const { body } = await client.call('GET', `/channels/${discord.general.id}/messages?${query}`);
    return Array.isArray(body) ? body.map(({ id }) => Number(messages.indexOf(id))) : body;
  };
  let messages: string[];
  beforeEach(() => {
    messages = Array.from({ length: 5 }, () => ana.say(discord.general, 'x').id);
  });

  test.each([
    ['limit=2', [4, 3]],
    ['limit=2&before=3', [2, 1]],
    ['limit=2&after=1', [3, 2]],
    ['limit=3&around=2', [3, 2, 1]],
  ])('%s is the newest first', async (query, expected) => {
    const withIds = query.replace(/(before|after|around)=(\d)/, (_, name, at) => `${name}=${messages[Number(at)]}`);
    expect(await list(withIds)).toEqual(expected);
  });

  test.each(['limit=0', 'limit=101', 'before=x', 'before=1&after=1'])('%s is refused', async (query) => {
    expect(await list(query)).toMatchObject({ code: 50035 });
  });

  test('is empty without Read Message History', async () => {
    discord.denyBot(discord.general, PermissionFlagsBits.ReadMessageHistory);
    expect(await list('')).toEqual([]);
  });
});

describe('an app that a person installs', () => {
  const command = (changes: object): object => ({ name: 'ask', description: 'x', ...changes });
  const names = (channel?: Channel): string[] => ana.commands(channel).map(({ name }) => name);

  test('is offered where its commands are made for', () => {
    discord.commands.replace([
      command({ name: 'anywhere' }),
      command({ name: 'servers', integration_types: [0], contexts: [0] }),
      command({ name: 'people', integration_types: [1] }),
    ]);
    const foreign = discord.foreignChannel();
    expect([names(), names(foreign)]).toEqual([['anywhere', 'servers'], []]);
    discord.installFor(ana);
    expect([names(), names(foreign)]).toEqual([
      ['anywhere', 'servers', 'people'],
      ['anywhere', 'people'],
    ]);
    const direct = discord.privateChannel(ana, discord.user('ben'));
    expect(names(direct)).toEqual(['anywhere', 'people']);
  });

  /** An answer to a command in a server without the bot, with a way to add to it. */
  async function answered(): Promise<{ seen: Seen; add: () => Promise<Response> }> {
    discord.commands.replace([command({})]);
    discord.installFor(ana);
    const socket = await client.identify();
    const arrived = nextEvent(socket, 'INTERACTION_CREATE');
    const outcome = ana.slash('ask', {}, foreign);
    const { id, token } = await arrived;
    await client.call('POST', `/interactions/${id}/${token}/callback`, { type: 4, data: { content: 'x' } });
    const path = `/webhooks/${discord.world.bot.id}/${token}`;
    return { seen: await outcome, add: () => client.call('POST', path, { content: 'y' }) };
  }
  let foreign: Channel;
  beforeEach(() => {
    foreign = discord.foreignChannel();
  });

  test('adds five messages to an answer', async () => {
    const { add } = await answered();
    for (let added = 0; added < 5; added++) expect((await add()).status).toBe(200);
    expect((await add()).code).toBe(40094);
  });

  test('answers them alone where they may not use such apps openly', async () => {
    expect((await answered()).seen.onlyForMe).toBe(false);
    const everyone = { id: foreign.guild?.id ?? '' };
    discord.deny(foreign, everyone, PermissionFlagsBits.UseExternalApps);
    expect((await answered()).seen.onlyForMe).toBe(true);
  });
});
