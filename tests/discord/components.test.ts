/** Buttons and menus under what the bot says: what they do, for whom, and after a restart. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { MemoryJournal } from '../../src/journal/memory-journal.ts';
import { botOn, startBot, startDiscord } from './bed.ts';
import { answer, citation, ScriptedAnswerer } from './scripted-answerer.ts';
import { entry, FAIR, fact } from './scripted-knowledge.ts';

const QUOTES = Array.from({ length: 40 }, (_, index) => `Quote ${index} ${'x'.repeat(100)}.`);
/** A fair of which more quotes tell than an embed holds. */
const PROVED = {
  ...FAIR,
  entries: [entry('when', 'When is the fair?', { facts: [fact('day', ...QUOTES)] }), ...FAIR.entries.slice(1)],
};

async function startProved() {
  const script = answer({ citations: QUOTES.map((quote) => citation(quote)) });
  const bed = await startBot({
    answerer: () => new ScriptedAnswerer({ ask: () => script }),
    knowledge: () => PROVED,
  });
  return { ...bed, ana: bed.discord.user('ana') };
}

describe('related questions', () => {
  test('are a menu that answers the one who chooses alone, who may share it', async () => {
    const answerer = new ScriptedAnswerer();
    const { discord } = await startBot({ answerer: () => answerer });
    const seen = await discord.user('ana').slash('ask', { question: 'when?' });
    expect(seen.selects[0]?.options.map(({ label }) => label)).toEqual(['Where is the fair?', 'Who opens the fair?']);
    const next = await discord.user('ben').select(seen, 'Who opens the fair?');
    expect(next.onlyForMe).toBe(true);
    expect(answerer.asked.at(-1)).toEqual({ question: 'Who opens the fair?', before: [] });
    expect(next.buttons.map(({ label }) => label)).toEqual(['Share in channel', 'Helpful', 'Not helpful']);
  });
});

describe('quotes that do not fit', () => {
  test('are shown page by page to the one who asks for them, each whole and once', async () => {
    const { discord, ana } = await startProved();
    const seen = await ana.slash('ask', { question: 'when?' });
    expect(seen.embed.footer?.text).toMatch(/\d+ more quotes do not fit here/);
    let page = await discord.user('ben').press(seen, 'All quotes');
    expect(page.onlyForMe).toBe(true);
    let text = page.embed.description ?? '';
    while (page.buttons.length > 0) {
      page = await discord.user('ben').press(page, 'More quotes');
      text += page.embed.description;
    }
    expect(text.match(/“Quote \d+ x{100}\.”/g)?.map((quote) => quote.slice(1, -1))).toEqual(QUOTES);
  });

  test('have a button where the answer is plain text, too', async () => {
    const { discord, ana } = await startProved();
    discord.denyBot(discord.general, PermissionFlagsBits.EmbedLinks);
    const seen = await ana.mention(discord.general, 'when?');
    expect(seen.buttons.map(({ label }) => label)).toContain('All quotes');
  });

  test('have no button where all are shown', async () => {
    const { discord } = await startBot();
    const seen = await discord.user('ana').slash('ask', { question: 'when?' });
    expect(seen.buttons.map(({ label }) => label)).toEqual(['Helpful', 'Not helpful']);
  });
});

