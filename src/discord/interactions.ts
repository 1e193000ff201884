/** `/ask`, "Answer this", and the buttons and menus under what was said. */
import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import { Recent } from '../answering/recent.ts';
import type { Asking, Via } from './asking.ts';
import type { Browsing } from './browsing.ts';
import { ASK } from './commands.ts';
import { completionsFor } from './completions.ts';
import { describeCooldown } from './cooldowns.ts';
import { CustomIds } from './custom-id.ts';
import { isAlone, NO_MENTIONS, type Repliable, replyToInteraction, updateMessage } from './delivery.ts';
import type { Front } from './front.ts';
import { LIMITS } from './limits.ts';
import { escapeLine } from './markup.ts';
import { wordsIn } from './mention.ts';
import { phrasesFor } from './phrases/phrases.ts';
import { renderQuotes } from './replies/quotes.ts';
import type { Row } from './replies/reply.ts';
import { renderHelp, renderNotice, renderRefusal } from './replies/sentences.ts';
import { quotesOf, targetsOf } from './targets.ts';
import { wholeQuestion } from './whole-question.ts';
import { neededToWrite } from './writing.ts';

/** Votes that are remembered, so that nobody votes twice on an answer, and milliseconds for which. */
const VOTES = { kept: 10_000, life: 24 * 60 * 60_000 } as const;
/** Shared answers that are remembered at least, so that pressing twice says none of them twice. */
const SHARED = 1_000;
/** Characters of a name that is shown. */
const NAME_LENGTH = 80;

type Component = ButtonInteraction | StringSelectMenuInteraction;

export class Interactions {
  readonly #front: Front;
  readonly #asking: Asking;
  readonly #browsing: Browsing;
  readonly #votes = new LRUCache<string, true>({ max: VOTES.kept, ttl: VOTES.life });
  /** Whether a private answer, by its id, has been said to everybody: its button is there until Discord has taken it away. */
  readonly #shared = new Recent<string, boolean>(SHARED);

  constructor(front: Front, asking: Asking, browsing: Browsing) {
    this.#front = front;
    this.#asking = asking;
    this.#browsing = browsing;
  }

  /** Answers `/ask`: for everybody, unless the asker wants it private or there is no answer. */
  async takeAsk(interaction: ChatInputCommandInteraction): Promise<void> {
    const typed = interaction.options.getString(ASK.question, true);
    const isPrivate = interaction.options.getBoolean(ASK.private) ?? false;
    if (typed.trim() === '') return this.#help(interaction);
    await this.#answer(interaction, wholeQuestion(typed, this.#front.options.answerer()), 'command', isPrivate);
  }

  /** Answers somebody's message, for the one who opened its menu. */
  async takeMessageMenu(interaction: MessageContextMenuCommandInteraction): Promise<void> {
    const question = wordsIn(interaction.targetMessage);
    const { nothingToAnswer } = phrasesFor(interaction.locale).notices;
    if (question === '') await replyToInteraction(interaction, renderRefusal(nothingToAnswer), true);
    else await this.#answer(interaction, question, 'message menu', true);
  }

  /** Completes the question that is being typed. */
  async takeCompletion(interaction: AutocompleteInteraction): Promise<void> {
    const { answerer, journal } = this.#front.options;
    const preferred = journal.mostAsked(LIMITS.choices);
    await interaction.respond([...completionsFor(interaction.options.getFocused(), answerer(), preferred)]);
  }

  /** Does what a button or menu stands for. */
  async takeComponent(interaction: Component): Promise<void> {
    const state = this.#front.ids.read(interaction.customId);
    const data = state?.data ?? '';
    switch (state?.action) {
      case 'ask':
        return this.#askAgain(interaction, data, CustomIds.room('ask'));
      case 'next':
        return this.#askAgain(interaction, chosenIn(interaction));
      case 'quotes':
        return this.#showQuotes(interaction, data);
      case 'share':
        return this.#share(interaction);
      case 'helpful':
      case 'unhelpful':
        return this.#vote(interaction, data, state.action === 'helpful');
      case 'topic':
        return this.#browsing.showTopic(interaction, chosenIn(interaction));
      default:
        return this.#refuse(interaction, phrasesFor(interaction.locale).notices.unknownComponent);
    }
  }

