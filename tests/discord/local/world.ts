/** What there is in the local Discord: users, one or more servers with channels and roles, direct messages. */
import {
  type APIEmbed,
  type APIGuildMember,
  type APIMessageTopLevelComponent,
  type APIRole,
  type APIUser,
  ChannelType,
  type GuildMemberFlags,
  type MessageFlags,
  type MessageType,
  OverwriteType,
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
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly type: ChannelType.GuildText | ChannelType.DM;
  /** Absent in a direct message. */
  readonly guild?: Guild;
  /** Who talks with the bot, in a direct message. */
  readonly recipient?: APIUser;
  /** Role or user id -> what is taken away in this channel. */
  readonly denied: Map<string, bigint>;
  readonly messages: Map<string, Message>;
}

export interface Message {
  readonly id: string;
  readonly channel: Channel;
  readonly author: APIUser;
  readonly webhookId?: string;
  readonly type: MessageType;
  readonly replyTo?: Message;
  readonly mentions: readonly string[];
  readonly mentionedRoles: readonly string[];
  readonly mentionsEveryone: boolean;
  /** Whom it notified: user ids, role ids, `everyone`. */
  readonly pings: readonly string[];
  /** The one who alone sees it. */
  readonly onlyFor?: string;
  readonly timestamp: string;
  content: string;
  embeds: readonly APIEmbed[];
  components: readonly APIMessageTopLevelComponent[];
  flags: MessageFlags;
}

/** What everybody may do in a fresh server. */
export const EVERYBODY =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.UseApplicationCommands;

const ALL = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);
/** 1 January 2015, where the time in an id begins. */
const EPOCH = 1_420_070_400_000n;

export class World {
  readonly users = new Map<string, APIUser>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly bot: APIUser;
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

  addGuild(name: string): Guild {
    const id = this.newId();
    const ownerId = this.addUser(`owner of ${name}`).id;
    const everyone = newRole(id, '@everyone', EVERYBODY);
    const guild: Guild = {
      id,
      name,
      ownerId,
      roles: new Map([[id, everyone]]),
      members: new Map([[ownerId, new Set<string>()]]),
      channels: new Map(),
    };
    guild.members.set(this.bot.id, new Set());
    this.guilds.set(id, guild);
    return guild;
  }

  addRole(guild: Guild, name: string, permissions = 0n): APIRole {
    const role = newRole(this.newId(), name, permissions);
    guild.roles.set(role.id, role);
    return role;
  }

  addChannel(guild: Guild, name: string): Channel {
    const channel: Channel = {
      id: this.newId(),
      name,
      type: ChannelType.GuildText,
      guild,
      denied: new Map(),
      messages: new Map(),
    };
    guild.channels.set(channel.id, channel);
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** The channel of direct messages between a user and the bot, opened at need. */
  directChannel(recipient: APIUser): Channel {
    const open = [...this.channels.values()].find((channel) => channel.recipient?.id === recipient.id);
    if (open) return open;
    const channel: Channel = {
      id: this.newId(),
      name: recipient.username,
      type: ChannelType.DM,
      recipient,
      denied: new Map(),
      messages: new Map(),
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  timestamp(): string {
    return new Date(this.#now()).toISOString();
  }

  /** What a user may do in a server. */
  basePermissions(guild: Guild, userId: string): bigint {
    if (guild.ownerId === userId) return ALL;
    const roles = [guild.id, ...(guild.members.get(userId) ?? [])];
    const granted = roles.reduce((all, id) => all | BigInt(guild.roles.get(id)?.permissions ?? 0n), 0n);
    return granted & PermissionFlagsBits.Administrator ? ALL : granted;
  }

  /** What a user may do in a channel, with what is implicitly denied by "may not see" and "may not send". */
  permissions(channel: Channel, userId: string): bigint {
    if (!channel.guild) return EVERYBODY;
    const base = this.basePermissions(channel.guild, userId);
    if (base === ALL) return ALL;
    const ids = [channel.guild.id, ...(channel.guild.members.get(userId) ?? []), userId];
    const left = ids.reduce((permissions, id) => permissions & ~(channel.denied.get(id) ?? 0n), base);
    if (!(left & PermissionFlagsBits.ViewChannel)) return 0n;
    return left & PermissionFlagsBits.SendMessages ? left : left & ~PermissionFlagsBits.EmbedLinks;
  }
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

/** A member as Discord tells it, without the user. */
export function apiMember(guild: Guild, userId: string): Omit<APIGuildMember, 'user'> {
  return {
    roles: [...(guild.members.get(userId) ?? [])],
    joined_at: '2021-01-01T00:00:00.000Z',
    deaf: false,
    mute: false,
    flags: 0 as GuildMemberFlags,
  };
}

export function apiChannel(channel: Channel): object {
  const base = { id: channel.id, type: channel.type, flags: 0 };
  if (!channel.guild)
    return { ...base, recipients: channel.recipient ? [channel.recipient] : [], last_message_id: null };
  const overwrites = [...channel.denied].map(([id, deny]) => ({
    id,
    type: channel.guild?.roles.has(id) ? OverwriteType.Role : OverwriteType.Member,
    allow: '0',
    deny: String(deny),
  }));
  return {
    ...base,
    guild_id: channel.guild.id,
    name: channel.name,
    position: 0,
    permission_overwrites: overwrites,
    nsfw: false,
    parent_id: null,
  };
}

/** The server as it is told when the bot connects; of the members only the bot, as without the members intent. */
export function apiGuild(guild: Guild, bot: APIUser): object {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    roles: [...guild.roles.values()],
    channels: [...guild.channels.values()].map(apiChannel),
    members: [{ ...apiMember(guild, bot.id), user: bot }],
    member_count: guild.members.size,
    joined_at: '2021-01-01T00:00:00.000Z',
    large: false,
    unavailable: false,
    icon: null,
    features: [],
    emojis: [],
    stickers: [],
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    preferred_locale: 'en-US',
    premium_tier: 0,
    nsfw_level: 0,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    afk_timeout: 60,
    system_channel_flags: 0,
  };
}

/** A message as Discord tells it; without its content, embeds and components where `canRead` says no. */
export function apiMessage(
  message: Message,
  users: ReadonlyMap<string, APIUser>,
  canRead: (message: Message) => boolean = () => true,
): object {
  const { replyTo } = message;
  return {
    ...apiLoneMessage(message, users, canRead(message)),
    ...(replyTo && {
      message_reference: {
        type: 0,
        message_id: replyTo.id,
        channel_id: replyTo.channel.id,
        guild_id: replyTo.channel.guild?.id,
      },
      referenced_message: apiLoneMessage(replyTo, users, canRead(replyTo)),
    }),
  };
}

function apiLoneMessage(message: Message, users: ReadonlyMap<string, APIUser>, readable: boolean): object {
  return {
    id: message.id,
    channel_id: message.channel.id,
    author: message.author,
    content: readable ? message.content : '',
    embeds: readable ? message.embeds : [],
    components: readable ? message.components : [],
    attachments: [],
    timestamp: message.timestamp,
    edited_timestamp: null,
    tts: false,
    pinned: false,
    type: message.type,
    flags: message.flags,
    mention_everyone: message.mentionsEveryone,
    mention_roles: message.mentionedRoles,
    mentions: message.mentions.flatMap((id) => users.get(id) ?? []),
    ...(message.webhookId && { webhook_id: message.webhookId }),
  };
}
