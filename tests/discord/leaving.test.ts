/** The whole program on Discord as a child process: what becomes of questions when it is told to end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { SqliteJournal } from '../../src/journal/sqlite-journal.ts';
import { folderWith } from '../knowledge/folder.ts';
import { KeptLog, startDiscord } from './bed.ts';
import type { LocalDiscord } from './local/local-discord.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Where the processes of this file keep knowledge. */
const CACHE = mkdtempSync(join(tmpdir(), 'kept-'));
afterAll(() => rmSync(CACHE, { recursive: true, force: true }));

interface Line {
  readonly level: string;
  readonly message: string;
}

/** A way to Discord on which requests can be held up. */
class Way {
  readonly #server = createServer((request, response) => void this.#pass(request, response));
  readonly #discord: LocalDiscord;
  #held: RegExp | undefined;
  #arrived = Promise.withResolvers<void>();
  #released = Promise.withResolvers<void>();

  constructor(discord: LocalDiscord) {
    this.#discord = discord;
  }

  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Holds up requests of this kind; resolves when the first has come. */
  hold(kind: RegExp): Promise<void> {
    this.#held = kind;
    return this.#arrived.promise;
  }

  release(): void {
    this.#released.resolve();
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (this.#held?.test(`${method} ${url}`)) {
      this.#arrived.resolve();
      await this.#released.promise;
    }
    const { authorization = '', 'user-agent': agent = '', 'content-type': type } = headers;
    const answer = await fetch(new URL(url, this.#discord.apiUrl), {
      method,
      headers: { authorization, 'user-agent': agent, ...(type !== undefined && { 'content-type': type }) },
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    });
    response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(await answer.text());
  }
}

/** The program, connected; its log lines as they come. */
class Program {
  readonly lines: Line[] = [];
  readonly #process: ChildProcess;
  readonly #left: Promise<unknown[]>;
  readonly #ended: Promise<unknown>;
  readonly #waiting: (() => void)[] = [];

