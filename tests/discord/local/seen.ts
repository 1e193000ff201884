/** What a person sees on the screen, as text. */
import { type APIEmbed, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Interaction } from './interactions.ts';
import { inputsOf, type ModalInput } from './modal-rules.ts';
import type { Body } from './values.ts';
import type { Message } from './world.ts';

export interface SeenButton {
  readonly label: string;
  readonly customId: string;
  readonly disabled: boolean;
}

export interface SeenLink {
  readonly label: string;
  readonly url: string;
}

export interface SeenSelect {
  readonly customId: string;
  readonly placeholder: string;
  readonly options: readonly SeenOption[];
  /** How many values may be chosen. */
  readonly min: number;
  readonly max: number;
  readonly disabled: boolean;
}

export interface SeenOption {
  readonly label: string;
  readonly value: string;
  readonly description: string;
  /** Whether it shows as chosen. */
  readonly chosen: boolean;
}

/** A message as the one who looks at it sees it. */
export interface Seen {
  readonly message: Message;
  /** The interaction that it came of, if any. */
  readonly interaction?: Interaction;
  /** True when nobody else sees it. */
  readonly onlyForMe: boolean;
  readonly content: string;
  /** The first embed; an empty one when there is none. */
  readonly embed: APIEmbed;
  /** Those that can be pressed; addresses are `links`. */
  readonly buttons: readonly SeenButton[];
  readonly links: readonly SeenLink[];
  readonly selects: readonly SeenSelect[];
  /** Everything, line by line. */
  readonly text: string;
}

/** A window with fields to fill in. */
export interface SeenModal {
  readonly customId: string;
  readonly title: string;
  readonly inputs: readonly ModalInput[];
  readonly data: Body;
  readonly interaction: Interaction;
}

export function see(message: Message, interaction?: Interaction): Seen {
  return {
    message,
    ...(interaction && { interaction }),
    onlyForMe: message.onlyFor !== undefined,
    content: message.content,
    embed: message.embeds[0] ?? {},
    buttons: buttonsOf(message),
    links: linksOf(message),
    selects: selectsOf(message),
    text: linesOf(message).join('\n'),
  };
}

export function seeModal(data: Body, interaction: Interaction): SeenModal {
  return {
    customId: String(data['custom_id']),
    title: String(data['title']),
    inputs: inputsOf(data),
    data,
    interaction,
  };
}

export function buttonsOf(message: Message): SeenButton[] {
  return itemsOf(message).flatMap((item) =>
    item.type === ComponentType.Button && 'custom_id' in item
      ? [{ label: item.label ?? '', customId: item.custom_id, disabled: item.disabled === true }]
      : [],
  );
}

function linksOf(message: Message): SeenLink[] {
  return itemsOf(message).flatMap((item) =>
    item.type === ComponentType.Button && item.style === ButtonStyle.Link
      ? [{ label: item.label ?? '', url: item.url }]
      : [],
  );
}

export function selectsOf(message: Message): SeenSelect[] {
  return itemsOf(message).flatMap((item) => {
    if (item.type !== ComponentType.StringSelect) return [];
    const { custom_id: customId, placeholder = '', min_values: min = 1, max_values: max = 1, disabled = false } = item;
    const options = item.options.map(({ label, value, description = '', default: chosen = false }) => ({
      label,
      value,
      description,
      chosen,
    }));
    return [{ customId, placeholder, options, min, max, disabled }];
  });
}

function itemsOf({ components }: Message) {
  return components.flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []));
}

/** Everything line by line, with a number before each button and each option of a menu. */
export function numberedText(message: Message): string {
  return linesOf(message, (index) => `${index + 1} `).join('\n');
}

function linesOf(message: Message, numberOf: (index: number) => string = () => ''): string[] {
  return [
    ...(message.onlyFor === undefined ? [] : ['(only you can see this)']),
    ...(message.content === '' ? [] : [message.content]),
    ...message.embeds.flatMap(embedLines),
    ...buttonsOf(message).map(({ label }, index) => `${numberOf(index)}[ ${label} ]`),
    ...linksOf(message).map(({ label, url }) => `[ ${label} ](${url})`),
    ...selectsOf(message).flatMap((select) => selectLines(select, numberOf)),
  ];
}

function selectLines({ placeholder, options }: SeenSelect, numberOf: (index: number) => string): string[] {
  const lines = options.map(({ label, description, chosen }, index) => {
    const mark = `${numberOf(index)}${chosen ? '(x)' : '( )'}`;
    return `${mark} ${label}${description === '' ? '' : ` - ${description}`}`;
  });
  return [`v ${placeholder}`, ...lines];
}

function embedLines({ author, title, description, fields = [], footer }: APIEmbed): string[] {
  return [
    ...(author ? [`(${author.name})`] : []),
    ...(title === undefined ? [] : [`# ${title}`]),
    ...(description === undefined ? [] : [description]),
    ...fields.flatMap(({ name, value }) => [`## ${name}`, value]),
    ...(footer ? [`-- ${footer.text}`] : []),
  ];
}
