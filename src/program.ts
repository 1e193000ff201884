/** Composition root: settings, knowledge, transport, signals, exit code. */
import { fileURLToPath } from 'node:url';
import type { Answerer } from './answering/answer.ts';
import { createAnswerer } from './answering/answerer.ts';
import { DEFAULT_FOLDER, type OpenedKnowledge, openKnowledge, type Ready } from './kept.ts';
import type { Problem } from './knowledge/problem.ts';
import { runAnswers, runAsk, runChat, type Terminal } from './terminal/commands.ts';

// What only some starts need is imported where it is needed: an answer should not wait for the parsers, the checks or Discord.
// Imported by name, node:util would look up each of its names, and load parts of Node that nobody needs at a start.
const { debuglog, parseArgs } = process.getBuiltinModule('node:util');

const USAGE = `Usage: node src/main.js [command] [--root FOLDER] [--cache FOLDER]

  (none)             the bot on Discord when DISCORD_TOKEN is set, else a chat in the terminal
  ask "question"     one answer; --json for machines
  answers            JSON lines on standard input -> JSON lines on standard output
  check              verifies the knowledge; every problem with file, line and column

  --root FOLDER      the folder with knowledge/ and seeds/; the project's own by default
  --cache FOLDER     where verified knowledge is kept for the next start; node_modules/.cache/knowledge by default`;

/** How a process ends. */
const EXIT = { fine: 0, failed: 1, usage: 2 } as const;

const PROJECT_ROOT = fileURLToPath(new URL('..', import.meta.url));

const terminal: Terminal = {
  // Opened when it is read.
  get input() {
    return process.stdin;
  },
  output: process.stdout,
  // Of the same clock as performance.now, without the module behind it.
  now: () => Number(process.hrtime.bigint()) / 1e6,
  colour: process.stdout.isTTY === true && !process.env['NO_COLOR'],
};

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Whoever waits at a terminal is told why; a log of JSON lines stays one. */
function askPatience(): void {
  if (process.stderr.isTTY === true)
    complain('The knowledge is new or has changed: it is verified and indexed, which takes up to half a minute.');
}

/** Runs one command and tells the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  process.stdout.on('error', leaveQuietly);
  const parsed = parse(args);
  if (typeof parsed === 'string') {
    complain(`${parsed}\n\n${USAGE}`);
    return EXIT.usage;
  }
  const { command, words, json, root, cache, help } = parsed;
  if (help) {
    process.stdout.write(`${USAGE}\n`);
    return EXIT.fine;
  }
  if (command === 'ask' && words.length === 0) {
    complain(`Expected a question after "ask".\n\n${USAGE}`);
    return EXIT.usage;
  }
  if (command === 'check') return check(root);
  const opened = await openKnowledge({ root, folder: cache, debug: debuglog('knowledge'), onBuild: askPatience });
  if (!opened.ok) return refuse(opened.problems);
  if (command === 'ask') await runAsk(words.join(' '), answererFrom(opened), terminal, json);
  else if (command === 'answers') await runAnswers(answererFrom(opened), terminal);
  else return start(opened, root);
  return EXIT.fine;
}

const answererFrom = ({ knowledge, index }: Ready): Answerer => createAnswerer(knowledge, index ? { index } : {});

/** Tells what is wrong with the knowledge. */
async function refuse(problems: readonly Problem[]): Promise<number> {
  const { renderProblems } = await import('./knowledge/problem.ts');
  complain(renderProblems(problems));
  return EXIT.failed;
}

interface Command {
  readonly command: string | undefined;
  readonly words: readonly string[];
  readonly json: boolean;
  readonly help: boolean;
  readonly root: string;
  readonly cache: string;
}

/** The command line, or what is wrong with it. */
function parse(args: readonly string[]): Command | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        root: { type: 'string' },
        cache: { type: 'string' },
      },
    });
    const [command, ...words] = positionals;
    if (command !== undefined && !['ask', 'answers', 'check'].includes(command)) return `Unknown command "${command}".`;
    return {
      command,
      words,
      json: values.json === true,
      help: values.help === true,
      root: values.root ?? PROJECT_ROOT,
      cache: values.cache ?? DEFAULT_FOLDER,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Verifies the files themselves, whatever is kept, and asks the knowledge its own questions and the golden ones. */
async function check(root: string): Promise<number> {
  const [{ loadKnowledge }, { prepare }] = await Promise.all([import('./knowledge/load.ts'), import('./prepare.ts')]);
  const loaded = await loadKnowledge(root);
  if (!loaded.ok) return refuse(loaded.problems);
  const { knowledge } = loaded;
  const { problems } = await prepare(knowledge, root);
  if (problems.length > 0) return refuse(problems);
  const phrasings = knowledge.entries.reduce((sum, entry) => sum + entry.phrasings.length, 0);
  const followUps = knowledge.followUps.reduce((sum, asked) => sum + asked.phrasings.length, 0);
  const { sources, facts, entries, gaps, golden, revision } = knowledge;
  process.stdout.write(
    `The knowledge is sound: ${sources.length} sources, ${facts.length} facts, ${entries.length} entries with ${phrasings} phrasings, ${gaps.length} gaps, ${followUps} follow-ups, ${golden.length} golden questions, revision ${revision.slice(0, 7)}.\n`,
  );
  return EXIT.fine;
}

/** Discord when there is a token, else a chat. */
async function start(ready: OpenedKnowledge, root: string): Promise<number> {
  const { readEnvironment, readSettings } = await import('./settings.ts');
  const result = readSettings(readEnvironment());
  if (!result.ok) {
    complain(['Some settings can not be used:', ...result.problems.map((problem) => `  ${problem}`)].join('\n'));
    return EXIT.failed;
  }
  const { settings } = result;
  if (settings.token === undefined) {
    await runChat(ready.knowledge.event, answererFrom(ready), terminal);
    return EXIT.fine;
  }
  const missing = settings.encoder ? (await import('./sense/encoder.ts')).missingPackages() : [];
  if (missing.length > 0) {
    complain(
      `ENCODER is on, but it needs packages that are not installed: ${missing.join(', ')}. Run "npm ci" without --omit=optional, or set ENCODER=off.`,
    );
    return EXIT.failed;
  }
  const { serveDiscord } = await import('./serve.ts');
  return serveDiscord(settings, settings.token, ready, root);
}

/** The reader of a pipe has gone: nobody is left to tell. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.fine);
}
