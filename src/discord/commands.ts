/** The bot's slash commands and their registration. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type REST,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import { LIMITS } from './limits.ts';
import { cutText } from './markup.ts';

export const ASK = { name: 'ask', question: 'question' } as const;
export const KNOWLEDGE = { name: 'knowledge', reload: 'reload' } as const;

type Command = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** The commands; in one server alone they have no contexts, for Discord knows those of commands for everywhere only. */
export function commandsFor(event: string, inOneServer: boolean): Command[] {
  return inOneServer
    ? [askCommand(event), knowledgeCommand()]
    : [everywhere(askCommand(event), true), everywhere(knowledgeCommand(), false)];
}

function askCommand(event: string): Command {
  const question: APIApplicationCommandOption = {
    type: ApplicationCommandOptionType.String,
    name: ASK.question,
    description: 'Your question, in your own words',
    required: true,
    autocomplete: true,
  };
  return { name: ASK.name, description: cutText(`Ask about ${event}`, LIMITS.commandDescription), options: [question] };
}

function knowledgeCommand(): Command {
  const reload: APIApplicationCommandOption = {
    type: ApplicationCommandOptionType.Subcommand,
    name: KNOWLEDGE.reload,
    description: 'Read and verify the knowledge again; the old stays when the new has a problem',
  };
  return {
    name: KNOWLEDGE.name,
    description: 'Manage what the bot knows',
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    options: [reload],
  };
}

function everywhere(command: Command, inDirectMessages: boolean): Command {
  const contexts = [InteractionContextType.Guild, ...(inDirectMessages ? [InteractionContextType.BotDM] : [])];
  return { ...command, contexts, integration_types: [ApplicationIntegrationType.GuildInstall] };
}

/**
 * Brings the registered commands up to date, writing only what differs.
 * With a home server, the commands live there, and those registered for everywhere before go.
 * @returns whether anything was written
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  event: string,
  homeGuild?: string,
): Promise<boolean> {
  if (homeGuild === undefined)
    return bringUpToDate(rest, Routes.applicationCommands(applicationId), () => commandsFor(event, false));
  const here = await bringUpToDate(rest, Routes.applicationGuildCommands(applicationId, homeGuild), () =>
    commandsFor(event, true),
  );
  const own: readonly string[] = [ASK.name, KNOWLEDGE.name];
  const elsewhere = await bringUpToDate(rest, Routes.applicationCommands(applicationId), (before) =>
    before.filter(({ name }) => !own.includes(name)),
  );
  return here || elsewhere;
}

async function bringUpToDate(
  rest: REST,
  route: `/${string}`,
  wanted: (registered: readonly APIApplicationCommand[]) => readonly (Command | APIApplicationCommand)[],
): Promise<boolean> {
  const registered = (await rest.get(route)) as readonly APIApplicationCommand[];
  const commands = wanted(registered);
  if (JSON.stringify(comparable(registered)) === JSON.stringify(comparable(commands))) return false;
  await rest.put(route, { body: commands });
  return true;
}

/** Fields that Discord adds and that say nothing of what the command is. */
const ADDED = new Set([
  'id',
  'application_id',
  'guild_id',
  'version',
  'dm_permission',
  'name_localized',
  'description_localized',
]);
/** Values that mean the same as leaving the field out. */
const DEFAULTS: Readonly<Record<string, unknown>> = { type: 1, integration_types: [0] };

/** Commands by name, without what Discord adds or leaves out on its own. */
function comparable(commands: readonly (Command | APIApplicationCommand)[]): unknown[] {
  return [...commands].sort((a, b) => (a.name < b.name ? -1 : 1)).map((command) => essence(command, DEFAULTS));
}

function essence(value: unknown, defaults: Readonly<Record<string, unknown>> = {}): unknown {
  if (Array.isArray(value)) return value.map((item) => essence(item));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, item]) => !ADDED.has(key) && !isDefault(item, defaults[key]));
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, essence(item)]));
}

function isDefault(value: unknown, standard: unknown): boolean {
  if (value === null || value === undefined || value === false) return true;
  if (Array.isArray(value) && value.length === 0) return true;
  return standard !== undefined && JSON.stringify(value) === JSON.stringify(standard);
}
