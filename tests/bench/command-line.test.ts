/** What scripts are called with. */
import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';

interface Ended {
  readonly code: unknown;
  readonly output: string;
  readonly errors: string;
}

const run = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: new URL('../..', import.meta.url) }, (error, output, errors) =>
      resolve({ code: error?.code ?? 0, output, errors }),
    );
  });

describe('a script', () => {
  it.each([
    ['an option that it has not', ['bench/eval.ts', '--foo'], "Unknown option '--foo'"],
    [
      'no number where it takes one',
      ['bench/eval.ts', '--show', 'all'],
      '--show: expected a number of 0 or more, got "all"',
    ],
    ['a number below 0', ['bench/discord.ts', '--rate=-1'], '--rate: expected a number of 0 or more, got "-1"'],
    [
      'nothing where it takes numbers',
      ['bench/speed.ts', '--sizes', '1000,'],
      '--sizes: expected a number of 0 or more, got ""',
    ],
    [
      'a part that it has not',
      ['bench/speed.ts', '--only', 'odd,odder'],
      '--only: expected some of summit, odd, completion, start, scale, discord, got "odder"',
    ],
  ])('that gets %s says what it takes and ends with 2', async (_, args, complaint) => {
    const { code, errors } = await run(...args);
    expect(code).toBe(2);
    expect(errors).toContain(complaint);
    expect(errors).toContain('--record');
  });

  it('tells how it is used when it is asked', async () => {
    const { code, output } = await run('bench/sense.ts', '--help');
    expect(code).toBe(0);
    expect(output).toContain('node bench/sense.ts --public FOLDER');
  });
});