describe('sharing', () => {
  test('says a private answer to everybody, once', async () => {
    const { discord } = await startBot();
    const ana = discord.user('ana');
    const seen = await ana.slash('ask', { question: 'when?', private: true });
    expect(seen.onlyForMe).toBe(true);
    const left = await ana.press(seen, 'Share in channel');
    expect(left.buttons.map(({ label }) => label)).toEqual(['Helpful', 'Not helpful']);
    const [shared] = await discord.followUps(left, 1);
    expect(shared?.onlyForMe).toBe(false);
    expect(shared?.content).toBe('-# Shared by ana');
    expect(shared?.embed).toEqual(seen.embed);
  });

  test('says it once to everybody, however often the button is pressed', async () => {
    const { bot, discord, log } = await startBot();
    const ana = discord.user('ana');
    const seen = await ana.slash('ask', { question: 'when?', private: true });
    await Promise.all([ana.press(seen, 'Share in channel'), ana.press(seen, 'Share in channel')]);
    await bot.stop();
    expect(discord.said().filter(({ onlyFor }) => onlyFor === undefined)).toHaveLength(1);
    expect(log.at('warn', 'error')).toEqual([]);
  });

  test('that failed can be tried again', async () => {
    const { discord, log } = await startBot();
    const ana = discord.user('ana');
    const seen = await ana.slash('ask', { question: 'when?', private: true });
    discord.failNext('POST', /callback$/, { status: 400 });
    await ana.press(seen, 'Share in channel');
    const [shared] = await discord.followUps(await ana.press(seen, 'Share in channel'), 1);
    expect(shared?.embed).toEqual(seen.embed);
    expect(log.at('error')).toHaveLength(1);
    discord.takeRefused();
  });

  test('is for those alone who may write there', async () => {
    const { discord } = await startBot();
    const ana = discord.user('ana');
    discord.deny(discord.general, ana, PermissionFlagsBits.SendMessages);
    const seen = await ana.slash('ask', { question: 'when?', private: true });
    const refused = await ana.press(seen, 'Share in channel');
    expect(refused.text).toContain('You may not write in this channel');
    expect(refused.onlyForMe).toBe(true);
    expect(discord.said().filter(({ onlyFor }) => onlyFor === undefined)).toEqual([]);
  });

  test.each([
    ['in a thread where they may not write', PermissionFlagsBits.SendMessagesInThreads, false],
    ['in a locked thread', 0n, true],
  ])('is not for those %s', async (_, denied, locked) => {
    const { discord } = await startBot();
    const ana = discord.user('ana');
    const thread = discord.addThread(discord.general, 'The fair');
    const seen = await ana.slash('ask', { question: 'when?', private: true }, thread);
    discord.deny(discord.general, ana, denied);
    discord.closeThread(thread, { archived: false, locked });
    const refused = await ana.press(seen, 'Share in channel');
    expect(refused.text).toContain('You may not write in this channel');
    expect(discord.said(thread).filter(({ onlyFor }) => onlyFor === undefined)).toEqual([]);
  });

  test('in a locked thread is for those who manage threads', async () => {
    const { discord } = await startBot();
    const ana = discord.user('ana');
    discord.allow(discord.general, ana, PermissionFlagsBits.ManageThreads);
    discord.allow(discord.general, discord.world.bot, PermissionFlagsBits.ManageThreads);
    const thread = discord.addThread(discord.general, 'The fair');
    const seen = await ana.slash('ask', { question: 'when?', private: true }, thread);
    discord.closeThread(thread, { archived: false, locked: true });
    const [shared] = await discord.followUps(await ana.press(seen, 'Share in channel'), 1);
    expect(shared?.onlyForMe).toBe(false);
  });

  test('where the bot is no member is for those who may write in the thread', async () => {
    const { discord } = await startBot();
    const ana = discord.user('ana');
    discord.installFor(ana);
    const channel = discord.foreignChannel();
    const thread = discord.addThread(channel, 'The fair');
    discord.deny(channel, ana, PermissionFlagsBits.SendMessagesInThreads);
    const seen = await ana.slash('ask', { question: 'when?', private: true }, thread);
    const refused = await ana.press(seen, 'Share in channel');
    expect(refused.text).toContain('You may not write in this channel');
  });

  test('escapes the name of the one who shares', async () => {
    const { discord } = await startBot();
    const eve = discord.user('**eve** @everyone');
    const seen = await eve.slash('ask', { question: 'when?', private: true });
    const [shared] = await discord.followUps(await eve.press(seen, 'Share in channel'), 1);
    expect(shared?.content).toBe('-# Shared by \\*\\*eve\\*\\* @\u200Beveryone');
  });
});

