/** Discord's rules about a message: content, embeds, components, allowed mentions. */
import { ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10';
import { Faults, refusal } from './refusal.ts';
import { type Body, checkBodies, checkChoice, checkInteger, checkList, checkText, checkUrl, isBody } from './values.ts';

const LIMITS = {
  content: 2000,
  embeds: 10,
  embedTotal: 6000,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  rows: 5,
  buttons: 5,
  label: 80,
  customId: 100,
  linkUrl: 512,
  options: 25,
  placeholder: 150,
  mentions: 100,
  nonce: 25,
} as const;

/** Flags of a new message, of an answer to an interaction, of an edit. */
const CREATE_FLAGS = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications;
const ANSWER_FLAGS = CREATE_FLAGS | MessageFlags.Ephemeral;
const EDIT_FLAGS = MessageFlags.SuppressEmbeds;

/** What a message body may do where it is sent. */
export interface MessageRules {
  /** The flags that it may carry. */
  readonly flags: MessageFlags;
  /** True where it may leave everything as it is. */
  readonly partial: boolean;
}

export const RULES = {
  create: { flags: CREATE_FLAGS, partial: false },
  edit: { flags: EDIT_FLAGS, partial: true },
  /** The first answer to an interaction, and what is added to it. */
  answer: { flags: ANSWER_FLAGS, partial: false },
  /** An answer that changes the message whose component was used. */
  update: { flags: ANSWER_FLAGS, partial: true },
  /** The edit that takes the place of "is thinking". */
  fill: { flags: EDIT_FLAGS, partial: false },
} as const satisfies Record<string, MessageRules>;

/** Throws a refusal unless `body` is a message that Discord accepts. */
export function checkMessage(body: Body, rules: MessageRules, prefix = ''): void {
  const faults = new Faults();
  const at = (field: string): string => prefix + field;
  const content = checkText(faults, at('content'), body['content'], { max: LIMITS.content });
  const embeds = checkEmbeds(faults, at('embeds'), body['embeds']);
  const components = checkComponents(faults, at('components'), body['components']);
  checkAllowedMentions(faults, at('allowed_mentions'), body['allowed_mentions']);
  checkFlags(faults, at('flags'), body['flags'], rules);
  checkNonce(faults, at('nonce'), body['nonce']);
  faults.throwIfAny();
  if (!rules.partial && content === '' && embeds === 0 && components === 0) throw refusal(50006);
}

function checkNonce(faults: Faults, path: string, nonce: unknown): void {
  if (nonce === undefined || nonce === null || Number.isInteger(nonce)) return;
  checkText(faults, path, nonce, { max: LIMITS.nonce });
}

function checkFlags(faults: Faults, path: string, flags: unknown, { flags: allowed }: MessageRules): void {
  if (flags === undefined || flags === null) return;
  checkInteger(faults, path, flags, 0, 2 ** 31);
  if ((Number(flags) & ~allowed) !== 0) {
    faults.add(
      path,
      'MESSAGE_FLAGS_INVALID',
      `The local Discord knows the flags ${allowed} here; got ${String(flags)}.`,
    );
  }
}

/** @returns how many embeds show something */
function checkEmbeds(faults: Faults, path: string, value: unknown): number {
  const embeds = checkBodies(faults, path, value, LIMITS.embeds);
  const lengths = embeds.map((embed, index) => checkEmbed(faults, `${path}.${index}`, embed));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total > LIMITS.embedTotal) {
    faults.add(path, 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${LIMITS.embedTotal}`);
  }
  return lengths.filter((length) => length > 0).length;
}

/** @returns the characters that count towards the total */
function checkEmbed(faults: Faults, path: string, embed: Body): number {
  checkUrl(faults, `${path}.url`, embed['url']);
  checkInteger(faults, `${path}.color`, embed['color'], 0, 0xffffff);
  if (embed['timestamp'] !== undefined && Number.isNaN(Date.parse(String(embed['timestamp'])))) {
    faults.add(
      `${path}.timestamp`,
      'DATE_TIME_TYPE_PARSE',
      `Could not parse ${String(embed['timestamp'])}. Should be ISO8601.`,
    );
  }
  const footer = isBody(embed['footer']) ? embed['footer'] : undefined;
  const author = isBody(embed['author']) ? embed['author'] : undefined;
  const texts = [
    checkText(faults, `${path}.title`, embed['title'], { max: LIMITS.title }),
    checkText(faults, `${path}.description`, embed['description'], { max: LIMITS.description }),
    footer ? checkText(faults, `${path}.footer.text`, footer['text'], { max: LIMITS.footer, required: true }) : '',
    author ? checkText(faults, `${path}.author.name`, author['name'], { max: LIMITS.author, required: true }) : '',
    ...checkFields(faults, `${path}.fields`, embed['fields']),
  ];
  return texts.join('').length;
}

function checkFields(faults: Faults, path: string, value: unknown): string[] {
  return checkBodies(faults, path, value, LIMITS.fields).flatMap((field, index) => [
    checkText(faults, `${path}.${index}.name`, field['name'], { max: LIMITS.fieldName, required: true }),
    checkText(faults, `${path}.${index}.value`, field['value'], { max: LIMITS.fieldValue, required: true }),
  ]);
}

/** @returns how many rows there are */
function checkComponents(faults: Faults, path: string, value: unknown): number {
  const rows = checkBodies(faults, path, value, LIMITS.rows);
  const customIds = new Set<unknown>();
  for (const [index, row] of rows.entries()) {
    checkChoice(faults, `${path}.${index}.type`, row['type'], [ComponentType.ActionRow]);
    const items = checkBodies(faults, `${path}.${index}.components`, row['components'] ?? [], LIMITS.buttons, 1);
    for (const [place, item] of items.entries()) {
      const itemPath = `${path}.${index}.components.${place}`;
      checkComponent(faults, itemPath, item, items.length);
      const id = item['custom_id'];
      if (id !== undefined && customIds.has(id)) {
        faults.add(
          `${itemPath}.custom_id`,
          'COMPONENT_CUSTOM_ID_DUPLICATED',
          'Component custom id cannot be duplicated',
        );
      }
      customIds.add(id);
    }
  }
  return rows.length;
}

function checkComponent(faults: Faults, path: string, item: Body, inRow: number): void {
  checkChoice(faults, `${path}.type`, item['type'], [ComponentType.Button, ComponentType.StringSelect]);
  if (item['type'] === ComponentType.Button) checkButton(faults, path, item);
  if (item['type'] === ComponentType.StringSelect) checkSelect(faults, path, item, inRow);
}

function checkButton(faults: Faults, path: string, button: Body): void {
  const { Primary, Secondary, Success, Danger, Link } = ButtonStyle;
  checkChoice(faults, `${path}.style`, button['style'], [Primary, Secondary, Success, Danger, Link]);
  const label = checkText(faults, `${path}.label`, button['label'], { max: LIMITS.label });
  if (label === '' && !isBody(button['emoji']))
    faults.add(`${path}.label`, 'BUTTON_COMPONENT_INVALID_LABEL', 'A button needs a label or an emoji.');
  const link = button['style'] === Link;
  const [needed, barred] = link ? ['url', 'custom_id'] : ['custom_id', 'url'];
  if (button[barred] !== undefined)
    faults.add(
      path,
      'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
      'A custom id and url cannot both be specified',
    );
  if (button[needed] === undefined)
    faults.add(path, 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', `A button of this style needs a ${needed}.`);
  else if (link) checkUrl(faults, `${path}.url`, button['url'], LIMITS.linkUrl);
  else checkText(faults, `${path}.custom_id`, button['custom_id'], { min: 1, max: LIMITS.customId });
}

/** A select menu of texts; `inRow` counts what is in its row. */
export function checkSelect(faults: Faults, path: string, select: Body, inRow: number): void {
  if (inRow > 1) faults.add(path, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'A select menu takes the whole row.');
  checkText(faults, `${path}.custom_id`, select['custom_id'], { min: 1, max: LIMITS.customId, required: true });
  checkText(faults, `${path}.placeholder`, select['placeholder'], { max: LIMITS.placeholder });
  checkInteger(faults, `${path}.min_values`, select['min_values'], 0, LIMITS.options);
  checkInteger(faults, `${path}.max_values`, select['max_values'], 1, LIMITS.options);
  const options = checkBodies(faults, `${path}.options`, select['options'] ?? [], LIMITS.options, 1);
  const values = new Set<unknown>();
  for (const [index, option] of options.entries()) {
    for (const field of ['label', 'value']) {
      checkText(faults, `${path}.options.${index}.${field}`, option[field], { min: 1, max: 100, required: true });
    }
    checkText(faults, `${path}.options.${index}.description`, option['description'], { max: 100 });
    if (values.has(option['value'])) {
      faults.add(
        `${path}.options.${index}.value`,
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    }
    values.add(option['value']);
  }
  checkValueBounds(faults, path, select, options);
}

function checkValueBounds(faults: Faults, path: string, select: Body, options: readonly Body[]): void {
  const max = Number(select['max_values'] ?? 1);
  if (Number(select['min_values'] ?? 1) > max)
    faults.add(`${path}.min_values`, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
  if (max > options.length || options.filter((option) => option['default'] === true).length > max)
    faults.add(
      `${path}.options`,
      'BASE_TYPE_BAD_LENGTH',
      'More values can be chosen, or are, than options or max_values allow.',
    );
}

function checkAllowedMentions(faults: Faults, path: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (!isBody(value)) {
    faults.add(path, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
    return;
  }
  const kinds = checkList(faults, `${path}.parse`, value['parse'], 3);
  for (const [index, kind] of kinds.entries())
    checkChoice(faults, `${path}.parse.${index}`, kind, ['everyone', 'users', 'roles']);
  for (const kind of ['users', 'roles']) {
    const ids = checkList(faults, `${path}.${kind}`, value[kind], LIMITS.mentions);
    if (ids.length > 0 && kinds.includes(kind)) {
      faults.add(
        path,
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
    }
  }
}
