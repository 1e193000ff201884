/** The bot on Discord, from start to stop. */
import type { KnowledgeBase } from './knowledge/knowledge-base.ts';
import { loadKnowledge } from './knowledge/load.ts';
import { renderProblems } from './knowledge/problem.ts';
import { createReloadable } from './knowledge/reload.ts';
import { createLog } from './log.ts';
import { prepare } from './prepare.ts';
import type { Settings } from './settings.ts';

/** The time that is left to what is under way when the process has to end. */
const GRACE_MS = 5_000;

/** Serves until a signal comes; tells the exit code. */
export async function serveDiscord(
  settings: Settings,
  token: string,
  knowledge: KnowledgeBase,
  root: string,
): Promise<number> {
  const log = createLog({
    level: settings.logLevel,
    stream: process.stderr,
    readable: process.stderr.isTTY === true,
    secrets: [token],
  });
  const { value, problems } = await prepare(knowledge, root);
  if (problems.length > 0) {
    process.stderr.write(`${renderProblems(problems)}\n`);
    return 1;
  }
  const reloadable = createReloadable({
    first: { knowledge, value },
    load: () => loadKnowledge(root),
    prepare: (next) => prepare(next, root),
  });
  const { createBot } = await import('./discord/bot.ts');
  const bot = createBot({
    token,
    apiUrl: settings.apiUrl,
    apiVersion: settings.apiVersion,
    ...(settings.homeGuild === undefined ? {} : { homeGuild: settings.homeGuild }),
    admins: settings.admins,
    answerer: () => reloadable.current(),
    event: () => reloadable.knowledge().event,
    reload: () => reloadable.reload(),
    log,
    now: () => Date.now(),
  });
  try {
    await bot.start();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await bot.stop();
    return 1;
  }
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  log.info('Stopping', { signal });
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  await bot.stop();
  return 0;
}
