/** Answer -> reply. Pure. */
import { type APIEmbed, type APIEmbedField, ButtonStyle } from 'discord.js';
import { type Answer, type Citation, textBesideQuotes } from '../../answering/answer.ts';
import type { CustomIds } from '../custom-id.ts';
import { LIMITS } from '../limits.ts';
import { cutText, escapeLine, escapeText, escapeWithin, linkTo } from '../markup.ts';
import type { Phrases } from '../phrases/phrases.ts';
import { keysOf } from '../targets.ts';
import { button, questionButtons, questionMenu, rowOf } from './components.ts';
import { COLOURS, type MessageReply, type Row, shortRevision } from './reply.ts';

/** Suggestions that are shown as text: as many as an answer has. */
const MAX_SUGGESTIONS = 3;
/** Questions in the menu under an answer: enough to go on, few enough to read. */
const MAX_RELATED = 10;
/** Characters of a footer: enough for two publishers, and so few that text and footer never fill an embed. */
const FOOTER_LENGTH = 256;
/** Characters of the answer where embeds are not allowed: half of a message, the rest is for its proof. */
const PLAIN_LENGTH = LIMITS.content / 2;
/** Characters of a suggestion there. */
const PLAIN_SUGGESTION = 120;

/** How an answer is shown. */
export interface View {
  readonly phrases: Phrases;
  readonly ids: CustomIds;
  /** Questions to go on with, best first. */
  readonly related: readonly string[];
  /** Whether whoever sees it alone may say it to everybody. */
  readonly shareable: boolean;
}

/** An answer as people on Discord see it. */
export function renderAnswer(answer: Answer, view: View): MessageReply {
  const { phrases } = view;
  const frame = frameOf(answer, phrases);
  const suggestions = suggestionFields(answer, phrases);
  const room =
    LIMITS.embedTotal - sizeOf(frame, suggestions) - footerOf(answer, answer.citations.length, phrases).length;
  const citations = fitting(
    answer.citations.flatMap((citation) => citationField(citation, phrases)),
    LIMITS.embedFields - suggestions.length,
    room,
  );
  const leftOut = answer.citations.length - citations.length;
  const embed = {
    ...frame,
    fields: [...citations, ...suggestions],
    footer: { text: footerOf(answer, leftOut, phrases) },
  };
  const plain = renderPlain(answer, phrases);
  return {
    embed,
    rows: rowsOf(answer, view, leftOut > 0),
    plain: plain.text,
    plainRows: rowsOf(answer, view, plain.leftOut > 0),
  };
}

/** The embed without citations, suggestions and footer. */
function frameOf(answer: Answer, { answer: { reasons } }: Phrases): APIEmbed {
  const { verdict, reason, question } = answer;
  return {
    color: COLOURS[verdict],
    ...(reason && { author: { name: reasons[reason] } }),
    ...(isTitled(answer) && { title: escapeLine(question, LIMITS.embedTitle) }),
    description: escapeWithin(textBesideQuotes(answer), LIMITS.embedDescription),
  };
}

/** What is said to anything of a kind, such as small talk, has no question that was understood. */
const isTitled = ({ verdict, reason, gap, question }: Answer): boolean =>
  verdict !== 'chat' && !(reason === 'off-topic' && gap !== undefined) && question.trim() !== '';

function sizeOf({ author, title = '', description = '' }: APIEmbed, fields: readonly APIEmbedField[]): number {
  return [author?.name ?? '', title, description, ...fields.flatMap(({ name, value }) => [name, value])].join('')
    .length;
}

/** The quote whole, with its note and the link; none when a field can not hold it. */
function citationField(citation: Citation, { answer: { readThere } }: Phrases): APIEmbedField[] {
  const name = escapeLine(headingOf(citation), LIMITS.fieldName);
  // The address with the way to the quote in it repeats the quote: when both are too long, the article's own address will do.
  const values = [citation.url, citation.source.url].map((url) => `${quoted(citation)} ${linkTo(readThere, url)}`);
  const value = values.find(({ length }) => length <= LIMITS.fieldValue);
  return value === undefined ? [] : [{ name, value }];
}

/** Who wrote it and when. */
export const headingOf = ({ source }: Citation): string => `${source.publisher}, ${source.published}`;

/** The quote between typographic quotes, unless it is one quotation from end to end already; then the note. */
export function quoted({ quote, note }: Citation): string {
  const text = escapeText(quote);
  const marked = /^“[^“”]*”$/.test(quote) ? text : `“${text}”`;
  return note === undefined ? marked : `${marked} (${escapeText(note)})`;
}