  async #help(interaction: ChatInputCommandInteraction): Promise<void> {
    const { knowledge, answerer } = this.#front.options;
    const reply = renderHelp(knowledge().event, answerer(), phrasesFor(interaction.locale));
    await replyToInteraction(interaction, reply, true);
  }

  /** Asks a question that was offered; the answer is for the one who chose it alone, who may share it. */
  async #askAgain(interaction: Component, start: string, room?: number): Promise<void> {
    await this.#answer(interaction, wholeQuestion(start, this.#front.options.answerer(), room), 'component', true);
  }

  async #answer(interaction: Repliable, question: string, via: Via, isPrivate: boolean): Promise<void> {
    const phrases = phrasesFor(interaction.locale);
    const { channelId, user } = interaction;
    const cooldown = await this.#front.cooldown(user.id, isPrivate ? undefined : channelId);
    if (cooldown) return this.#refuse(interaction, describeCooldown(cooldown, phrases));
    const place = { channelId, userId: user.id, isPrivate };
    await this.#asking.answer(place, this.#asking.recall(place), question, via, (answer) => {
      // A refusal helps nobody but the one who asked.
      const onlyForAsker = isPrivate || answer.verdict !== 'answered';
      const shareable = onlyForAsker && answer.verdict === 'answered' && !isAlone(interaction);
      return replyToInteraction(interaction, this.#front.render(answer, phrases, shareable), onlyForAsker);
    });
  }

  /** `data`: the page, then the keys of the targets. */
  async #showQuotes(interaction: Component, data: string): Promise<void> {
    const knowledge = this.#front.options.knowledge();
    const phrases = phrasesFor(interaction.locale);
    const [page, keys] = [Number(data.slice(0, 1)), data.slice(1)];
    const citations = quotesOf(targetsOf(keys, knowledge), knowledge);
    if (citations.length === 0) return this.#refuse(interaction, phrases.notices.unknownComponent);
    const reply = renderQuotes(citations, page, { keys, phrases, ids: this.#front.ids });
    if (page === 0) await replyToInteraction(interaction, reply, true);
    else await updateMessage(interaction, reply);
  }

  /** Says a private answer to everybody, as it was seen, for one who may write there. */
  async #share(interaction: Component): Promise<void> {
    const { notices } = phrasesFor(interaction.locale);
    if (!mayWrite(interaction)) return this.#refuse(interaction, notices.maySayNothing);
    const { embeds, content } = interaction.message;
    const rows = rowsIn(interaction);
    const isShare = (id: string): boolean => this.#front.ids.read(id)?.action === 'share';
    const without = rows.flatMap((row) => withoutButton(row, isShare));
    if (!(await this.#takeButtonAway(interaction, without))) return;
    const sharer = interaction.member && 'displayName' in interaction.member ? interaction.member : interaction.user;
    await interaction.followUp({
      content: [content, `-# ${notices.sharedBy(escapeLine(sharer.displayName, NAME_LENGTH))}`]
        .filter(Boolean)
        .join('\n'),
      embeds: embeds.map((embed) => embed.toJSON()),
      components: without,
      allowedMentions: NO_MENTIONS,
    });
  }

  /** Leaves a private answer without its button. @returns whether this press is the first */
  async #takeButtonAway(interaction: Component, components: Row[]): Promise<boolean> {
    const { id } = interaction.message;
    const first = this.#shared.get(id) !== true;
    this.#shared.set(id, true);
    try {
      await interaction.update({ components });
    } catch (error) {
      if (first) this.#shared.set(id, false);
      throw error;
    }
    return first;
  }

  async #vote(interaction: Component, keys: string, helpful: boolean): Promise<void> {
    const { journal, log, knowledge } = this.#front.options;
    const { thanks, votedBefore } = phrasesFor(interaction.locale).notices;
    const vote = `${interaction.user.id} ${interaction.message.id}`;
    if (this.#votes.has(vote)) return this.#refuse(interaction, votedBefore);
    this.#votes.set(vote, true);
    const targets = targetsOf(keys, knowledge()).map(({ item }) => item.id);
    journal.voted(targets, helpful);
    log.info('Voted', { helpful, targets });
    await replyToInteraction(interaction, renderNotice(thanks), true);
  }

  async #refuse(interaction: Repliable, text: string): Promise<void> {
    await replyToInteraction(interaction, renderRefusal(text), true);
  }
}

const chosenIn = (interaction: Component): string =>
  interaction.isStringSelectMenu() ? (interaction.values[0] ?? '') : '';

/** Whether the one who uses a component may write where it stands; everybody may in direct messages. */
function mayWrite({ memberPermissions, channel }: MessageComponentInteraction): boolean {
  return memberPermissions?.has(Object.values(neededToWrite(channel))) ?? true;
}

/** The rows of the message of a component, as they would be sent. */
function rowsIn({ message }: Component): Row[] {
  return message.components.map((row) => row.toJSON() as Row);
}

/** A row without some of its buttons; nothing when none is left. */
function withoutButton(row: Row, isMeant: (customId: string) => boolean): Row[] {
  const components = row.components.filter((component) => !('custom_id' in component && isMeant(component.custom_id)));
  return components.length === 0 ? [] : [{ ...row, components }];
}
