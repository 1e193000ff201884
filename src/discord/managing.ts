/** `/knowledge`: what the bot knows, managed by its admins in its home server. */
import type { ChatInputCommandInteraction } from 'discord.js';
import { isAdmin } from './admin.ts';
import { KNOWLEDGE } from './commands.ts';
import { replyToInteraction } from './delivery.ts';
import type { Front } from './front.ts';
import { type Phrases, phrasesFor } from './phrases/phrases.ts';
import { renderReload, renderRollback, renderStatus } from './replies/knowledge.ts';
import type { Reply } from './replies/reply.ts';
import { renderRefusal } from './replies/sentences.ts';

export class Managing {
  readonly #front: Front;

  constructor(front: Front) {
    this.#front = front;
  }

  /** Does what the subcommand says, for an admin at home; refuses everybody else, and logs that they tried. */
  async take(interaction: ChatInputCommandInteraction): Promise<void> {
    // Discord is asked who owns the bot, and reading and verifying takes seconds: it may be longer than the three that Discord waits.
    await interaction.deferReply({ flags: 'Ephemeral' });
    const phrases = phrasesFor(interaction.locale);
    const refusal = await this.#refusalFor(interaction, phrases);
    const reply = refusal === undefined ? await this.#outcomeOf(interaction, phrases) : renderRefusal(refusal);
    await replyToInteraction(interaction, reply, true);
  }

  async #outcomeOf(interaction: ChatInputCommandInteraction, phrases: Phrases): Promise<Reply> {
    const { custody, journal, log } = this.#front.options;
    const subcommand = interaction.options.getSubcommand();
    if (subcommand === KNOWLEDGE.status) return renderStatus(custody.status(), journal.summary(), phrases);
    const tell = ({ status, revision }: { readonly status: string; readonly revision: string }): void =>
      log.info('Managed the knowledge', { status, revision, ...whereOf(interaction) });
    if (subcommand === KNOWLEDGE.reload) {
      const outcome = await custody.reload();
      tell(outcome);
      return renderReload(outcome, phrases);
    }
    const outcome = await custody.rollback();
    tell(outcome);
    return renderRollback(outcome, phrases);
  }

  /** Why somebody may not; undefined when they may. */
  async #refusalFor(interaction: ChatInputCommandInteraction, { notices }: Phrases): Promise<string | undefined> {
    const { options } = this.#front;
    const where = whereOf(interaction);
    if (options.homeGuild !== undefined && interaction.guildId !== options.homeGuild) {
      options.log.warn('Managing the knowledge was refused: it works in the home server alone.', where);
      return notices.notAtHome;
    }
    if (await isAdmin(interaction, options)) return undefined;
    options.log.warn(
      'Managing the knowledge was refused: whoever tried is no admin. BOT_ADMINS in .env names the users and roles that may.',
      where,
    );
    return notices.notAdmin;
  }
}

/** What was tried, by whom and where, for the log. */
function whereOf({ options, user, guildId, channelId }: ChatInputCommandInteraction): object {
  const command = `${KNOWLEDGE.name} ${options.getSubcommand()}`;
  return { command, user: user.id, guild: guildId, channel: channelId };
}
