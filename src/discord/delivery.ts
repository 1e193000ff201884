/** Sending replies, with what the bot may do where it is sent. */
import {
  type APIEmbed,
  type CommandInteraction,
  DiscordAPIError,
  InteractionContextType,
  type Message,
  type MessageComponentInteraction,
  MessageFlags,
  PermissionFlagsBits,
  type PermissionResolvable,
  RESTJSONErrorCodes,
} from 'discord.js';
import type { Log } from './options.ts';
import type { MessageReply, Reply, Row } from './replies/reply.ts';
import { neededToWrite } from './writing.ts';

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
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
  RESTJSONErrorCodes.ThreadLocked,
];

/**
 * Answers a message as richly as the bot may there.
 * @returns the id of the message that was sent; undefined, and one line in the log, when the bot may not speak there
 */
export async function replyToMessage(message: Message, reply: MessageReply, log: Log): Promise<string | undefined> {
  if (missingAt(message).length > 0) return logMissing(message, log);
  return (await inTheBestWay(message, (way) => send(message, reply, way))) ?? logMissing(message, log);
}

/**
 * Changes an answer that was given to a message before.
 * @returns its id; undefined when it is no longer there or may not be changed
 */
export function editReply(message: Message, answerId: string, reply: MessageReply): Promise<string | undefined> {
  return inTheBestWay(message, async ({ embeds }) => {
    try {
      // What the other way had shown goes.
      const cleared = embeds ? { content: '' } : { embeds: [] };
      const body = { ...bodyOf(reply, embeds), ...cleared, allowedMentions: NO_MENTIONS };
      return (await message.channel.messages.edit(answerId, body)).id;
    } catch (error) {
      if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage) return undefined;
      throw error;
    }
  });
}

/** Tries the ways that the bot may use there, the richest first. */
async function inTheBestWay(
  message: Message,
  work: (way: Way) => Promise<string | undefined>,
): Promise<string | undefined> {
  const may = permissionsAt(message);
  const ways = WAYS.filter(
    ({ embeds, quotes }) =>
      (!embeds || may(PermissionFlagsBits.EmbedLinks)) && (!quotes || may(PermissionFlagsBits.ReadMessageHistory)),
  );
  for (const way of ways) {
    try {
      return await work(way);
    } catch (error) {
      if (!isNotPermitted(error)) throw error;
    }
  }
  return undefined;
}

async function send(message: Message, reply: MessageReply, { embeds, quotes }: Way): Promise<string | undefined> {
  const { channel } = message;
  if (!channel.isSendable()) return undefined;
  const reference = quotes ? { reply: { messageReference: message.id, failIfNotExists: false } } : {};
  // With the nonce, a request that is sent again because its answer got lost makes no second message.
  const once = { nonce: nonceOf(message), enforceNonce: true };
  return (await channel.send({ ...bodyOf(reply, embeds), ...reference, ...once, allowedMentions: NO_MENTIONS })).id;
}

/** One for each wording of a message, within the 25 characters that Discord takes. */
function nonceOf({ id, editedTimestamp }: Message): string {
  return editedTimestamp === null ? id : `${editedTimestamp}${id}`.slice(-25);
}

interface Body {
  content?: string;
  embeds?: APIEmbed[];
  components: Row[];
}

const richBody = ({ embed, rows }: Reply): Body => ({ embeds: [embed], components: [...rows] });

const plainBody = ({ rows, plain, plainRows = rows }: MessageReply): Body => ({
  content: plain,
  components: [...plainRows],
});

const bodyOf = (reply: MessageReply, embeds: boolean): Body => (embeds ? richBody(reply) : plainBody(reply));

/** An interaction that is answered with a message. */
export type Repliable = CommandInteraction | MessageComponentInteraction;

/** Whether only the one who uses a command or button is there to see what comes. */
export const isAlone = ({ context }: Repliable): boolean => context === InteractionContextType.BotDM;

/** Answers a command, button or menu; for everybody, or for the one who asked alone. @returns the id of the message */
export async function replyToInteraction(
  interaction: Repliable,
  reply: Reply,
  onlyForAsker: boolean,
): Promise<string | undefined> {
  const body = { ...richBody(reply), allowedMentions: NO_MENTIONS };
  const flags = onlyForAsker && !isAlone(interaction) ? ({ flags: MessageFlags.Ephemeral } as const) : {};
  if (interaction.deferred) return (await interaction.editReply(body)).id;
  // What was said stays: of a button, it is the message under which it was pressed.
  if (interaction.replied) return (await interaction.followUp({ ...body, ...flags })).id;
  try {
    const response = await interaction.reply({ ...body, ...flags, withResponse: true });
    return response.interaction.responseMessageId ?? undefined;
  } catch (error) {
    if (!isSaidBefore(error)) throw error;
    return (await interaction.webhook.fetchMessage('@original')).id;
  }
}

/** Whether a request whose answer got lost has been sent again. */
const isSaidBefore = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;

/** Puts a reply in place of the message whose button or menu was used. */
export async function updateMessage(interaction: MessageComponentInteraction, reply: Reply): Promise<void> {
  await interaction.update({ ...richBody(reply), allowedMentions: NO_MENTIONS });
}

function isNotPermitted(error: unknown): boolean {
  return error instanceof DiscordAPIError && NOT_PERMITTED.includes(error.code);
}

/** What the bot may do where a message stands; everything in direct messages and where it is not known. */
function permissionsAt({ channel, client }: Message): (permission: PermissionResolvable) => boolean {
  const permissions = channel.isDMBased() ? undefined : channel.permissionsFor(client.user);
  return (permission) => permissions?.has(permission) ?? true;
}

/** What the bot lacks to write where a message stands, by name. */
function missingAt(message: Message): string[] {
  const may = permissionsAt(message);
  const needed = { ViewChannel: PermissionFlagsBits.ViewChannel, ...neededToWrite(message.channel) };
  return Object.entries(needed).flatMap(([name, bit]) => (may(bit) ? [] : [name]));
}

function logMissing(message: Message, log: Log): undefined {
  const missing = missingAt(message);
  log.warn('A question stays without answer: the bot may not speak in the channel. Give it these permissions there.', {
    missing: missing.length === 0 ? ['unknown: Discord refused the message'] : missing,
    channel: message.channelId,
    guild: message.guildId,
  });
}
