/** Messages -> what the bot is asked, if it is asked at all. */
import type { Message } from 'discord.js';

/** The words said to the bot; empty for a bare mention; undefined for a message that is none of its business. */
export function questionIn(message: Message): string | undefined {
  if (message.author.bot || message.webhookId !== null || message.system) return undefined;
  const { id } = message.client.user;
  // Only being named counts: @everyone, @here and roles are meant for people. A reply that notifies names the bot, too.
  if (message.inGuild() && !message.mentions.users.has(id)) return undefined;
  return wordsOf(message.content, id, (user) => message.mentions.users.get(user)?.displayName);
}

/** The text without the bot's mention, other people by their names, emoji of servers and roles left out. */
export function wordsOf(content: string, botId: string, nameOf: (userId: string) => string | undefined): string {
  return content
    .replaceAll(new RegExp(`<@!?${botId}>`, 'g'), ' ')
    .replace(/<@!?(\d+)>/g, (_, id: string) => nameOf(id) ?? ' ')
    .replace(/<a?:\w+:\d+>|<@&\d+>|<[#/][^>]*>|<t:[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
