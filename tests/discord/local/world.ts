/** What there is in the local Discord: users, servers with channels, threads and roles, direct messages; who may do what. */
import {
  type APIEmbed,
  type APIGuildForumTag,
  type APIMessageTopLevelComponent,
  type APIRole,
  type APIUser,
  ChannelType,
  type InteractionType,
  type Locale,
  type MessageFlags,
  type MessageType,
  PermissionFlagsBits,
  type RoleFlags,
} from 'discord-api-types/v10';

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly roles: Map<string, APIRole>;
  /** User id -> ids of the roles, without the role of everyone. */
  readonly members: Map<string, Set<string>>;
  readonly channels: Map<string, Channel>;
  readonly threads: Map<string, Channel>;
  /** The language that the server prefers. */
  locale: `${Locale}`;
}

export type ChannelKind =
  | ChannelType.GuildText
  | ChannelType.DM
  | ChannelType.GroupDM
  | ChannelType.PublicThread
  | ChannelType.GuildForum;

export interface Channel {
  readonly id: string;
  /** Of a forum post: its title. */
  readonly name: string;
  readonly type: ChannelKind;
  /** Absent in direct messages. */
  readonly guild?: Guild;
  /** Who talks with the bot, in a direct message. */
  readonly recipient?: APIUser;
  /** Those who talk with one another, without the bot. */
  readonly people?: readonly APIUser[];
  /** What a thread or forum post is besides a channel. */
  readonly thread?: Thread;
  /** The tags that a forum offers. */
  readonly tags: readonly APIGuildForumTag[];
  /** Role or user id -> what is given or taken in this channel. */
  readonly allowed: Map<string, bigint>;
  readonly denied: Map<string, bigint>;
  readonly messages: Map<string, Message>;
}

export interface Thread {
  readonly parent: Channel;
  readonly ownerId: string;
  readonly appliedTags: readonly string[];
  archived: boolean;
  locked: boolean;
}

/** By whose installation an interaction is allowed: 0 -> server id (or "0" in direct messages), 1 -> user id. */
export type Owners = Readonly<Partial<Record<'0' | '1', string>>>;

/** The interaction that a message answers. */
export interface AnsweredInteraction {
  readonly id: string;
  readonly type: InteractionType;
  readonly userId: string;
  readonly owners: Owners;
}

export interface Message {
  readonly id: string;
  readonly channel: Channel;
  readonly author: APIUser;
  readonly webhookId?: string;
  readonly type: MessageType;
  readonly replyTo?: Message;
  readonly interaction?: AnsweredInteraction;
  readonly nonce?: string | number;
  mentions: readonly string[];
  mentionedRoles: readonly string[];
  mentionsEveryone: boolean;
  /** Whom it notified: user ids, role ids, `everyone`. */
  readonly pings: readonly string[];
  /** The one who alone sees it. */
  readonly onlyFor?: string;
  readonly timestamp: string;
  editedAt: string | undefined;
  deleted: boolean;
  content: string;
  embeds: readonly APIEmbed[];
  components: readonly APIMessageTopLevelComponent[];
  flags: MessageFlags;
}

/** What everybody may do in a fresh server. */
export const EVERYBODY =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.UseExternalApps;

/** What an app is said to be permitted where it is no member: in direct messages and servers without it. */
export const ELSEWHERE =
  PermissionFlagsBits.AttachFiles | PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.MentionEveryone;

/** What goes with the permission to send. */
const WITH_SENDING =
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.SendTTSMessages;

const ALL = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);
/** 1 January 2015, where the time in an id begins. */
const EPOCH = 1_420_070_400_000n;

export class World {
  readonly users = new Map<string, APIUser>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly bot: APIUser;
  readonly #direct = new Map<string, Channel>();
  readonly #now: () => number;
  #ids = 0n;

  constructor(now: () => number) {
    this.#now = now;
    this.bot = this.addUser('summit-bot', { bot: true });
  }

