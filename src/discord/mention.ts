/** Messages -> what the bot is asked, if it is asked at all. */
import { type AnyThreadChannel, ChannelType, type Message } from 'discord.js';

/** What somebody wants of the bot: a question; help, for a bare mention; or a message that the bot is not shown. */
export type Request =
  | { readonly kind: 'question'; readonly question: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'unreadable' };

const HELP: Request = { kind: 'help' };

/**
 * What a message asks; undefined for one that is none of the bot's business. A mention without words asks the message that it
 * replies to; in a thread or forum post without such a message, what the thread is about.
 */
export async function requestIn(message: Message): Promise<Request | undefined> {
  if (!isMeant(message)) return undefined;
  const question = wordsIn(message);
  if (question !== '') return { kind: 'question', question };
  if (message.reference?.messageId !== undefined && message.reference.messageId !== null)
    return requestOf(await referenced(message));
  return message.channel.isThread() ? aboutThread(message.channel) : HELP;
}

/** Whether a message is meant for the bot. */
function isMeant(message: Message): boolean {
  if (message.author.bot || message.webhookId !== null || message.system) return false;
  // Only being named counts: @everyone, @here and roles are meant for people. A reply that notifies names the bot, too.
  return !message.inGuild() || message.mentions.users.has(message.client.user.id);
}

/** What somebody's message asks. Without the privileged intent Discord shows its words only where it mentions the bot. */
function requestOf(message: Message | undefined): Request {
  if (!message) return { kind: 'unreadable' };
  if (message.author.id === message.client.user.id) return HELP;
  const question = wordsIn(message);
  return question === '' ? { kind: 'unreadable' } : { kind: 'question', question };
}

/** The message that is replied to; undefined when it is gone or not shown to the bot. */
async function referenced(message: Message): Promise<Message | undefined> {
  return message.fetchReference().catch(() => undefined);
}

/** The title of a forum post is the question; of another thread it is the message that the thread began with. */
async function aboutThread(thread: AnyThreadChannel): Promise<Request> {
  if (thread.parent?.type === ChannelType.GuildForum) return { kind: 'question', question: thread.name };
  const starter = await thread.fetchStarterMessage().catch(() => null);
  const request = starter ? requestOf(starter) : HELP;
  return request.kind === 'unreadable' ? { kind: 'question', question: thread.name } : request;
}

/** The words of a message that are meant for the bot. */
export function wordsIn(message: Message): string {
  const { id } = message.client.user;
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
