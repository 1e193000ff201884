/** The articles -> reply. Pure. */
import type { KnowledgeBase, Source } from '../../knowledge/knowledge-base.ts';
import { LIMITS } from '../limits.ts';
import { escapeLine, linkTo } from '../markup.ts';
import type { Phrases } from '../phrases/phrases.ts';
import { COLOURS, type Reply } from './reply.ts';

/** Each article with its publisher, its date, a link, and how much rests on it. */
export function renderSources(knowledge: KnowledgeBase, { sources: phrases }: Phrases): Reply {
  const fields = knowledge.sources.slice(0, LIMITS.embedFields).map((source) => ({
    name: escapeLine(`${source.publisher}, ${source.published}`, LIMITS.fieldName),
    value: [
      `“${escapeLine(source.title, 300)}”`,
      phrases.quoted(...countsOf(source, knowledge)),
      linkTo(phrases.read, source.url),
    ].join('\n'),
  }));
  const plain = fields.map(({ name, value }) => `**${name}**\n${value}`);
  return {
    embed: { color: COLOURS.chat, title: phrases.title, description: phrases.use, fields },
    rows: [],
    plain: [`**${phrases.title}**`, phrases.use, ...plain].join('\n').slice(0, LIMITS.content),
  };
}

/** Facts that rest on an article, and quotes that prove them. */
function countsOf({ id }: Source, { facts }: KnowledgeBase): [facts: number, quotes: number] {
  const quotes = facts.map((fact) => fact.quotes.filter(({ source }) => source === id).length);
  return [quotes.filter((count) => count > 0).length, quotes.reduce((sum, count) => sum + count, 0)];
}