describe('votes', () => {
  test('are counted for what the answer rested on, once for each person', async () => {
    const journal = new MemoryJournal(Date.now);
    const { discord } = await startBot({ journal });
    const seen = await discord.user('ana').mention(discord.general, 'when?');
    expect((await discord.user('ana').press(seen, 'Helpful')).text).toMatch(/only you.*Thank you/s);
    expect((await discord.user('ana').press(seen, 'Not helpful')).text).toContain('You have voted');
    await discord.user('ben').press(seen, 'Not helpful');
    expect(journal.summary().votes).toEqual({ helpful: 1, unhelpful: 1 });
    expect(journal.summary().entries).toEqual([{ id: 'when', asked: 1, helpful: 1, unhelpful: 1 }]);
  });

  test('on a refusal are counted for its gap', async () => {
    const journal = new MemoryJournal(Date.now);
    const script = answer({ verdict: 'declined', reason: 'not-in-articles', entries: [], gap: 'cost' });
    const { discord } = await startBot({ journal, answerer: () => new ScriptedAnswerer({ ask: () => script }) });
    const seen = await discord.user('ana').slash('ask', { question: 'how much?' });
    await discord.user('ana').press(seen, 'Not helpful');
    expect(journal.summary().unhelpful).toEqual([{ id: 'cost', asked: 1, helpful: 0, unhelpful: 1 }]);
  });
});

describe('after a restart', () => {
  /** An answer of a bot that has been stopped, on a Discord with the next one. */
  async function restarted(changes: Parameters<typeof botOn>[1] = {}) {
    const discord = await startDiscord();
    const first = botOn(discord, changes);
    await first.bot.start();
    const seen = await discord.user('ana').slash('ask', { question: 'when?', private: true });
    await first.bot.stop();
    const answerer = new ScriptedAnswerer();
    const journal = new MemoryJournal(Date.now);
    const second = botOn(discord, { answerer: () => answerer, journal });
    await second.bot.start();
    return { discord, ana: discord.user('ana'), seen, answerer, journal };
  }

  test('everything still works', async () => {
    const { discord, ana, seen, answerer, journal } = await restarted();
    await ana.select(seen, 'Where is the fair?');
    expect(answerer.asked).toEqual([{ question: 'Where is the fair?', before: [] }]);
    await ana.press(seen, 'Helpful');
    expect(journal.summary().votes.helpful).toBe(1);
    const shared = await discord.followUps(await ana.press(seen, 'Share in channel'), 1);
    expect(shared[0]?.embed).toEqual(seen.embed);
  });

  test('a reply goes on with the conversation of the answer', async () => {
    const discord = await startDiscord();
    const first = botOn(discord);
    await first.bot.start();
    const seen = await discord.user('ana').mention(discord.general, 'when?');
    await first.bot.stop();
    const answerer = new ScriptedAnswerer();
    await botOn(discord, { answerer: () => answerer }).bot.start();
    await discord.user('ben').ask(discord.general, 'and where?', { replyTo: seen.message });
    expect(answerer.asked.at(-1)).toEqual({ question: 'and where?', before: ['When is the fair?'] });
  });
});

describe('an id that this bot has not written', () => {
  test.each([
    ['without a proof', 'ask:When is the fair?'],
    ['with a wrong proof', 'AAAAAAAA:share:'],
    ['of nothing', ''],
    ['of another bot', 'vote-1'],
  ])('%s does nothing', async (_, customId) => {
    const answerer = new ScriptedAnswerer();
    const { discord } = await startBot({ answerer: () => answerer });
    const seen = await discord.user('ana').slash('ask', { question: 'when?' });
    const refused = await discord.user('ben').forge(seen, customId);
    expect(refused.text).toBe(
      '(only you can see this)\nI no longer know what this button or menu stands for. Ask me the question in words.',
    );
    expect(answerer.asked).toHaveLength(1);
  });

  test('nor one that was changed', async () => {
    const { discord } = await startBot();
    const seen = await discord.user('ana').slash('ask', { question: 'when?' });
    const id = seen.buttons[0]?.customId ?? '';
    const refused = await discord.user('ben').forge(seen, id.replace('helpful', 'share'));
    expect(refused.text).toContain('I no longer know');
  });
});
