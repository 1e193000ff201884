/** Whatever goes wrong on the way, a question is answered once. */
import { describe, expect, test } from 'vitest';
import { startBot } from './bed.ts';
import type { Fault } from './local/faults.ts';

/** Lets the first requests of a kind meet these faults. */
function failing(path: RegExp, ...faults: Fault[]): (name: string) => Fault | undefined {
  return (name) => (path.test(name) ? faults.shift() : undefined);
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

test('a request that came too soon is made again', async () => {
  const { bot, discord, log } = await startBot({}, { faultOf: failing(/messages$/, { retryAfter: 0.05 }) });
  await discord.user('ana').mention(discord.general, 'when?');
  await bot.stop();
  expect(discord.said()).toHaveLength(1);
  expect(log.at('warn', 'error')).toEqual([]);
});

test('an event that comes twice is taken once', async () => {
  const sent: (readonly [string, object])[] = [];
  const { discord } = await startBot({}, { onSent: (event, data) => sent.push([event, data]) });
  await discord.user('ana').mention(discord.general, 'when?');
  const question = sent.find(([event]) => event === 'MESSAGE_CREATE');
  if (question) discord.gateway.dispatch(question[0], () => question[1]);
  await discord.user('ben').mention(discord.general, 'when?');
  expect(discord.said()).toHaveLength(2);
});
