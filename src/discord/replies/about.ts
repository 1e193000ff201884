/** What the bot is -> reply. Pure. */
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { LIMITS } from '../limits.ts';
import { escapeLine } from '../markup.ts';
import type { Scores } from '../options.ts';
import type { Phrases } from '../phrases/phrases.ts';
import { COLOURS, type Reply, shortRevision } from './reply.ts';

/** What the bot is, what it knows, how often it is right, and what it keeps. */
export function renderAbout(knowledge: KnowledgeBase, scores: Scores | undefined, { about }: Phrases): Reply {
  const { revision, event, entries, facts, gaps, sources } = knowledge;
  const counts = about.counts(entries.length, facts.length, gaps.length, sources.length);
  const fields = [
    { name: about.knowledge, value: `${counts}\n${about.revision(shortRevision(revision))}` },
    ...(scores ? [{ name: about.scores, value: scoresFor(revision, scores, about) }] : []),
    { name: about.privacy, value: about.kept },
  ];
  const description = about.what(escapeLine(event, LIMITS.embedTitle));
  return { embed: { color: COLOURS.chat, title: about.title, description, fields }, rows: [] };
}

/** The scores, and of which knowledge they are when it is not the one in force. */
function scoresFor(revision: string, scores: Scores, about: Phrases['about']): string {
  const told = about.score(scores);
  return scores.revision === revision ? told : `${told} ${about.otherRevision(shortRevision(scores.revision))}`;
}
