/** Composition root: settings, knowledge, transport, signals, exit code. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createAnswerer } from './answering/answerer.ts';
import type { KnowledgeBase } from './knowledge/knowledge-base.ts';
import { loadKnowledge } from './knowledge/load.ts';
import { renderProblems } from './knowledge/problem.ts';
import { prepare } from './prepare.ts';
import { readEnvironment, readSettings } from './settings.ts';
import { runAnswers, runAsk, runChat, type Terminal } from './terminal/commands.ts';

const USAGE = `Usage: node src/main.ts [command] [--root FOLDER]

  (none)             the bot on Discord when DISCORD_TOKEN is set, else a chat in the terminal
  ask "question"     one answer; --json for machines
  answers            JSON lines on standard input -> JSON lines on standard output
  check              verifies the knowledge; every problem with file, line and column

  --root FOLDER      the folder with knowledge/ and seeds/; the project's own by default`;

/** How a process ends. */
const EXIT = { fine: 0, failed: 1, usage: 2 } as const;

const PROJECT_ROOT = fileURLToPath(new URL('..', import.meta.url));

const terminal: Terminal = {
  input: process.stdin,
  output: process.stdout,
  now: () => performance.now(),
  colour: process.stdout.isTTY === true && !process.env['NO_COLOR'],
};

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Runs one command and tells the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  process.stdout.on('error', leaveQuietly);
  const parsed = parse(args);
  if (typeof parsed === 'string') {
    complain(`${parsed}\n\n${USAGE}`);
    return EXIT.usage;
  }
  const { command, words, json, root, help } = parsed;
  if (help) {
    process.stdout.write(`${USAGE}\n`);
    return EXIT.fine;
  }
  if (command === 'ask' && words.length === 0) {
    complain(`Expected a question after "ask".\n\n${USAGE}`);
    return EXIT.usage;
  }
  const loaded = await loadKnowledge(root);
  if (!loaded.ok) {
    complain(renderProblems(loaded.problems));
    return EXIT.failed;
  }
  const { knowledge } = loaded;
  if (command === 'check') return check(knowledge, root);
  if (command === 'ask') await runAsk(words.join(' '), createAnswerer(knowledge), terminal, json);
  else if (command === 'answers') await runAnswers(createAnswerer(knowledge), terminal);
  else return start(knowledge, root);
  return EXIT.fine;
}

interface Command {
  readonly command: string | undefined;
  readonly words: readonly string[];
  readonly json: boolean;
  readonly help: boolean;
  readonly root: string;
}

/** The command line, or what is wrong with it. */
function parse(args: readonly string[]): Command | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, root: { type: 'string' } },
    });
    const [command, ...words] = positionals;
    if (command !== undefined && !['ask', 'answers', 'check'].includes(command)) return `Unknown command "${command}".`;
    return {
      command,
      words,
      json: values.json === true,
      help: values.help === true,
      root: values.root ?? PROJECT_ROOT,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function check(knowledge: KnowledgeBase, root: string): Promise<number> {
  const { problems } = await prepare(knowledge, root);
  if (problems.length > 0) {
    complain(renderProblems(problems));
    return EXIT.failed;
  }
  const phrasings = knowledge.entries.reduce((sum, entry) => sum + entry.phrasings.length, 0);
  const { sources, facts, entries, gaps, revision } = knowledge;
  process.stdout.write(
    `The knowledge is sound: ${sources.length} sources, ${facts.length} facts, ${entries.length} entries with ${phrasings} phrasings, ${gaps.length} gaps, revision ${revision.slice(0, 7)}.\n`,
  );
  return EXIT.fine;
}

/** Discord when there is a token, else a chat. */
async function start(knowledge: KnowledgeBase, root: string): Promise<number> {
  const result = readSettings(readEnvironment());
  if (!result.ok) {
    complain(['Some settings can not be used:', ...result.problems.map((problem) => `  ${problem}`)].join('\n'));
    return EXIT.failed;
  }
  const { settings } = result;
  if (settings.token === undefined) {
    await runChat(knowledge.event, createAnswerer(knowledge), terminal);
    return EXIT.fine;
  }
  const { serveDiscord } = await import('./serve.ts');
  return serveDiscord(settings, settings.token, knowledge, root);
}

/** The reader of a pipe has gone: nobody is left to tell. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.fine);
}
