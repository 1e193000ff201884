/** One engine on one case, measured in a process of its own within bounds. */
import { fork } from 'node:child_process';
import type { CaseName } from './cases.ts';
import { type Asked, type Bounds, type Built, type Measurement, type Message, TRIED } from './measurement.ts';

const PROCESS = new URL('./measure.ts', import.meta.url).pathname;

/** How the bot itself is started (`npm start`), with a bound on the heap and with garbage collection on demand. */
const optionsOf = ({ megabytes }: Bounds): string[] => [
  '--expose-gc',
  '--max-semi-space-size=32',
  `--max-old-space-size=${megabytes}`,
];

/** Never rejects: what goes wrong or takes too long is part of the measurement. */
export function measure(engine: string, of: CaseName, bounds: Bounds): Promise<Measurement> {
  return new Promise((resolve) => {
    const child = fork(
      PROCESS,
      [engine, of, bounds].map((part) => JSON.stringify(part)),
      {
        execArgv: optionsOf(bounds),
        stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
      },
    );
    let built: Built | undefined;
    let asked: Asked | undefined;
    let exceeded: string | undefined;
    let errors = '';
    let patience: NodeJS.Timeout | undefined;
    const allow = (seconds: number, beyond: string): void => {
      patience = setTimeout(() => {
        exceeded = beyond;
        child.kill('SIGKILL');
      }, seconds * 1_000);
    };
    child.stderr?.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('message', (message: Message) => {
      clearTimeout(patience);
      if (message.kind === 'building') allow(bounds.seconds, `not built in ${bounds.seconds} s`);
      else if (message.kind === 'built') {
        built = message.built;
        allow(TRIED * bounds.question, `a question takes over ${bounds.question} s`);
      } else if (message.kind === 'asked') asked = message.asked;
    });
    child.on('close', (code) => {
      clearTimeout(patience);
      if (code !== 0) exceeded ??= failureOf(errors, bounds);
      resolve({ engine, ...(built ? { built } : {}), ...(asked ? { asked } : {}), ...(exceeded ? { exceeded } : {}) });
    });
  });
}

/** Why a process ended: for want of memory, or by its last error. */
function failureOf(errors: string, { megabytes }: Bounds): string {
  if (/heap out of memory/i.test(errors)) return `over ${megabytes} MB of heap`;
  return errors.match(/^\w*Error.*$/m)?.[0].slice(0, 100) ?? 'ended without a word';
}
