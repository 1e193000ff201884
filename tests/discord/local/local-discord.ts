/**
 * A Discord of our own on 127.0.0.1: REST v10 and the gateway, as strict as Discord's documentation.
 * The bot under test connects with the real client; the tests act as its users and see what they would see.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type APIRole,
  type APIUser,
  ApplicationFlags,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  MessageFlags,
  MessageType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { Announcements } from './announcements.ts';
import { Application, type TeamMember } from './application.ts';
import { Commands } from './commands.ts';
import { evenly, type FaultOf } from './faults.ts';
import { Gateway } from './gateway.ts';
import { type Interaction, Interactions } from './interactions.ts';
import type { LocaleCode } from './locales.ts';
import { type Dispatch, Messages } from './messages.ts';
import { Patience } from './patience.ts';
import { People } from './people.ts';
import { LIMITS, type Limits, type RateLimit, RateLimits } from './rate-limits.ts';
import { GatewayRefusal, Refusal } from './refusal.ts';
import { type Refused, Rest } from './rest.ts';
import { routesOf } from './routes.ts';
import type { Seen } from './seen.ts';
import { type Identity, isTold } from './session.ts';
import { SessionStarts } from './session-starts.ts';
import type { User } from './user.ts';
import { type AnsweredInteraction, type Channel, type Guild, type Message, World } from './world.ts';

export interface LocalDiscordOptions {
  readonly token?: string;
  /** Where it listens; a free port unless told. */
  readonly port?: number;
  /** Clock of ids and deadlines. */
  readonly now?: () => number;
  /** Privileged intents that are switched on; none unless told. */
  readonly grantedIntents?: number;
  readonly heartbeatInterval?: number;
  /** Milliseconds by which a heartbeat may be late; a second unless told. */
  readonly heartbeatGrace?: number;
  /** Servers that one session takes, and by which the number of shards is advised; 2,500 unless told. */
  readonly guildsPerShard?: number;
  /** Milliseconds after which a user who waits gives up. */
  readonly patience?: number;
  /** The language of the server. */
  readonly locale?: LocaleCode;
  /** What the app may be added to: 0 servers, 1 users; both unless told. */
  readonly integrationTypes?: readonly number[];
  /** How many messages of each channel, interactions, events and refusals are remembered; all unless told. */
  readonly retain?: { readonly messages: number; readonly others: number };
  /** Decides on a fault for each request. */
  readonly faultOf?: FaultOf;
  /** Limits on how much may be asked; none are held unless told, and those that are left out are Discord's. */
  readonly limits?: Partial<Limits>;
  readonly onSent?: (event: string, data: object) => void;
  readonly onArrived?: (name: string, text: string, at: number) => void;
  /** Told of each message of the bot that appears. */
  readonly onPosted?: (message: Message) => void;
}

/** Somebody or something with an id: a user, a role, a server for everyone in it. */
export interface Identified {
  readonly id: string;
}

export class LocalDiscord {
  readonly token: string;
  readonly world: World;
  readonly guild: Guild;
  readonly general: Channel;
  /** Every request and connection that was refused, in order. */
  readonly refused: Refused[] = [];
  /** Fields that the bot sent and Discord does not document, as `POST /channels/:channel/messages colour`. */
  readonly unknownFields: string[] = [];
  readonly gateway: Gateway;
  readonly rest: Rest;
  readonly commands: Commands;
  readonly #http: Server;
  readonly #application: Application;
  readonly #messages: Messages;
  readonly #interactions: Interactions;
  readonly #announcements: Announcements;
  readonly #people: People;
  readonly #guildsPerShard: number;
  readonly #starts: SessionStarts;
  readonly #retain: Required<LocalDiscordOptions>['retain'];

