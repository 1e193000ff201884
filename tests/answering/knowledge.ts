/** The real knowledge and a small one, loaded once for all the tests of a file. */
import { fileURLToPath } from 'node:url';
import type { Answer, Answerer, Turn } from '../../src/answering/answer.ts';
import { createAnswerer } from '../../src/answering/answerer.ts';
import type { KnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { renderProblems } from '../../src/knowledge/problem.ts';

const loaded = await loadKnowledge(fileURLToPath(new URL('../..', import.meta.url)));
if (!loaded.ok) throw new Error(renderProblems(loaded.problems));

export const knowledge: KnowledgeBase = loaded.knowledge;
export const answerer: Answerer = createAnswerer(knowledge);

/** The answers to the turns of a conversation. */
export function converse(...questions: readonly string[]): Answer[] {
  const conversation: Turn[] = [];
  for (const question of questions) conversation.push({ question, answer: answerer.ask(question, conversation) });
  return conversation.map(({ answer }) => answer);
}

/** What answered, in short: entries, gap or verdict with reason. */
export const outcomeOf = ({ entries, gap, verdict, reason }: Answer): string =>
  entries.join(' + ') || gap || reason || verdict;
