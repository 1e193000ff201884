/** `/diagnose`: what works where it is asked and what does not, in plain words, with what to do. */
import { type ChatInputCommandInteraction, GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import { isAdmin, isManager } from './admin.ts';
import { replyToInteraction } from './delivery.ts';
import type { Front } from './front.ts';
import { escapeLine } from './markup.ts';
import { type Phrases, phrasesFor } from './phrases/phrases.ts';
import { isUpToDate } from './registration.ts';
import { type Finding, renderDiagnosis } from './replies/diagnosis.ts';
import { when } from './replies/knowledge.ts';
import { shortRevision } from './replies/reply.ts';
import { renderRefusal } from './replies/sentences.ts';

type Words = Phrases['diagnose'];

const NEEDED_INTENTS = {
  Guilds: GatewayIntentBits.Guilds,
  GuildMessages: GatewayIntentBits.GuildMessages,
  DirectMessages: GatewayIntentBits.DirectMessages,
} as const;

/** Characters of a message of an error that are shown. */
const MESSAGE_LENGTH = 150;

export class Diagnosis {
  readonly #front: Front;

  constructor(front: Front) {
    this.#front = front;
  }

  /** Tells whoever may manage the server or the bot how it does here. */
  async take(interaction: ChatInputCommandInteraction): Promise<void> {
    const phrases = phrasesFor(interaction.locale);
    // Discord is asked who owns the bot and what is registered, which may take longer than the three seconds that it waits.
    await interaction.deferReply({ flags: 'Ephemeral' });
    const admin = await isAdmin(interaction, this.#front.options);
    if (!admin && !isManager(interaction)) {
      this.#front.options.log.warn('A diagnosis was refused: whoever tried may manage neither server nor bot.', {
        user: interaction.user.id,
        guild: interaction.guildId,
        channel: interaction.channelId,
      });
      await replyToInteraction(interaction, renderRefusal(phrases.notices.notManager), true);
      return;
    }
    const findings = await this.#examine(interaction, phrases.diagnose, admin);
    await replyToInteraction(interaction, renderDiagnosis(findings, phrases), true);
  }

  async #examine(interaction: ChatInputCommandInteraction, words: Words, admin: boolean): Promise<Finding[]> {
    return [
      intentsOf(interaction, words),
      permissionsOf(interaction, words),
      await this.#commands(interaction, words),
      this.#knowledge(words),
      connectionOf(interaction, words),
      this.#failures(words, admin),
    ];
  }

  async #commands({ client }: ChatInputCommandInteraction, words: Words): Promise<Finding> {
    const { knowledge, homeGuild } = this.#front.options;
    const { rest, application } = client;
    try {
      const well = await isUpToDate({ rest, application, event: knowledge().event, homeGuild });
      return { name: words.commands, well, text: well ? words.commandsWell : words.commandsIll };
    } catch (error) {
      const why = escapeLine(error instanceof Error ? error.message : String(error), MESSAGE_LENGTH);
      return { name: words.commands, well: false, text: words.commandsUnknown(why) };
    }
  }

  #knowledge(words: Words): Finding {
    const { revision, since, filesDiffer } = this.#front.options.custody.status();
    const told = filesDiffer ? words.knowledgeIll : words.knowledgeWell;
    return { name: words.knowledge, well: !filesDiffer, text: told(shortRevision(revision), when(since)) };
  }

  /** What went wrong is told to those who run the bot alone; others get the ids to tell them. */
  #failures(words: Words, admin: boolean): Finding {
    const { latest } = this.#front.failures;
    if (latest.length === 0) return { name: words.failures, well: true, text: words.noFailures };
    const lines = latest.map(({ id, at, message }) =>
      words.failure(id, when(at), admin ? escapeLine(message, MESSAGE_LENGTH) : ''),
    );
    return { name: words.failures, well: false, text: [...lines, words.failuresAdvice].join('\n') };
  }
}

function intentsOf({ client }: ChatInputCommandInteraction, words: Words): Finding {
  const missing = Object.entries(NEEDED_INTENTS).flatMap(([name, bit]) =>
    client.options.intents.has(bit) ? [] : name,
  );
  const well = missing.length === 0;
  return { name: words.intents, well, text: well ? words.intentsWell : words.intentsIll(missing.join(', ')) };
}

/** What the bot may do in the channel, as Discord tells it with the command. */
function permissionsOf({ appPermissions, channel }: ChatInputCommandInteraction, words: Words): Finding {
  const needed = {
    'View Channel': PermissionFlagsBits.ViewChannel,
    ...(channel?.isThread()
      ? { 'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads }
      : { 'Send Messages': PermissionFlagsBits.SendMessages }),
    'Embed Links': PermissionFlagsBits.EmbedLinks,
    'Read Message History': PermissionFlagsBits.ReadMessageHistory,
  };
  const missing = Object.entries(needed).flatMap(([name, bit]) => (appPermissions.has(bit) ? [] : name));
  const well = missing.length === 0;
  return {
    name: words.permissions,
    well,
    text: well ? words.permissionsWell : words.permissionsIll(missing.join(', ')),
  };
}

function connectionOf({ client, guild }: ChatInputCommandInteraction, words: Words): Finding {
  const shards = client.ws.shards.size;
  const text = words.connectionWell(guild?.shardId ?? 0, Math.max(1, shards), Math.round(client.ws.ping));
  return { name: words.connection, well: true, text };
}
