/** Every way to ask, and who is not answered. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answering/answer.ts';
import { MemoryJournal } from '../../src/journal/memory-journal.ts';
import { startBot } from './bed.ts';
import { answer, ScriptedAnswerer } from './scripted-answerer.ts';

async function startWithScript(...script: ConstructorParameters<typeof ScriptedAnswerer>) {
  const answerer = new ScriptedAnswerer(...script);
  const bed = await startBot({ answerer: () => answerer });
  return { ...bed, answerer, ana: bed.discord.user('ana'), ben: bed.discord.user('ben') };
}

describe('/ask', () => {
  test('shows the question, the answer, the quotes, who says so and the revision to everybody', async () => {
    const { ana } = await startWithScript();
    const seen = await ana.slash('ask', { question: 'when?' });
    expect(seen.onlyForMe).toBe(false);
    expect(seen.text).toMatchInlineSnapshot(`
      "# When is the fair?
      It is on 1 May.
      ## The Gazette, spring 2030
      “The fair opens on 1 May.” [Read it there](https://gazette.example/fair#:~:text=The%20fair%20opens%20on%201%20May.)
      ## Courier, spring 2030
      “On May Day the gates open.” [Read it there](https://courier.example/fair#:~:text=On%20May%20Day%20the%20gates%20open.)
      ## You can also ask
      • Where is the fair?
      -- Both articles say so · abcdef0
      [ Helpful ]
      [ Not helpful ]
      v Ask next …
      ( ) Where is the fair?
      ( ) Who opens the fair?"
    `);
  });

  test('works in direct messages with the bot', async () => {
    const { ana, answerer, discord } = await startWithScript();
    const seen = await ana.slash('ask', { question: 'when?' }, discord.world.directChannel(ana.account));
    expect(seen.embed.description).toBe('It is on 1 May.');
    expect(answerer.asked).toEqual([{ question: 'when?', before: [] }]);
  });

  test('shows a refusal to the one who asked alone', async () => {
    const script = answer({
      verdict: 'declined',
      reason: 'not-in-articles',
      text: 'They do not say.',
      entries: [],
      suggestions: [],
    });
    const { ana } = await startWithScript({ ask: () => script });
    const seen = await ana.slash('ask', { question: 'how long?' });
    expect(seen.onlyForMe).toBe(true);
    expect(seen.text).toMatchInlineSnapshot(`
      "(only you can see this)
      (Not in the articles)
      # When is the fair?
      They do not say.
      ## The Gazette, spring 2030
      “The fair opens on 1 May.” [Read it there](https://gazette.example/fair#:~:text=The%20fair%20opens%20on%201%20May.)
      ## Courier, spring 2030
      “On May Day the gates open.” [Read it there](https://courier.example/fair#:~:text=On%20May%20Day%20the%20gates%20open.)
      -- The nearest that the articles do say · abcdef0
      v Ask next …
      ( ) When is the fair?
      ( ) Where is the fair?
      ( ) Who opens the fair?"
    `);
  });

  test('explains the bot when nothing but spaces was typed', async () => {
    const { ana, answerer } = await startWithScript();
    const seen = await ana.slash('ask', { question: '   ' });
    expect(seen.onlyForMe).toBe(true);
    expect(seen.embed.description).toContain('Ask me about the village fair.');
    expect(answerer.asked).toEqual([]);
  });
});

describe('completion', () => {
  test('offers the questions of the answerer, best first', async () => {
    const { ana } = await startWithScript({ complete: (typed) => [`${typed}?`, 'Second?'] });
    expect(await ana.autocomplete('ask', 'question', 'Fir')).toEqual([
      { name: 'Fir?', value: 'Fir?' },
      { name: 'Second?', value: 'Second?' },
    ]);
  });

  test('offers at most 25 choices of at most 100 characters, and a cut one still asks the whole question', async () => {
    const long = (start: string): string => `${start} ${'and so on '.repeat(20)}?`;
    const questions = [long('What comes first'), ...Array.from({ length: 40 }, (_, index) => long(`${index} What`))];
    const complete = (typed: string): string[] => questions.filter((question) => question.startsWith(typed));
    const { ana, answerer } = await startWithScript({ complete });
    const choices = await ana.autocomplete('ask', 'question', '');
    expect(choices).toHaveLength(25);
    expect(choices[0]?.name).toMatch(/^What comes first and .*…$/);
    await ana.slash('ask', { question: choices[0]?.value ?? '' });
    expect(answerer.asked.at(-1)?.question).toBe(questions[0]);
  });

  test('never splits a character', async () => {
    const question = `${'a'.repeat(99)}😀😀`;
    const { ana, answerer } = await startWithScript({ complete: () => [question] });
    const [choice] = await ana.autocomplete('ask', 'question', '');
    expect(choice).toEqual({ name: `${'a'.repeat(99)}…`, value: 'a'.repeat(99) });
    await ana.slash('ask', { question: choice?.value ?? '' });
    expect(answerer.asked.at(-1)?.question).toBe(question);
  });

  test('offers nothing twice and nothing empty', async () => {
    const { ana } = await startWithScript({ complete: () => ['One?', ' ', 'One?', ''] });
    expect(await ana.autocomplete('ask', 'question', 'x')).toEqual([{ name: 'One?', value: 'One?' }]);
  });
});

describe('a mention', () => {
  test.each([
    ['at the start', (bot: string) => `${bot} when is it?`, 'when is it?'],
    ['in the middle', (bot: string) => `hey ${bot}, when is it?`, 'hey , when is it?'],
    ['at the end', (bot: string) => `when is it ${bot}`, 'when is it'],
    ['in the old form', (bot: string) => `${bot.replace('@', '@!')} when is it?`, 'when is it?'],
    ['twice', (bot: string) => `${bot} when is it? ${bot}`, 'when is it?'],
    ['over several lines', (bot: string) => `${bot}\nwhen\n\nis it?`, 'when is it?'],
    ['with an emoji of a server', (bot: string) => `${bot} when is it <:party:123456789012345678>?`, 'when is it ?'],
  ])('%s is understood', async (_, content, question) => {
    const { ana, answerer, discord } = await startWithScript();
    await ana.ask(discord.general, content(discord.botMention));
    expect(answerer.asked.map((asked) => asked.question)).toEqual([question]);
  });

  test('is answered as a reply to it', async () => {
    const { ana, discord } = await startWithScript();
    const asked = ana.say(discord.general, `${discord.botMention} when?`);
    await ana.mention(discord.general, 'and again?');
    expect(discord.said()[0]?.replyTo).toBe(asked);
  });

  test('names other people by their names', async () => {
    const { ana, ben, answerer, discord } = await startWithScript();
    await ana.mention(discord.general, `does <@${ben.id}> come?`);
    expect(answerer.asked[0]?.question).toBe('does ben come?');
  });

  test('without a question explains what the bot can do', async () => {
    const { ana, answerer, discord } = await startWithScript();
    const seen = await ana.mention(discord.general, '');
    expect(answerer.asked).toEqual([]);
    expect(seen.text).toMatchInlineSnapshot(`
      "Ask me about the village fair. I answer from newspaper articles alone and show their words.
      Mention me with a question, write to me directly, or use /ask. /topics shows what can be asked.

      For example:
      • When is the fair?
      • Where is the fair?
      • Who opens the fair?"
    `);
  });

  test('of a deleted question is answered all the same', async () => {
    const { ana, discord } = await startWithScript({
      ask: () => {
        discord.general.messages.clear();
        return answer();
      },
    });
    const seen = await ana.mention(discord.general, 'when?');
    expect(seen.embed.description).toBe('It is on 1 May.');
    expect(seen.message.replyTo).toBeUndefined();
  });

  test('that is declined is declined in public', async () => {
    const script = answer({
      verdict: 'declined',
      reason: 'off-topic',
      text: 'That is not about the fair.',
      citations: [],
      suggestions: [],
    });
    const { ana, discord } = await startWithScript({ ask: () => script });
    const seen = await ana.mention(discord.general, 'how is the weather?');
    expect(seen.onlyForMe).toBe(false);
    expect(seen.text).toMatchInlineSnapshot(`
      "(Off topic)
      # When is the fair?
      That is not about the fair.
      -- abcdef0
      [ Helpful ]
      [ Not helpful ]
      v Ask next …
      ( ) Where is the fair?
      ( ) Who opens the fair?"
    `);
  });
});

describe('a direct message', () => {
  test('is answered without a mention', async () => {
    const { ana, answerer } = await startWithScript();
    const seen = await ana.dm('when is it?');
    expect(seen.embed.title).toBe('When is the fair?');
    expect(answerer.asked).toEqual([{ question: 'when is it?', before: [] }]);
  });

  test('without words gets the help', async () => {
    const { ana } = await startWithScript();
    expect((await ana.dm('')).embed.description).toContain('Ask me about the village fair.');
  });
});

describe('a conversation', () => {
  test('goes on for the same person in the same channel', async () => {
    const { ana, ben, answerer, discord } = await startWithScript();
    await ana.mention(discord.general, 'first');
    await ben.mention(discord.general, 'other');
    await ana.mention(discord.general, 'second');
    await ana.dm('elsewhere');
    await ana.slash('ask', { question: 'third' });
    expect(answerer.asked).toEqual([
      { question: 'first', before: [] },
      { question: 'other', before: [] },
      { question: 'second', before: ['first'] },
      { question: 'elsewhere', before: [] },
      { question: 'third', before: ['first', 'second'] },
    ]);
  });

  test('goes on from the answer that is replied to, whoever it was for', async () => {
    const { ana, ben, answerer, discord } = await startWithScript();
    const first = await ana.mention(discord.general, 'first');
    await ana.mention(discord.general, 'second');
    await ben.mention(discord.general, 'and where?', { replyTo: first.message });
    expect(answerer.asked.at(-1)).toEqual({ question: 'and where?', before: ['first'] });
  });

  test('goes on from a reply that notifies without naming the bot in its text, and from a slash command', async () => {
    const { ana, ben, answerer, discord } = await startWithScript();
    const first = await ana.slash('ask', { question: 'first' });
    await ben.ask(discord.general, 'and where?', { replyTo: first.message });
    expect(answerer.asked.at(-1)).toEqual({ question: 'and where?', before: ['first'] });
  });

  test('is over after a quarter of an hour of silence', async () => {
    let time = Date.now();
    const answerer = new ScriptedAnswerer();
    const { discord } = await startBot({ answerer: () => answerer, now: () => time });
    const ana = discord.user('ana');
    await ana.dm('first');
    time += 15 * 60_000;
    await ana.dm('second');
    time += 15 * 60_000 + 1;
    await ana.dm('third');
    expect(answerer.asked.map(({ before }) => before)).toEqual([[], ['first'], []]);
  });
});

describe('a suggestion', () => {
  const suggested = answer({
    verdict: 'suggested',
    question: 'fair?',
    text: 'Did you mean …',
    citations: [],
    suggestions: ['When is the fair?', 'Where is the fair?'],
  });

  test('is a button that answers when it is pressed', async () => {
    const { ana, ben, answerer, discord } = await startWithScript({
      ask: (question) => (question === 'fair' ? suggested : answer()),
    });
    const seen = await ana.mention(discord.general, 'fair');
    expect(seen.text).toMatchInlineSnapshot(`
      "# fair?
      Did you mean …
      -- abcdef0
      [ When is the fair? ]
      [ Where is the fair? ]"
    `);
    const pressed = await ben.press(seen, 1);
    expect(answerer.asked.at(-1)).toEqual({ question: 'Where is the fair?', before: [] });
    expect(pressed.embed.description).toBe('It is on 1 May.');
  });

  test('of any length works as a button', async () => {
    const questions = [`Why ${'oh why '.repeat(30)}?`, `Why ${'oh why '.repeat(30)} then?`, 'Short?'];
    const script = answer({ ...suggested, suggestions: questions });
    const complete = (typed: string): string[] => questions.filter((question) => question.startsWith(typed));
    const { ana, answerer, discord } = await startWithScript({ ask: () => script, complete });
    const seen = await ana.mention(discord.general, 'why');
    expect(seen.buttons.map(({ customId }) => customId.length)).toEqual([100, 19]);
    await ana.press(seen, 0);
    expect(answerer.asked.at(-1)?.question).toBe(questions[0]);
  });
});

describe('nobody is answered', () => {
  test.each([
    ['who mentions everybody', '@everyone when is it?'],
    ['who mentions those who are here', '@here when is it?'],
    ['who mentions nobody', 'when is it?'],
  ])('%s', async (_, content) => {
    const { ana, ben, answerer, discord } = await startWithScript();
    discord.grant(ana, PermissionFlagsBits.MentionEveryone);
    ana.say(discord.general, content);
    await ben.mention(discord.general, 'sentinel');
    expect(answerer.asked.map(({ question }) => question)).toEqual(['sentinel']);
    expect(discord.said()).toHaveLength(1);
  });

  test('who mentions a role of the bot', async () => {
    const { ana, ben, answerer, discord } = await startWithScript();
    const role = discord.world.addRole(discord.guild, 'bots');
    discord.guild.members.get(discord.world.bot.id)?.add(role.id);
    ana.say(discord.general, `<@&${role.id}> when is it?`);
    await ben.mention(discord.general, 'sentinel');
    expect(answerer.asked.map(({ question }) => question)).toEqual(['sentinel']);
  });

  test('who replies to the bot without notifying it', async () => {
    const { ana, ben, answerer, discord } = await startWithScript();
    const first = await ana.mention(discord.general, 'first');
    ana.say(discord.general, 'thanks', { replyTo: first.message, pingReplied: false });
    await ben.mention(discord.general, 'sentinel');
    expect(answerer.asked.map(({ question }) => question)).toEqual(['first', 'sentinel']);
  });

  test('who is a bot or a webhook', async () => {
    const { ben, answerer, discord } = await startWithScript();
    const content = `${discord.botMention} when is it?`;
    discord.post({ author: discord.world.addUser('another bot', { bot: true }), content });
    discord.post({ author: discord.world.addUser('a webhook'), content, webhookId: discord.world.newId() });
    discord.post({ author: discord.world.bot, content });
    await ben.mention(discord.general, 'sentinel');
    expect(answerer.asked.map(({ question }) => question)).toEqual(['sentinel']);
  });
});

test('what is asked most is offered first, and every question is counted', async () => {
  const offered: unknown[] = [];
  const answerer = new ScriptedAnswerer({});
  const asked: string[] = [];
  const { discord } = await startBot({
    answerer: () => ({
      revision: answerer.revision,
      ask: (question, conversation) => answerer.ask(question, conversation),
      complete: (typed, limit, preferred) => {
        offered.push(preferred);
        return answerer.complete(typed, limit);
      },
    }),
    journal: Object.assign(new MemoryJournal(Date.now), {
      asked: ({ entries }: Answer) => asked.push(...entries),
      mostAsked: () => ['where'],
    }),
  });
  await discord.user('ana').autocomplete('ask', 'question', '');
  await discord.user('ana').slash('ask', { question: 'when?' });
  expect(offered).toEqual([['where']]);
  expect(asked).toEqual(['when']);
});
