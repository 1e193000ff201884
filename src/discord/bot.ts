/** The bot on Discord: the client, its events, start and stop. */
import {
  type CacheWithLimitsOptions,
  Client,
  Events,
  GatewayIntentBits,
  type GuildMember,
  type Interaction,
  type Message,
  Options,
  Partials,
  type User,
} from 'discord.js';
import { Recent } from '../answering/recent.ts';
import { NO_MENTIONS } from './delivery.ts';
import { Desk } from './desk.ts';
import type { Bot, BotOptions } from './options.ts';
import { registerCommands } from './registration.ts';
import { lastingRequests } from './requests.ts';
import { explainLogin, explainRegistration, explainTimeout, StartFailure } from './start-failure.ts';

const DISCORD = { apiUrl: 'https://discord.com/api', apiVersion: '10', requests: 50, startTimeout: 30_000 } as const;

/** Builds the bot; nothing happens before `start`. */
export function createBot(options: BotOptions): Bot {
  const client = createClient(options);
  const underWay = new UnderWay((error) =>
    options.log.error('An event of Discord could not be handled', { error: String(error) }),
  );
  listen(client, new Desk(options), underWay, options);
  const lost = new Promise<void>((resolve) => client.once(Events.ShardDisconnect, () => resolve()));
  return {
    lost,
    start: () => start(client, underWay, options),
    stop: async () => {
      await underWay.close();
      await leave(client);
    },
  };
}

/** No privileged intent: without the one for message content, content arrives of mentions and direct messages alone. */
function createClient(options: BotOptions): Client {
  const { apiUrl = DISCORD.apiUrl, apiVersion = DISCORD.apiVersion, requestsPerSecond = DISCORD.requests } = options;
  return new Client({
    // As many connections as Discord advises: a bot in thousands of servers is not let in with one.
    shards: 'auto',
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // Direct messages come from channels, and edits of messages, that are not kept.
    partials: [Partials.Channel, Partials.Message],
    allowedMentions: { parse: [...NO_MENTIONS.parse], repliedUser: NO_MENTIONS.repliedUser },
    rest: {
      ...lastingRequests(),
      api: apiUrl,
      version: apiVersion,
      globalRequestsPerSecond: requestsPerSecond,
      // A handler for each channel and each deferred interaction; a channel that is asked in again gets a new one.
      handlerSweepInterval: 60_000,
    },
    makeCache: Options.cacheWithLimits(KEPT),
  });
}

/** The bot itself alone, as user and as member: its permissions are computed from it. */
const ONLY_ITSELF = {
  maxSize: 0,
  keepOverLimit: ({ id, client }: User | GuildMember) => id === client.user?.id,
} as const;

/** What the client keeps: servers, channels, roles and overwrites, without which it does not work. Nothing of people. */
const KEPT: CacheWithLimitsOptions = {
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: ONLY_ITSELF,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  UserManager: ONLY_ITSELF,
  VoiceStateManager: 0,
};

/** Work that has begun; closing it lets that work end and takes no more. */
class UnderWay {
  readonly #work = new Set<Promise<void>>();
  readonly #onFailure: (error: unknown) => void;
  #closed = false;

  constructor(onFailure: (error: unknown) => void) {
    this.#onFailure = onFailure;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Begins work, unless closed. */
  begin(work: () => Promise<void>): void {
    if (this.#closed) return;
    const promise = work()
      .catch(this.#onFailure)
      .finally(() => this.#work.delete(promise));
    this.#work.add(promise);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#work);
  }
}

/** Lets through what was not there lately, and forgets the rest. */
class Door {
  /** Ids of messages and interactions that came in: a connection that resumes may tell the last ones again. */
  readonly #taken = new Recent<string, true>(10_000);
  /** Channels of direct messages, one for each person who ever wrote: the client would keep them all. */
  readonly #direct: Recent<string, true>;

  constructor(client: Client) {
    this.#direct = new Recent(1_000, (id) => client.channels.cache.delete(id));
  }

  isNew({ id, guildId, channelId }: Message | Interaction): boolean {
    if (guildId === null && channelId !== null) this.#direct.set(channelId, true);
    if (this.#taken.get(id)) return false;
    this.#taken.set(id, true);
    return true;
  }
}

function listen(client: Client, desk: Desk, underWay: UnderWay, { log }: BotOptions): void {
  const door = new Door(client);
  client.on(Events.MessageCreate, (message) => {
    if (door.isNew(message)) underWay.begin(() => desk.takeMessage(message));
  });
  client.on(Events.MessageUpdate, (_, message) => underWay.begin(() => desk.takeEdit(message)));
  client.on(Events.InteractionCreate, (interaction) => {
    if (door.isNew(interaction)) underWay.begin(() => desk.takeInteraction(interaction));
  });
  client.on(Events.Error, (error) => log.error('The Discord client reports an error', { error: error.message }));
  client.on(Events.ShardError, (error) => log.warn('The connection to Discord has a fault', { error: error.message }));
  client.on(Events.ShardReconnecting, () => {
    // The client says so when it leaves, too.
    if (!underWay.closed) log.info('Reconnecting to Discord');
  });
  client.on(Events.ShardResume, () => log.info('Connected to Discord again'));
  client.on(Events.ShardDisconnect, ({ code }) => log.error('Discord closed the connection for good', { code }));
}

async function start(client: Client, underWay: UnderWay, options: BotOptions): Promise<void> {
  const { apiUrl = DISCORD.apiUrl, startTimeout = DISCORD.startTimeout, token, knowledge, homeGuild, log } = options;
  try {
    const ready = await connect(client, token, startTimeout, apiUrl);
    // On a connection that was still to come about when the bot left.
    if (underWay.closed) throw new StartFailure('The bot was stopped while it started.');
    const { rest, application } = ready;
    const written = await application
      .fetch()
      .then(() => registerCommands({ rest, application, event: knowledge().event, homeGuild }))
      .catch((error: unknown) => {
        throw explainRegistration(error, homeGuild);
      });
    log.info('Ready on Discord', {
      user: ready.user.username,
      servers: ready.guilds.cache.size,
      commands: written ? 'registered' : 'up to date',
    });
  } catch (error) {
    await leave(client);
    throw error;
  }
}

/** Milliseconds that a goodbye may take. */
const GOODBYE = 1000;

/**
 * Closes the connection, and gives up requests that a start is still waiting for. The client never finishes closing a connection
 * on which Discord has not said hello yet, hence the bound.
 */
async function leave(client: Client): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, GOODBYE);
  });
  await Promise.race([client.destroy(), bound]).finally(() => clearTimeout(timer));
  await client.rest.agent?.destroy();
}

/**
 * Resolves when the client is ready; rejects when Discord refuses it or lets it wait too long. Discord lets in one connection after
 * the other, five seconds apart, so that many take minutes: the time is counted anew from each that is there.
 */
async function connect(client: Client, token: string, timeout: number, apiUrl: string): Promise<Client<true>> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(explainTimeout(timeout, apiUrl)), timeout);
  const countAnew = (): void => void timer.refresh();
  client.on(Events.ShardReady, countAnew);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  const login = client.login(token).catch((error: unknown) => {
    throw explainLogin(error, apiUrl);
  });
  return Promise.race([late.promise, login.then(() => ready)]).finally(() => {
    clearTimeout(timer);
    client.off(Events.ShardReady, countAnew);
  });
}
