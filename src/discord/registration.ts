/** Brings the commands that Discord knows up to date, writing only what differs. */
import {
  type APIApplicationCommand,
  ApplicationIntegrationType,
  type ClientApplication,
  type REST,
  Routes,
} from 'discord.js';
import { type Command, commandsForEverywhere, commandsForHome, OWN_NAMES } from './commands.ts';

export interface Registration {
  readonly rest: REST;
  readonly application: ClientApplication;
  readonly event: string;
  readonly homeGuild: string | undefined;
}

/**
 * Registers the commands for everywhere, and those for admins in the home server if there is one. Commands of others stay.
 * @returns whether anything was written
 */
export async function registerCommands(registration: Registration): Promise<boolean> {
  const written: boolean[] = [];
  for (const { route, commands } of scopesOf(registration))
    written.push(await bringUpToDate(registration.rest, route, commands));
  return written.includes(true);
}

/** Whether what is registered is what the bot would register. */
export async function isUpToDate(registration: Registration): Promise<boolean> {
  const differ = await Promise.all(
    scopesOf(registration).map(async ({ route, commands }) => {
      const registered = await registeredAt(registration.rest, route);
      return differs(registered, withOthers(registered, commands));
    }),
  );
  return !differ.includes(true);
}

interface Scope {
  readonly route: `/${string}`;
  readonly commands: readonly Command[];
}

function scopesOf({ application, event, homeGuild }: Registration): Scope[] {
  const everywhere = commandsForEverywhere(event, mayBeInstalledByUsers(application));
  const route = Routes.applicationCommands(application.id);
  if (homeGuild === undefined) return [{ route, commands: [...everywhere, ...commandsForHome(true)] }];
  return [
    { route, commands: everywhere },
    { route: Routes.applicationGuildCommands(application.id, homeGuild), commands: commandsForHome(false) },
  ];
}

/** As the developer portal has it; where Discord does not tell, it may. */
function mayBeInstalledByUsers({ integrationTypesConfig }: ClientApplication): boolean {
  return !integrationTypesConfig || integrationTypesConfig[ApplicationIntegrationType.UserInstall] !== undefined;
}

async function bringUpToDate(rest: REST, route: `/${string}`, wanted: readonly Command[]): Promise<boolean> {
  const registered = await registeredAt(rest, route);
  const commands = withOthers(registered, wanted);
  if (!differs(registered, commands)) return false;
  await rest.put(route, { body: commands });
  return true;
}

async function registeredAt(rest: REST, route: `/${string}`): Promise<readonly APIApplicationCommand[]> {
  return (await rest.get(route, {
    query: new URLSearchParams({ with_localizations: 'true' }),
  })) as readonly APIApplicationCommand[];
}

/** The bot's commands, and those that somebody else registered for the same application. */
function withOthers(
  registered: readonly APIApplicationCommand[],
  wanted: readonly Command[],
): (Command | APIApplicationCommand)[] {
  return [...wanted, ...registered.filter(({ name }) => !OWN_NAMES.includes(name))];
}

function differs(
  registered: readonly APIApplicationCommand[],
  commands: readonly (Command | APIApplicationCommand)[],
): boolean {
  return JSON.stringify(comparable(registered)) !== JSON.stringify(comparable(commands));
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
  if (value === null || value === undefined || value === false || value === '') return true;
  if (Array.isArray(value) && value.length === 0) return true;
  return standard !== undefined && JSON.stringify(value) === JSON.stringify(standard);
}
