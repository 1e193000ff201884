/** How Discord tells of servers, channels and messages. */
import { type APIGuildMember, type APIUser, type GuildMemberFlags, OverwriteType } from 'discord-api-types/v10';
import type { Channel, Guild, Message } from './world.ts';

const LONG_AGO = '2021-01-01T00:00:00.000Z';
/** Minutes of silence after which a thread leaves the list. */
const AUTO_ARCHIVE = 4320;

/** A member as Discord tells it, without the user. */
export function apiMember(guild: Guild, userId: string): Omit<APIGuildMember, 'user'> {
  return {
    roles: [...(guild.members.get(userId) ?? [])],
    joined_at: LONG_AGO,
    deaf: false,
    mute: false,
    flags: 0 as GuildMemberFlags,
  };
}

export function apiChannel(channel: Channel): object {
  const { id, type, guild, thread } = channel;
  const base = { id, type, flags: 0, last_message_id: null };
  if (!guild) return { ...base, recipients: channel.people ?? (channel.recipient ? [channel.recipient] : []) };
  if (thread) return { ...base, guild_id: guild.id, name: channel.name, ...apiThread(channel) };
  return {
    ...base,
    guild_id: guild.id,
    name: channel.name,
    position: 0,
    permission_overwrites: overwritesOf(channel, guild),
    nsfw: false,
    parent_id: null,
    ...(channel.tags.length > 0 && { available_tags: channel.tags }),
  };
}

function apiThread({ thread, messages }: Channel): object {
  return {
    parent_id: thread?.parent.id,
    owner_id: thread?.ownerId,
    message_count: messages.size,
    total_message_sent: messages.size,
    member_count: 1,
    rate_limit_per_user: 0,
    applied_tags: thread?.appliedTags,
    thread_metadata: {
      archived: thread?.archived,
      locked: thread?.locked,
      auto_archive_duration: AUTO_ARCHIVE,
      archive_timestamp: LONG_AGO,
      create_timestamp: LONG_AGO,
    },
  };
}

function overwritesOf({ allowed, denied }: Channel, guild: Guild): object[] {
  return [...new Set([...allowed.keys(), ...denied.keys()])].map((id) => ({
    id,
    type: guild.roles.has(id) ? OverwriteType.Role : OverwriteType.Member,
    allow: String(allowed.get(id) ?? 0n),
    deny: String(denied.get(id) ?? 0n),
  }));
}

/**
 * The server as it is told when the bot connects; of the members only the bot, as without the members intent.
 * @param threads those that are active and that the bot may see
 */
export function apiGuild(guild: Guild, bot: APIUser, threads: readonly Channel[]): object {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    roles: [...guild.roles.values()],
    channels: [...guild.channels.values()].map(apiChannel),
    members: [{ ...apiMember(guild, bot.id), user: bot }],
    member_count: guild.members.size,
    joined_at: LONG_AGO,
    large: false,
    unavailable: false,
    icon: null,
    features: [],
    emojis: [],
    stickers: [],
    threads: threads.map(apiChannel),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    preferred_locale: guild.locale,
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
      referenced_message: replyTo.deleted ? null : apiLoneMessage(replyTo, users, canRead(replyTo)),
    }),
  };
}

function apiLoneMessage(message: Message, users: ReadonlyMap<string, APIUser>, readable: boolean): object {
  const { interaction } = message;
  return {
    id: message.id,
    channel_id: message.channel.id,
    author: message.author,
    content: readable ? message.content : '',
    embeds: readable ? message.embeds : [],
    components: readable ? message.components : [],
    attachments: [],
    timestamp: message.timestamp,
    edited_timestamp: message.editedAt ?? null,
    tts: false,
    pinned: false,
    type: message.type,
    flags: message.flags,
    mention_everyone: message.mentionsEveryone,
    mention_roles: message.mentionedRoles,
    mentions: message.mentions.flatMap((id) => users.get(id) ?? []),
    ...(message.nonce !== undefined && { nonce: message.nonce }),
    ...(message.webhookId && { webhook_id: message.webhookId }),
    ...(interaction && {
      application_id: message.author.id,
      interaction_metadata: {
        id: interaction.id,
        type: interaction.type,
        user: users.get(interaction.userId),
        authorizing_integration_owners: interaction.owners,
      },
    }),
  };
}
