/** Mentions, replies and direct messages: what they ask, answered; and answered anew when they are edited. */
import { ComponentType, type Message } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Answer, Conversation } from '../answering/answer.ts';
import type { Asking } from './asking.ts';
import { type Cooldown, describeCooldown } from './cooldowns.ts';
import { editReply, replyToMessage } from './delivery.ts';
import type { Front } from './front.ts';
import { type Request, requestIn } from './mention.ts';
import { type Phrases, phrasesFor } from './phrases/phrases.ts';
import type { MessageReply } from './replies/reply.ts';
import { renderHelp, renderRefusal } from './replies/sentences.ts';
import { targetsOf } from './targets.ts';

/** What is kept of an answered message, for when it is edited. */
interface Answered {
  /** When the message was last edited, as far as it has been answered. */
  readonly edited: number | null;
  /** The conversation that led to the question. */
  readonly before: Conversation;
  readonly replyId: string | undefined;
}

/** Messages that are kept, and milliseconds for which. */
const KEPT = { messages: 10_000, life: 60 * 60_000 } as const;
/** Milliseconds in which a message that begins to mention the bot by an edit is still a question to it. */
const FRESH = 15 * 60_000;
/** Messages after a question among which its answer is looked for. */
const LOOKED_THROUGH = 25;

export class Messages {
  readonly #front: Front;
  readonly #asking: Asking;
  /** Answered messages by their id. */
  readonly #answered: LRUCache<string, Answered>;
  /** Readers and channels that have been told in a channel that they have to wait, and until when. */
  readonly #toldToWait = new LRUCache<string, number>({ max: KEPT.messages });
  /** Work on a message; an edit waits for it. */
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(front: Front, asking: Asking) {
    this.#front = front;
    this.#asking = asking;
    this.#answered = new LRUCache({ max: KEPT.messages, ttl: KEPT.life, perf: { now: front.options.now } });
  }

  /** Answers a message that is meant for the bot. */
  async take(message: Message): Promise<void> {
    await this.#afterwards(message, (request) => this.#answerNew(message, request));
  }

  /** Answers an edited message anew, in place of what was said before. */
  async takeEdit(message: Message): Promise<void> {
    // Discord tells of the preview of a link as of an edit.
    if (message.partial || message.editedTimestamp === null) return;
    await this.#afterwards(message, (request) => this.#answerEdited(message, request));
  }

