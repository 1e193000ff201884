/** The process of a bot under load; started by `discord-process.ts`. */
import { Writable } from 'node:stream';
import { Client, Events, GatewayIntentBits, Partials } from 'discord.js';
import { createBot } from '../src/discord/bot.ts';
import type { BotOptions } from '../src/discord/options.ts';
import { MemoryJournal } from '../src/journal/memory-journal.ts';
import { DEFAULT_FOLDER, openKnowledge } from '../src/kept.ts';
import { createLog } from '../src/log.ts';
import { prepare } from '../src/prepare.ts';
import type { BotSpec, FromBot, ToBot, Use } from './discord-process.ts';

const MB = 1_048_576;
const ROOT = new URL('..', import.meta.url).pathname;

/** A log that does all of its work but the writing. */
const log = createLog({
  level: 'info',
  stream: new Writable({ write: (_, __, done) => done() }),
  readable: false,
  secrets: ['a token that nobody has'],
});

/** Nobody manages the knowledge under load. */
const never = (): never => {
  throw new Error('Not part of the load.');
};
const unused: BotOptions['custody'] = { reload: never, rollback: never, status: never };

interface Stoppable {
  stop(): Promise<void>;
}

/** The bot as `serve.ts` puts it together. */
async function startSummit({ token, apiUrl, requestsPerSecond }: BotSpec): Promise<Stoppable> {
  const opened = await openKnowledge({ root: ROOT, folder: DEFAULT_FOLDER, debug: () => {} });
  if (!opened.ok) throw new Error('The knowledge is not sound; run npm run check.');
  const { knowledge, index } = opened;
  const { value: answerer } = await prepare(knowledge, ROOT, { index });
  const bot = createBot({
    token,
    apiUrl,
    requestsPerSecond,
    admins: [],
    answerer: () => answerer,
    knowledge: () => knowledge,
    custody: unused,
    journal: new MemoryJournal(() => Date.now()),
    // Every question is to be answered here, however fast they come.
    cooldowns: { user: 'off', channel: 'off' },
    log,
    now: () => Date.now(),
  });
  await bot.start();
  return bot;
}

/** What nothing but discord.js takes: no answering, no log, no bounds; the client as it comes. */
async function startEcho({ token, apiUrl, requestsPerSecond }: BotSpec): Promise<Stoppable> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    rest: { api: apiUrl, globalRequestsPerSecond: requestsPerSecond },
  });
  client.on(Events.MessageCreate, (message) => {
    if (message.author.id !== client.user?.id) void message.reply({ content: 'echo', allowedMentions: { parse: [] } });
  });
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isAutocomplete()) void interaction.respond([{ name: 'echo', value: 'echo' }]);
    else if (interaction.isChatInputCommand()) void interaction.reply('echo');
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(token);
  await (await ready).application.commands.set([
    {
      name: 'ask',
      description: 'Ask',
      options: [{ type: 3, name: 'question', description: 'A question', required: true, autocomplete: true }],
    },
  ]);
  return { stop: () => client.destroy() };
}

function use(collect: boolean): Use {
  // Twice: what finalizers let go of in the first round is gone in the second.
  if (collect) for (let round = 0; round < 2; round += 1) globalThis.gc?.();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return { heapMb: (heapUsed + arrayBuffers) / MB, residentMb: rss / MB, cpuMs: (user + system) / 1_000 };
}

const tell = (message: FromBot): void => {
  process.send?.(message);
};

const spec = JSON.parse(process.argv[2] ?? '{}') as BotSpec;
const bot = await (spec.bot === 'echo' ? startEcho : startSummit)(spec);
process.on('message', (message: ToBot) => {
  if (message.kind === 'use') tell({ kind: 'use', use: use(message.collect) });
  else void bot.stop().then(() => process.disconnect());
});
tell({ kind: 'ready' });
