/** The application commands that the bot registered, for everywhere or for one server. */
import { ApplicationCommandOptionType as OptionType } from 'discord-api-types/v10';
import { checkCommands } from './command-rules.ts';
import { type Body, isBody } from './values.ts';

const EVERYWHERE = 'everywhere';

/** A value that a user types into an option; a subcommand holds its own. */
export type Typed = Readonly<Record<string, string | number | boolean>>;

export class Commands {
  readonly #scopes = new Map<string, readonly Body[]>();
  readonly #applicationId: string;
  readonly #newId: () => string;
  /** How often a list was written. */
  writes = 0;

  constructor(applicationId: string, newId: () => string) {
    this.#applicationId = applicationId;
    this.#newId = newId;
  }

  list(guildId?: string): readonly Body[] {
    return this.#scopes.get(guildId ?? EVERYWHERE) ?? [];
  }

  /** Replaces the list; ids of commands that keep their name stay. */
  replace(body: unknown, guildId?: string): readonly Body[] {
    checkCommands(body);
    const before = new Map(this.list(guildId).map((command) => [command['name'], command]));
    const after = body.map((command) => this.#complete(command, before.get(command['name'])?.['id'], guildId));
    this.#scopes.set(guildId ?? EVERYWHERE, after);
    this.writes += 1;
    return after;
  }

  /** The command that a user of a server (or of direct messages) is offered by this name. */
  find(name: string, guildId?: string): Body | undefined {
    const own = guildId === undefined ? undefined : this.list(guildId).find((command) => command['name'] === name);
    const offeredIn = guildId === undefined ? 1 : 0;
    return own ?? this.list().find((command) => command['name'] === name && isOffered(command, offeredIn));
  }

  /** The command with everything that Discord adds. */
  #complete(command: Body, id: unknown, guildId?: string): Body {
    const everywhere = {
      integration_types: command['integration_types'] ?? [0],
      contexts: command['contexts'] ?? null,
      dm_permission: true,
    };
    return {
      id: id ?? this.#newId(),
      application_id: this.#applicationId,
      version: this.#newId(),
      default_member_permissions: command['default_member_permissions'] ?? null,
      type: command['type'] ?? 1,
      name: command['name'],
      name_localizations: command['name_localizations'] ?? null,
      description: command['description'],
      description_localizations: command['description_localizations'] ?? null,
      nsfw: command['nsfw'] ?? false,
      ...(guildId === undefined ? everywhere : { guild_id: guildId }),
      ...(Array.isArray(command['options']) && { options: command['options'].map(completeOption) }),
    };
  }
}

/** An option as Discord gives it back: what is false or empty is left out. */
function completeOption(option: Body): Body {
  const kept = Object.entries(option).filter(([, value]) => value !== false && value !== null && value !== undefined);
  const { options, ...rest } = Object.fromEntries(kept);
  return { ...rest, ...(Array.isArray(options) && options.length > 0 && { options: options.map(completeOption) }) };
}

function isOffered(command: Body, context: number): boolean {
  return !Array.isArray(command['contexts']) || command['contexts'].includes(context);
}

/**
 * The options of an interaction, from what was typed.
 * Throws where a Discord client would not let the user send it.
 */
export function typedOptions(command: Body, path: readonly string[], typed: Typed, focused?: string): object[] {
  const options = (Array.isArray(command['options']) ? command['options'] : []).filter(isBody);
  const [next, ...rest] = path;
  if (next !== undefined) {
    const nested = options.find((option) => option['name'] === next);
    if (!nested) throw new Error(`The command "${String(command['name'])}" has no subcommand "${next}".`);
    return [{ type: nested['type'], name: next, options: typedOptions(nested, rest, typed, focused) }];
  }
  if (options.some(({ type }) => type === OptionType.Subcommand))
    throw new Error(`The command "${String(command['name'])}" needs a subcommand.`);
  const missing = options.find((option) => option['required'] === true && typed[String(option['name'])] === undefined);
  if (missing && focused === undefined) throw new Error(`The option "${String(missing['name'])}" must be filled in.`);
  return Object.entries(typed).map(([name, value]) => typedOption(options, name, value, focused));
}

function typedOption(
  options: readonly Body[],
  name: string,
  value: string | number | boolean,
  focused?: string,
): object {
  const option = options.find((candidate) => candidate['name'] === name);
  if (!option)
    throw new Error(
      `There is no option "${name}"; there are: ${options.map((one) => String(one['name'])).join(', ')}.`,
    );
  const max = Number(option['max_length'] ?? 6000);
  if (typeof value === 'string' && value.length > max)
    throw new Error(`The option "${name}" takes ${max} characters; got ${value.length}.`);
  if (name === focused && option['autocomplete'] !== true)
    throw new Error(`The option "${name}" does not complete itself.`);
  return { type: option['type'], name, value, ...(name === focused && { focused: true }) };
}
