/** Answer -> reply. Pure. */
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIEmbed,
  type APIEmbedField,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Answer, Citation, Reason } from '../answering/answer.ts';
import { LIMITS } from './limits.ts';
import { cutText, escapeLine, escapeText, escapeWithin, linkTo } from './markup.ts';
import { COLOURS, type Reply } from './reply.ts';
import { suggestionId } from './suggestion-id.ts';

/** What stands above a refusal. */
const REASONS: Record<Reason, string> = {
  'not-in-articles': 'Not in the articles',
  'off-topic': 'Off topic',
  unclear: 'Not understood',
};

/** Characters of a revision that are shown. */
const REVISION_LENGTH = 7;
/** Suggestions that are shown: as many as an answer has. */
const MAX_SUGGESTIONS = 3;
/** Characters of a footer: enough for two publishers, and so few that text and footer never fill an embed. */
const FOOTER_LENGTH = 256;
/** Characters of the answer where embeds are not allowed: half of a message, the rest is for its proof. */
const PLAIN_LENGTH = LIMITS.content / 2;
/** Characters of a suggestion there. */
const PLAIN_SUGGESTION = 120;

/** Replies to answers that are still there: what everybody asks has the same answer, and looks the same. */
const rendered = new WeakMap<Answer, Reply>();

/** An answer as people on Discord see it. */
export function renderAnswer(answer: Answer): Reply {
  const known = rendered.get(answer);
  if (known) return known;
  const reply = replyTo(answer);
  rendered.set(answer, reply);
  return reply;
}

function replyTo(answer: Answer): Reply {
  const frame = frameOf(answer);
  const suggestions = suggestionFields(answer);
  const room = LIMITS.embedTotal - sizeOf(frame, suggestions) - footerOf(answer, answer.citations.length).length;
  const citations = fitting(answer.citations.flatMap(citationField), LIMITS.embedFields - suggestions.length, room);
  const embed = {
    ...frame,
    fields: [...citations, ...suggestions],
    footer: { text: footerOf(answer, answer.citations.length - citations.length) },
  };
  return { embed, buttons: buttonsOf(answer), plain: renderPlain(answer) };
}

/** The embed without citations, suggestions and footer. */
function frameOf({ verdict, reason, question, text }: Answer): APIEmbed {
  return {
    color: COLOURS[verdict],
    ...(reason && { author: { name: REASONS[reason] } }),
    ...(verdict !== 'chat' && question.trim() !== '' && { title: escapeLine(question, LIMITS.embedTitle) }),
    description: escapeWithin(text, LIMITS.embedDescription),
  };
}

function sizeOf({ author, title = '', description = '' }: APIEmbed, fields: readonly APIEmbedField[]): number {
  return [author?.name ?? '', title, description, ...fields.flatMap(({ name, value }) => [name, value])].join('')
    .length;
}

/** The quote whole, with its note and the link; none when a field can not hold it. */
function citationField(citation: Citation): APIEmbedField[] {
  const name = escapeLine(headingOf(citation), LIMITS.fieldName);
  // The address with the way to the quote in it repeats the quote: when both are too long, the article's own address will do.
  const values = [citation.url, citation.source.url].map(
    (url) => `${quoted(citation)} ${linkTo('Read it there', url)}`,
  );
  const value = values.find(({ length }) => length <= LIMITS.fieldValue);
  return value === undefined ? [] : [{ name, value }];
}

const headingOf = ({ source }: Citation): string => `${source.publisher}, ${source.published}`;

/** The quote between typographic quotes, unless it is one quotation from end to end already; then the note. */
function quoted({ quote, note }: Citation): string {
  const text = escapeText(quote);
  const marked = /^“[^“”]*”$/.test(quote) ? text : `“${text}”`;
  return note === undefined ? marked : `${marked} (${escapeText(note)})`;
}

