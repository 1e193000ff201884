/** The commands that need no Discord: one answer, answers for machines, a chat. They take their streams and clock as arguments. */
import type { Answerer, Turn } from '../answering/answer.ts';
import { answerLine, toJson } from './json-lines.ts';
import { linesOf, writeLine } from './lines.ts';
import { printable, type RenderOptions, renderAnswer } from './render.ts';

export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  /** Clock in milliseconds. */
  readonly now: () => number;
  readonly colour: boolean;
}

const optionsOf = ({ output, colour }: Terminal): RenderOptions => ({ width: output.columns ?? 100, colour });

/** One answer, for people or for machines. */
export async function runAsk(question: string, answerer: Answerer, terminal: Terminal, json: boolean): Promise<void> {
  const start = terminal.now();
  const answer = answerer.ask(question);
  const ms = terminal.now() - start;
  await writeLine(
    terminal.output,
    json ? JSON.stringify(toJson(answer, ms), undefined, 2) : renderAnswer(answer, optionsOf(terminal)),
  );
}

/** JSON lines to JSON lines, in order; blank lines are passed over but counted. */
export async function runAnswers(answerer: Answerer, { input, output, now }: Terminal): Promise<void> {
  let number = 0;
  for await (const line of linesOf(input)) {
    number += 1;
    if (line.trim() !== '') await writeLine(output, answerLine(line, number, answerer, now));
  }
}

/** Turns that a chat remembers. */
const REMEMBERED = 10;
const LEAVING = /^\s*(?:exit|quit|:q|bye)\s*$/i;

/** A chat: a prompt for a person, one answer a line for piped input. Ends with the input. */
export async function runChat(event: string, answerer: Answerer, terminal: Terminal): Promise<void> {
  const { input, output } = terminal;
  const interactive = input.isTTY === true && output.isTTY === true;
  if (interactive) output.write(`${welcome(event, answerer)}\n\n> `);
  const conversation: Turn[] = [];
  for await (const question of linesOf(input)) {
    if (LEAVING.test(question)) break;
    if (question.trim() !== '') {
      const answer = answerer.ask(question, conversation);
      conversation.push({ question, answer });
      conversation.splice(0, conversation.length - REMEMBERED);
      await writeLine(
        output,
        `${interactive ? '' : `> ${printable(question)}\n\n`}${renderAnswer(answer, optionsOf(terminal))}\n`,
      );
    }
    if (interactive) output.write('> ');
  }
  if (interactive) output.write('Goodbye!\n');
}

/** What a person sees first. */
export function welcome(event: string, answerer: Answerer): string {
  const examples = answerer.complete('', 2).map((question) => `  - ${question}`);
  return [
    `Ask me about ${event}. I answer from newspaper articles and show their words.`,
    ...examples,
    'To go on Discord, put DISCORD_TOKEN into .env (see README.md). "exit" leaves.',
  ].join('\n');
}
