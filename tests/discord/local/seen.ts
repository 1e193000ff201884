/** What a person sees on the screen, as text. */
import { type APIEmbed, ComponentType } from 'discord-api-types/v10';
import type { Message } from './world.ts';

export interface SeenButton {
  readonly label: string;
  readonly customId: string;
}

/** A message as the one who looks at it sees it. */
export interface Seen {
  readonly message: Message;
  /** True when nobody else sees it. */
  readonly onlyForMe: boolean;
  readonly content: string;
  /** The first embed; an empty one when there is none. */
  readonly embed: APIEmbed;
  readonly buttons: readonly SeenButton[];
  /** Everything, line by line. */
  readonly text: string;
}

export function see(message: Message): Seen {
  return {
    message,
    onlyForMe: message.onlyFor !== undefined,
    content: message.content,
    embed: message.embeds[0] ?? {},
    buttons: buttonsOf(message),
    text: linesOf(message).join('\n'),
  };
}

function buttonsOf({ components }: Message): SeenButton[] {
  return components.flatMap((row) => {
    if (row.type !== ComponentType.ActionRow) return [];
    return row.components.flatMap((item) =>
      item.type === ComponentType.Button && 'custom_id' in item
        ? [{ label: item.label ?? '', customId: item.custom_id }]
        : [],
    );
  });
}

function linesOf(message: Message): string[] {
  return [
    ...(message.onlyFor === undefined ? [] : ['(only you can see this)']),
    ...(message.content === '' ? [] : [message.content]),
    ...message.embeds.flatMap(embedLines),
    ...buttonsOf(message).map(({ label }) => `[ ${label} ]`),
  ];
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
