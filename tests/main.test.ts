/** The program as a whole, as a child process. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { edited, folderWith } from './knowledge/folder.ts';

const MAIN = fileURLToPath(new URL('../src/main.js', import.meta.url));

/** Where the processes of this file keep knowledge. */
const CACHE = mkdtempSync(join(tmpdir(), 'kept-'));
afterAll(() => rmSync(CACHE, { recursive: true, force: true }));

function run(
  args: readonly string[],
  {
    input = '',
    environment = {},
    main = MAIN,
  }: { input?: string; environment?: Record<string, string>; main?: string } = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args, '--cache', CACHE], {
    input,
    encoding: 'utf8',
    // An empty working directory, so that no .env of the developer's is read.
    cwd: folderWith({}),
    env: { PATH: process.env['PATH'], DISCORD_TOKEN: '', ...environment },
  });
  return { status, stdout, stderr };
}

describe('the program', () => {
  it('answers one question of the real knowledge', () => {
    const { status, stdout } = run(['ask', 'when', 'is', 'the', 'summit?']);
    expect(status).toBe(0);
    expect(stdout).toContain('16 June 2021');
    expect(stdout).not.toContain('\u001B');
  });

  it('answers the same when it is started as TypeScript, and from what it has kept', () => {
    const [first, again] = [1, 2].map(() => run(['ask', 'where is it'], { main: MAIN.replace(/js$/, 'ts') }));
    expect(first?.stdout).toContain('Geneva, Switzerland');
    expect(again).toEqual(first);
  });

  it('ends with 0 after a refusal too', () => {
    const { status, stdout } = run(['ask', '--json', 'which hotel does he sleep in']);
    expect([status, JSON.parse(stdout).verdict]).toEqual([0, 'declined']);
  });

  it('without a token answers piped lines and ends with 0', () => {
    const { status, stdout } = run([], { input: 'when is the summit?\nand where?\n' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/16 June 2021[\s\S]+Geneva, Switzerland/);
  });

  it('answers JSON lines with nothing else on standard output', () => {
    const { status, stdout, stderr } = run(['answers'], { input: '{"id":"a","q":"when is the summit?"}\nnonsense\n' });
    expect([status, stderr]).toEqual([0, '']);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ id: 'a', verdict: 'answered', entry: 'summit-date' }, { error: { line: 2 } }]);
  });

  it('tells an older Node what is expected', () => {
    const older = "Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } })";
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(older)}`, MAIN],
      {
        encoding: 'utf8',
      },
    );
    expect([status, stderr]).toEqual([1, expect.stringContaining('Expected Node 24 or newer')]);
  });

  it('serves another event from another folder', () => {
    const { status, stdout } = run(['ask', 'who is the mayor', '--root', folderWith()]);
    expect([status, stdout.split('\n')[0]]).toEqual([0, 'Ada Lind is the mayor.']);
  });

  it('tells every problem of broken knowledge and ends with 1, whatever was asked of it', () => {
    const broken = folderWith({
      ...edited('knowledge/facts.yaml', 'news: Boats from', 'news: Ships from'),
      ...edited('knowledge/questions.yaml', 'related: [who]', 'related: [whom]'),
    });
    for (const command of [[], ['check'], ['ask', 'x'], ['answers']]) {
      const { status, stdout, stderr } = run([...command, '--root', broken]);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toContain('knowledge/facts.yaml:12:13 quote-not-found');
      expect(stderr).toContain('knowledge/questions.yaml:5:13 unknown-entry');
    }
  });

  it('checks that every entry is found by its own phrasings', () => {
    const doubtful = folderWith(edited('knowledge/gaps.yaml', 'price of the entry', 'when is the opening'));
    const clash = run(['check', '--root', doubtful]);
    expect(clash.status).toBe(1);
    expect(run(['check', '--root', folderWith()])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^The knowledge is sound: 1 sources, .*, 0 golden questions, revision /),
    });
  });

  it.each([
    [['dance'], 'Unknown command "dance"'],
    [['ask'], 'Expected a question after "ask"'],
    [['--loud'], "Unknown option '--loud'"],
  ])('%j gets the usage and ends with 2', (args, said) => {
    const { status, stderr } = run(args);
    expect(status).toBe(2);
    expect(stderr).toContain(said);
    expect(stderr).toContain('Usage:');
  });

  it('tells every wrong setting and ends with 1', () => {
    const { status, stderr } = run([], { environment: { LOG_LEVEL: 'loud', BOT_ADMINS: 'me' } });
    expect(status).toBe(1);
    expect(stderr).toMatch(/BOT_ADMINS: expected .+\n.*LOG_LEVEL: expected /);
  });
});
