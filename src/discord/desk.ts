/** Where questions arrive and answers leave: each way to ask ends in one of these methods. */
import { randomUUID } from 'node:crypto';
import type { AutocompleteInteraction, ButtonInteraction, ChatInputCommandInteraction, Message } from 'discord.js';
import type { Answer, Conversation, Turn } from '../answering/answer.ts';
import { isAdmin } from './admin.ts';
import { renderAnswer } from './answer-reply.ts';
import { ASK, KNOWLEDGE } from './commands.ts';
import { completionsFor } from './completions.ts';
import { Conversations } from './conversations.ts';
import { replyToInteraction, replyToMessage } from './delivery.ts';
import { LIMITS } from './limits.ts';
import { questionIn } from './mention.ts';
import type { BotOptions } from './options.ts';
import { renderReload } from './reload-reply.ts';
import type { Reply } from './reply.ts';
import { renderFailure, renderHelp, renderNotAdmin, renderUnknownButton } from './sentences.ts';
import { questionOfButton, wholeQuestion } from './suggestion-id.ts';

/** How a question came in, for the log. */
type Via = 'command' | 'button' | 'mention' | 'direct message';

/** Where somebody asks. */
interface Place {
  readonly channelId: string;
  readonly userId: string;
}

/** Says a reply and tells the id of the message, if one was sent. */
type Say = (reply: Reply) => Promise<string | undefined>;

export class Desk {
  readonly #options: BotOptions;
  readonly #conversations: Conversations;
  /** Answers on their way to Discord, with the channel that they go to. */
  readonly #beingSent = new Map<Promise<void>, string>();

  constructor(options: BotOptions) {
    this.#options = options;
    this.#conversations = new Conversations(options.now);
  }

  /** Answers a message that is meant for the bot. */
  async takeMessage(message: Message): Promise<void> {
    const question = questionIn(message);
    if (question === undefined) return;
    await this.#orExcuse(
      () => this.#answerMessage(message, question),
      (reply) => replyToMessage(message, reply, this.#options.log),
    );
  }

