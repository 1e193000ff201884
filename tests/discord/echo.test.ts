/** Whatever somebody writes comes back as text alone, wherever the bot repeats it. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answering/answer.ts';
import { type Bed, startBot } from './bed.ts';
import type { Seen } from './local/seen.ts';
import type { User } from './local/user.ts';
import { answer, ScriptedAnswerer } from './scripted-answerer.ts';
import { entry, FAIR } from './scripted-knowledge.ts';

/** What is written, and what of it would do something if it came back as it is. */
const HOSTILE = [
  ['markup', '**bold** _leaning_ ~~gone~~ ||hidden||', /\*\*bold|(?<!\\)_leaning|~~gone|\|\|hidden/],
  ['code', '`code` ```block```', /(?<!\\)`code|```block/],
  ['a masked link', '[win](https://evil.example/a)', /(?<!\\)\[win|https:\/\/evil/],
  ['an address', 'see https://evil.example/a, _https://evil.example/b_ or xhttp://evil.example', /https?:\/\/evil/],
  ['an invitation', 'join discord.gg/evil, _discord.gg/evil_ or discord.com/invite/evil', /discord\.(?:gg|com)\//],
  ['a mention of everybody', '@everyone and @here', /@(?:everyone|here)/],
  ['mentions', '<@123456789012345678> <@&123456789012345678> </ask:123456789012345678>', /(?<!\\)<[@/]/],
  ['lines', '# big\n> said\n- item\n-# small', /^(?:# big|> said|- item|-# small)/m],
  ['invisible characters', 'a\u202Eb\u2066c\u200Fd\u0007e', /[\u202E\u2066\u200F]|(?!\n)\p{Cc}/u],
] as const;

/** What of a message is markup to Discord; labels of buttons and menus never are. */
const markupOf = ({ content, embed }: Seen): string =>
  [content, embed.title, embed.description, ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value])]
    .filter((part) => part !== undefined)
    .join('\n');

/** Answerers that repeat what they are told, in each kind of answer. */
const ECHOES = {
  answered: (question) => answer({ question, text: `You asked: ${question}` }),
  declined: (question) => answer({ verdict: 'declined', reason: 'off-topic', question, text: `No: ${question}` }),
  'a gap': (question) =>
    answer({
      verdict: 'declined',
      reason: 'not-in-articles',
      question,
      text: `No: ${question}`,
      entries: [],
      gap: 'cost',
    }),
  unclear: (question) =>
    answer({ verdict: 'declined', reason: 'unclear', question, text: `Hm: ${question}`, suggestions: [question] }),
  suggested: (question) => answer({ verdict: 'suggested', question, text: question, suggestions: [question] }),
} satisfies Record<string, (question: string) => Answer>;

type Kind = keyof typeof ECHOES;

const startEcho = (kind: Kind) =>
  startBot({
    answerer: () => new ScriptedAnswerer({ ask: (question) => ECHOES[kind](question), complete: (typed) => [typed] }),
  });

/** Every way in which what somebody writes comes back. */
const WAYS: Readonly<Record<string, (ana: User, bed: Bed, text: string) => Promise<Seen>>> = {
  'a command': (ana, _, text) => ana.slash('ask', { question: text }),
  'a mention': (ana, { discord }, text) => ana.mention(discord.general, text),
  'a mention where embeds are not allowed': (ana, { discord }, text) => {
    discord.denyBot(discord.general, PermissionFlagsBits.EmbedLinks);
    return ana.mention(discord.general, text);
  },
  'a direct message': (ana, _, text) => ana.dm(text),
  'an edit': async (ana, { discord }, text) => {
    const asked = ana.say(discord.general, `${discord.botMention} when?`);
    await discord.user('ben').mention(discord.general, 'sentinel');
    return ana.editAndSee(asked, `${discord.botMention} ${text}`);
  },
  'the menu of a message': (ana, { discord }, text) =>
    ana.context('Answer this', discord.user('ben').say(discord.general, text)),
  'the title of a forum post': (ana, { discord }, text) => {
    const post = discord.addPost(discord.addForum('questions'), ana, text.slice(0, 100), 'please');
    return discord.user('ben').mention(post.channel, '');
  },
  'the name of somebody': (ana, { discord }, text) =>
    ana.mention(discord.general, `does <@${discord.user(text).id}> come?`),
};

describe.each(HOSTILE)('%s', (_, text, live) => {
  test('is what is looked for', () => expect(text).toMatch(live));

  test.each(Object.keys(ECHOES) as Kind[])('comes back as text when it is %s, in every way to ask', async (kind) => {
    for (const [way, ask] of Object.entries(WAYS)) {
      const bed = await startEcho(kind);
      const seen = await ask(bed.discord.user('ana'), bed, text);
      expect(markupOf(seen), way).not.toMatch(live);
    }
  });

  test('comes back as text when it is shared', async () => {
    const bed = await startEcho('answered');
    const eve = bed.discord.user(text.slice(0, 32));
    const left = await eve.press(await eve.slash('ask', { question: text, private: true }), 'Share in channel');
    const [shared] = await bed.discord.followUps(left, 1);
    expect(shared && markupOf(shared)).not.toMatch(live);
  });

  test('comes back as text in topics and sources', async () => {
    const [source] = FAIR.sources;
    if (!source) throw new Error('Expected a source.');
    const { discord } = await startBot({
      knowledge: () => ({
        ...FAIR,
        event: text,
        sources: [{ ...source, title: text, publisher: text }],
        entries: [entry('x', text, { topics: [text] })],
      }),
    });
    const ana = discord.user('ana');
    const topics = await ana.slash('topics');
    const [topic] = topics.selects[0]?.options ?? [];
    const seen = [
      topics.embed.description,
      markupOf(await ana.select(topics, topic?.value ?? '')),
      (await ana.slash('sources')).embed.fields?.[0]?.value.split('\n')[0],
      (await ana.slash('sources')).embed.fields?.[0]?.name,
      (await ana.slash('about')).embed.description,
      (await ana.mention(discord.general, '')).embed.description,
    ];
    for (const part of seen)
      expect(part?.replaceAll(/^\*\*|\*\*(?=: )/gm, '').replaceAll(/^• /gm, '')).not.toMatch(live);
  });

  test('comes back neither in an excuse nor in the log', async () => {
    const { discord, log } = await startBot({
      answerer: () =>
        new ScriptedAnswerer({
          ask: () => {
            throw new Error('it is broken');
          },
        }),
    });
    const seen = await discord.user('ana').slash('ask', { question: text });
    expect(markupOf(seen)).not.toMatch(live);
    expect(JSON.stringify(log.lines)).not.toContain(JSON.stringify(text).slice(1, -1));
  });
});
