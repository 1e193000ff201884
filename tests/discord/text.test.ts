/** Whatever people type and whatever an answer holds: within Discord's limits, as text, without a notification. */
import { describe, expect, test } from 'vitest';
import { startBot } from './bed.ts';
import { answer, citation, ScriptedAnswerer } from './scripted-answerer.ts';

const HOSTILE = [
  ['markdown', '**bold** _it_ ~~no~~ `code` ```block``` ||spoiler|| > quote # heading [link](https://evil.example)'],
  [
    'mentions',
    '@everyone @here <@123456789012345678> <@&123456789012345678> <#123456789012345678> </ask:123456789012345678>',
  ],
  ['control characters', 'when\u0000 is\u0007 it\u001b[31m?\u202E?ti si nehw'],
  ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈'.repeat(40)],
  ['half of a character', 'when \ud83d is it?'],
  ['6,000 characters', 'when '.repeat(1200)],
  ['6,000 asterisks', '*'.repeat(6000)],
  ['other scripts', 'когда это будет? متى؟ 何時ですか'],
  ['an address', 'see https://evil.example/x and discord.gg/evil'],
] as const;

/** An answerer that repeats everything that it is told. */
const echo = new ScriptedAnswerer({
  ask: (question) =>
    answer({
      verdict: 'declined',
      reason: 'unclear',
      question,
      text: `No, not ${question}.`,
      citations: [],
      suggestions: [question],
    }),
  complete: (typed) => [typed],
});

describe.each(HOSTILE)('a question with %s', (_, text) => {
  test('is answered in every way to ask', async () => {
    const { discord } = await startBot({ answerer: () => echo });
    const ana = discord.user('ana');
    await ana.slash('ask', { question: text });
    await ana.autocomplete('ask', 'question', text);
    await ana.mention(discord.general, text.slice(0, 1900));
    await ana.dm(text.slice(0, 2000));
    expect(discord.said()).toHaveLength(2);
  });
});

test('what people write comes back as text alone', async () => {
  const { discord } = await startBot({ answerer: () => echo });
  const seen = await discord
    .user('ana')
    .slash('ask', { question: '**@everyone** <@&123456789012345678> [x](https://evil.example)\n# big' });
  expect(seen.text.replaceAll('\u200B', '(zero width)')).toMatchInlineSnapshot(`
    "(only you can see this)
    (Not understood)
    # \\*\\*@(zero width)everyone\\*\\* \\<@&123456789012345678> \\[x\\](https:(zero width)//evil.example) # big
    No, not \\*\\*@(zero width)everyone\\*\\* \\<@&123456789012345678> \\[x\\](https:(zero width)//evil.example)
    \\# big.
    -- abcdef0
    [ **@everyone** <@&123456789012345678> [x](https://evil.example)
    # big ]"
  `);
});

describe('quotes', () => {
  async function ask(citations: Parameters<typeof citation>[], text = 'It is on 1 May.') {
    const script = answer({ text, citations: citations.map((args) => citation(...args)) });
    const { discord } = await startBot({ answerer: () => new ScriptedAnswerer({ ask: () => script }) });
    return discord.user('ana').slash('ask', { question: 'when?' });
  }

  const quotesOf = (seen: Awaited<ReturnType<typeof ask>>): string[] =>
    (seen.embed.fields ?? []).flatMap(({ value }) => /^“(.*)” \[/s.exec(value)?.[1] ?? []);

  test('are left out whole, and counted, when there are more than fields', async () => {
    const seen = await ask(Array.from({ length: 30 }, (_, index) => [`Quote ${index}.`]));
    expect(quotesOf(seen)).toEqual(Array.from({ length: 24 }, (_, index) => `Quote ${index}.`));
    expect(seen.embed.footer?.text).toBe('Only The Gazette says so · 6 more quotes do not fit here · abcdef0');
  });

  test('are left out whole when together they are too long', async () => {
    const seen = await ask(Array.from({ length: 10 }, (_, index) => [`${index} ${'x'.repeat(800)}`]));
    expect(quotesOf(seen).map(({ length }) => length)).toEqual(Array(6).fill(802));
    expect(seen.embed.footer?.text).toContain('4 more quotes do not fit here');
  });

  test('that are too long for a field are left out, those after them shown', async () => {
    const seen = await ask([['y'.repeat(1100)], ['short']]);
    expect(quotesOf(seen)).toEqual(['short']);
    expect(seen.embed.footer?.text).toContain('1 more quote does not fit here');
  });

  test('stay whole beside the longest answer', async () => {
    const seen = await ask([['short'], ['z'.repeat(900)]], 'word '.repeat(2000));
    expect(seen.embed.description).toMatch(/word…$/);
    expect(seen.embed.description?.length).toBeLessThanOrEqual(4096);
    expect(quotesOf(seen)).toEqual(['short', 'z'.repeat(900)]);
  });

  test('keep their own quotation marks, markup and slips, and say whose slip it is', async () => {
    const seen = await ask([['“All of it”'], ['he said “yes” *twice*', undefined, 'The slip is the article’s own.']]);
    expect(seen.embed.fields?.map(({ value }) => value)).toMatchInlineSnapshot(`
      [
        "“All of it” [Read it there](https://gazette.example/fair#:~:text=%E2%80%9CAll%20of%20it%E2%80%9D)",
        "“he said “yes” \\*twice\\*” (The slip is the article’s own.) [Read it there](https://gazette.example/fair#:~:text=he%20said%20%E2%80%9Cyes%E2%80%9D%20*twice*)",
        "• Where is the fair?",
      ]
    `);
  });

  test('are linked by an address that no parenthesis ends', async () => {
    const seen = await ask([['a (b) c']]);
    expect(seen.embed.fields?.[0]?.value).toBe(
      '“a (b) c” [Read it there](https://gazette.example/fair#:~:text=a%20%28b%29%20c)',
    );
  });
});

test('small talk has neither title nor proof', async () => {
  const script = answer({ verdict: 'chat', question: 'hi', text: 'Hello!', citations: [], entries: [] });
  const { discord } = await startBot({ answerer: () => new ScriptedAnswerer({ ask: () => script }) });
  expect((await discord.user('ana').dm('hi')).text).toMatchInlineSnapshot(`
    "Hello!
    ## You can also ask
    • Where is the fair?
    -- abcdef0
    v Ask next …
    ( ) Where is the fair?"
  `);
});
