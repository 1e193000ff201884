/** `/topics`, `/sources` and `/about`: what can be asked, what it rests on, and what the bot is. For the one who looks alone. */
import type { ButtonInteraction, ChatInputCommandInteraction, StringSelectMenuInteraction } from 'discord.js';
import { replyToInteraction, updateMessage } from './delivery.ts';
import type { Front } from './front.ts';
import { phrasesFor } from './phrases/phrases.ts';
import { renderAbout } from './replies/about.ts';
import { renderSources } from './replies/sources.ts';
import { renderTopic, renderTopics } from './replies/topics.ts';

export class Browsing {
  readonly #front: Front;

  constructor(front: Front) {
    this.#front = front;
  }

  async showTopics(interaction: ChatInputCommandInteraction): Promise<void> {
    const { options, ids } = this.#front;
    await replyToInteraction(interaction, renderTopics(options.knowledge(), ids, phrasesFor(interaction.locale)), true);
  }

  /** Shows the questions of a topic in place of the topics. */
  async showTopic(interaction: ButtonInteraction | StringSelectMenuInteraction, topic: string): Promise<void> {
    const { options, ids } = this.#front;
    await updateMessage(interaction, renderTopic(topic, options.knowledge(), ids, phrasesFor(interaction.locale)));
  }

  async showSources(interaction: ChatInputCommandInteraction): Promise<void> {
    await replyToInteraction(
      interaction,
      renderSources(this.#front.options.knowledge(), phrasesFor(interaction.locale)),
      true,
    );
  }

  async showAbout(interaction: ChatInputCommandInteraction): Promise<void> {
    const { knowledge, scores } = this.#front.options;
    await replyToInteraction(interaction, renderAbout(knowledge(), scores, phrasesFor(interaction.locale)), true);
  }
}