  constructor(environment: Readonly<Record<string, string>>) {
    this.#process = spawn(process.execPath, [MAIN, '--root', folderWith(), '--cache', CACHE], {
      // An empty working directory, so that no .env of the developer's is read.
      cwd: folderWith({}),
      env: { PATH: process.env['PATH'], JOURNAL: 'off', ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#left = once(this.#process, 'exit');
    const lines = createInterface({ input: this.#process.stderr as NodeJS.ReadableStream });
    this.#ended = once(lines, 'close');
    lines.on('line', (line) => {
      // What is no line of the log is what Node says of a fault that nobody has caught.
      this.lines.push(line.startsWith('{') ? (JSON.parse(line) as Line) : { level: 'uncaught', message: line });
      for (const resolve of this.#waiting.splice(0)) resolve();
    });
    onTestFinished(() => void this.#process.kill('SIGKILL'));
  }

  /** Waits until it has said something. */
  async said(message: string): Promise<void> {
    while (!this.lines.some((line) => line.message === message)) {
      const next = new Promise<void>((resolve) => this.#waiting.push(resolve));
      const left = this.#left.then(() => Promise.reject(new Error(`It left: ${JSON.stringify(this.lines)}`)));
      await Promise.race([next, left]);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** How it left: an exit code, or the signal that ended it. */
  async left(): Promise<unknown> {
    const [code, signal] = await this.#left;
    await this.#ended;
    return code ?? signal;
  }
}

/** The program on its way to a Discord. */
async function begin(environment: Readonly<Record<string, string>> = {}) {
  const discord = await startDiscord();
  const way = new Way(discord);
  onTestFinished(() => way.close());
  const url = await way.open();
  const program = new Program({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: url, ...environment });
  return { discord, way, program, ana: discord.user('ana') };
}

async function start(environment: Readonly<Record<string, string>> = {}) {
  const begun = await begin(environment);
  await begun.program.said('Ready on Discord');
  return begun;
}

const messagesOf = ({ lines }: Program): string[] => lines.map(({ message }) => message);

describe('told to end', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s with nothing to do it leaves Discord and ends with 0',
    async (signal) => {
      const { discord, program } = await start();
      program.signal(signal);
      expect(await program.left()).toBe(0);
      expect(messagesOf(program)).toEqual(['Ready on Discord', 'Stopping']);
      expect(discord.gateway.intents).toEqual([]);
    },
  );

  test('while an answer is on a slow way it finishes that, takes nothing new, and ends with 0', async () => {
    const { discord, way, program, ana } = await start();
    const held = way.hold(/^POST .*\/messages$/);
    const answer = ana.mention(discord.general, 'who is the mayor?');
    await held;
    program.signal('SIGTERM');
    await program.said('Stopping');
    discord.user('ben').say(discord.general, `${discord.botMention} too late?`);
    way.release();
    expect((await answer).embed.description).toBe('Ada Lind is the mayor.');
    expect(await program.left()).toBe(0);
    expect(discord.said()).toHaveLength(1);
    expect(messagesOf(program)).toEqual(['Ready on Discord', 'Asked', 'Stopping']);
  });

  test('while a command waits for its answer it is answered, and the program ends with 0', async () => {
    const { way, program, ana } = await start();
    const held = way.hold(/^POST .*\/callback/);
    const answer = ana.slash('ask', { question: 'who is the mayor?' });
    await held;
    program.signal('SIGTERM');
    await program.said('Stopping');
    way.release();
    expect((await answer).embed.description).toBe('Ada Lind is the mayor.');
    expect(await program.left()).toBe(0);
  });

  test('while an answer hangs forever it ends all the same, with 1 and without a word that nobody caught', async () => {
    const { discord, way, program, ana } = await start();
    const held = way.hold(/^POST .*\/messages$/);
    ana.say(discord.general, `${discord.botMention} who is the mayor?`);
    await held;
    program.signal('SIGTERM');
    expect(await program.left()).toBe(1);
    expect(messagesOf(program)).toEqual(['Ready on Discord', 'Asked', 'Stopping']);
    expect(discord.said()).toEqual([]);
  });

  test.each([
    ['asks for the gateway', /^GET .*\/gateway/],
    ['asks what is registered', /^GET .*\/commands/],
    ['registers its commands', /^PUT .*\/commands/],
  ])('while it %s it ends at once', async (_, kind) => {
    const { discord, way, program } = await begin();
    await way.hold(kind);
    program.signal('SIGTERM');
    expect(await program.left()).toBe(0);
    expect(messagesOf(program)).toEqual(['Stopping']);
    expect(discord.gateway.intents).toEqual([]);
  });

  test('while Discord has not said hello yet it leaves at once, and does not come back', async () => {
    const discord = await startDiscord();
    discord.gateway.keepSilent();
    const program = new Program({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl });
    await discord.gateway.until('connect', 1);
    program.signal('SIGTERM');
    expect(await program.left()).toBe(0);
    expect(messagesOf(program)).toEqual(['Stopping']);
  });

  test('while an answer hangs and another program holds the journal it ends within five seconds', async () => {
    const file = join(folderWith({}), 'journal.sqlite');
    const { discord, way, program, ana } = await start({ JOURNAL: file });
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    const held = way.hold(/^POST .*\/messages$/);
    other.exec('BEGIN IMMEDIATE');
    ana.say(discord.general, `${discord.botMention} who is the mayor?`);
    await held;
    const told = performance.now();
    program.signal('SIGTERM');
    expect(await program.left()).toBe(1);
    // A second for a slow machine.
    expect(performance.now() - told).toBeLessThan(6_000);
  });

  test('it has written down what was asked', async () => {
    const file = join(folderWith({}), 'journal.sqlite');
    const { program, ana } = await start({ JOURNAL: file });
    await ana.slash('ask', { question: 'who is the mayor?' });
    program.signal('SIGTERM');
    expect(await program.left()).toBe(0);
    const journal = new SqliteJournal({ file, now: Date.now, log: new KeptLog() });
    onTestFinished(() => journal.close());
    expect(journal.summary().entries).toMatchObject([{ id: 'who', asked: 1 }]);
  });
});

test('when Discord closes the connection for good it ends with 1, so that whoever watches it starts it anew', async () => {
  const { discord, program } = await start();
  discord.gateway.expectToken('another');
  discord.gateway.invalidate(false);
  expect(await program.left()).toBe(1);
  expect(messagesOf(program)).toEqual([
    'Ready on Discord',
    'Reconnecting to Discord',
    'Discord closed the connection for good',
    'The connection to Discord has a fault',
    'Stopping',
  ]);
  expect(discord.takeRefused().map(({ code }) => code)).toEqual([4004]);
});

test('a start that Discord refuses ends with 1 and says what to do', async () => {
  const discord = await startDiscord();
  const program = new Program({
    DISCORD_TOKEN: discord.token.replace('no-one', 'nobody'),
    DISCORD_API_URL: discord.apiUrl,
  });
  expect(await program.left()).toBe(1);
  expect(messagesOf(program).join('\n')).toMatch(/DISCORD_TOKEN in \.env/);
  expect(messagesOf(program).join('\n')).not.toContain('nobody');
  expect(discord.takeRefused().map(({ status }) => status)).toEqual([401]);
});
