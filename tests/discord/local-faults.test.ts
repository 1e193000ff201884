/** The limits that the local Discord holds, and the faults that it has when it is told to. */
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { GatewayOpcodes } from 'discord-api-types/v10';
import { afterEach, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { BareClient, type Frame, nextEvent, nextFrame, type Response } from './bare-client.ts';
import { LocalDiscord, type LocalDiscordOptions } from './local/local-discord.ts';
import { idOnNextShard } from './local/session.ts';

let discord: LocalDiscord;
let client: BareClient;
let time: number;

/** Begins at a time by which the server belongs to the first of two shards. */
async function start(options: LocalDiscordOptions = {}): Promise<void> {
  time = Date.UTC(2030, 0, 1);
  discord = await LocalDiscord.start({ now: () => time, patience: 500, ...options });
  client = new BareClient(discord);
}

afterEach(() => discord.stop());

const say = (channel = discord.general): Promise<Response> =>
  client.call('POST', `/channels/${channel.id}/messages`, { content: 'x' });

/** The status of each of so many requests, one after the other. */
async function statuses(count: number, request: () => Promise<Response>): Promise<number[]> {
  const all: number[] = [];
  for (let done = 0; done < count; done++) all.push((await request()).status);
  return all;
}

describe('the limit of a route', () => {
  const limits = { route: { times: 2, seconds: 5 } };
  const headersIn = ({ headers }: Response): Record<string, string> =>
    Object.fromEntries([...headers].filter(([name]) => /^(x-ratelimit|retry)/.test(name)));

  test('is told with each answer, refusals too', async () => {
    await start({ limits });
    const told = {
      'x-ratelimit-bucket': expect.stringMatching(/^[0-9a-f]{32}$/),
      'x-ratelimit-limit': '2',
      'x-ratelimit-reset': (time / 1000 + 5).toFixed(3),
    };
    expect(headersIn(await say())).toEqual({
      ...told,
      'x-ratelimit-remaining': '1',
      'x-ratelimit-reset-after': '5.000',
    });
    time += 1500;
    const refused = await client.call('POST', `/channels/${discord.general.id}/messages`, {});
    expect(refused.code).toBe(50006);
    expect(headersIn(refused)).toEqual({ ...told, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '3.500' });
  });

  test('ends in 429 without the work, until the window is over', async () => {
    await start({ limits });
    expect(await statuses(2, say)).toEqual([200, 200]);
    time += 1500;
    const late = await say();
    expect(late.status).toBe(429);
    expect(late.body).toEqual({ message: 'You are being rate limited.', retry_after: 3.5, global: false });
    expect(headersIn(late)).toMatchObject({
      'retry-after': '4',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': '3.500',
      'x-ratelimit-scope': 'user',
    });
    expect(discord.said()).toHaveLength(2);
    expect(discord.rest.limited).toEqual([`POST /channels/${discord.general.id}/messages`]);
    expect(discord.refused).toEqual([]);
    time += 3500;
    expect((await say()).status).toBe(200);
  });

  test('is counted for each channel, in the same bucket, and for each method', async () => {
    await start({ limits });
    const other = discord.addChannel('other');
    await statuses(2, say);
    const [here, there] = [await say(), await say(other)];
    expect([here.status, there.status]).toEqual([429, 200]);
    expect(here.headers.get('x-ratelimit-bucket')).toBe(there.headers.get('x-ratelimit-bucket'));
    expect((await client.call('GET', `/channels/${discord.general.id}/messages`)).status).toBe(200);
  });

  test('is none unless told', async () => {
    await start();
    const [first] = await Promise.all([say(), statuses(60, say)]);
    expect(headersIn(first)).toEqual({});
    expect(discord.said()).toHaveLength(61);
  });
});

describe('the limit of all requests', () => {
  const limits = { global: { times: 2, seconds: 1 } };

  test('ends in 429 for every route', async () => {
    await start({ limits });
    expect(await statuses(2, say)).toEqual([200, 200]);
    time += 250;
    const late = await client.call('GET', '/users/@me');
    expect(late.body).toEqual({ message: 'You are being rate limited.', retry_after: 0.75, global: true });
    expect(Object.fromEntries(late.headers)).toMatchObject({
      'retry-after': '1',
      'x-ratelimit-global': 'true',
      'x-ratelimit-scope': 'global',
    });
    time += 750;
    expect((await say()).status).toBe(200);
  });

  test('does not bind answers to interactions', async () => {
    await start({ limits });
    await statuses(3, say);
    const open = ['/interactions/1/x/callback', `/webhooks/${discord.world.bot.id}/x`];
    const codes = await Promise.all(open.map(async (path) => (await client.call('POST', path, { type: 4 })).code));
    expect(codes).toEqual([10062, 10015]);
  });
});

describe('the next requests', () => {
  test.each([false, true])('are asked to come again (all: %s), in exactly the time that is told', async (global) => {
    await start();
    discord.rateLimitNext('POST', /messages$/, { retryAfter: 0.25, times: 2, global, code: 40062 });
    const late = await say();
    expect(late.body).toEqual({ message: 'You are being rate limited.', retry_after: 0.25, global, code: 40062 });
    expect(late.headers.get('retry-after')).toBe('0.25');
    expect(late.headers.has('x-ratelimit-global')).toBe(global);
    expect(await statuses(2, say)).toEqual([429, 200]);
    expect(discord.rest.limited).toHaveLength(2);
    expect(discord.refused).toEqual([]);
  });

  test('are refused, those alone that fit', async () => {
    await start();
    discord.failNext('POST', /messages$/, { status: 503 });
    expect((await client.call('GET', '/users/@me')).status).toBe(200);
    expect(await statuses(2, say)).toEqual([503, 200]);
    expect(discord.takeRefused().map(({ status }) => status)).toEqual([503]);
  });

  test('are answered late, after the work', async () => {
    await start();
    discord.slow('POST', /messages$/, 100);
    const order: string[] = [];
    const slow = say().then(() => order.push('slow'));
    await expect.poll(() => discord.said()).toHaveLength(1);
    await say().then(() => order.push('next'));
    await slow;
    expect(order).toEqual(['next', 'slow']);
  });

  test.each([
    ['before', 0],
    ['after', 1],
  ] as const)('break off %s the work', async (when, said) => {
    await start();
    discord.dropNext('POST', /messages$/, when);
    await expect(say()).rejects.toThrow('fetch failed');
    expect(discord.said()).toHaveLength(said);
    expect((await say()).status).toBe(200);
  });

  test('fail in a part, in turns before and after the work', async () => {
    await start();
    discord.flaky('POST', /messages$/, 0.4);
    expect(await statuses(10, say)).toEqual([200, 200, 502, 200, 503, 200, 200, 502, 200, 503]);
    expect(discord.said()).toHaveLength(8);
    expect((await client.call('GET', '/users/@me')).status).toBe(200);
  });
});

/** The code with which a connection ends. */
async function closed(socket: WebSocket): Promise<number> {
  return (await once(socket, 'close'))[0];
}

const beat = (socket: WebSocket): void => socket.send(JSON.stringify({ op: GatewayOpcodes.Heartbeat, d: null }));

/** The contents of the messages of which a connection is told, until one says "end". */
function contentsAt(socket: WebSocket): Promise<string[]> {
  const contents: string[] = [];
  return new Promise((resolve) => {
    socket.on('message', (data) => {
      const { t, d }: Frame = JSON.parse(String(data));
      if (t !== 'MESSAGE_CREATE') return;
      const { content } = d as { content: string };
      if (content === 'end') resolve(contents);
      else contents.push(content);
    });
  });
}

/** What somebody writes to the bot alone, and then "end". */
function write(...contents: string[]): void {
  const ana = discord.user('ana');
  const channel = discord.world.directChannel(ana.account);
  for (const content of [...contents, 'end']) ana.say(channel, content);
}

/** The channels of the next so many messages of which a connection is told. */
function channelsAt(socket: WebSocket, count: number): Promise<string[]> {
  const channels: string[] = [];
  return new Promise((resolve) => {
    socket.on('message', (data) => {
      const { t, d }: Frame = JSON.parse(String(data));
      if (t === 'MESSAGE_CREATE') channels.push((d as { channel_id: string }).channel_id);
      if (channels.length === count) resolve(channels);
    });
  });
}

describe('a heartbeat', () => {
  test('that is missing ends the connection, and the session can be resumed', async () => {
    await start({ heartbeatInterval: 100, heartbeatGrace: 100 });
    const socket = await client.connect();
    const ready = nextEvent(socket, 'READY');
    client.sendIdentify(socket);
    const { session_id } = await ready;
    expect(await closed(socket)).toBe(4009);
    expect(discord.takeRefused().map(({ code }) => code)).toEqual([4009]);
    const next = await client.connect();
    const resumed = nextFrame(next, GatewayOpcodes.Dispatch, 'RESUMED');
    next.send(JSON.stringify({ op: GatewayOpcodes.Resume, d: { token: discord.token, session_id, seq: 1 } }));
    await resumed;
  });

  test('that comes keeps it', async () => {
    await start({ heartbeatInterval: 20, heartbeatGrace: 1000 });
    const socket = await client.identify();
    for (let beats = 0; beats < 3; beats++) {
      const acknowledged = nextFrame(socket, GatewayOpcodes.HeartbeatAck);
      beat(socket);
      await acknowledged;
    }
    expect(discord.gateway.counts).toMatchObject({ heartbeat: 3, refused: 0 });
  });

  test('is not acknowledged on a connection whose other end is gone, and nothing is told there', async () => {
    await start();
    const [gone, alive] = [await client.identify(), await client.connect()];
    discord.gateway.stopAcknowledging();
    const told: unknown[] = [];
    gone.on('message', (data) => told.push(data));
    beat(gone);
    write('x');
    await discord.gateway.until('heartbeat', 1);
    const acknowledged = nextFrame(alive, GatewayOpcodes.HeartbeatAck);
    beat(alive);
    await acknowledged;
    const end = closed(gone);
    gone.close(4200);
    await end;
    expect(told).toEqual([]);
  });
});

describe('frames', () => {
  test('are taken 120 times a minute', async () => {
    await start();
    const socket = await client.identify();
    const last = nextFrame(socket, GatewayOpcodes.HeartbeatAck);
    for (let frame = 0; frame < 119; frame++) beat(socket);
    await last;
    await discord.gateway.until('heartbeat', 119);
    time += 60_000;
    for (let frame = 0; frame < 121; frame++) beat(socket);
    expect(await closed(socket)).toBe(4008);
    expect(discord.gateway.counts.heartbeat).toBe(119 + 120);
    expect(discord.takeRefused().map(({ code }) => code)).toEqual([4008]);
  });
});

describe('the start of a session', () => {
  const info = async (): Promise<unknown> => (await client.call('GET', '/gateway/bot')).body;

  test('is counted', async () => {
    await start();
    const limit = { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 };
    expect(await info()).toMatchObject({ shards: 1, session_start_limit: limit });
    await client.identify();
    time += 1000;
    expect(await info()).toMatchObject({ session_start_limit: { ...limit, remaining: 999, reset_after: 86_399_000 } });
    time += 86_399_000;
    expect(await info()).toMatchObject({ session_start_limit: limit });
  });

  test('that is one too many in a day ends all sessions and resets the token', async () => {
    await start({ limits: { daily: { times: 1, seconds: 86_400 } } });
    const [first, second] = [await client.identify(), await client.connect()];
    const ends = Promise.all([closed(first), closed(second)]);
    client.sendIdentify(second);
    expect(await ends).toEqual([4004, 4004]);
    expect((await client.call('GET', '/gateway/bot')).status).toBe(401);
    expect(discord.gateway.intents).toEqual([]);
  });

  test('has to wait for the one before when the limits are held', async () => {
    await start({ limits: {} });
    await client.identify();
    const soon = await client.connect();
    const answer = nextFrame(soon, GatewayOpcodes.InvalidSession);
    client.sendIdentify(soon);
    expect((await answer).d).toBe(false);
    expect(discord.gateway.counts).toMatchObject({ identify: 1, limited: 1, refused: 0 });
    time += 5000;
    await client.identify();
  });

  test('waits for those alone with which its shard counts together', async () => {
    await start({ limits: { starts: { times: 2, seconds: 5 } } });
    for (const id of [0, 1]) await client.identify({ shard: [id, 4] });
    const third = await client.connect();
    const answer = nextFrame(third, GatewayOpcodes.InvalidSession);
    client.sendIdentify(third, { shard: [2, 4] });
    await answer;
    expect(await info()).toMatchObject({ session_start_limit: { max_concurrency: 2, remaining: 997 } });
  });
});

describe('a shard', () => {
  test.each([[[2, 2]], [[-1, 2]], [[0, 0]], [['0', '1']], [[0.5, 1]], [[0]], [[0, 1, 1]], [{}], [null]])(
    '%j is none',
    async (shard) => {
      await start();
      const socket = await client.connect();
      client.sendIdentify(socket, { shard });
      expect(await closed(socket)).toBe(4010);
    },
  );

  test('is needed where one session would have too many servers', async () => {
    await start({ guildsPerShard: 1 });
    discord.addGuild('other', { id: idOnNextShard(discord.guild.id) });
    expect((await client.call('GET', '/gateway/bot')).body).toMatchObject({ shards: 2 });
    const socket = await client.connect();
    client.sendIdentify(socket);
    expect(await closed(socket)).toBe(4011);
    await client.identify({ shard: [0, 2] });
  });

  test('is told of its own servers, the first one of direct messages too', async () => {
    await start();
    const other = discord.addGuild('other', { id: idOnNextShard(discord.guild.id) });
    const sockets = [await client.identify({ shard: [0, 2] }), await client.identify({ shard: [1, 2] })];
    expect(discord.gateway.shards).toEqual(['0/2', '1/2']);
    const ana = discord.user('ana');
    const told = sockets.map((socket) => channelsAt(socket, 2));
    const [home, away] = [discord.general, discord.addChannel('other', other)];
    const direct = discord.world.directChannel(ana.account);
    for (const channel of [direct, home, away, away]) ana.say(channel, 'x');
    expect(await Promise.all(told)).toEqual([
      [direct.id, home.id],
      [away.id, away.id],
    ]);
  });
});

describe('events', () => {
  test('come once and in order', async () => {
    await start();
    const contents = contentsAt(await client.identify());
    write('one', 'two');
    expect(await contents).toEqual(['one', 'two']);
  });

  test('come twice when they are to', async () => {
    await start();
    const contents = contentsAt(await client.identify());
    discord.gateway.repeatNext('MESSAGE_CREATE');
    write('one', 'two');
    expect(await contents).toEqual(['one', 'one', 'two']);
  });

  test('come in the wrong order when they are to', async () => {
    await start();
    const contents = contentsAt(await client.identify());
    discord.gateway.swapNext('MESSAGE_CREATE');
    write('one', 'two', 'three');
    expect(await contents).toEqual(['two', 'one', 'three']);
  });
});

test('connections are cut again and again, until it is enough', async () => {
  await start();
  const stop = discord.gateway.cutEvery(40);
  for (let times = 0; times < 2; times++) expect(await closed(await client.identify())).toBe(1006);
  stop();
  const socket = await client.identify();
  const contents = contentsAt(socket);
  await setTimeout(100);
  write('still here');
  expect(await contents).toEqual(['still here']);
});
