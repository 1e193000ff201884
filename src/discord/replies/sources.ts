/** The articles -> reply. Pure. */
import type { KnowledgeBase, Source } from '../../knowledge/knowledge-base.ts';
import { LIMITS } from '../limits.ts';
import { escapeLine, linkTo } from '../markup.ts';
import type { Phrases } from '../phrases/phrases.ts';
import { fitting } from './answer.ts';
import { COLOURS, type Reply } from './reply.ts';

/** Characters of the texts around the articles. */
const FRAME = 500;

/** Each article with its publisher, its date, a link, and how much rests on it; as many as fit. */
export function renderSources(knowledge: KnowledgeBase, { sources: phrases, knowledge: { more } }: Phrases): Reply {
  const all = knowledge.sources.map((source) => ({
    name: escapeLine(`${source.publisher}, ${source.published}`, LIMITS.fieldName),
    value: [
      `“${escapeLine(source.title, 300)}”`,
      phrases.quoted(...countsOf(source, knowledge)),
      linkTo(phrases.read, source.url),
    ].join('\n'),
  }));
  const fields = fitting(all, LIMITS.embedFields, LIMITS.embedTotal - FRAME);
  const leftOut = all.length - fields.length;
  const description = leftOut === 0 ? phrases.use : `${phrases.use}\n${more(leftOut)}`;
  return { embed: { color: COLOURS.chat, title: phrases.title, description, fields }, rows: [] };
}

/** Facts that rest on an article, and quotes that prove them. */
function countsOf({ id }: Source, { facts }: KnowledgeBase): [facts: number, quotes: number] {
  const quotes = facts.map((fact) => fact.quotes.filter(({ source }) => source === id).length);
  return [quotes.filter((count) => count > 0).length, quotes.reduce((sum, count) => sum + count, 0)];
}
