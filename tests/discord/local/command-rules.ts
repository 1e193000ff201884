/** Discord's rules about application commands and the choices of an autocompletion. */
import { ApplicationCommandType, ApplicationCommandOptionType as OptionType } from 'discord-api-types/v10';
import { Faults } from './refusal.ts';
import { type Body, checkBodies, checkChoice, checkInteger, checkList, checkText, isBody } from './values.ts';

const LIMITS = {
  commands: 100,
  options: 25,
  choices: 25,
  name: 32,
  description: 100,
  choice: 100,
  total: 8000,
  text: 6000,
} as const;

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const WITH_CHOICES: readonly unknown[] = [OptionType.String, OptionType.Integer, OptionType.Number];
const NESTED: readonly unknown[] = [OptionType.Subcommand, OptionType.SubcommandGroup];

/** Throws a refusal unless `body` is a list of commands that Discord accepts for one scope. */
export function checkCommands(body: unknown): asserts body is readonly Body[] {
  const faults = new Faults();
  const commands = checkBodies(faults, '', Array.isArray(body) ? body : [null], LIMITS.commands);
  const names = new Set<string>();
  for (const [index, command] of commands.entries()) {
    checkCommand(faults, `${index}`, command);
    const key = `${String(command['type'] ?? 1)} ${String(command['name'])}`;
    if (names.has(key))
      faults.add(`${index}`, 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    names.add(key);
  }
  faults.throwIfAny();
}

function checkCommand(faults: Faults, path: string, command: Body): void {
  checkChoice(faults, `${path}.type`, command['type'] ?? ApplicationCommandType.ChatInput, [
    ApplicationCommandType.ChatInput,
  ]);
  checkName(faults, path, command);
  checkOptions(faults, path, command, 0);
  const permissions = command['default_member_permissions'];
  if (permissions !== undefined && permissions !== null && !/^\d+$/.test(String(permissions))) {
    faults.add(
      `${path}.default_member_permissions`,
      'BITFIELD_TYPE_CONVERT',
      'Must be a bit field as a string of digits.',
    );
  }
  for (const [field, max] of [
    ['contexts', 2],
    ['integration_types', 1],
  ] as const) {
    for (const [index, item] of checkList(faults, `${path}.${field}`, command[field], max + 1).entries()) {
      checkInteger(faults, `${path}.${field}.${index}`, item, 0, max);
    }
  }
  if (countCharacters(command) > LIMITS.total) {
    faults.add(path, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${LIMITS.total})`);
  }
}

function checkName(faults: Faults, path: string, item: Body): void {
  const name = checkText(faults, `${path}.name`, item['name'], { min: 1, max: LIMITS.name, required: true });
  if (name !== '' && (!NAME.test(name) || name !== name.toLowerCase())) {
    faults.add(`${path}.name`, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
  checkText(faults, `${path}.description`, item['description'], { min: 1, max: LIMITS.description, required: true });
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
  const names = new Set<unknown>();
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const at = `${path}.options.${index}`;
    checkOption(faults, at, option, depth);
    if (names.has(option['name']))
      faults.add(at, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
    names.add(option['name']);
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
  for (const [index, choice] of choices.entries()) {
    checkText(faults, `${path}.${index}.name`, choice['name'], { min: 1, max: LIMITS.choice, required: true });
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

/** Characters of all names, descriptions and string values, which together have a limit of their own. */
function countCharacters(item: Body): number {
  const own = ['name', 'description', 'value'].map((field) =>
    typeof item[field] === 'string' ? String(item[field]).length : 0,
  );
  const nested = ['options', 'choices'].flatMap((field) =>
    Array.isArray(item[field]) ? item[field].filter(isBody).map(countCharacters) : [],
  );
  return [...own, ...nested].reduce((sum, count) => sum + count, 0);
}