  async #answerMessage(message: Message, question: string): Promise<void> {
    const { log, event, answerer } = this.#options;
    if (question === '') {
      await replyToMessage(message, renderHelp(event(), answerer()), log);
      return;
    }
    const place = { channelId: message.channelId, userId: message.author.id };
    const thread = await this.#conversationOf(message);
    const before = thread.length > 0 ? thread : this.#conversations.recall(keyOf(place));
    const answer = await this.#ask(question, before, message.inGuild() ? 'mention' : 'direct message');
    await this.#tell(
      place,
      before,
      { question, answer },
      async (reply) => (await replyToMessage(message, reply, log))?.id,
    );
  }

  /** The conversation that led to the answer which a message replies to. */
  async #conversationOf({ reference, channelId }: Message): Promise<Conversation> {
    if (reference?.messageId === undefined) return [];
    // An answer can be replied to before Discord has told the bot its id.
    await Promise.allSettled(
      [...this.#beingSent].flatMap(([sending, channel]) => (channel === channelId ? [sending] : [])),
    );
    return this.#conversations.recall(reference.messageId);
  }

  /** Says the answer and keeps the conversation: for the same person in the same channel, and for replies to the answer. */
  async #tell({ channelId, userId }: Place, before: Conversation, turn: Turn, say: Say): Promise<void> {
    this.#conversations.keep(keyOf({ channelId, userId }), before, turn);
    const sending = say(renderAnswer(turn.answer)).then((id) => {
      if (id !== undefined) this.#conversations.keep(id, before, turn);
    });
    this.#beingSent.set(sending, channelId);
    await sending.finally(() => this.#beingSent.delete(sending));
  }

  /** Answers `/ask` and does `/knowledge reload`. */
  async takeCommand(interaction: ChatInputCommandInteraction): Promise<void> {
    const work = {
      [ASK.name]: () => this.#answerCommand(interaction),
      [KNOWLEDGE.name]: () => this.#reload(interaction),
    }[interaction.commandName];
    if (work) await this.#orExcuseInteraction(interaction, work);
  }

  async #answerCommand(interaction: ChatInputCommandInteraction): Promise<void> {
    const typed = interaction.options.getString(ASK.question, true);
    if (typed.trim() === '') return this.#help(interaction);
    await this.#answerInteraction(interaction, wholeQuestion(typed, this.#options.answerer()), 'command');
  }

  async #help(interaction: ChatInputCommandInteraction): Promise<void> {
    const { event, answerer } = this.#options;
    await replyToInteraction(interaction, renderHelp(event(), answerer()), true);
  }

  async #answerInteraction(
    interaction: ChatInputCommandInteraction | ButtonInteraction,
    question: string,
    via: Via,
  ): Promise<void> {
    const place = { channelId: interaction.channelId, userId: interaction.user.id };
    const before = this.#conversations.recall(keyOf(place));
    const answer = await this.#ask(question, before, via);
    // A refusal helps nobody but the one who asked.
    const onlyForAsker = answer.verdict === 'declined';
    await this.#tell(place, before, { question, answer }, (reply) =>
      replyToInteraction(interaction, reply, onlyForAsker),
    );
  }

  /** Answers the question on a button. */
  async takeButton(interaction: ButtonInteraction): Promise<void> {
    await this.#orExcuseInteraction(interaction, async () => {
      const question = questionOfButton(interaction.customId, this.#options.answerer());
      if (question === undefined) await replyToInteraction(interaction, renderUnknownButton(), true);
      else await this.#answerInteraction(interaction, question, 'button');
    });
  }

  /** Completes the question that is being typed. A failure leaves the user with what they typed, which works as well. */
  async takeCompletion(interaction: AutocompleteInteraction): Promise<void> {
    await this.#orLog(
      () => this.#complete(interaction),
      () => interaction.respond([]),
    );
  }

  async #complete(interaction: AutocompleteInteraction): Promise<void> {
    const { answerer, journal } = this.#options;
    const preferred = journal?.mostAsked(LIMITS.choices) ?? [];
    await interaction.respond([...completionsFor(interaction.options.getFocused(), answerer(), preferred)]);
  }

  async #reload(interaction: ChatInputCommandInteraction): Promise<void> {
    const { log } = this.#options;
    const where = { guild: interaction.guildId, channel: interaction.channelId };
    if (!isAdmin(interaction, this.#options)) {
      log.warn(
        'A reload was refused: whoever tried is no admin. BOT_ADMINS in .env names the users and roles that may.',
        where,
      );
      await replyToInteraction(interaction, renderNotAdmin(), true);
      return;
    }
    // Reading and verifying may take longer than the three seconds that Discord waits.
    await interaction.deferReply({ flags: 'Ephemeral' });
    const outcome = await this.#options.reload();
    log.info('A reload ended', { status: outcome.status, revision: outcome.revision, ...where });
    await replyToInteraction(interaction, renderReload(outcome), true);
  }

  async #ask(question: string, before: Conversation, via: Via): Promise<Answer> {
    const { answerer, log, now } = this.#options;
    const { ask = (...asked) => answerer().ask(...asked) } = this.#options;
    const start = now();
    const answer = await ask(question, before);
    const { verdict, reason, entries, gap, revision } = answer;
    this.#options.journal?.asked(answer);
    log.info('Asked', { via, verdict, reason, entries, gap, revision, milliseconds: now() - start });
    return answer;
  }

  #orExcuseInteraction(
    interaction: ChatInputCommandInteraction | ButtonInteraction,
    work: () => Promise<void>,
  ): Promise<void> {
    return this.#orExcuse(work, (reply) => replyToInteraction(interaction, reply, true));
  }

  /** Does the work; when that fails, tells the one who asked, with an id that stands in the log too. */
  async #orExcuse(work: () => Promise<void>, excuse: (reply: Reply) => Promise<unknown>): Promise<void> {
    await this.#orLog(work, (errorId) => excuse(renderFailure(errorId)));
  }

  /** Never rejects: what fails is in the log, and so is a failure to tell. */
  async #orLog(work: () => Promise<void>, afterwards: (errorId: string) => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const errorId = randomUUID().slice(0, 8);
      this.#options.log.error('A question could not be answered', { errorId, error: describe(error) });
      await afterwards(errorId).catch((second: unknown) => {
        this.#options.log.error('Nor could the one who asked be told', { errorId, error: describe(second) });
      });
    }
  }
}

/** The key of a conversation; kept in memory alone. */
const keyOf = ({ channelId, userId }: Place): string => `${channelId} ${userId}`;

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
