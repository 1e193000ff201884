/** `/knowledge`: what the bot knows, managed by its admins in its home server. */
import type { ChatInputCommandInteraction } from 'discord.js';
import { isAdmin } from './admin.ts';
import { KNOWLEDGE } from './commands.ts';
import { replyToInteraction } from './delivery.ts';
import type { Front } from './front.ts';
import { phrasesFor } from './phrases/phrases.ts';
import { renderReload } from './replies/reload.ts';
import { renderRefusal } from './replies/sentences.ts';

export class Managing {
  readonly #front: Front;

  constructor(front: Front) {
    this.#front = front;
  }

  /** Does what the subcommand says, for an admin at home; refuses everybody else, and logs that they tried. */
  async take(interaction: ChatInputCommandInteraction): Promise<void> {
    const refusal = this.#refusalFor(interaction);
    if (refusal === undefined) return this.#manage(interaction);
    await replyToInteraction(interaction, renderRefusal(refusal), true);
  }

  async #manage(interaction: ChatInputCommandInteraction): Promise<void> {
    const { log, reload } = this.#front.options;
    // Reading and verifying may take longer than the three seconds that Discord waits.
    await interaction.deferReply({ flags: 'Ephemeral' });
    const outcome = await reload();
    log.info('A reload ended', { status: outcome.status, revision: outcome.revision, ...whereOf(interaction) });
    await replyToInteraction(interaction, renderReload(outcome), true);
  }

  /** Why somebody may not; undefined when they may. */
  #refusalFor(interaction: ChatInputCommandInteraction): string | undefined {
    const { options } = this.#front;
    const { notices } = phrasesFor(interaction.locale);
    const where = whereOf(interaction);
    if (options.homeGuild !== undefined && interaction.guildId !== options.homeGuild) {
      options.log.warn('Managing the knowledge was refused: it works in the home server alone.', where);
      return notices.notAtHome;
    }
    if (isAdmin(interaction, options)) return undefined;
    options.log.warn(
      'Managing the knowledge was refused: whoever tried is no admin. BOT_ADMINS in .env names the users and roles that may.',
      where,
    );
    return notices.notAdmin;
  }
}

/** What was tried and where, for the log. */
function whereOf({ options, guildId, channelId }: ChatInputCommandInteraction): object {
  return { command: `${KNOWLEDGE.name} ${options.getSubcommand()}`, guild: guildId, channel: channelId };
}
