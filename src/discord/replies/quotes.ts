/** Every quote behind an answer, as many on a page as fit whole. Pure. */
import type { APIEmbed } from 'discord.js';
import type { Citation } from '../../answering/answer.ts';
import type { CustomIds } from '../custom-id.ts';
import { LIMITS } from '../limits.ts';
import { escapeLine, linkTo, startOf } from '../markup.ts';
import type { Phrases } from '../phrases/phrases.ts';
import { headingOf, quoted } from './answer.ts';
import { button, rowOf } from './components.ts';
import { COLOURS, type Reply } from './reply.ts';

/** Characters of the quotes on a page: as much as is read without scrolling far, and more than any quote with its link has. */
const PAGE_LENGTH = 1800;
/** Most pages that the one digit in a custom id tells apart. */
const MOST_PAGES = 10;

/** A page of the quotes; the first is 0. `keys`: the targets that the quotes belong to, for the button that turns the page. */
export function renderQuotes(
  citations: readonly Citation[],
  page: number,
  { keys, phrases, ids }: { readonly keys: string; readonly phrases: Phrases; readonly ids: CustomIds },
): Reply {
  const pages = pagesOf(citations.map((citation) => paragraph(citation, phrases))).slice(0, MOST_PAGES);
  const shown = Math.min(page, pages.length - 1);
  const footer = pages.length > 1 ? phrases.quotes.page(shown + 1, pages.length) : '';
  const embed: APIEmbed = {
    color: COLOURS.answered,
    title: phrases.quotes.title,
    description: pages[shown] ?? '',
    ...(footer !== '' && { footer: { text: footer } }),
  };
  const more = shown + 1 < pages.length;
  const rows = more ? rowOf([button(ids.write('quotes', `${shown + 1}${keys}`), phrases.components.moreQuotes)]) : [];
  return { embed, rows };
}

function paragraph(citation: Citation, { answer: { readThere } }: Phrases): string {
  const heading = `**${escapeLine(headingOf(citation), LIMITS.fieldName)}**`;
  const told = [citation.url, citation.source.url]
    .map((url) => `${heading}\n${quoted(citation)} ${linkTo(readThere, url)}`)
    .find(({ length }) => length <= PAGE_LENGTH);
  // A quote that no message holds is the one thing that can only be read in the article itself.
  return told ?? `${heading}\n${linkTo(readThere, startOf(citation.source.url, LIMITS.fieldValue))}`;
}

function pagesOf(paragraphs: readonly string[]): string[] {
  const pages: string[] = [];
  for (const text of paragraphs) {
    const last = pages.at(-1);
    if (last !== undefined && last.length + 2 + text.length <= PAGE_LENGTH)
      pages[pages.length - 1] = `${last}\n\n${text}`;
    else pages.push(text);
  }
  return pages;
}
