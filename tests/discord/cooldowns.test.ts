/** How much may be asked in a while, and what those see who ask more. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CooldownOptions } from '../../src/discord/cooldowns.ts';
import { startBot } from './bed.ts';
import { answer, ScriptedAnswerer } from './scripted-answerer.ts';

const ANSWER = 'It is on 1 May.';
const WAIT = 'That was a lot of questions at once. Please wait 20 seconds, then ask again.';
const CHANNEL_WAIT = 'There were a lot of questions in this channel at once. Please wait 30 seconds, then ask again.';

// The clock of the limiter is the system's.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const pass = (seconds: number): void => void vi.setSystemTime(Date.now() + seconds * 1000);

async function start(cooldowns: Partial<CooldownOptions>) {
  const answerer = new ScriptedAnswerer();
  const bed = await startBot({ answerer: () => answerer, cooldowns: { user: 'off', channel: 'off', ...cooldowns } });
  const questions = (): string[] => answerer.asked.map(({ question }) => question);
  return { ...bed, questions, ana: bed.discord.user('ana'), ben: bed.discord.user('ben') };
}

const ofUser = (questions: number) => start({ user: { questions, seconds: 20 } });
const ofChannel = (questions: number) => start({ channel: { questions, seconds: 30 } });

describe('who asks too much', () => {
  test('by a command is told alone and each time how long to wait, and answered afterwards', async () => {
    const { ana } = await ofUser(2);
    await ana.slash('ask', { question: 'one' });
    pass(5);
    await ana.slash('ask', { question: 'two' });
    const refused = await ana.slash('ask', { question: 'three' });
    expect(refused.onlyForMe).toBe(true);
    expect(refused.embed.description).toBe(WAIT.replace('20', '15'));
    pass(14.5);
    expect((await ana.slash('ask', { question: 'four' })).embed.description).toBe(
      WAIT.replace('20 seconds', 'a second'),
    );
    pass(0.5);
    expect((await ana.slash('ask', { question: 'five' })).embed.description).toBe(ANSWER);
  });

  test('by mentions is told once, and not again until another cooldown begins', async () => {
    const { discord, ana, ben } = await ofUser(1);
    await ana.mention(discord.general, 'one');
    expect((await ana.mention(discord.general, 'two')).embed.description).toBe(WAIT);
    ana.say(discord.general, `${discord.botMention} three`);
    ana.say(discord.general, `${discord.botMention} four`);
    await ben.mention(discord.general, 'sentinel');
    expect(discord.said()).toHaveLength(3);
    pass(20);
    await ana.mention(discord.general, 'five');
    expect((await ana.mention(discord.general, 'six')).embed.description).toBe(WAIT);
  });

  test('by a command is told again where they mention the bot', async () => {
    const { discord, ana } = await ofUser(1);
    await ana.slash('ask', { question: 'one' });
    await ana.slash('ask', { question: 'two' });
    expect((await ana.mention(discord.general, 'three')).embed.description).toBe(WAIT);
  });

  test.each([
    ['in direct messages', 'dm'],
    ['in another channel', 'channel'],
    ['by a command', 'command'],
  ])('is limited %s as well', async (_, where) => {
    const { discord, ana, questions } = await ofUser(1);
    await ana.mention(discord.general, 'one');
    const again = {
      dm: () => ana.dm('two'),
      channel: () => ana.mention(discord.addChannel('another'), 'two'),
      command: () => ana.slash('ask', { question: 'two' }),
    }[where];
    expect((await again?.())?.embed.description).toBe(WAIT);
    expect(questions()).toEqual(['one']);
  });

  test('by editing a question keeps the answer that there is', async () => {
    const { discord, ana, questions } = await ofUser(1);
    const asked = ana.say(discord.general, `${discord.botMention} one`);
    await discord.user('ben').mention(discord.general, 'sentinel');
    expect((await ana.editAndSee(asked, `${discord.botMention} two`)).embed.description).toBe(WAIT);
    expect(discord.said()[0]?.embeds[0]?.description).toBe(ANSWER);
    expect(questions()).toEqual(['one', 'sentinel']);
  });

  test('by buttons, menus and the menu of a message is told so', async () => {
    const { discord, ana, ben, questions } = await ofUser(1);
    const seen = await ana.slash('ask', { question: 'one' });
    expect((await ana.select(seen, 'Where is the fair?')).embed.description).toBe(WAIT);
    const message = ben.say(discord.general, 'when is it?');
    expect((await ana.context('Answer this', message)).embed.description).toBe(WAIT);
    expect(questions()).toEqual(['one']);
  });

  test('does not keep others from asking', async () => {
    const { discord, ana, ben } = await ofUser(1);
    await ana.mention(discord.general, 'one');
    await ana.mention(discord.general, 'two');
    expect((await ben.mention(discord.general, 'three')).embed.description).toBe(ANSWER);
    expect((await ben.slash('ask', { question: 'four' })).embed.description).toBe(WAIT);
  });

  test('may still type, vote, look at topics and sources', async () => {
    const { ana } = await ofUser(1);
    const seen = await ana.slash('ask', { question: 'one' });
    await ana.slash('ask', { question: 'two' });
    expect(await ana.autocomplete('ask', 'question', 'w')).toHaveLength(4);
    expect((await ana.press(seen, 'Helpful')).text).toContain('Thank you');
    expect((await ana.slash('topics')).embed.title).toBe('What can be asked');
    expect((await ana.slash('sources')).embed.title).toBe('The articles');
  });
});

describe('a channel in which too much is asked', () => {
  test('is not filled by private answers, which count for their reader alone', async () => {
    const { ana, ben } = await ofChannel(1);
    await ana.slash('ask', { question: 'one', private: true });
    await ana.slash('ask', { question: 'two', private: true });
    expect((await ben.slash('ask', { question: 'three' })).embed.description).toBe(ANSWER);
    expect((await ana.slash('ask', { question: 'four' })).embed.description).toBe(CHANNEL_WAIT);
  });

  test('is told once, whoever asks on; other channels and direct messages go on', async () => {
    const { discord, ana, ben, questions } = await ofChannel(2);
    await ana.mention(discord.general, 'one');
    await ben.mention(discord.general, 'two');
    expect((await ana.mention(discord.general, 'three')).embed.description).toBe(CHANNEL_WAIT);
    ben.say(discord.general, `${discord.botMention} four`);
    expect((await ben.mention(discord.addChannel('another'), 'five')).embed.description).toBe(ANSWER);
    expect((await ana.dm('six')).embed.description).toBe(ANSWER);
    expect(discord.said()).toHaveLength(3);
    expect(questions()).toEqual(['one', 'two', 'five', 'six']);
  });

  test('tells each who uses a command alone, and answers again afterwards', async () => {
    const { ana, ben } = await ofChannel(1);
    await ana.slash('ask', { question: 'one' });
    const refused = [await ana.slash('ask', { question: 'two' }), await ben.slash('ask', { question: 'three' })];
    expect(refused.map(({ embed }) => embed.description)).toEqual([CHANNEL_WAIT, CHANNEL_WAIT]);
    expect(refused.map(({ onlyForMe }) => onlyForMe)).toEqual([true, true]);
    pass(30);
    expect((await ben.slash('ask', { question: 'four' })).embed.description).toBe(ANSWER);
  });

  test('is not filled by questions that a limit on their author kept back', async () => {
    const { discord, ana, ben } = await start({
      user: { questions: 1, seconds: 20 },
      channel: { questions: 2, seconds: 30 },
    });
    await ana.mention(discord.general, 'one');
    for (const question of ['two', 'three', 'four']) await ana.slash('ask', { question });
    expect((await ben.mention(discord.general, 'five')).embed.description).toBe(ANSWER);
  });
});

describe('the limits', () => {
  test('are six questions of a reader in twenty seconds unless told', async () => {
    const answerer = new ScriptedAnswerer({ ask: () => answer() });
    const { discord } = await startBot({ answerer: () => answerer, cooldowns: {} });
    const seen = [];
    for (let index = 0; index < 7; index += 1) seen.push(await discord.user('ana').slash('ask', { question: 'x' }));
    expect(seen.map(({ embed }) => embed.description)).toEqual([...Array(6).fill(ANSWER), WAIT]);
  });

  test('are none when they are off', async () => {
    const { ana, questions } = await start({});
    for (let index = 0; index < 50; index += 1) await ana.slash('ask', { question: 'x' });
    expect(questions()).toHaveLength(50);
  });

  test('are told in the language of the reader', async () => {
    const { discord } = await ofUser(1);
    const eva = discord.user('eva', { locale: 'de' });
    await eva.slash('ask', { question: 'one' });
    expect((await eva.slash('ask', { question: 'two' })).embed.description).toBe(
      'Das waren viele Fragen auf einmal. Bitte warte 20 Sekunden und frag dann wieder.',
    );
  });
});
