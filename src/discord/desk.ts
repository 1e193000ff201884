/** Where events arrive: each goes to the one who takes it, and whatever fails there is told to the one who asked. */
import type { AutocompleteInteraction, Interaction, Message } from 'discord.js';
import { Asking } from './asking.ts';
import { Browsing } from './browsing.ts';
import { ABOUT, ANSWER_THIS, ASK, DIAGNOSE, KNOWLEDGE, SOURCES, TOPICS } from './commands.ts';
import { type Repliable, replyToInteraction } from './delivery.ts';
import { Diagnosis } from './diagnosis.ts';
import { Front } from './front.ts';
import { Interactions } from './interactions.ts';
import { Managing } from './managing.ts';
import { Messages } from './messages.ts';
import type { BotOptions } from './options.ts';
import { phrasesFor } from './phrases/phrases.ts';
import { renderRefusal } from './replies/sentences.ts';

export class Desk {
  readonly #front: Front;
  readonly #messages: Messages;
  readonly #interactions: Interactions;
  readonly #browsing: Browsing;
  readonly #managing: Managing;
  readonly #diagnosis: Diagnosis;

  constructor(options: BotOptions) {
    this.#front = new Front(options);
    const asking = new Asking(options);
    this.#browsing = new Browsing(this.#front);
    this.#messages = new Messages(this.#front, asking);
    this.#interactions = new Interactions(this.#front, asking, this.#browsing);
    this.#managing = new Managing(this.#front);
    this.#diagnosis = new Diagnosis(this.#front);
  }

  takeMessage(message: Message): Promise<void> {
    return this.#messages.take(message);
  }

  takeEdit(message: Message): Promise<void> {
    return this.#messages.takeEdit(message);
  }

  async takeInteraction(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) return this.#complete(interaction);
    if (!interaction.isCommand() && !interaction.isMessageComponent()) return;
    const work = this.#workFor(interaction);
    if (!work) return;
    const { notices } = phrasesFor(interaction.locale);
    await this.#front.failures.orExcuse(work, (id) =>
      replyToInteraction(interaction, renderRefusal(notices.failure(id)), true),
    );
  }

  /** A failure leaves the user with what they typed, which works as well. */
  #complete(interaction: AutocompleteInteraction): Promise<void> {
    return this.#front.failures.orExcuse(
      () => this.#interactions.takeCompletion(interaction),
      () => interaction.respond([]),
    );
  }

  /** What an interaction asks for; nothing for what is none of the bot's. */
  #workFor(interaction: Repliable): (() => Promise<void>) | undefined {
    if (interaction.isButton() || interaction.isStringSelectMenu())
      return () => this.#interactions.takeComponent(interaction);
    if (interaction.isMessageContextMenuCommand())
      return interaction.commandName === ANSWER_THIS.name
        ? () => this.#interactions.takeMessageMenu(interaction)
        : undefined;
    if (!interaction.isChatInputCommand()) return undefined;
    return {
      [ASK.name]: () => this.#interactions.takeAsk(interaction),
      [TOPICS.name]: () => this.#browsing.showTopics(interaction),
      [SOURCES.name]: () => this.#browsing.showSources(interaction),
      [ABOUT.name]: () => this.#browsing.showAbout(interaction),
      [KNOWLEDGE.name]: () => this.#managing.take(interaction),
      [DIAGNOSE.name]: () => this.#diagnosis.take(interaction),
    }[interaction.commandName];
  }
}
