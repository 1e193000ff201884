/** What the bot says, before it is known how it may be sent. */
import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord.js';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** What is said to a command, button or menu, where embeds are always shown. */
export interface Reply {
  readonly embed: APIEmbed;
  /** Buttons and menus. */
  readonly rows: readonly Row[];
}

/** What can also be said to a message. */
export interface MessageReply extends Reply {
  /** The same for a channel in which the bot may not show embeds. */
  readonly plain: string;
  /** Buttons and menus there, where they differ. */
  readonly plainRows?: readonly Row[];
}

/** Colours of the stripe beside an embed. */
export const COLOURS = {
  answered: 0x2e8b57,
  suggested: 0xd9a400,
  declined: 0x80848e,
  chat: 0x5865f2,
  done: 0x2e8b57,
  failed: 0xc0392b,
} as const;

/** A revision as it is shown. */
export const shortRevision = (revision: string): string => revision.slice(0, 7);

/** A reply of text alone; `text` is markup and must be within the limit of a message. */
export function textReply(text: string, colour: number): MessageReply {
  return { embed: { description: text, color: colour }, rows: [], plain: text };
}