/** The first citations that fit: neither more than `count` nor more characters than `room`. */
export function fitting(fields: readonly APIEmbedField[], count: number, room: number): APIEmbedField[] {
  let left = room;
  return fields.slice(0, count).filter(({ name, value }) => {
    const size = name.length + value.length;
    const fits = size <= left;
    if (fits) left -= size;
    return fits;
  });
}

/** What to ask next; not where it is on buttons already. */
function suggestionFields(answer: Answer, { answer: { askNext } }: Phrases): APIEmbedField[] {
  if (answer.suggestions.length === 0 || isUnclear(answer)) return [];
  return [{ name: askNext, value: suggestionLines(answer.suggestions) }];
}

function suggestionLines(suggestions: readonly string[], length = 300): string {
  return suggestions
    .slice(0, MAX_SUGGESTIONS)
    .map((question) => `• ${escapeLine(question, length)}`)
    .join('\n');
}

/** Who says so, how many quotes are not shown, and which revision of the knowledge answered. */
function footerOf(answer: Answer, leftOut: number, phrases: Phrases): string {
  const { verdict, citations, revision } = answer;
  const parts = [
    verdict === 'answered' ? agreementOf(answer, phrases) : citations.length > 0 ? phrases.answer.nearest : '',
    leftOut === 0 ? '' : phrases.answer.leftOut(leftOut),
    shortRevision(revision),
  ];
  return cutText(parts.filter((part) => part !== '').join(' · '), FOOTER_LENGTH);
}

/**
 * Whether one article or more say so; empty without citations. Where each may say a part only, just which ones it is from.
 */
export function agreementOf({ agreed, citations }: Pick<Answer, 'agreed' | 'citations'>, phrases: Phrases): string {
  const { onlySays, bothSay, allSay, from } = phrases.answer;
  const publishers = [...new Set(citations.map(({ source }) => source.publisher))];
  const [first] = publishers;
  if (first === undefined) return '';
  if (publishers.length === 1) return onlySays(first);
  if (!agreed) return from(publishers);
  return publishers.length === 2 ? bothSay : allSay(publishers.length);
}

/** Whether the reader has to say first what is meant. */
const isUnclear = ({ verdict, reason }: Answer): boolean => verdict === 'suggested' || reason === 'unclear';

/** What may have been meant as buttons; else what to ask next, the quotes that did not fit, sharing, and votes. */
function rowsOf(answer: Answer, { phrases, ids, related, shareable }: View, someLeftOut: boolean): Row[] {
  if (isUnclear(answer)) return questionButtons(ids, related);
  const { askNext, allQuotes, share, helpful, unhelpful } = phrases.components;
  const keys = keysOf(answer);
  const buttons = [
    ...(someLeftOut && keys !== '' ? [button(ids.write('quotes', `0${keys}`), allQuotes)] : []),
    ...(shareable ? [button(ids.write('share'), share, ButtonStyle.Primary)] : []),
    ...(keys === ''
      ? []
      : [button(ids.write('helpful', keys), helpful), button(ids.write('unhelpful', keys), unhelpful)]),
  ];
  return [...questionMenu(ids, askNext, related.slice(0, MAX_RELATED)), ...rowOf(buttons)];
}

/** The answer as text: question, answer, whole quotes as far as they fit, suggestions, footer; and how many quotes do not. */
function renderPlain(answer: Answer, phrases: Phrases): { readonly text: string; readonly leftOut: number } {
  const { author, title } = frameOf(answer, phrases);
  const heading = [author?.name, title && `**${title}**`]
    .filter((part) => part !== undefined && part !== '')
    .join(': ');
  const opening = [heading, escapeWithin(textBesideQuotes(answer), PLAIN_LENGTH)];
  const suggestions = suggestionFields(answer, phrases).map(
    ({ name }) => `${name}:\n${suggestionLines(answer.suggestions, PLAIN_SUGGESTION)}`,
  );
  const size = [...opening, ...suggestions, footerOf(answer, answer.citations.length, phrases)].join('\n').length;
  const citations = fitting(answer.citations.map(plainCitation), LIMITS.embedFields, LIMITS.content - size - 1);
  const leftOut = answer.citations.length - citations.length;
  const lines = [
    ...opening,
    ...citations.map(({ value }) => value),
    ...suggestions,
    footerOf(answer, leftOut, phrases),
  ];
  return { text: lines.filter((line) => line !== '').join('\n'), leftOut };
}

/** A citation as a line; its name stands for the line break. */
function plainCitation(citation: Citation): APIEmbedField {
  const url = citation.url.length <= LIMITS.fieldValue ? citation.url : citation.source.url;
  return {
    name: '\n',
    value: `> ${quoted(citation).replace(/\n+/g, '\n> ')} ${linkTo(escapeLine(headingOf(citation), LIMITS.fieldName), url)}`,
  };
}