  /** Does the work for a message that is meant for the bot, after what is under way for it, and tells the author of failures. */
  async #afterwards(message: Message, work: (request: Request) => Promise<void>): Promise<void> {
    const before = this.#underWay.get(message.id) ?? Promise.resolve();
    const now = before.then(async () => {
      await this.#front.failures.orExcuse(
        async () => {
          const request = await requestIn(message);
          if (request) await work(request);
        },
        (id) => this.#reply(message, renderRefusal(this.#phrases(message).notices.failure(id))),
      );
    });
    this.#underWay.set(message.id, now);
    await now.finally(() => {
      if (this.#underWay.get(message.id) === now) this.#underWay.delete(message.id);
    });
  }

  async #answerNew(message: Message, request: Request): Promise<void> {
    const cooldown = await this.#front.cooldown(message.author.id, message.channelId);
    if (cooldown) return this.#tellCooldown(message, cooldown);
    const before = await this.#conversationOf(message);
    await this.#answer(message, request, before, (reply) => this.#reply(message, reply));
  }

  async #answerEdited(message: Message, request: Request): Promise<void> {
    const answered = this.#answered.get(message.id);
    if (answered?.edited === message.editedTimestamp) return;
    const replyId = answered?.replyId ?? (await this.#findReply(message));
    if (replyId === undefined && this.#front.options.now() - message.createdTimestamp > FRESH) return;
    const cooldown = await this.#front.cooldown(message.author.id, message.channelId);
    if (cooldown) return this.#tellCooldown(message, cooldown);
    const before = answered?.before ?? (await this.#conversationOf(message));
    await this.#answer(
      message,
      request,
      before,
      async (reply) =>
        (replyId === undefined ? undefined : await editReply(message, replyId, reply)) ?? this.#reply(message, reply),
    );
  }

  async #answer(
    message: Message,
    request: Request,
    before: Conversation,
    say: (reply: MessageReply) => Promise<string | undefined>,
  ): Promise<void> {
    const remember = async (reply: MessageReply): Promise<string | undefined> => {
      const replyId = await say(reply);
      this.#answered.set(message.id, { edited: message.editedTimestamp, before, replyId });
      return replyId;
    };
    if (request.kind !== 'question') {
      await remember(this.#withoutQuestion(message, request.kind));
      return;
    }
    const place = { channelId: message.channelId, userId: message.author.id };
    const via = message.editedTimestamp !== null ? 'edit' : message.inGuild() ? 'mention' : 'direct message';
    const render = (answer: Answer): MessageReply => this.#front.render(answer, this.#phrases(message), false);
    await this.#asking.answer(place, before, request.question, via, (answer) => remember(render(answer)));
  }

  /** What is said to a message without a question of its own. */
  #withoutQuestion(message: Message, kind: 'help' | 'unreadable'): MessageReply {
    const { knowledge, answerer } = this.#front.options;
    const phrases = this.#phrases(message);
    return kind === 'help'
      ? renderHelp(knowledge().event, answerer(), phrases)
      : renderRefusal(phrases.notices.unreadable(phrases.commands.answerThis));
  }

  async #tellCooldown(message: Message, cooldown: Cooldown): Promise<void> {
    // Said once: a notice for each of many questions would fill the channel as their answers would.
    const { of, milliseconds } = cooldown;
    const now = this.#front.options.now();
    const waiting = of === 'user' ? `${message.channelId} ${message.author.id}` : message.channelId;
    if ((this.#toldToWait.get(waiting) ?? 0) > now) return;
    this.#toldToWait.set(waiting, now + milliseconds);
    await this.#reply(message, renderRefusal(describeCooldown(cooldown, this.#phrases(message))));
  }

  /** The conversation that a message goes on with: that of the answer which it replies to, else the author's own. */
  async #conversationOf(message: Message): Promise<Conversation> {
    const { reference, channelId } = message;
    const replied = reference?.messageId;
    const thread = replied ? await this.#asking.recallAnswer(replied, channelId) : [];
    if (thread.length > 0) return thread;
    const own = this.#asking.recall({ channelId, userId: message.author.id });
    return own.length === 0 && replied ? this.#restored(message) : own;
  }

  /** The last turn of a conversation of which nothing is left in memory, from the buttons under the answer. */
  async #restored(message: Message): Promise<Conversation> {
    const { answerer, knowledge } = this.#front.options;
    const answer = await message.fetchReference().catch(() => undefined);
    if (answer?.author.id !== message.client.user.id) return [];
    const states = customIdsOf(answer).flatMap((id) => this.#front.ids.read(id) ?? []);
    const keys = states.find(({ action }) => action === 'helpful')?.data ?? '';
    return targetsOf(keys, knowledge()).map(({ item: { question } }) => ({
      question,
      answer: answerer().ask(question),
    }));
  }

  /** The answer to a message, from before the bot was started. */
  async #findReply(message: Message): Promise<string | undefined> {
    const later = await message.channel.messages
      .fetch({ after: message.id, limit: LOOKED_THROUGH })
      .catch(() => undefined);
    return later?.find(
      ({ author, reference }) => author.id === message.client.user.id && reference?.messageId === message.id,
    )?.id;
  }

  #reply(message: Message, reply: MessageReply): Promise<string | undefined> {
    return replyToMessage(message, reply, this.#front.options.log);
  }

  /** In the language of the server: Discord does not tell that of the author. */
  #phrases({ guild }: Message): Phrases {
    return phrasesFor(guild?.preferredLocale);
  }
}

function customIdsOf({ components }: Message): string[] {
  return components.flatMap((row) =>
    row.type === ComponentType.ActionRow ? row.components.flatMap(({ customId }) => customId ?? []) : [],
  );
}
