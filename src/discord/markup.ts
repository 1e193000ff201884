/** Plain text -> text that Discord shows as it is: no markup, no mention, no control characters, within a length. */

const ELLIPSIS = '…';

/** Control characters, and those that turn the direction of the text around them; line breaks stay. */
const UNSEEN = /(?!\n)[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;
/** Everything that begins or ends markup, masked links, mentions, timestamps and custom emoji. */
const MARKUP = /[\\*_~`|[\]<]/g;
/** Headings, quotes, subtext and lists, which are markup at the start of a line alone. */
const LINE_START = /^(\s*(?:\d+(?=\.))?)([-+#>.])/gm;
/** `@everyone` is plain text to Discord, so only a break within it keeps it from being one. */
const MASS_MENTION = /@(?=everyone|here)/gi;
/**
 * An address would become a link, of a web page or of a program (`steam://`), an invitation a card, whatever stands before it;
 * broken before its slash it stays text.
 */
const ADDRESS = /:(?=\/\/)|discord\.gg(?=\/)|discord(?:app)?\.com(?=\/invite)/gi;

const ZERO_WIDTH = '\u200B';

/**
 * Text that reads the same and is nothing but text.
 * Own code because discord.js's `escapeMarkdown` leaves block quotes, subtext and mentions.
 */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(UNSEEN, ' ')
    .replace(MARKUP, '\\$&')
    .replace(LINE_START, '$1\\$2')
    .replace(MASS_MENTION, `@${ZERO_WIDTH}`)
    .replace(ADDRESS, `$&${ZERO_WIDTH}`);
}

/** As `escapeText`, on one line and at most `max` long: what is too long ends in "…". */
export function escapeLine(text: string, max: number): string {
  return escapeWithin(text.replace(/\s+/g, ' ').trim(), max);
}

/** As `escapeText`, at most `max` long: what is too long ends in "…", at a word's end where there is one. */
export function escapeWithin(text: string, max: number): string {
  const whole = escapeText(text);
  if (whole.length <= max) return whole;
  let cut = cutText(text, max);
  while (escapeText(cut).length > max) {
    // Escaping at most doubles a text, so going back half of what is too much never goes back too far.
    cut = cutText(text, cut.length - Math.ceil((escapeText(cut).length - max) / 2));
  }
  return escapeText(cut);
}

/** Text without markup in it (a label, a choice) cut to `max`; what is too long ends in "…". */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const room = text.slice(0, max - ELLIPSIS.length);
  const space = room.lastIndexOf(' ');
  const cut = space > max / 2 ? room.slice(0, space) : room;
  return `${withoutHalfCharacter(cut).trimEnd()}${ELLIPSIS}`;
}

/** The start of a text, at most `max` long, without an ellipsis. */
export function startOf(text: string, max: number): string {
  return withoutHalfCharacter(text.slice(0, max));
}

/** A cut may leave the first half of a surrogate pair. */
function withoutHalfCharacter(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}

/** A masked link; brackets and parentheses of the address are encoded, for they would end it. */
export function linkTo(label: string, url: string): string {
  const encoded = url.replace(
    /[()<>[\]\s]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `[${label}](${encoded})`;
}
