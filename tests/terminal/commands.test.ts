import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Answerer } from '../../src/answering/answer.ts';
import { runAnswers, runAsk, runChat, type Terminal } from '../../src/terminal/commands.ts';
import { ANSWERED, echo } from './answers.ts';

/** A terminal with an input and a clock that goes on by 2 ms at each look. */
function terminal(input: string, tty = false): Terminal & { readonly written: () => string } {
  const output = Object.assign(new PassThrough(), { isTTY: tty, columns: 80 });
  const chunks: string[] = [];
  output.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  let time = 0;
  const now = (): number => {
    time += 2;
    return time;
  };
  return {
    input: Object.assign(Readable.from([input]), { isTTY: tty }),
    output,
    now,
    colour: false,
    written: () => chunks.join(''),
  };
}

async function answersTo(input: string, answerer: Answerer = echo): Promise<unknown[]> {
  const screen = terminal(input);
  await runAnswers(answerer, screen);
  return screen
    .written()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('answers, JSON lines to JSON lines', () => {
  it('answers a question with all that the design names', async () => {
    const [row] = await answersTo('{"id":"Q1","q":"when?"}', { ...echo, ask: () => ANSWERED });
    expect(row).toEqual({
      id: 'Q1',
      verdict: 'answered',
      text: 'The festival opens on 3 May 2019.',
      confidence: 0.988,
      entry: 'when',
      citations: [
        { source: 'news', quote: ANSWERED.citations[0]?.quote, url: 'https://example.org/news#:~:text=x' },
        { source: 'post', quote: 'It opens in May.', url: 'https://example.org/post#:~:text=x' },
      ],
      suggestions: ['Who is the mayor?', 'Which boats race?'],
      revision: 'abcdef0123',
      ms: 2,
    });
  });

  it('answers the turns of a conversation, each with those before it', async () => {
    const [row] = await answersTo('{"id":"E1","turns":[{"q":"a"},{"q":"b"},{"q":"c"}]}');
    expect(row).toMatchObject({ id: 'E1', turns: [{ text: '0: a' }, { text: '1: b' }, { text: '2: c' }] });
  });

  it('keeps the order, goes on after bad lines and says what is wrong with each', async () => {
    const input = [
      '\uFEFF{"id":1,"q":"a"}',
      '{oops',
      '',
      '{"id":2}',
      '{"id":3,"turns":[]}',
      '{"id":4,"turns":[{"q":1}]}',
      '[]',
      '{"id":5,"q":"b"}\r',
    ].join('\n');
    expect(await answersTo(input)).toMatchObject([
      { id: 1, text: '0: a' },
      { error: { line: 2, message: expect.stringMatching(/^expected a line of JSON/) } },
      { id: 2, error: { line: 4, message: 'expected "q" to be a string, got nothing' } },
      { id: 3, error: { line: 5, message: 'expected "turns" to be a list with at least one turn, got an empty list' } },
      { id: 4, error: { line: 6, message: 'expected "q" of turn 1 to be a string, got a number' } },
      { error: { line: 7, message: 'expected an object with "q" or "turns", got a list' } },
      { id: 5, text: '0: b' },
    ]);
  });
});

describe('a chat', () => {
  it('with piped input answers line by line, with what was said before', async () => {
    const screen = terminal('when?\n\nand where?\n');
    await runChat('the festival', echo, screen);
    expect(screen.written()).toBe('> when?\n\n0: when?\n\n> and where?\n\n1: and where?\n\n');
  });

  it('with a person welcomes, prompts and takes leave', async () => {
    const screen = terminal('when?\nexit\nnever asked\n', true);
    await runChat('the festival', echo, screen);
    expect(screen.written()).toMatchInlineSnapshot(`
      "Ask me about the festival. I answer from newspaper articles and show their words.
        - When does the festival open?
        - Who is the mayor?
      To go on Discord, put DISCORD_TOKEN into .env (see README.md). "exit" leaves.

      > 0: when?

      > Goodbye!
      "
    `);
  });
});

describe('ask', () => {
  it('shows one answer', async () => {
    const screen = terminal('');
    await runAsk('when?', echo, screen, false);
    expect(screen.written()).toBe('0: when?\n');
  });
  it('shows it to machines on demand', async () => {
    const screen = terminal('');
    await runAsk('when?', echo, screen, true);
    expect(JSON.parse(screen.written())).toMatchObject({ verdict: 'answered', text: '0: when?', ms: 2 });
  });
});