  /** A fresh id; later ones are greater. */
  newId(): string {
    this.#ids += 1n;
    return String(((BigInt(this.#now()) - EPOCH) << 22n) + this.#ids);
  }

  addUser(username: string, { bot = false } = {}): APIUser {
    const user = {
      id: this.newId(),
      username,
      discriminator: '0',
      global_name: username,
      avatar: null,
      bot,
    } satisfies APIUser;
    this.users.set(user.id, user);
    return user;
  }

  /** A server, with the bot in it unless told otherwise. */
  addGuild(name: string, { bot = true, id = this.newId() } = {}): Guild {
    const ownerId = this.addUser(`owner of ${name}`).id;
    const everyone = newRole(id, '@everyone', EVERYBODY);
    const guild: Guild = {
      id,
      name,
      ownerId,
      roles: new Map([[id, everyone]]),
      members: new Map([[ownerId, new Set<string>()]]),
      channels: new Map(),
      threads: new Map(),
      locale: 'en-US',
    };
    if (bot) guild.members.set(this.bot.id, new Set());
    this.guilds.set(id, guild);
    return guild;
  }

  /** The servers in which the bot is. */
  get botGuilds(): Guild[] {
    return [...this.guilds.values()].filter(({ members }) => members.has(this.bot.id));
  }

  addRole(guild: Guild, name: string, permissions = 0n): APIRole {
    const role = newRole(this.newId(), name, permissions);
    guild.roles.set(role.id, role);
    return role;
  }

  addChannel(guild: Guild, name: string): Channel {
    const channel = this.#addChannel({ name, type: ChannelType.GuildText, guild });
    guild.channels.set(channel.id, channel);
    return channel;
  }

  /** A channel of titled posts, each a thread. */
  addForum(guild: Guild, name: string, tagNames: readonly string[] = []): Channel {
    const tags = tagNames.map((tag) => ({
      id: this.newId(),
      name: tag,
      moderated: false,
      emoji_id: null,
      emoji_name: null,
    }));
    const forum = this.#addChannel({ name, type: ChannelType.GuildForum, guild, tags });
    guild.channels.set(forum.id, forum);
    return forum;
  }

  /** A thread below a channel or forum; `id` is that of the message that it starts from, if any. */
  addThread(parent: Channel, name: string, ownerId: string, id?: string, tags: readonly string[] = []): Channel {
    if (!parent.guild) throw new Error('Only channels of a server have threads.');
    const thread: Thread = { parent, ownerId, appliedTags: tags, archived: false, locked: false };
    const channel = this.#addChannel({
      name,
      type: ChannelType.PublicThread,
      guild: parent.guild,
      thread,
      ...(id !== undefined && { id }),
    });
    parent.guild.threads.set(channel.id, channel);
    return channel;
  }

  /** The channel of direct messages between a user and the bot, opened at need. */
  directChannel(recipient: APIUser): Channel {
    const open = this.#direct.get(recipient.id);
    if (open) return open;
    const channel = this.#addChannel({ name: recipient.username, type: ChannelType.DM, recipient });
    this.#direct.set(recipient.id, channel);
    return channel;
  }

  /** Direct messages of people, without the bot: of two, or of a group. */
  addPrivateChannel(people: readonly APIUser[]): Channel {
    const type = people.length > 2 ? ChannelType.GroupDM : ChannelType.DM;
    return this.#addChannel({ name: people.map(({ username }) => username).join(', '), type, people });
  }

  #addChannel(channel: Pick<Channel, 'name' | 'type'> & Partial<Channel>): Channel {
    const added: Channel = {
      id: this.newId(),
      tags: [],
      allowed: new Map(),
      denied: new Map(),
      messages: new Map(),
      ...channel,
    };
    this.channels.set(added.id, added);
    return added;
  }

  timestamp(): string {
    return new Date(this.#now()).toISOString();
  }

  /** What a user may do in a server; nothing for those who are not in it. */
  basePermissions(guild: Guild, userId: string): bigint {
    const member = guild.members.get(userId);
    if (!member) return 0n;
    if (guild.ownerId === userId) return ALL;
    const granted = [guild.id, ...member].reduce((all, id) => all | BigInt(guild.roles.get(id)?.permissions ?? 0n), 0n);
    return granted & PermissionFlagsBits.Administrator ? ALL : granted;
  }

  /**
   * What a user may do in a channel, with what is implicitly denied by "may not see" and "may not send".
   * A thread has the permissions of its parent; there "may send" is another permission.
   */
  permissions(channel: Channel, userId: string): bigint {
    if (channel.people) return channel.people.some(({ id }) => id === userId) ? EVERYBODY : 0n;
    if (!channel.guild) return EVERYBODY;
    const base = this.basePermissions(channel.guild, userId);
    if (base === ALL) return ALL;
    const { allowed, denied } = channel.thread?.parent ?? channel;
    const roles = [...(channel.guild.members.get(userId) ?? [])];
    const steps = [[channel.guild.id], roles, [userId]];
    const left = steps.reduce((has, ids) => (has & ~union(denied, ids)) | union(allowed, ids), base);
    if (!(left & PermissionFlagsBits.ViewChannel)) return 0n;
    return left & sendingIn(channel) ? left : left & ~WITH_SENDING;
  }

  /** Whether a user may write in a channel. */
  canSend(channel: Channel, userId: string): boolean {
    return (this.permissions(channel, userId) & sendingIn(channel)) !== 0n;
  }
}

/** The permission that writing needs. */
function sendingIn({ thread }: Channel): bigint {
  return thread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
}

function union(overwrites: ReadonlyMap<string, bigint>, ids: readonly string[]): bigint {
  return ids.reduce((all, id) => all | (overwrites.get(id) ?? 0n), 0n);
}

/** Keeps so many elements of a map, those that came last. */
export function forgetOldest(map: Map<string, unknown>, retain: number): void {
  for (const key of map.keys()) {
    if (map.size <= retain) return;
    map.delete(key);
  }
}

function newRole(id: string, name: string, permissions: bigint): APIRole {
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: name === '@everyone' ? 0 : 1,
    permissions: String(permissions),
    managed: false,
    mentionable: true,
    flags: 0 as RoleFlags,
  };
}
