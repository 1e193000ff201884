/** Discord's rules about application commands and the choices of an autocompletion. */
import { ApplicationCommandType, ApplicationCommandOptionType as OptionType } from 'discord-api-types/v10';
import { LOCALES, localised } from './locales.ts';
import { Faults } from './refusal.ts';
import { type Body, checkBodies, checkChoice, checkInteger, checkList, checkText, isBody } from './values.ts';

const { ChatInput, User, Message } = ApplicationCommandType;

const LIMITS = {
  options: 25,
  choices: 25,
  name: 32,
  description: 100,
  choice: 100,
  total: 8000,
  text: 6000,
} as const;

/** How many commands of each kind a scope has. */
const COMMANDS = new Map<unknown, number>([
  [ChatInput, 100],
  [User, 15],
  [Message, 15],
]);
const MOST_COMMANDS = [...COMMANDS.values()].reduce((sum, count) => sum + count, 0);

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const WITH_CHOICES: readonly unknown[] = [OptionType.String, OptionType.Integer, OptionType.Number];
const NESTED: readonly unknown[] = [OptionType.Subcommand, OptionType.SubcommandGroup];

/** What the app may be added to: 0 servers, 1 users. */
export type Installs = readonly number[];

/** Throws a refusal unless `body` is a list of commands that Discord accepts for one scope. */
export function checkCommands(body: unknown, installs: Installs): asserts body is readonly Body[] {
  const faults = new Faults();
  const commands = checkBodies(faults, '', Array.isArray(body) ? body : [null], MOST_COMMANDS);
  for (const [index, command] of commands.entries()) checkCommand(faults, `${index}`, command, installs);
  checkNumbers(faults, commands);
  checkUniqueNames(commands, (index) =>
    faults.add(`${index}`, 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique'),
  );
  faults.throwIfAny();
}

function checkNumbers(faults: Faults, commands: readonly Body[]): void {
  for (const [type, max] of COMMANDS) {
    if (commands.filter((command) => typeOf(command) === type).length > max)
      faults.add('', 'BASE_TYPE_BAD_LENGTH', `Must be between 0 and ${max} in length for the type ${type}.`);
  }
}

const typeOf = (command: Body): unknown => command['type'] ?? ChatInput;

/** Names are unique by kind, in each language as in none. */
function checkUniqueNames(commands: readonly Body[], onTwice: (index: number) => void): void {
  const names = new Set<string>();
  for (const [index, command] of commands.entries()) {
    const kind = `${String(typeOf(command))} ${String(command['name'])}`;
    if (names.has(kind)) onTwice(index);
    else if (localesOf(commands).some((locale) => hasTwin(commands, index, locale))) onTwice(index);
    names.add(kind);
  }
}

/** Whether an earlier item of the same kind has the same name in a language. */
function hasTwin(items: readonly Body[], index: number, locale: string): boolean {
  const item = items[index] ?? {};
  const name = localised(item, 'name', locale);
  return items
    .slice(0, index)
    .some((other) => typeOf(other) === typeOf(item) && localised(other, 'name', locale) === name);
}

function localesOf(items: readonly Body[]): string[] {
  return [...new Set(items.flatMap(({ name_localizations: names }) => (isBody(names) ? Object.keys(names) : [])))];
}

function checkCommand(faults: Faults, path: string, command: Body, installs: Installs): void {
  checkChoice(faults, `${path}.type`, typeOf(command), [ChatInput, User, Message]);
  if (typeOf(command) === ChatInput) {
    checkName(faults, path, command);
    checkOptions(faults, path, command, 0);
  } else checkMenuCommand(faults, path, command);
  const permissions = command['default_member_permissions'];
  if (permissions !== undefined && permissions !== null && !/^\d+$/.test(String(permissions))) {
    faults.add(
      `${path}.default_member_permissions`,
      'BITFIELD_TYPE_CONVERT',
      'Must be a bit field as a string of digits.',
    );
  }
  checkPlaces(faults, path, command, installs);
  if (countCharacters(command) > LIMITS.total) {
    faults.add(path, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${LIMITS.total})`);
  }
}

/** A command of a context menu has a name alone, which may have capitals and spaces. */
function checkMenuCommand(faults: Faults, path: string, command: Body): void {
  const check = (at: string, value: unknown): unknown =>
    checkText(faults, at, value, { min: 1, max: LIMITS.name, required: true });
  check(`${path}.name`, command['name']);
  checkLocalisations(faults, `${path}.name_localizations`, command['name_localizations'], check);
  for (const [field, value] of [
    ['description', command['description'] || undefined],
    ['description_localizations', command['description_localizations'] ?? undefined],
    ['options', Array.isArray(command['options']) && command['options'].length === 0 ? undefined : command['options']],
  ] as const) {
    if (value !== undefined)
      faults.add(
        `${path}.${field}`,
        'CONTEXT_MENU_COMMAND_FIELD_NOT_ALLOWED',
        `Context menu commands have no ${field}`,
      );
  }
}

/** Where a command is offered, and by whose installation. */
function checkPlaces(faults: Faults, path: string, command: Body, installs: Installs): void {
  for (const [index, item] of checkList(faults, `${path}.contexts`, command['contexts'], 3).entries())
    checkInteger(faults, `${path}.contexts.${index}`, item, 0, 2);
  const types = checkList(faults, `${path}.integration_types`, command['integration_types'], 2, 1);
  for (const [index, item] of types.entries())
    checkChoice(faults, `${path}.integration_types.${index}`, item, installs);
  for (const field of ['contexts', 'integration_types']) {
    const list = command[field];
    if (Array.isArray(list) && new Set(list).size < list.length)
      faults.add(`${path}.${field}`, 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value.');
  }
}

function checkName(faults: Faults, path: string, item: Body): void {
  const name = (at: string, value: unknown): void => checkCommandName(faults, at, value);
  const description = (at: string, value: unknown): unknown =>
    checkText(faults, at, value, { min: 1, max: LIMITS.description, required: true });
  name(`${path}.name`, item['name']);
  checkLocalisations(faults, `${path}.name_localizations`, item['name_localizations'], name);
  description(`${path}.description`, item['description']);
  checkLocalisations(faults, `${path}.description_localizations`, item['description_localizations'], description);
}

function checkCommandName(faults: Faults, path: string, value: unknown): void {
  const name = checkText(faults, path, value, { min: 1, max: LIMITS.name, required: true });
  if (name !== '' && (!NAME.test(name) || name !== name.toLowerCase()))
    faults.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
}

/** A dictionary of known languages, each text held to the rules of the field that it translates. */
function checkLocalisations(
  faults: Faults,
  path: string,
  value: unknown,
  check: (path: string, text: unknown) => unknown,
): void {
  if (value === undefined || value === null) return;
  if (!isBody(value)) {
    faults.add(path, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
    return;
  }
  for (const [locale, text] of Object.entries(value)) {
    if (!LOCALES.includes(locale)) checkChoice(faults, `${path}.${locale}`, locale, LOCALES);
    else if (text !== null) check(`${path}.${locale}`, text);
  }
}

function checkOptions(faults: Faults, path: string, parent: Body, depth: number): void {
  const options = checkBodies(faults, `${path}.options`, parent['options'], LIMITS.options);
  const nested = options.filter((option) => NESTED.includes(option['type']));
  if (nested.length > 0 && nested.length < options.length) {
    faults.add(
      `${path}.options`,
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    );
  }
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const at = `${path}.options.${index}`;
    checkOption(faults, at, option, depth);
    if (isNameTaken(options, index))
      faults.add(at, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
    if (option['required'] === true && optionalSeen) {
      faults.add(
        at,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
    optionalSeen ||= option['required'] !== true;
  }
}

/** Whether an earlier option has this name, or its name in some language, or as its name what this one has in some language. */
function isNameTaken(options: readonly Body[], index: number): boolean {
  const own = namesOf(options[index] ?? {});
  return options.slice(0, index).some((other) => {
    const names = namesOf(other);
    return own.some(([locale, name]) =>
      names.some(([otherLocale, taken]) => taken === name && (locale === otherLocale || !locale || !otherLocale)),
    );
  });
}

/** The names of an option with their languages; the one without a language first. */
function namesOf({ name, name_localizations: names }: Body): (readonly [string, unknown])[] {
  return [['', name], ...(isBody(names) ? Object.entries(names) : [])];
}

function checkOption(faults: Faults, path: string, option: Body, depth: number): void {
  checkInteger(faults, `${path}.type`, option['type'] ?? 0, 1, 11);
  checkName(faults, path, option);
  const type = option['type'];
  if (NESTED.includes(type)) {
    if (depth > (type === OptionType.Subcommand ? 1 : 0))
      faults.add(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Nested too deep');
    checkOptions(faults, path, option, depth + 1);
  }
  for (const field of ['min_length', 'max_length'])
    checkInteger(faults, `${path}.${field}`, option[field], field === 'max_length' ? 1 : 0, LIMITS.text);
  const choices = option['choices'] === undefined ? [] : checkChoicesAt(faults, `${path}.choices`, option['choices']);
  if (option['autocomplete'] === true && (choices.length > 0 || !WITH_CHOICES.includes(type))) {
    faults.add(
      `${path}.autocomplete`,
      'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID',
      'Only text and number options without choices complete themselves',
    );
  }
}

function checkChoicesAt(faults: Faults, path: string, value: unknown): readonly Body[] {
  const choices = checkBodies(faults, path, value, LIMITS.choices);
  const name = (at: string, text: unknown): unknown =>
    checkText(faults, at, text, { min: 1, max: LIMITS.choice, required: true });
  for (const [index, choice] of choices.entries()) {
    name(`${path}.${index}.name`, choice['name']);
    checkLocalisations(faults, `${path}.${index}.name_localizations`, choice['name_localizations'], name);
    if (typeof choice['value'] !== 'number') {
      checkText(faults, `${path}.${index}.value`, choice['value'], { min: 1, max: LIMITS.choice, required: true });
    }
  }
  return choices;
}

/** Throws a refusal unless `data` holds choices that Discord shows. */
export function checkCompletion(data: unknown): readonly Body[] {
  const faults = new Faults();
  if (!isBody(data) || !Array.isArray(data['choices']))
    faults.add('data.choices', 'BASE_TYPE_REQUIRED', 'This field is required');
  const choices = isBody(data) ? checkChoicesAt(faults, 'data.choices', data['choices']) : [];
  faults.throwIfAny();
  return choices;
}

/** Characters of all names, descriptions and string values, each in its longest language; together they have a limit. */
function countCharacters(item: Body): number {
  const own = ['name', 'description', 'value'].map((field) => {
    const others = item[`${field}_localizations`];
    const texts = [item[field], ...(isBody(others) ? Object.values(others) : [])];
    return Math.max(...texts.map((text) => (typeof text === 'string' ? text.length : 0)));
  });
  const nested = ['options', 'choices'].flatMap((field) =>
    Array.isArray(item[field]) ? item[field].filter(isBody).map(countCharacters) : [],
  );
  return [...own, ...nested].reduce((sum, count) => sum + count, 0);
}
