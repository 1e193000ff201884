/** How long it takes from nothing to the first answer, as a whole process. */
import { spawnSync } from 'node:child_process';
import { number, type Section, table } from './tables.ts';
import { median, timeOf } from './timing.ts';

const MAIN = new URL('../src/main.js', import.meta.url).pathname;
/** As `npm run ask` starts it. */
const ASK = ['--max-semi-space-size=32', MAIN, 'ask', 'when is it'];
const NOTHING = ['-e', '0'];
const ROUNDS = 15;

function run(options: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [...options], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`Expected "node ${options.join(' ')}" to end well, got:\n${stderr}`);
}

/** Both in turn, so that what else the machine does is the same for both; the first round, which fills caches, is not counted. */
export function startSection(): Section {
  run(ASK);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    node: timeOf(() => run(NOTHING)),
    ask: timeOf(() => run(ASK)),
  }));
  const node = median(rounds.map((round) => round.node));
  const ask = median(rounds.map((round) => round.ask));
  const rows = [
    ['`node -e 0`', number(node)],
    ['`npm run ask -- "when is it"`, without npm', number(ask)],
    ["beyond Node's own start", number(ask - node)],
  ];
  return { id: 'start', text: `## From start to answer\n\n${table([['process', `median of ${ROUNDS} ms`], ...rows])}` };
}
