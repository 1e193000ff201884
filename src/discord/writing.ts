/** What somebody needs in a channel to write there. */
import { type Channel, PermissionFlagsBits } from 'discord.js';

const { ManageThreads, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;

/** The permissions, by their names. Of a channel that the client does not know, nobody knows whether it is a thread. */
export function neededToWrite(channel: Channel | null): Readonly<Record<string, bigint>> {
  if (!channel) return { SendMessages, SendMessagesInThreads };
  if (!channel.isThread()) return { SendMessages };
  return { SendMessagesInThreads, ...(channel.locked === true && { ManageThreads }) };
}
