/** The real knowledge, loaded once for all the tests of a file. */
import { fileURLToPath } from 'node:url';
import type { Answer, Answerer, Turn } from '../../src/answering/answer.ts';
import { createAnswerer } from '../../src/answering/answerer.ts';
import type { PhraseIndex } from '../../src/answering/phrase-index.ts';
import { DEFAULT_FOLDER, openKnowledge } from '../../src/kept.ts';
import type { KnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import { renderProblems } from '../../src/knowledge/problem.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Kept as by any start of the bot: building the index takes ten seconds, which each file of tests would spend anew. */
const opened = await openKnowledge({ root, folder: DEFAULT_FOLDER, debug: () => {} });
if (!opened.ok) throw new Error(renderProblems(opened.problems));

export const knowledge: KnowledgeBase = opened.knowledge;
export const index: PhraseIndex = opened.index;
export const answerer: Answerer = createAnswerer(knowledge, { index });

/** The answers to the turns of a conversation. */
export function converse(...questions: readonly string[]): Answer[] {
  const conversation: Turn[] = [];
  for (const question of questions) conversation.push({ question, answer: answerer.ask(question, conversation) });
  return conversation.map(({ answer }) => answer);
}

/** What answered, in short: entries, gap or verdict with reason. */
export const outcomeOf = ({ entries, gap, verdict, reason }: Answer): string =>
  entries.join(' + ') || gap || reason || verdict;
