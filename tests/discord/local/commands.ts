/** The application commands that the bot registered, for everywhere or for one server. */
import { ApplicationCommandType, ApplicationCommandOptionType as OptionType } from 'discord-api-types/v10';
import { checkCommands, type Installs } from './command-rules.ts';
import { localisedOnly } from './locales.ts';
import { refusal } from './refusal.ts';
import { type Body, isBody } from './values.ts';
import type { Owners } from './world.ts';

const EVERYWHERE = 'everywhere';

/** A value that a user types into an option; a subcommand holds its own. */
export type Typed = Readonly<Record<string, string | number | boolean>>;

/** Where a user looks for commands, and by whose installation they find them there. */
export interface Place {
  /** Absent in direct messages. */
  readonly guildId?: string | undefined;
  /** 0 server, 1 direct messages with the bot, 2 other direct messages. */
  readonly context: 0 | 1 | 2;
  readonly owners: Owners;
}

export class Commands {
  readonly #scopes = new Map<string, readonly Body[]>();
  readonly #applicationId: string;
  readonly #newId: () => string;
  readonly #installs: Installs;
  /** How often a list was written. */
  writes = 0;

  constructor(applicationId: string, newId: () => string, installs: Installs = [0, 1]) {
    this.#applicationId = applicationId;
    this.#newId = newId;
    this.#installs = installs;
  }

  list(guildId?: string): readonly Body[] {
    return this.#scopes.get(guildId ?? EVERYWHERE) ?? [];
  }

  /** The list as it is told: with all localisations, or with what the asker's language has of them. */
  tell(guildId: string | undefined, all: boolean, locale: string): readonly Body[] {
    return all ? this.list(guildId) : this.list(guildId).map((command) => inLanguage(command, locale));
  }

  /** Replaces the list; ids of commands that keep their kind and name stay. */
  replace(body: unknown, guildId?: string): readonly Body[] {
    checkCommands(body, this.#installs);
    const before = new Map(this.list(guildId).map((command) => [keyOf(command), command]));
    const after = body.map((command) => this.#complete(command, before.get(keyOf(command))?.['id'], guildId));
    this.#scopes.set(guildId ?? EVERYWHERE, after);
    this.writes += 1;
    return after;
  }

  /** Adds a command, in place of one of the same kind and name. */
  add(body: Body, guildId?: string): Body {
    const others = this.list(guildId).filter((command) => keyOf(command) !== keyOf(body));
    const added = this.replace([...others, body], guildId).at(-1);
    if (!added) throw refusal(10063);
    return added;
  }

  remove(id: string, guildId?: string): void {
    this.replace(
      this.list(guildId).filter((command) => command !== this.get(id, guildId)),
      guildId,
    );
  }

  get(id: string, guildId?: string): Body {
    const command = this.list(guildId).find((one) => one['id'] === id);
    if (!command) throw refusal(10063);
    return command;
  }

  /** The commands that are offered in a place; those of the server hide those for everywhere. */
  offered({ guildId, context, owners }: Place): readonly Body[] {
    const own = guildId === undefined || owners['0'] === undefined ? [] : this.list(guildId);
    const hidden = new Set(own.map(keyOf));
    const others = this.list().filter(
      (command) => !hidden.has(keyOf(command)) && isOffered(command, context) && isInstalled(command, owners),
    );
    return [...own, ...others];
  }

  /** The command with everything that Discord adds. */
  #complete(command: Body, id: unknown, guildId?: string): Body {
    const everywhere = {
      integration_types: command['integration_types'] ?? this.#installs,
      contexts: command['contexts'] ?? null,
      dm_permission: true,
    };
    const type = command['type'] ?? ApplicationCommandType.ChatInput;
    return {
      id: id ?? this.#newId(),
      application_id: this.#applicationId,
      version: this.#newId(),
      default_member_permissions: command['default_member_permissions'] ?? null,
      type,
      name: command['name'],
      name_localizations: command['name_localizations'] ?? null,
      description: type === ApplicationCommandType.ChatInput ? command['description'] : '',
      description_localizations: command['description_localizations'] ?? null,
      nsfw: command['nsfw'] ?? false,
      ...(guildId === undefined ? everywhere : { guild_id: guildId }),
      ...(Array.isArray(command['options']) && { options: command['options'].map(completeOption) }),
    };
  }
}

const keyOf = ({ type, name }: Body): string => `${String(type ?? 1)} ${String(name)}`;

/** An option as Discord gives it back: what is false or empty is left out. */
function completeOption(option: Body): Body {
  const kept = Object.entries(option).filter(([, value]) => value !== false && value !== null && value !== undefined);
  const { options, ...rest } = Object.fromEntries(kept);
  return { ...rest, ...(Array.isArray(options) && options.length > 0 && { options: options.map(completeOption) }) };
}

/** A command or part of one without its dictionaries, with what they have for one language. */
function inLanguage(item: Body, locale: string): Body {
  const { name_localizations: _, description_localizations: __, ...rest } = item;
  const name = localisedOnly(item, 'name', locale);
  const description = localisedOnly(item, 'description', locale);
  const nested = ['options', 'choices'].flatMap((field) => {
    const list = item[field];
    return Array.isArray(list) ? [[field, list.filter(isBody).map((one) => inLanguage(one, locale))]] : [];
  });
  return {
    ...rest,
    ...(name !== undefined && { name_localized: name }),
    ...(description !== undefined && { description_localized: description }),
    ...Object.fromEntries(nested),
  };
}

function isOffered(command: Body, context: number): boolean {
  return !Array.isArray(command['contexts']) || command['contexts'].includes(context);
}

/** Whether some installation that counts here is one that the command is made for. */
function isInstalled(command: Body, owners: Owners): boolean {
  return Object.keys(ownersFor(command, owners)).length > 0;
}

/** Of the installations that count in a place, those that a command is made for. */
export function ownersFor(command: Body, owners: Owners): Owners {
  const types = Array.isArray(command['integration_types']) ? command['integration_types'] : [0];
  return Object.fromEntries(Object.entries(owners).filter(([type]) => types.includes(Number(type))));
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
