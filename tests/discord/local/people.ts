/** What people do in the local Discord, and what they wait for. */
import { type APIUser, GatewayDispatchEvents, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Commands } from './commands.ts';
import type { Happening } from './happenings.ts';
import { interactionPayload } from './interaction-payload.ts';
import type { Interactions, Outcome } from './interactions.ts';
import type { LocaleCode } from './locales.ts';
import type { Dispatch, Messages } from './messages.ts';
import type { Patience, Wait } from './patience.ts';
import { type Seen, see } from './seen.ts';
import { apiMessage } from './shapes.ts';
import { type SayOptions, type Started, type Surroundings, User } from './user.ts';
import type { Body } from './values.ts';
import type { Channel, Guild, Message, Owners, World } from './world.ts';

export interface PeopleOptions {
  readonly world: World;
  readonly messages: Messages;
  readonly commands: Commands;
  readonly interactions: Interactions;
  readonly dispatch: Dispatch;
  readonly patience: Patience;
  /** Where people are unless told. */
  readonly guild: Guild;
  readonly home: Channel;
  readonly openPost: (forum: Channel, user: User, title: string, content: string) => Message;
}

export class People {
  readonly #options: PeopleOptions;
  readonly #users = new Map<string, User>();
  readonly #installedFor = new Set<string>();
  readonly #allowedCommands = new Set<string>();

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  /** A person of this name, member of the server; made at first use. */
  get(name: string, locale: LocaleCode | undefined): User {
    const { world, guild } = this.#options;
    const known = this.#users.get(name);
    if (known && locale !== undefined) known.locale = locale;
    if (known) return known;
    const account = world.addUser(name);
    guild.members.set(account.id, new Set());
    const user = new User(account, this.#surroundings, locale ?? guild.locale);
    this.#users.set(name, user);
    return user;
  }

  /** Lets a person have the app everywhere. */
  installFor({ id }: User): void {
    this.#installedFor.add(id);
  }

  /** Lets a person use a command whatever its default permissions. */
  allowCommand(name: string, { id }: User): void {
    this.#allowedCommands.add(`${name} ${id}`);
  }

  /** The next edit of a message. */
  async nextEdit(message: Message): Promise<Seen> {
    const edited = this.#next(message.channel, (one) => one.what === 'edited' && one.message === message);
    const what = (): string => `an edit of the message "${message.content.slice(0, 80)}"`;
    return see(await this.#options.patience.await(what, edited));
  }

  /** Waits until a message is deleted. */
  async nextDelete(message: Message): Promise<void> {
    if (message.deleted) return;
    const deleted = this.#next(message.channel, (one) => one.what === 'deleted' && one.message === message);
    await this.#options.patience.await(() => 'the end of a message', deleted);
  }

  /** What the bot added to the answer to an interaction, once there are at least `count` messages. */
  async followUps({ interaction }: Seen, count: number): Promise<readonly Seen[]> {
    if (!interaction) throw new Error('This message came of no interaction.');
    const { channel, followUps } = interaction;
    while (followUps.length < count) {
      const posted = this.#next(
        channel,
        ({ what, message }) => what === 'posted' && message.interaction?.id === interaction.id,
      );
      await this.#options.patience.await(() => `${count} follow-ups (there are ${followUps.length})`, posted);
      // The message is told of just before it is listed.
      await Promise.resolve();
    }
    return followUps.map((message) => see(message, interaction));
  }

  readonly #surroundings: Surroundings = {
    mentionOfBot: () => `<@${this.#options.world.bot.id}>`,
    home: () => this.#options.home,
    say: (author, channel, content, options) => this.#say(author, channel, content, options),
    edit: (message, content) => {
      this.#options.messages.edit(message, { content, allowed_mentions: { parse: ['users', 'roles'] } });
    },
    remove: (message) => this.#options.messages.remove(message),
    openPost: (forum, author, title, content) =>
      this.#options.openPost(forum, this.get(author.username, undefined), title, content),
    nextFromBot: (after) => this.#nextFromBot(after, ['posted']),
    nextAnswer: (to) => this.#nextFromBot(to, ['posted', 'edited']),
    directChannel: (user) => this.#options.world.directChannel(user),
    permissions: (channel, userId) => this.#options.world.permissions(channel, userId),
    ownersIn: (channel, userId) => this.#ownersIn(channel, userId),
    offered: (channel, userId) => this.#offered(channel, userId),
    isCommandAllowed: (name, userId) => this.#allowedCommands.has(`${name} ${userId}`),
    tell: (message) => apiMessage(message, this.#options.world.users),
    interact: (started) => this.#interact(started),
  };

  #say(author: APIUser, channel: Channel, content: string, { replyTo, pingReplied = true }: SayOptions): Message {
    const { world, messages } = this.#options;
    enter(channel, author.id);
    const canPingAll = (world.permissions(channel, author.id) & PermissionFlagsBits.MentionEveryone) !== 0n;
    const parse = ['users', 'roles', ...(canPingAll ? ['everyone'] : [])];
    const body = { content, allowed_mentions: { parse, replied_user: pingReplied } };
    return messages.post({ author, channel, body, replyTo });
  }

