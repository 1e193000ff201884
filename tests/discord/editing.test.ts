/** Questions that are edited. */
import { describe, expect, test } from 'vitest';
import { botOn, startBot, startDiscord } from './bed.ts';
import { answer, ScriptedAnswerer } from './scripted-answerer.ts';

const echo = () => new ScriptedAnswerer({ ask: (question) => answer({ question, text: `About ${question}.` }) });

async function start(changes: Parameters<typeof startBot>[0] = {}) {
  const answerer = echo();
  const bed = await startBot({ answerer: () => answerer, ...changes });
  return { ...bed, answerer, ana: bed.discord.user('ana'), ask: (text: string) => `${bed.discord.botMention} ${text}` };
}

describe('an edited question', () => {
  test('gets its answer edited', async () => {
    const { discord, ana, ask } = await start();
    const asked = ana.say(discord.general, ask('when?'));
    const first = await ana.mention(discord.general, 'sentinel');
    const edited = await ana.editAndSee(asked, ask('where?'));
    expect(edited.embed.description).toBe('About where?.');
    expect(discord.said()).toHaveLength(2);
    expect(discord.said()[1]).toBe(first.message);
  });

  test('is asked in the conversation in which it was asked first', async () => {
    const { discord, ana, ask, answerer } = await start();
    await ana.mention(discord.general, 'first');
    const asked = ana.say(discord.general, ask('second'));
    await ana.mention(discord.general, 'third');
    await ana.editAndSee(asked, ask('second, in other words'));
    expect(answerer.asked.at(-1)).toEqual({ question: 'second, in other words', before: ['first'] });
  });

  test('that begins to mention the bot is answered', async () => {
    const { discord, ana, ask } = await start();
    const asked = ana.say(discord.general, 'when?');
    const seen = await ana.editAndSee(asked, ask('when?'));
    expect(seen.embed.description).toBe('About when?.');
  });

  test('gets the answer of before a restart edited', async () => {
    const discord = await startDiscord();
    const first = botOn(discord, { answerer: echo });
    await first.bot.start();
    const ana = discord.user('ana');
    const asked = ana.say(discord.general, `${discord.botMention} when?`);
    await ana.mention(discord.general, 'sentinel');
    await first.bot.stop();
    await botOn(discord, { answerer: echo }).bot.start();
    const edited = await ana.editAndSee(asked, `${discord.botMention} where?`);
    expect(edited.embed.description).toBe('About where?.');
    expect(discord.said()).toHaveLength(2);
  });

  test('is answered anew when its answer is gone', async () => {
    const { discord, ana, ask } = await start();
    const asked = ana.say(discord.general, ask('when?'));
    const seen = await ana.mention(discord.general, 'sentinel');
    discord.general.messages.delete(discord.said()[0]?.id ?? '');
    const edited = await ana.editAndSee(asked, ask('where?'));
    expect(edited.embed.description).toBe('About where?.');
    expect(edited.message).not.toBe(seen.message);
    expect(discord.takeRefused().map(({ code }) => code)).toEqual([10008]);
  });

  test('from long ago that never was a question to the bot is left alone', async () => {
    let time = Date.now();
    const { discord, ana, ask, answerer } = await start({ now: () => time });
    const old = ana.say(discord.general, 'when?');
    time += 60 * 60_000;
    ana.edit(old, ask('when?'));
    await ana.mention(discord.general, 'sentinel');
    expect(answerer.asked.map(({ question }) => question)).toEqual(['sentinel']);
  });
});

test('a preview of a link is no edit', async () => {
  const { discord, ana, ask, answerer } = await start();
  const asked = ana.say(discord.general, ask('when? https://example.com'));
  await ana.mention(discord.general, 'sentinel');
  discord.unfurl(asked);
  await ana.mention(discord.general, 'sentinel');
  expect(answerer.asked.map(({ question }) => question.slice(0, 8))).toEqual(['when? ht', 'sentinel', 'sentinel']);
});
