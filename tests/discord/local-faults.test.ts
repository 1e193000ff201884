/** The limits that the local Discord holds, and the faults that it has when it is told to. */
import { afterEach, describe, expect, test } from 'vitest';
import { BareClient, type Response } from './bare-client.ts';
import { LocalDiscord, type LocalDiscordOptions } from './local/local-discord.ts';

let discord: LocalDiscord;
let client: BareClient;
let time: number;

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
