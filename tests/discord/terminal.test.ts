/** The local Discord can be used by hand, line by line. */
import { expect, test } from 'vitest';
import { startBot } from './bed.ts';
import { Terminal } from './local/terminal.ts';

test('a person asks, presses, chooses, completes, edits and goes on as somebody else', async () => {
  const { discord } = await startBot();
  const terminal = new Terminal(discord, 'ana');
  const title = async (line: string): Promise<string> => (await terminal.act(line)).split('\n').slice(0, 2).join(' ');
  expect((await terminal.act('@bot when?')).split('\n').slice(-5)).toEqual([
    '1 [ Helpful ]',
    '2 [ Not helpful ]',
    'v Ask next …',
    '1 ( ) Where is the fair?',
    '2 ( ) Who opens the fair?',
  ]);
  expect([
    await title('press 1'),
    await title('press 7'),
    await title('choose 1'),
    await title('type /ask wh'),
    await title('/ask when?'),
    await title('/topics'),
    await title('dm when?'),
    await title('edit where?'),
    await title('menu Answer this'),
    await title('locale fr'),
    await title('/about'),
    await title('/nothing'),
    await title('locale klingon'),
    await title('hello all'),
  ]).toMatchInlineSnapshot(`
    [
      "(only you can see this) Thank you, I have noted it. Only the count is kept, not who voted.",
      "Expected a button from 1 to 2, got 7.",
      "(only you can see this) # When is the fair?",
      "When is the fair? Where is the fair?",
      "# When is the fair? It is on 1 May.",
      "(only you can see this) # What can be asked",
      "# When is the fair? It is on 1 May.",
      "# When is the fair? It is on 1 May.",
      "# When is the fair? It is on 1 May.",
      "",
      "(only you can see this) # À propos de ce bot",
      "Discord does not offer /nothing to ana here.",
      "Expected one of id, en-US, en-GB, bg, zh-CN, zh-TW, hr, cs, da, nl, fi, fr, de, el, hi, hu, it, ja, ko, lt, no, pl, pt-BR, ro, ru, es-ES, es-419, sv-SE, th, tr, uk, vi, got "klingon".",
      "",
    ]
  `);
  await terminal.act('as ben');
  expect(terminal.prompt).toBe('ben> ');
});

test('what Discord refuses is told', async () => {
  const { discord } = await startBot();
  discord.failNext('POST', /messages$/, { status: 400, code: 50035 });
  expect((await new Terminal(discord, 'ana').act('dm when?')).split('\n').at(-1)).toMatch(
    /^Discord refused POST \/channels\/\d+\/messages: 400, 50035, /,
  );
});