  private constructor(options: LocalDiscordOptions) {
    const now = options.now ?? Date.now;
    const granted = options.grantedIntents ?? 0;
    this.token = options.token ?? 'local-discord-bot-token.no-one.knows-it-anywhere-else';
    this.#guildsPerShard = options.guildsPerShard ?? 2500;
    this.#starts = new SessionStarts({ ...LIMITS, ...options.limits }, options.limits !== undefined, now);
    this.#retain = options.retain ?? { messages: Number.POSITIVE_INFINITY, others: Number.POSITIVE_INFINITY };
    this.world = new World(now);
    this.guild = this.world.addGuild('Local server');
    this.guild.locale = options.locale ?? 'en-US';
    this.general = this.world.addChannel(this.guild, 'general');
    this.commands = new Commands(this.world.bot.id, () => this.world.newId(), options.integrationTypes);
    this.#application = new Application(this.world, flagsOf(granted));
    this.#messages = new Messages({
      world: this.world,
      now,
      dispatch: this.#dispatch,
      keep: this.#retain.messages,
      onPosted: options.onPosted,
    });
    this.#announcements = new Announcements(this.world, this.#messages, this.#dispatch);
    this.#interactions = this.#createInteractions(now);
    this.#people = this.#createPeople(options.patience);
    this.rest = this.#createRest(options);
    this.#http = createServer((message, response) => void this.rest.serve(message, response));
    this.gateway = this.#createGateway(options);
  }

  static async start(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
    const discord = new LocalDiscord(options);
    discord.#http.listen(options.port ?? 0, '127.0.0.1');
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
  user(name: string, { locale }: { readonly locale?: LocaleCode } = {}): User {
    return this.#people.get(name, locale);
  }

  /** Another server, with the bot in it unless told otherwise; a bot that is connected is told of it. */
  addGuild(name: string, options: { readonly bot?: boolean; readonly id?: string } = {}): Guild {
    const guild = this.world.addGuild(name, options);
    if (options.bot !== false) this.#announcements.guildAdded(guild);
    return guild;
  }

  /** Removes the bot from a server. */
  removeBot(guild: Guild): void {
    guild.members.delete(this.world.bot.id);
    this.#announcements.guildRemoved(guild);
  }

  addChannel(name: string, guild: Guild = this.guild): Channel {
    const channel = this.world.addChannel(guild, name);
    this.#announcements.channelAdded(channel);
    return channel;
  }

  addForum(name: string, tags: readonly string[] = [], guild: Guild = this.guild): Channel {
    const forum = this.world.addForum(guild, name, tags);
    this.#announcements.channelAdded(forum);
    return forum;
  }

  /** A public thread, from a message if there is a starter; it then has that message's id. */
  addThread(
    parent: Channel,
    name: string,
    options: { readonly starter?: Message; readonly owner?: User } = {},
  ): Channel {
    const { starter, owner } = options;
    const ownerId = owner?.id ?? starter?.author.id ?? parent.guild?.ownerId ?? '';
    const thread = this.world.addThread(parent, name, ownerId, starter?.id);
    this.#announcements.threadAdded(thread);
    if (!starter) return thread;
    starter.flags |= MessageFlags.HasThread;
    this.#messages.update(starter);
    const { author } = starter;
    const type = MessageType.ThreadStarterMessage;
    this.#messages.post({ author, channel: thread, body: {}, replyTo: starter, type });
    return thread;
  }

  /** A post in a forum: a thread whose first message has its id. */
  addPost(forum: Channel, user: User, title: string, content: string, tags: readonly string[] = []): Message {
    const ids = forum.tags.filter(({ name }) => tags.includes(name)).map(({ id }) => id);
    const thread = this.world.addThread(forum, title, user.id, undefined, ids);
    this.#announcements.threadAdded(thread);
    const body = { content, allowed_mentions: { parse: ['users', 'roles'] } };
    return this.#messages.post({ author: user.account, channel: thread, body, id: thread.id });
  }

  /** Archives a thread, or locks it. */
  closeThread(thread: Channel, how: { readonly archived?: boolean; readonly locked?: boolean } = {}): void {
    this.#messages.closeThread(thread, how);
  }

  /** A channel of a server in which the bot is not. */
  foreignChannel(name = 'elsewhere'): Channel {
    return this.world.addChannel(this.world.addGuild(`Server of ${name}`, { bot: false }), name);
  }

  /** Direct messages of people, without the bot. */
  privateChannel(...people: readonly User[]): Channel {
    return this.world.addPrivateChannel(people.map(({ account }) => account));
  }

  /** Lets a person have the app everywhere. */
  installFor(user: User): void {
    this.#people.installFor(user);
  }

  /** Gives the app to a person. */
  owner(user: User): void {
    this.#application.giveTo(user.account);
  }

  /** Gives the app to a team. */
  team(members: readonly TeamMember[]): void {
    this.#application.giveToTeam(members);
  }

  /** Gives a person a new role with these permissions. @returns the id of the role */
  grant(user: User, permissions: bigint): string {
    const role = this.addRole(`role of ${user.account.username}`, permissions);
    this.giveRole(user, role);
    return role.id;
  }

  addRole(name: string, permissions = 0n, guild: Guild = this.guild): APIRole {
    const role = this.world.addRole(guild, name, permissions);
    this.#announcements.roleAdded(guild, role);
    return role;
  }

  /** Gives a role other permissions; that of everyone has the id of the server. */
  changeRole({ id }: Identified, permissions: bigint, guild: Guild = this.guild): void {
    const role = guild.roles.get(id);
    if (!role) throw new Error(`The server has no role ${id}.`);
    role.permissions = String(permissions);
    this.#announcements.roleChanged(guild, role);
  }

  giveRole(who: Identified, role: Identified, guild: Guild = this.guild): void {
    guild.members.get(who.id)?.add(role.id);
    this.#announcements.memberChanged(guild, who.id);
  }

  takeRole(who: Identified, role: Identified, guild: Guild = this.guild): void {
    guild.members.get(who.id)?.delete(role.id);
    this.#announcements.memberChanged(guild, who.id);
  }

  /** Lets a person use a command whatever its default permissions, as server settings can. */
  allowCommand(name: string, user: User): void {
    this.#people.allowCommand(name, user);
  }

  /** Takes permissions from a user, a role or everyone (the server) in a channel, and these alone. */
  deny(channel: Channel, who: Identified, permissions: bigint): void {
    channel.denied.set(who.id, permissions);
    this.#announcements.channelChanged(channel);
  }

  /** Gives permissions to a user, a role or everyone (the server) in a channel, and these alone. */
  allow(channel: Channel, who: Identified, permissions: bigint): void {
    channel.allowed.set(who.id, permissions);
    this.#announcements.channelChanged(channel);
  }

  /** Takes permissions from the bot in a channel, and tells it so when it is connected. */
  denyBot(channel: Channel, permissions: bigint): void {
    this.deny(channel, this.world.bot, permissions);
  }

  /** Refuses the next requests that fit. */
  failNext(method: string, path: RegExp, failure: { status: number; code?: number; times?: number }): void {
    const { status, code = 0, times } = failure;
    this.rest.faults.plan(method, path, () => new Refusal(code, status, `${status}: told to fail`), times);
  }

  /** Asks the next requests that fit to come again, after exactly so many seconds. */
  rateLimitNext(method: string, path: RegExp, limit: RateLimit & { readonly times?: number }): void {
    this.rest.faults.plan(method, path, () => limit, limit.times);
  }

  /** Answers the next requests that fit so many milliseconds after the work is done. */
  slow(method: string, path: RegExp, late: number, times?: number): void {
    this.rest.faults.plan(method, path, () => ({ late }), times);
  }

  /** Breaks the connection of the next requests that fit, before or after the work is done. */
  dropNext(method: string, path: RegExp, when: 'before' | 'after', times?: number): void {
    this.rest.faults.plan(method, path, () => `dropped ${when}`, times);
  }

  /** Fails a part of all requests that fit from now on, evenly spread, in turns before and after the work is done. */
  flaky(method: string, path: RegExp, part: number): void {
    this.rest.faults.plan(method, path, evenly(part), Number.POSITIVE_INFINITY);
  }

  /** Gives the app another token, as its owner can; the bot has the old one. */
  resetToken(): void {
    const token = `reset-${randomUUID()}`;
    this.rest.expectToken(token);
    this.gateway.expectToken(token);
  }

  /** Takes out what was refused so far, for a test that expects it. */
  takeRefused(): Refused[] {
    return this.refused.splice(0);
  }

  /** Takes out the undocumented fields that came so far, for a test that expects them. */
  takeUnknown(): string[] {
    return this.unknownFields.splice(0);
  }

  /** What the bot has said in a channel, oldest first. */
  said(channel: Channel = this.general): readonly Message[] {
    return [...channel.messages.values()].filter(({ author }) => author.id === this.world.bot.id);
  }

  /** Posts as another bot, a webhook or somebody else's system. */
  post(post: { author: APIUser; channel?: Channel; content: string; webhookId?: string }): Message {
    const { author, channel = this.general, content, webhookId } = post;
    return this.#messages.post({ author, channel, body: { content, allowed_mentions: { parse: [] } }, webhookId });
  }

  /** Tells of a message anew as when the preview of an address has come: nobody edited it. */
  unfurl(message: Message): void {
    this.#messages.update(message);
  }

  /** The next edit of a message. */
  nextEdit(message: Message): Promise<Seen> {
    return this.#people.nextEdit(message);
  }

  /** Waits until a message is deleted. */
  nextDelete(message: Message): Promise<void> {
    return this.#people.nextDelete(message);
  }

  /** What the bot added to the answer to an interaction, once there are at least `count` messages. */
  followUps(seen: Seen, count = 0): Promise<readonly Seen[]> {
    return this.#people.followUps(seen, count);
  }

  #address(): string {
    const address = this.#http.address() as AddressInfo;
    return `127.0.0.1:${address.port}`;
  }

  readonly #dispatch: Dispatch = (event, data, guildId) => this.gateway.dispatch(event, data, guildId);

  #createRest(options: LocalDiscordOptions): Rest {
    const { grantedIntents: granted = 0, faultOf, onArrived, limits, now = Date.now } = options;
    return new Rest({
      token: this.token,
      routes: routesOf({
        world: this.world,
        commands: this.commands,
        messages: this.#messages,
        interactions: this.#interactions,
        application: this.#application,
        granted,
        gatewayInfo: () => this.#gatewayInfo(),
      }),
      onRefused: (refused) => this.refused.push(refused),
      onUnknown: (fields) => this.unknownFields.push(...fields),
      retain: this.#retain.others,
      faultOf,
      limits: limits && new RateLimits({ ...LIMITS, ...limits }, now),
      onArrived,
    });
  }

  #createPeople(patience = 3000): People {
    return new People({
      world: this.world,
      messages: this.#messages,
      commands: this.commands,
      interactions: this.#interactions,
      dispatch: this.#dispatch,
      patience: new Patience(patience, () => this.refused),
      guild: this.guild,
      home: this.general,
      openPost: (forum, user, title, content) => this.addPost(forum, user, title, content),
    });
  }

  #createInteractions(now: () => number): Interactions {
    return new Interactions({
      now,
      newId: () => this.world.newId(),
      post: (interaction, body, ephemeral) =>
        this.#messages.post({
          author: this.world.bot,
          channel: interaction.channel,
          body,
          onlyFor: ephemeral ? interaction.userId : undefined,
          webhookId: this.world.bot.id,
          interaction: answered(interaction),
        }),
      change: (message, body) => this.#messages.edit(message, body),
      remove: (message) => this.#messages.remove(message),
      mustHide: (interaction) => this.#mustHide(interaction),
      retain: this.#retain.others,
    });
  }

  /** An app that only the user has installed answers them alone where they may not use such apps openly. */
  #mustHide({ owners, channel, userId }: Interaction): boolean {
    if (owners['0'] !== undefined || !channel.guild) return false;
    return !(this.world.permissions(channel, userId) & PermissionFlagsBits.UseExternalApps);
  }

  #createGateway(options: LocalDiscordOptions): Gateway {
    return new Gateway(this.#http, {
      token: this.token,
      now: options.now ?? Date.now,
      granted: options.grantedIntents ?? 0,
      heartbeatInterval: options.heartbeatInterval ?? 41_250,
      heartbeatGrace: options.heartbeatGrace ?? 1000,
      starts: this.#starts,
      address: () => `ws://${this.#address()}`,
      greet: (identity) => this.#greet(identity),
      onRefused: (code, message) => this.refused.push({ request: 'GATEWAY', status: code, code, message }),
      onTooMany: () => this.resetToken(),
      retain: this.#retain.others,
      onSent: options.onSent,
    });
  }

  #greet({ intents, shard }: Identity): { ready: object; following: [string, object][] } {
    const guilds = this.world.botGuilds.filter(({ id }) => isTold(shard, id));
    if (guilds.length > this.#guildsPerShard)
      throw new GatewayRefusal(GatewayCloseCodes.ShardingRequired, 'Sharding required');
    const ready = {
      user: this.world.bot,
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      application: { id: this.world.bot.id, flags: this.#application.flags },
    };
    const following = guilds.map((guild): [string, object] => [
      GatewayDispatchEvents.GuildCreate,
      this.#announcements.whole(guild),
    ]);
    return { ready, following: intents & GatewayIntentBits.Guilds ? following : [] };
  }

  #gatewayInfo(): object {
    return {
      url: `ws://${this.#address()}`,
      shards: Math.max(1, Math.ceil(this.world.botGuilds.length / this.#guildsPerShard)),
      session_start_limit: this.#starts.tell(),
    };
  }
}

function flagsOf(granted: number): number {
  return granted & GatewayIntentBits.MessageContent ? ApplicationFlags.GatewayMessageContentLimited : 0;
}

/** What a message keeps of the interaction that it answers. */
function answered({ id, type, userId, owners }: Interaction): AnsweredInteraction {
  return { id, type, userId, owners };
}