  /** By whose installation the app is in a channel, for one user. */
  #ownersIn(channel: Channel, userId: string): Owners {
    const { guild, people } = channel;
    const { bot, botGuilds } = this.#options.world;
    const isShared = guild ? guild.members.has(bot.id) : botGuilds.some(({ members }) => members.has(userId));
    return {
      ...(isShared && !people && { 0: guild?.id ?? '0' }),
      ...(this.#installedFor.has(userId) && { 1: userId }),
    };
  }

  #offered(channel: Channel, userId: string): readonly Body[] {
    enter(channel, userId);
    return this.#options.commands.offered({
      guildId: channel.guild?.id,
      context: contextOf(channel),
      owners: this.#ownersIn(channel, userId),
    });
  }

  /** What the bot says (or changes) next to a message: in reply to it, or in reply to nothing. */
  #nextFromBot(after: Message, what: readonly Happening['what'][]): Promise<Message> {
    const { world, patience } = this.#options;
    const next = this.#next(
      after.channel,
      (one) => what.includes(one.what) && one.message.author.id === world.bot.id && answers(one.message, after),
    );
    return patience.await(() => `an answer to "${after.content.slice(0, 80)}"`, next);
  }

  #next(channel: Channel, fits: (happening: Happening) => boolean): Wait<Message> {
    const { promise, cancel } = this.#options.messages.happenings.next(channel.id, fits);
    return { promise: promise.then(({ message }) => message), cancel };
  }

  async #interact({ user, data, ...started }: Started): Promise<Outcome> {
    const { world, interactions, dispatch, patience } = this.#options;
    enter(started.channel, user.id);
    const { interaction, outcome } = interactions.start({ ...started, userId: user.id });
    const payload = interactionPayload(world, interaction, { data, user, context: contextOf(started.channel) });
    dispatch(GatewayDispatchEvents.InteractionCreate, () => payload, started.channel.guild?.id);
    const what = (): string => {
      const sees = { open: 'no answer', deferred: '"is thinking"', updating: 'no change yet', done: 'nothing' };
      return `an answer to the interaction ${JSON.stringify(data).slice(0, 120)} (the user sees ${sees[interaction.state]})`;
    };
    return await patience.await(what, { promise: outcome, cancel: () => undefined });
  }
}

/** Who acts in a server is a member of it. */
function enter({ guild }: Channel, userId: string): void {
  if (guild && !guild.members.has(userId)) guild.members.set(userId, new Set());
}

/** 0 in a server, 1 in direct messages with the bot, 2 in those of others. */
function contextOf({ guild, people }: Channel): 0 | 1 | 2 {
  if (guild) return 0;
  return people ? 2 : 1;
}

function answers(message: Message, after: Message): boolean {
  const later = message.channel === after.channel && BigInt(message.id) > BigInt(after.id);
  return later && (message.replyTo === undefined || message.replyTo === after);
}
