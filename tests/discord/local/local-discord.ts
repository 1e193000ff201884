/**
 * A Discord of our own on 127.0.0.1: REST v10 and the gateway, as strict as Discord's documentation.
 * The bot under test connects with the real client; the tests act as its users and see what they would see.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type APIEmbed,
  type APIMessageTopLevelComponent,
  type APIUser,
  type ApplicationFlags,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type InteractionType,
  MessageFlags,
  MessageType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { Commands } from './commands.ts';
import { Gateway } from './gateway.ts';
import { type Interaction, Interactions, type Outcome } from './interactions.ts';
import { allowMentions, mentionsIn, pingsOf } from './mentions.ts';
import { checkMessage } from './message-rules.ts';
import { Refusal, refusal } from './refusal.ts';
import { bodyOf, type Fault, param, type Refused, type Request, Rest, type Route } from './rest.ts';
import { type SayOptions, User } from './user.ts';
import { type Body, isBody } from './values.ts';
import {
  apiChannel,
  apiGuild,
  apiMember,
  apiMessage,
  type Channel,
  forgetOldest,
  type Guild,
  type Message,
  World,
} from './world.ts';

export interface LocalDiscordOptions {
  readonly token?: string;
  /** Clock of ids and deadlines. */
  readonly now?: () => number;
  /** Privileged intents that are switched on; none unless told. */
  readonly grantedIntents?: number;
  readonly heartbeatInterval?: number;
  /** Milliseconds after which a user who waits gives up. */
  readonly patience?: number;
  /** How many messages of each channel, interactions, events and refusals are remembered; all unless told. */
  readonly retain?: { readonly messages: number; readonly others: number };
  /** Decides on a fault for each request. */
  readonly faultOf?: (name: string) => Fault | undefined;
  readonly onSent?: (event: string, data: object) => void;
  readonly onArrived?: (name: string, text: string, at: number) => void;
  /** Told of each message of the bot that appears. */
  readonly onPosted?: (message: Message) => void;
}

interface Post {
  readonly author: APIUser;
  readonly channel: Channel;
  readonly body: Body;
  readonly replyTo?: Message | undefined;
  readonly onlyFor?: string | undefined;
  readonly webhookId?: string | undefined;
}

export class LocalDiscord {
  readonly token: string;
  readonly world: World;
  readonly guild: Guild;
  readonly general: Channel;
  /** Every request and connection that was refused, in order. */
  readonly refused: Refused[] = [];
  readonly gateway: Gateway;
  readonly rest: Rest;
  readonly commands: Commands;
  readonly #http: Server;
  readonly #interactions: Interactions;
  readonly #users = new Map<string, User>();
  readonly #allowedCommands = new Set<string>();
  readonly #waiting = new Set<{ readonly after: Message; readonly resolve: (message: Message) => void }>();
  readonly #patience: number;
  /** What the bot sent lately, by channel and nonce. */
  readonly #byNonce = new Map<string, Message>();
  readonly #retain: Required<LocalDiscordOptions>['retain'];
  readonly #onPosted: ((message: Message) => void) | undefined;

  private constructor(options: LocalDiscordOptions) {
    const now = options.now ?? Date.now;
    this.token = options.token ?? 'local-discord-bot-token.no-one.knows-it-anywhere-else';
    this.#patience = options.patience ?? 3000;
    this.#retain = options.retain ?? { messages: Number.POSITIVE_INFINITY, others: Number.POSITIVE_INFINITY };
    this.#onPosted = options.onPosted;
    this.world = new World(now);
    this.guild = this.world.addGuild('Local server');
    this.general = this.world.addChannel(this.guild, 'general');
    this.commands = new Commands(this.world.bot.id, () => this.world.newId());
    this.#interactions = this.#createInteractions(now);
    this.rest = new Rest({
      token: this.token,
      routes: this.#routes(),
      onRefused: (refused) => this.refused.push(refused),
      retain: this.#retain.others,
      faultOf: options.faultOf,
      onArrived: options.onArrived,
    });
    this.#http = createServer((message, response) => void this.rest.serve(message, response));
    this.gateway = this.#createGateway(options);
  }

