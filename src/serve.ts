/** The bot on Discord, from start to stop. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unhurried } from './answering/unhurried.ts';
import type { Bot } from './discord/options.ts';
import type { Journal } from './journal/journal.ts';
import { MemoryJournal } from './journal/memory-journal.ts';
import { SqliteJournal } from './journal/sqlite-journal.ts';
import type { OpenedKnowledge } from './kept.ts';
import { createCustody } from './knowledge/custody.ts';
import { filesOf, loadKnowledge } from './knowledge/load.ts';
import { renderProblems } from './knowledge/problem.ts';
import { createRevisionStore } from './knowledge/revision-store.ts';
import { createLog, type Log } from './log.ts';
import { answererFrom, prepare } from './prepare.ts';
import { readScores } from './scores.ts';
import type { SecondLook } from './sense/second-look.ts';
import type { Settings } from './settings.ts';

/** The time that is left to what is under way when the process has to end; with the journal's last writing it ends within five seconds. */
const GRACE_MS = 3_000;

/** Where the vectors of the phrasings are kept between two starts: nothing that a person wrote, and anew when it is lost. */
const VECTORS = fileURLToPath(new URL('../data/vectors.bin', import.meta.url));

/** Where, below the root of the knowledge, the revisions are kept to which a rollback goes. */
const REVISIONS = join('data', 'revisions');

/** The last evaluation that was recorded. */
const SCORES = fileURLToPath(new URL('../bench/results/eval.json', import.meta.url));

/** A second look at questions whose answer is in doubt. */
async function lookTwice(log: Log): Promise<SecondLook> {
  const [{ startEncoder }, { SecondLook }] = await Promise.all([
    import('./sense/encoder.ts'),
    import('./sense/second-look.ts'),
  ]);
  return new SecondLook({
    encoder: startEncoder(),
    file: VECTORS,
    tell: (message, details) => log.info(message, details),
  });
}

/** The journal; its clock is the system's, since its days are those of the calendar. */
function openJournal(file: string | undefined, log: Log): Journal {
  const now = (): number => Date.now();
  return file === undefined ? new MemoryJournal(now) : new SqliteJournal({ file, now, log });
}

/** Resolves when the process is told to end. The same signal again ends it at once. */
function signalled(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

/** Serves until a signal comes or Discord closes the connection for good; tells the exit code. */
export async function serveDiscord(
  settings: Settings,
  token: string,
  { knowledge, index, rehearsed, markRehearsed }: OpenedKnowledge,
  root: string,
): Promise<number> {
  const log = createLog({
    level: settings.logLevel,
    stream: process.stderr,
    readable: process.stderr.isTTY === true,
    secrets: [token],
  });
  const { value, problems } = await prepare(knowledge, root, { index, rehearsed });
  if (problems.length > 0) {
    process.stderr.write(`${renderProblems(problems)}\n`);
    return 1;
  }
  if (!rehearsed) markRehearsed();
  const custody = await createCustody({
    first: { knowledge, value },
    load: () => loadKnowledge(root),
    filesOfFirst: () => filesOf(root, knowledge),
    prepare: (next, former) => prepare(next, root, { former }),
    build: (earlier) => answererFrom(earlier),
    store: createRevisionStore({
      folder: join(root, REVISIONS),
      warn: (message, details) => log.warn(message, details),
    }),
    now: () => Date.now(),
  });
  const secondLook = settings.encoder ? await lookTwice(log) : undefined;
  void secondLook?.learn(value);
  const journal = openJournal(settings.journal, log);
  const scores = readScores(SCORES);
  const { createBot } = await import('./discord/bot.ts');
  const bot = createBot({
    token,
    apiUrl: settings.apiUrl,
    apiVersion: settings.apiVersion,
    ...(settings.homeGuild === undefined ? {} : { homeGuild: settings.homeGuild }),
    admins: settings.admins,
    answerer: () => custody.current(),
    ...(secondLook && { ask: (...asked) => secondLook.ask(custody.current(), ...asked) }),
    knowledge: () => custody.knowledge(),
    custody,
    journal,
    ...(scores && { scores }),
    cooldowns: settings.cooldowns,
    log,
    now: () => Date.now(),
  });
  // Before the start: from when Discord knows the bot, somebody may be waiting for an answer.
  const told = signalled();
  try {
    await Promise.race([bot.start(), told]);
    void unhurried(value.warmUp(), 1);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return leave(bot, journal, 1);
  }
  const signal = await Promise.race([told, bot.lost]);
  log.info('Stopping', { because: signal ?? 'Discord has closed the connection for good' });
  return leave(bot, journal, signal === undefined ? 1 : 0);
}

/** Finishes what is under way, within the grace, and ends the process with a code. */
async function leave(bot: Bot, journal: Journal, code: number): Promise<number> {
  setTimeout(() => {
    journal.close();
    process.exit(1);
  }, GRACE_MS).unref();
  await bot.stop();
  journal.close();
  // What lingers has nothing under way: a connection that did not come about, the thread that encodes phrasings.
  setImmediate(() => process.exit(code));
  return code;
}
