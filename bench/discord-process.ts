/** The bot under load in a process of its own, as the one that makes the load sees it. */
import { type ChildProcess, fork } from 'node:child_process';

const PROCESS = new URL('./discord-bot.ts', import.meta.url).pathname;

/** `summit`: the bot itself, with its knowledge. `echo`: a bare client that says the same few words to everything. */
export type BotName = 'summit' | 'echo';

export interface BotSpec {
  readonly bot: BotName;
  readonly token: string;
  readonly apiUrl: string;
  readonly requestsPerSecond: number;
}

/** What the process uses. */
export interface Use {
  /** Megabytes of heap and array buffers after garbage collection. */
  readonly heapMb: number;
  readonly residentMb: number;
  /** Milliseconds of CPU time since the start, of all its threads. */
  readonly cpuMs: number;
}

export type FromBot = { readonly kind: 'ready' } | { readonly kind: 'use'; readonly use: Use };
export type ToBot = { readonly kind: 'use'; readonly collect: boolean } | { readonly kind: 'stop' };

export class BotProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Resolves when the bot is connected; `flags` go to Node, beside those of `npm start`. */
  static async start(spec: BotSpec, flags: readonly string[] = []): Promise<BotProcess> {
    const child = fork(PROCESS, [JSON.stringify(spec)], {
      execArgv: ['--expose-gc', '--max-semi-space-size=32', ...flags],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const bot = new BotProcess(child);
    await bot.#next('ready');
    return bot;
  }

  /** What the process uses now; `collect`: after garbage collection. */
  async use(collect = false): Promise<Use> {
    const told = this.#next('use');
    this.#tell({ kind: 'use', collect });
    return (await told).use;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('close', resolve));
    this.#tell({ kind: 'stop' });
    await ended;
  }

  #tell(message: ToBot): void {
    this.#child.send(message);
  }

  #next<Kind extends FromBot['kind']>(kind: Kind): Promise<Extract<FromBot, { kind: Kind }>> {
    return new Promise((resolve, reject) => {
      const onExit = (code: number | null): void => reject(new Error(`The bot's process ended with ${code}.`));
      const onMessage = (message: FromBot): void => {
        if (message.kind !== kind) return;
        this.#child.off('message', onMessage).off('exit', onExit);
        resolve(message as Extract<FromBot, { kind: Kind }>);
      };
      this.#child.on('message', onMessage).once('exit', onExit);
    });
  }
}