/** The first citations that fit: neither more than `count` nor more characters than `room`. */
function fitting(fields: readonly APIEmbedField[], count: number, room: number): APIEmbedField[] {
  let left = room;
  return fields.slice(0, count).filter(({ name, value }) => {
    const size = name.length + value.length;
    const fits = size <= left;
    if (fits) left -= size;
    return fits;
  });
}

function suggestionFields({ verdict, suggestions }: Answer): APIEmbedField[] {
  if (suggestions.length === 0 || verdict === 'suggested') return [];
  return [{ name: 'You can also ask', value: suggestionLines(suggestions) }];
}

function suggestionLines(suggestions: readonly string[], length = 300): string {
  return suggestions
    .slice(0, MAX_SUGGESTIONS)
    .map((question) => `• ${escapeLine(question, length)}`)
    .join('\n');
}

/** Who says so, how many quotes are not shown, and which revision of the knowledge answered. */
function footerOf(answer: Answer, leftOut: number): string {
  const { verdict, citations, revision } = answer;
  const parts = [
    verdict === 'answered' ? agreementOf(answer) : citations.length > 0 ? 'The nearest that the articles do say' : '',
    leftOut === 0 ? '' : `${leftOut} more ${leftOut === 1 ? 'quote does' : 'quotes do'} not fit here`,
    revision.slice(0, REVISION_LENGTH),
  ];
  return cutText(parts.filter((part) => part !== '').join(' · '), FOOTER_LENGTH);
}

/**
 * Whether one article or more say so; empty without citations. Where several questions were answered, each article may say a
 * part only: then just which ones it is from.
 */
export function agreementOf({ entries, citations }: Pick<Answer, 'entries' | 'citations'>): string {
  const publishers = [...new Set(citations.map(({ source }) => source.publisher))];
  if (publishers.length === 0) return '';
  if (entries.length > 1 && publishers.length > 1) return `From ${publishers.join(' and ')}`;
  if (publishers.length === 1) return `Only ${publishers[0]} says so`;
  return publishers.length === 2 ? 'Both articles say so' : `All ${publishers.length} articles say so`;
}

/** What the reader may have meant, as buttons. */
function buttonsOf({ verdict, suggestions }: Answer): APIActionRowComponent<APIButtonComponent>[] {
  if (verdict !== 'suggested') return [];
  const byId = new Map(suggestions.map((question) => [suggestionId(question), question]));
  const components = [...byId].slice(0, MAX_SUGGESTIONS).map(([id, question]) => buttonTo(id, question));
  return components.length === 0 ? [] : [{ type: ComponentType.ActionRow, components }];
}

function buttonTo(id: string, question: string): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    custom_id: id,
    label: cutText(question, LIMITS.buttonLabel),
  };
}

/** The answer as text: question, answer, whole quotes as far as they fit, suggestions, footer. */
function renderPlain(answer: Answer): string {
  const { author, title } = frameOf(answer);
  const heading = [author?.name, title && `**${title}**`]
    .filter((part) => part !== undefined && part !== '')
    .join(': ');
  const opening = [heading, escapeWithin(answer.text, PLAIN_LENGTH)];
  const suggestions = suggestionFields(answer).map(
    ({ name }) => `${name}:\n${suggestionLines(answer.suggestions, PLAIN_SUGGESTION)}`,
  );
  const size = [...opening, ...suggestions, footerOf(answer, answer.citations.length)].join('\n').length;
  const citations = fitting(answer.citations.map(plainCitation), LIMITS.embedFields, LIMITS.content - size - 1);
  const footer = footerOf(answer, answer.citations.length - citations.length);
  return [...opening, ...citations.map(({ value }) => value), ...suggestions, footer]
    .filter((line) => line !== '')
    .join('\n');
}

/** A citation as a line; its name stands for the line break. */
function plainCitation(citation: Citation): APIEmbedField {
  const url = citation.url.length <= LIMITS.fieldValue ? citation.url : citation.source.url;
  return {
    name: '\n',
    value: `> ${quoted(citation).replace(/\n+/g, '\n> ')} ${linkTo(escapeLine(headingOf(citation), LIMITS.fieldName), url)}`,
  };
}
