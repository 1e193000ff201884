/** Messages: posting, editing, deleting, and who is told of it. */
import {
  type APIEmbed,
  type APIMessageTopLevelComponent,
  type APIUser,
  GatewayDispatchEvents,
  GatewayIntentBits,
  MessageFlags,
  MessageType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { Happenings } from './happenings.ts';
import { allowMentions, mentionsIn, pingsOf } from './mentions.ts';
import { refusal } from './refusal.ts';
import { apiChannel, apiMember, apiMessage } from './shapes.ts';
import type { Body } from './values.ts';
import type { AnsweredInteraction, Channel, Message, World } from './world.ts';

/** Milliseconds in which a nonce is remembered: "a few minutes". */
const NONCE_LIFE = 5 * 60_000;

export interface Post {
  readonly author: APIUser;
  readonly channel: Channel;
  readonly body: Body;
  readonly replyTo?: Message | undefined;
  readonly onlyFor?: string | undefined;
  readonly webhookId?: string | undefined;
  readonly interaction?: AnsweredInteraction | undefined;
  /** That of the thread which the message starts; else a fresh one. */
  readonly id?: string | undefined;
  readonly type?: MessageType | undefined;
}

/** Sends an event to the sessions that `data` accepts by their intents; those of the server's shard alone. */
export type Dispatch = (
  event: GatewayDispatchEvents,
  data: (intents: number) => object | undefined,
  guildId?: string,
) => void;

export interface MessagesOptions {
  readonly world: World;
  readonly now: () => number;
  readonly dispatch: Dispatch;
  /** Messages that a channel keeps, the newest; all unless told. */
  readonly keep?: number | undefined;
  /** Told of each message of the bot that appears. */
  readonly onPosted?: ((message: Message) => void) | undefined;
}

export class Messages {
  readonly happenings = new Happenings();
  readonly #options: MessagesOptions;
  readonly #nonces = new Map<string, { readonly at: number; readonly message: Message }>();

  constructor(options: MessagesOptions) {
    this.#options = options;
  }

  post(post: Post): Message {
    const { channel } = post;
    if (channel.thread?.archived) this.#wake(channel);
    const message = this.#make(post);
    channel.messages.set(message.id, message);
    this.#forgetOldest(channel);
    if (message.nonce !== undefined)
      this.#nonces.set(nonceKey(message, message.nonce), { at: this.#options.now(), message });
    if (message.onlyFor === undefined) this.#tell(GatewayDispatchEvents.MessageCreate, message);
    if (message.author.id === this.#options.world.bot.id) this.#options.onPosted?.(message);
    this.happenings.tell({ what: 'posted', message });
    return message;
  }

  /** The message that the bot sent with this nonce a short while ago. */
  byNonce(channel: Channel, nonce: unknown): Message | undefined {
    for (const [key, { at }] of this.#nonces) {
      if (this.#options.now() - at <= NONCE_LIFE) break;
      this.#nonces.delete(key);
    }
    if (typeof nonce !== 'string' && typeof nonce !== 'number') return undefined;
    return this.#nonces.get(nonceKey({ channel, author: this.#options.world.bot }, nonce))?.message;
  }

  /** Changes what `body` holds of a message; an empty message is refused. */
  edit(message: Message, body: Body): Message {
    const content = typeof body['content'] === 'string' ? body['content'].trim() : message.content;
    const kept = {
      content: body['content'] === null ? '' : content,
      embeds: body['embeds'] === undefined ? message.embeds : listOf<APIEmbed>(body['embeds']),
      components:
        body['components'] === undefined ? message.components : listOf<APIMessageTopLevelComponent>(body['components']),
    };
    if (kept.content === '' && kept.embeds.length === 0 && kept.components.length === 0) throw refusal(50006);
    if (body['content'] !== undefined) Object.assign(message, this.#mentionsAfter(message, kept.content, body));
    const { SuppressEmbeds } = MessageFlags;
    if (body['flags'] !== undefined)
      message.flags = (message.flags & ~SuppressEmbeds) | (Number(body['flags']) & SuppressEmbeds);
    Object.assign(message, kept, { editedAt: this.#options.world.timestamp() });
    this.update(message);
    return message;
  }

  /** Tells of a message as it is now. */
  update(message: Message): void {
    if (message.onlyFor === undefined) this.#tell(GatewayDispatchEvents.MessageUpdate, message);
    this.happenings.tell({ what: 'edited', message });
  }

  remove(message: Message): void {
    const { id, channel } = message;
    message.deleted = true;
    channel.messages.delete(id);
    const where = { channel_id: channel.id, ...(channel.guild && { guild_id: channel.guild.id }) };
    if (message.onlyFor === undefined)
      this.#options.dispatch(
        GatewayDispatchEvents.MessageDelete,
        (intents) => (this.#isTold(message, intents) ? { id, ...where } : undefined),
        channel.guild?.id,
      );
    this.happenings.tell({ what: 'deleted', message });
  }

  /** Closes a thread: archived, or locked as well. */
  closeThread(channel: Channel, { locked = false, archived = true } = {}): void {
    if (!channel.thread) throw new Error('Only threads can be closed.');
    Object.assign(channel.thread, { locked, archived });
    this.#tellThread(channel);
  }

  #wake(channel: Channel): void {
    if (channel.thread) channel.thread.archived = false;
    this.#tellThread(channel);
  }

  #tellThread(channel: Channel): void {
    this.#options.dispatch(
      GatewayDispatchEvents.ThreadUpdate,
      (intents) => (this.canSee(channel, intents) ? apiChannel(channel) : undefined),
      channel.guild?.id,
    );
  }

  /** Whether a session is told of a channel of a server. */
  canSee(channel: Channel, intents: number): boolean {
    const { world } = this.#options;
    const sees = (world.permissions(channel, world.bot.id) & PermissionFlagsBits.ViewChannel) !== 0n;
    return sees && (intents & GatewayIntentBits.Guilds) !== 0;
  }

  /** Whether the bot may read what a message says, given its intents or what is switched on for it. */
  canRead(message: Message, intents: number): boolean {
    const { bot } = this.#options.world;
    return (
      (intents & GatewayIntentBits.MessageContent) !== 0 ||
      !message.channel.guild ||
      message.author.id === bot.id ||
      message.mentions.includes(bot.id)
    );
  }

  #make(post: Post): Message {
    const { author, channel, body, replyTo, onlyFor, webhookId, interaction } = post;
    const content = typeof body['content'] === 'string' ? body['content'].trim() : '';
    const found = mentionsIn(content);
    const mentions = allowMentions(found, replyTo, body['allowed_mentions']);
    const nonce = body['nonce'];
    return {
      id: post.id ?? this.#options.world.newId(),
      channel,
      author,
      type: post.type ?? (replyTo ? MessageType.Reply : MessageType.Default),
      mentions: [...new Set([...found.users, ...mentions.users])],
      mentionedRoles: mentions.roles,
      mentionsEveryone: mentions.everyone,
      pings: pingsOf(mentions),
      timestamp: this.#options.world.timestamp(),
      editedAt: undefined,
      deleted: false,
      content,
      embeds: listOf<APIEmbed>(body['embeds']),
      components: listOf<APIMessageTopLevelComponent>(body['components']),
      flags: Number(body['flags'] ?? 0) | (onlyFor === undefined ? 0 : MessageFlags.Ephemeral),
      ...(replyTo && { replyTo }),
      ...(interaction && { interaction }),
      ...(onlyFor !== undefined && { onlyFor }),
      ...(webhookId !== undefined && { webhookId }),
      ...((typeof nonce === 'string' || typeof nonce === 'number') && { nonce }),
    };
  }

  /** An edit mentions anew; it notifies nobody. */
  #mentionsAfter({ replyTo }: Message, content: string, body: Body): Partial<Message> {
    const found = mentionsIn(content);
    const mentions = allowMentions(found, replyTo, body['allowed_mentions']);
    return {
      mentions: [...new Set([...found.users, ...mentions.users])],
      mentionedRoles: mentions.roles,
      mentionsEveryone: mentions.everyone,
    };
  }

  #forgetOldest({ messages }: Channel): void {
    const { keep = Number.POSITIVE_INFINITY } = this.#options;
    for (const id of messages.keys()) {
      if (messages.size <= keep) return;
      messages.delete(id);
    }
  }

  #tell(event: GatewayDispatchEvents, message: Message): void {
    this.#options.dispatch(event, (intents) => this.#event(message, intents), message.channel.guild?.id);
  }

  /** Whether intents and permissions let a session know of a message. */
  #isTold({ channel }: Message, intents: number): boolean {
    const { world } = this.#options;
    const needed = channel.guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages;
    const sees = (world.permissions(channel, world.bot.id) & PermissionFlagsBits.ViewChannel) !== 0n;
    return sees && (intents & needed) !== 0;
  }

  #event(message: Message, intents: number): object | undefined {
    if (!this.#isTold(message, intents)) return undefined;
    const { channel, author } = message;
    const where = channel.guild
      ? { guild_id: channel.guild.id, ...(!message.webhookId && { member: apiMember(channel.guild, author.id) }) }
      : {};
    const told = apiMessage(message, this.#options.world.users, (one) => this.canRead(one, intents));
    return { ...told, ...where, channel_type: channel.type };
  }
}

function nonceKey({ channel, author }: Pick<Message, 'channel' | 'author'>, nonce: string | number): string {
  return `${channel.id} ${author.id} ${nonce}`;
}

export function listOf<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? (value as T[]) : [];
}