  static async start(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
    const discord = new LocalDiscord(options);
    discord.#http.listen(0, '127.0.0.1');
    await once(discord.#http, 'listening');
    return discord;
  }

  async stop(): Promise<void> {
    await this.gateway.close();
    this.#http.closeAllConnections();
    await new Promise<void>((resolve) => this.#http.close(() => resolve()));
  }

  get apiUrl(): string {
    return `http://${this.#address()}/api`;
  }

  get botMention(): string {
    return `<@${this.world.bot.id}>`;
  }

  /** A person of this name, member of the server; made at first use. */
  user(name: string): User {
    const known = this.#users.get(name);
    if (known) return known;
    const account = this.world.addUser(name);
    this.guild.members.set(account.id, new Set());
    const user = new User(account, this.#surroundings());
    this.#users.set(name, user);
    return user;
  }

  /** Gives a person a new role with these permissions. @returns the id of the role */
  grant(user: User, permissions: bigint): string {
    const role = this.world.addRole(this.guild, `role of ${user.account.username}`, permissions);
    this.guild.members.get(user.id)?.add(role.id);
    return role.id;
  }

  /** Lets a person use a command whatever its default permissions, as server settings can. */
  allowCommand(name: string, user: User): void {
    this.#allowedCommands.add(`${name} ${user.id}`);
  }

  /** Takes permissions from the bot in a channel, and tells it so when it is connected. */
  denyBot(channel: Channel, permissions: bigint): void {
    channel.denied.set(this.world.bot.id, permissions);
    this.gateway.dispatch(GatewayDispatchEvents.ChannelUpdate, (intents) =>
      intents & GatewayIntentBits.Guilds ? apiChannel(channel) : undefined,
    );
  }

  /** Lets the next requests that fit meet a fault of the server. */
  failNext(method: string, path: RegExp, failure: { status: number; code?: number; times?: number }): void {
    const { status, code = 0, times = 1 } = failure;
    this.rest.outages.push({ method, path, times, refusal: new Refusal(code, status, `${status}: told to fail`) });
  }

  /** Takes out what was refused so far, for a test that expects it. */
  takeRefused(): Refused[] {
    return this.refused.splice(0);
  }

  /** What the bot has said in a channel, oldest first. */
  said(channel: Channel = this.general): readonly Message[] {
    return [...channel.messages.values()].filter(({ author }) => author.id === this.world.bot.id);
  }

  /** Posts as another bot, a webhook or somebody else's system. */
  post(post: { author: APIUser; channel?: Channel; content: string; webhookId?: string }): Message {
    const { author, channel = this.general, content, webhookId } = post;
    return this.#post({ author, channel, body: { content, allowed_mentions: { parse: [] } }, webhookId });
  }

  #address(): string {
    const address = this.#http.address() as AddressInfo;
    return `127.0.0.1:${address.port}`;
  }

  #createInteractions(now: () => number): Interactions {
    return new Interactions({
      now,
      newId: () => this.world.newId(),
      post: ({ channel, userId }, body, ephemeral) =>
        this.#post({
          author: this.world.bot,
          channel,
          body,
          onlyFor: ephemeral ? userId : undefined,
          webhookId: this.world.bot.id,
        }),
      change: (message, body) => this.#change(message, body),
      retain: this.#retain.others,
    });
  }

  #createGateway(options: LocalDiscordOptions): Gateway {
    return new Gateway(this.#http, {
      token: this.token,
      granted: options.grantedIntents ?? 0,
      heartbeatInterval: options.heartbeatInterval ?? 41_250,
      address: () => `ws://${this.#address()}`,
      greet: (intents) => this.#greet(intents),
      onRefused: (code, message) => this.refused.push({ request: 'GATEWAY', status: code, code, message }),
      retain: this.#retain.others,
      onSent: options.onSent,
    });
  }

  #greet(intents: number): { ready: object; following: [string, object][] } {
    const guilds = [...this.world.guilds.values()];
    const ready = {
      user: this.world.bot,
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      application: { id: this.world.bot.id, flags: 0 as ApplicationFlags },
    };
    const following = guilds.map((guild): [string, object] => [
      GatewayDispatchEvents.GuildCreate,
      apiGuild(guild, this.world.bot),
    ]);
    return { ready, following: intents & GatewayIntentBits.Guilds ? following : [] };
  }

  #surroundings(): ConstructorParameters<typeof User>[1] {
    return {
      botMention: this.botMention,
      guild: this.guild,
      say: (author, channel, content, options) => this.#say(author, channel, content, options),
      nextFromBot: (after) => this.#nextFromBot(after),
      directChannel: (user) => this.world.directChannel(user),
      permissions: (channel, userId) => this.world.permissions(channel, userId),
      findCommand: (name, channel) => this.commands.find(name, channel.guild?.id),
      isCommandAllowed: (name, userId) => this.#allowedCommands.has(`${name} ${userId}`),
      interact: (type, user, channel, data, source) => this.#interact(type, user, channel, data, source),
    };
  }

  #say(author: APIUser, channel: Channel, content: string, { replyTo, pingReplied = true }: SayOptions): Message {
    const canPingAll = (this.world.permissions(channel, author.id) & PermissionFlagsBits.MentionEveryone) !== 0n;
    const parse = ['users', 'roles', ...(canPingAll ? ['everyone'] : [])];
    return this.#post({
      author,
      channel,
      body: { content, allowed_mentions: { parse, replied_user: pingReplied } },
      replyTo,
    });
  }

  /** What the bot says next to a message: in reply to it, or in reply to nothing. */
  #nextFromBot(after: Message): Promise<Message> {
    const said = this.said(after.channel).find((message) => answers(message, after));
    if (said) return Promise.resolve(said);
    const next = new Promise<Message>((resolve) => this.#waiting.add({ after, resolve }));
    return this.#patiently(`an answer to "${after.content.slice(0, 80)}"`, next);
  }

  /** Waits as long as a user would, then says what came instead. */
  #patiently<T>(what: string, promise: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(
          new Error(
            `Expected ${what} within ${this.#patience} ms; none came. Refused so far: ${JSON.stringify(this.refused)}`,
          ),
        );
      }, this.#patience);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
  }

  async #interact(
    type: InteractionType,
    user: APIUser,
    channel: Channel,
    data: object,
    source?: Message,
  ): Promise<Outcome> {
    const { interaction, outcome } = this.#interactions.start(type, user.id, channel, source);
    const payload = this.#interactionPayload(interaction, user, data);
    this.gateway.dispatch(GatewayDispatchEvents.InteractionCreate, () => payload);
    return await this.#patiently(`an answer to the interaction ${JSON.stringify(data).slice(0, 120)}`, outcome);
  }

  #interactionPayload({ id, token, type, channel, source }: Interaction, user: APIUser, data: object): object {
    const { guild } = channel;
    const bot = String(this.world.permissions(channel, this.world.bot.id));
    const permissions = String(this.world.permissions(channel, user.id));
    const where = guild
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: 'en-US', features: [] },
          guild_locale: 'en-US',
          member: { ...apiMember(guild, user.id), user, permissions },
        }
      : { user };
    return {
      id,
      application_id: this.world.bot.id,
      type,
      token,
      version: 1,
      data,
      ...where,
      channel: apiChannel(channel),
      channel_id: channel.id,
      ...(source && { message: apiMessage(source, this.world.users) }),
      app_permissions: bot,
      locale: 'en-US',
      entitlements: [],
      authorizing_integration_owners: { 0: guild?.id ?? '0' },
      context: guild ? 0 : 1,
      attachment_size_limit: 10_485_760,
    };
  }

  #post({ author, channel, body, replyTo, onlyFor, webhookId }: Post): Message {
    const content = typeof body['content'] === 'string' ? body['content'].trim() : '';
    const found = mentionsIn(content);
    const mentions = allowMentions(found, replyTo, body['allowed_mentions']);
    const message: Message = {
      id: this.world.newId(),
      channel,
      author,
      type: replyTo ? MessageType.Reply : MessageType.Default,
      mentions: [...new Set([...found.users, ...mentions.users])],
      mentionedRoles: mentions.roles,
      mentionsEveryone: mentions.everyone,
      pings: pingsOf(mentions),
      timestamp: this.world.timestamp(),
      content,
      embeds: listOf<APIEmbed>(body['embeds']),
      components: listOf<APIMessageTopLevelComponent>(body['components']),
      flags: Number(body['flags'] ?? 0) | (onlyFor === undefined ? 0 : MessageFlags.Ephemeral),
      ...(replyTo && { replyTo }),
      ...(onlyFor !== undefined && { onlyFor }),
      ...(webhookId !== undefined && { webhookId }),
    };
    channel.messages.set(message.id, message);
    forgetOldest(channel.messages, this.#retain.messages);
    this.#announce(message);
    return message;
  }

  #announce(message: Message): void {
    if (message.onlyFor === undefined)
      this.gateway.dispatch(GatewayDispatchEvents.MessageCreate, (intents) => this.#messageEvent(message, intents));
    if (message.author.id !== this.world.bot.id) return;
    this.#onPosted?.(message);
    for (const waiting of this.#waiting) {
      if (!answers(message, waiting.after)) continue;
      this.#waiting.delete(waiting);
      waiting.resolve(message);
    }
  }

  /** The event for a session, if its intents and permissions let it know of the message. */
  #messageEvent(message: Message, intents: number): object | undefined {
    const { channel, author } = message;
    const { bot } = this.world;
    const needed = channel.guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages;
    if (!(intents & needed) || !(this.world.permissions(channel, bot.id) & PermissionFlagsBits.ViewChannel))
      return undefined;
    const canRead = (one: Message): boolean =>
      (intents & GatewayIntentBits.MessageContent) !== 0 ||
      !one.channel.guild ||
      one.author.id === bot.id ||
      one.mentions.includes(bot.id);
    const where = channel.guild
      ? { guild_id: channel.guild.id, ...(!message.webhookId && { member: apiMember(channel.guild, author.id) }) }
      : {};
    return { ...apiMessage(message, this.world.users, canRead), ...where, channel_type: channel.type };
  }

  #change(message: Message, body: Body): Message {
    if (typeof body['content'] === 'string') message.content = body['content'].trim();
    if (body['embeds'] !== undefined) message.embeds = listOf<APIEmbed>(body['embeds']);
    if (body['components'] !== undefined) message.components = listOf<APIMessageTopLevelComponent>(body['components']);
    return message;
  }

  #routes(): Route[] {
    return [
      { method: 'GET', path: '/gateway/bot', handle: () => this.#gatewayInfo() },
      { method: 'GET', path: '/users/@me', handle: () => this.world.bot },
      { method: 'POST', path: '/users/@me/channels', handle: (request) => this.#openDirect(bodyOf(request)) },
      { method: 'GET', path: '/channels/:channel', handle: (request) => apiChannel(this.#channelOf(request)) },
      { method: 'POST', path: '/channels/:channel/messages', handle: (request) => this.#createMessage(request) },
      {
        method: 'GET',
        path: '/channels/:channel/messages/:message',
        handle: (request) => this.#api(this.#messageOf(request)),
      },
      {
        method: 'PATCH',
        path: '/channels/:channel/messages/:message',
        handle: (request) => this.#editMessage(request),
      },
      ...this.#commandRoutes(),
      ...this.#interactionRoutes(),
    ];
  }

  #commandRoutes(): Route[] {
    const app = '/applications/:app/commands';
    const guild = '/applications/:app/guilds/:guild/commands';
    return [
      { method: 'GET', path: app, handle: (request) => this.commands.list(this.#scopeOf(request)) },
      { method: 'PUT', path: app, handle: (request) => this.commands.replace(request.body, this.#scopeOf(request)) },
      { method: 'GET', path: guild, handle: (request) => this.commands.list(this.#scopeOf(request)) },
      { method: 'PUT', path: guild, handle: (request) => this.commands.replace(request.body, this.#scopeOf(request)) },
    ];
  }

  #interactionRoutes(): Route[] {
    const webhook = '/webhooks/:app/:token';
    const messageOf = (request: Request): Message =>
      this.#interactions.read(param(request, 'token'), param(request, 'message'));
    return [
      {
        method: 'POST',
        path: '/interactions/:id/:token/callback',
        open: true,
        handle: (request) => this.#answerInteraction(request),
      },
      {
        method: 'POST',
        path: webhook,
        open: true,
        handle: (request) => this.#api(this.#interactions.followUp(param(request, 'token'), bodyOf(request))),
      },
      {
        method: 'GET',
        path: `${webhook}/messages/:message`,
        open: true,
        handle: (request) => this.#api(messageOf(request)),
      },
      {
        method: 'PATCH',
        path: `${webhook}/messages/:message`,
        open: true,
        handle: (request) =>
          this.#api(this.#interactions.edit(param(request, 'token'), param(request, 'message'), bodyOf(request))),
      },
    ];
  }

  #api(message: Message): object {
    return apiMessage(message, this.world.users);
  }

  #gatewayInfo(): object {
    return {
      url: `ws://${this.#address()}`,
      shards: 1,
      session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 },
    };
  }

  #openDirect(body: Body): object {
    const user = this.world.users.get(String(body['recipient_id']));
    if (!user) throw refusal(10013);
    if (user.bot) throw refusal(50007);
    return apiChannel(this.world.directChannel(user));
  }

  #channelOf(request: Request): Channel {
    const channel = this.world.channels.get(param(request, 'channel'));
    if (!channel) throw refusal(10003);
    if (!(this.world.permissions(channel, this.world.bot.id) & PermissionFlagsBits.ViewChannel)) throw refusal(50001);
    return channel;
  }

  #messageOf(request: Request): Message {
    const message = this.#channelOf(request).messages.get(param(request, 'message'));
    if (!message || message.onlyFor !== undefined) throw refusal(10008);
    return message;
  }

  #scopeOf(request: Request): string | undefined {
    if (param(request, 'app') !== this.world.bot.id) throw refusal(10002);
    const guild = request.params['guild'];
    if (guild !== undefined && !this.world.guilds.get(guild)?.members.has(this.world.bot.id)) throw refusal(50001);
    return guild;
  }

  #createMessage(request: Request): object {
    const channel = this.#channelOf(request);
    const body = bodyOf(request);
    const there = body['enforce_nonce'] === true ? this.#byNonce.get(`${channel.id} ${body['nonce']}`) : undefined;
    if (there) return this.#api(there);
    const permissions = this.world.permissions(channel, this.world.bot.id);
    if (!(permissions & PermissionFlagsBits.SendMessages)) throw refusal(50013);
    checkMessage(body, { ephemeral: false });
    if (listOf(body['embeds']).length > 0 && !(permissions & PermissionFlagsBits.EmbedLinks)) throw refusal(50013);
    const replyTo = this.#referenceOf(channel, body['message_reference'], permissions);
    const message = this.#post({ author: this.world.bot, channel, body, replyTo });
    this.#byNonce.set(`${channel.id} ${body['nonce'] ?? message.id}`, message);
    forgetOldest(this.#byNonce, this.#retain.others);
    return this.#api(message);
  }

  #referenceOf(channel: Channel, reference: unknown, permissions: bigint): Message | undefined {
    if (!isBody(reference)) return undefined;
    if (!(permissions & PermissionFlagsBits.ReadMessageHistory)) throw refusal(160002);
    const message = channel.messages.get(String(reference['message_id']));
    if (message || reference['fail_if_not_exists'] === false) return message;
    throw refusal(50035, {
      message_reference: { _errors: [{ code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }] },
    });
  }

  #editMessage(request: Request): object {
    const message = this.#messageOf(request);
    if (message.author.id !== this.world.bot.id) throw refusal(50005);
    checkMessage(bodyOf(request), { ephemeral: false, edit: true });
    return this.#api(this.#change(message, bodyOf(request)));
  }

  #answerInteraction(request: Request): object | undefined {
    const { interaction, message } = this.#interactions.answer(
      param(request, 'id'),
      param(request, 'token'),
      bodyOf(request),
    );
    if (request.query.get('with_response') !== 'true') return undefined;
    const { id, type, ephemeral, state } = interaction;
    return {
      interaction: {
        id,
        type,
        ...(message && { response_message_id: message.id }),
        response_message_loading: state === 'deferred',
        response_message_ephemeral: ephemeral,
      },
      ...(message && { resource: { type: bodyOf(request)['type'], message: this.#api(message) } }),
    };
  }
}

function answers(message: Message, after: Message): boolean {
  const later = message.channel === after.channel && BigInt(message.id) > BigInt(after.id);
  return later && (message.replyTo === undefined || message.replyTo === after);
}

function listOf<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? (value as T[]) : [];
}
