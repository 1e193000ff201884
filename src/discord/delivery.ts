/** Sending replies, with what the bot may do where it is sent. */
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIEmbed,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type Message,
  type MessageComponentInteraction,
  MessageFlags,
  PermissionFlagsBits,
  type PermissionResolvable,
  RESTJSONErrorCodes,
} from 'discord.js';
import type { Log } from './options.ts';
import type { Reply } from './reply.ts';

/** Nobody is notified, the one who is answered neither. */
export const NO_MENTIONS = { parse: [], repliedUser: false } as const;

/** One way to send a reply to a message; the next poorer one is tried when Discord does not permit it. */
interface Way {
  readonly embeds: boolean;
  readonly quotes: boolean;
}

const WAYS: readonly Way[] = [
  { embeds: true, quotes: true },
  { embeds: false, quotes: true },
  { embeds: false, quotes: false },
];

const NOT_PERMITTED: readonly (string | number)[] = [
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
];

/**
 * Answers a message as richly as the bot may there.
 * @returns the message that was sent; undefined, and one line in the log, when the bot may not speak there
 */
export async function replyToMessage(message: Message, reply: Reply, log: Log): Promise<Message | undefined> {
  const may = permissionsAt(message);
  if (!may(PermissionFlagsBits.ViewChannel) || !may(speaking(message))) return logMissing(message, log);
  const ways = WAYS.filter(
    ({ embeds, quotes }) =>
      (!embeds || may(PermissionFlagsBits.EmbedLinks)) && (!quotes || may(PermissionFlagsBits.ReadMessageHistory)),
  );
  for (const way of ways) {
    const sent = await tryToSend(message, reply, way);
    if (sent) return sent;
  }
  return logMissing(message, log);
}

async function tryToSend(message: Message, reply: Reply, { embeds, quotes }: Way): Promise<Message | undefined> {
  const { channel } = message;
  if (!channel.isSendable()) return undefined;
  // A message is answered once: whatever is sent again for it, Discord gives back what is there.
  const once = { nonce: message.id, enforceNonce: true };
  const body = { ...bodyOf(reply, embeds), ...once, allowedMentions: NO_MENTIONS };
  const reference = quotes ? { reply: { messageReference: message.id, failIfNotExists: false } } : {};
  try {
    return await channel.send({ ...body, ...reference });
  } catch (error) {
    if (isNotPermitted(error)) return undefined;
    throw error;
  }
}

interface Body {
  content?: string;
  embeds?: APIEmbed[];
  components: APIActionRowComponent<APIButtonComponent>[];
}

function bodyOf({ embed, buttons, plain }: Reply, embeds: boolean): Body {
  return { ...(embeds ? { embeds: [embed] } : { content: plain }), components: [...buttons] };
}

/** Answers a slash command or a button; for everybody, or for the one who asked alone. @returns the id of the message */
export async function replyToInteraction(
  interaction: ChatInputCommandInteraction | MessageComponentInteraction,
  reply: Reply,
  onlyForAsker: boolean,
): Promise<string | undefined> {
  const body = { ...bodyOf(reply, true), allowedMentions: NO_MENTIONS };
  if (interaction.deferred || interaction.replied) return (await interaction.editReply(body)).id;
  const flags = onlyForAsker ? ({ flags: MessageFlags.Ephemeral } as const) : {};
  try {
    const response = await interaction.reply({ ...body, ...flags, withResponse: true });
    return response.interaction.responseMessageId ?? undefined;
  } catch (error) {
    if (isAnswered(error)) return undefined;
    throw error;
  }
}

/** Discord has an answer already, although it never said that it came through. */
function isAnswered(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
}

function isNotPermitted(error: unknown): boolean {
  return error instanceof DiscordAPIError && NOT_PERMITTED.includes(error.code);
}

/** What the bot may do where a message stands; everything in direct messages and where it is not known. */
function permissionsAt({ channel, client }: Message): (permission: PermissionResolvable) => boolean {
  const permissions = channel.isDMBased() ? undefined : channel.permissionsFor(client.user);
  return (permission) => permissions?.has(permission) ?? true;
}

function speaking({ channel }: Message): bigint {
  return channel.isThread() ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
}

function logMissing(message: Message, log: Log): undefined {
  const may = permissionsAt(message);
  const needed = { ViewChannel: PermissionFlagsBits.ViewChannel, SendMessages: speaking(message) };
  const missing = Object.entries(needed).flatMap(([name, bit]) => (may(bit) ? [] : [name]));
  log.warn('A question stays without answer: the bot may not speak in the channel. Give it these permissions there.', {
    missing: missing.length === 0 ? ['unknown: Discord refused the message'] : missing,
    channel: message.channelId,
    guild: message.guildId,
  });
}
