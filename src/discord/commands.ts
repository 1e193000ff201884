/** The bot's commands as Discord shows them, in every language that the bot speaks. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { LIMITS } from './limits.ts';
import { cutText } from './markup.ts';
import { en } from './phrases/en.ts';
import { type CommandPhrases, type Phrases, TRANSLATIONS } from './phrases/phrases.ts';

/** Names as they come with an interaction: those in English, whatever the reader sees. */
export const ASK = { name: en.commands.ask.name, question: 'question', private: 'private' } as const;
export const ANSWER_THIS = { name: en.commands.answerThis } as const;
export const TOPICS = { name: en.commands.topics.name } as const;
export const SOURCES = { name: en.commands.sources.name } as const;
export const ABOUT = { name: en.commands.about.name } as const;
export const DIAGNOSE = { name: en.commands.diagnose.name } as const;
export const KNOWLEDGE = {
  name: en.commands.knowledge.name,
  reload: en.commands.knowledge.reload.name,
  status: en.commands.knowledge.status.name,
  rollback: en.commands.knowledge.rollback.name,
} as const;

export type Command = RESTPostAPIApplicationCommandsJSONBody;

/** Every name, to tell the bot's own commands from those of others. */
export const OWN_NAMES: readonly string[] = [ASK, ANSWER_THIS, TOPICS, SOURCES, ABOUT, DIAGNOSE, KNOWLEDGE].map(
  ({ name }) => name,
);

/** The commands for everywhere. `userInstall`: whether people may install the bot for themselves. */
export function commandsForEverywhere(event: string, userInstall: boolean): Command[] {
  const readers = [askCommand(event), answerThisCommand(), ...browsingCommands()];
  return [
    ...readers.map((command) => ({
      ...command,
      integration_types: [
        ApplicationIntegrationType.GuildInstall,
        ...(userInstall ? [ApplicationIntegrationType.UserInstall] : []),
      ],
      contexts: [
        InteractionContextType.Guild,
        InteractionContextType.BotDM,
        ...(userInstall ? [InteractionContextType.PrivateChannel] : []),
      ],
    })),
    inServers(diagnoseCommand()),
  ];
}

/** The command for the home server; without one, for every server. Commands of one server have neither contexts nor types. */
export function commandsForHome(everyServer: boolean): Command[] {
  return [everyServer ? inServers(knowledgeCommand()) : knowledgeCommand()];
}

function inServers(command: Command): Command {
  return {
    ...command,
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild],
  };
}

function askCommand(event: string): Command {
  const describe = ({ commands: { ask } }: Phrases): string => cutText(ask.describe(event), LIMITS.commandDescription);
  return {
    ...named(({ commands: { ask } }) => ({ name: ask.name, description: '' })),
    description: describe(en),
    description_localizations: localized(describe),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        ...named(({ commands: { ask } }) => ask.question),
        required: true,
        autocomplete: true,
      },
      { type: ApplicationCommandOptionType.Boolean, ...named(({ commands: { ask } }) => ask.private) },
    ],
  };
}

function answerThisCommand(): Command {
  return {
    type: ApplicationCommandType.Message,
    name: en.commands.answerThis,
    name_localizations: localized(({ commands }) => commands.answerThis),
  };
}

function browsingCommands(): Command[] {
  return [
    named(({ commands }) => commands.topics),
    named(({ commands }) => commands.sources),
    named(({ commands }) => commands.about),
  ];
}

function diagnoseCommand(): Command {
  return { ...named(({ commands }) => commands.diagnose), default_member_permissions: MANAGERS };
}

function knowledgeCommand(): Command {
  const subcommands: readonly ((phrases: Phrases) => CommandPhrases)[] = [
    ({ commands: { knowledge } }) => knowledge.reload,
    ({ commands: { knowledge } }) => knowledge.status,
    ({ commands: { knowledge } }) => knowledge.rollback,
  ];
  return {
    ...named(({ commands }) => commands.knowledge),
    default_member_permissions: MANAGERS,
    options: subcommands.map((of) => ({ type: ApplicationCommandOptionType.Subcommand, ...named(of) })),
  };
}

/** Whom Discord offers a command to unless a server decides otherwise; who may use it is checked when it is used. */
const MANAGERS = String(PermissionFlagsBits.ManageGuild);

/** Name and description in English and in every other language. */
function named(of: (phrases: Phrases) => CommandPhrases) {
  const { name, description } = of(en);
  return {
    name,
    description,
    name_localizations: localized((phrases) => of(phrases).name),
    description_localizations: localized((phrases) => of(phrases).description),
  };
}

function localized(of: (phrases: Phrases) => string): LocalizationMap {
  return Object.fromEntries(TRANSLATIONS.map(({ locale, phrases }) => [locale, of(phrases)]));
}
