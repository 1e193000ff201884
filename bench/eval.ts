/**
 * Scores the labelled questions and dialogues, the tuned, the ones kept aside and the fresh ones apart.
 *
 *     npm run eval                   the scores
 *     npm run eval -- --show 20      and the first twenty tuned ones that fell short (what is kept aside is never shown)
 *     npm run eval -- --gate         exit code 1 when a score is below its floor
 */
import { parseArgs } from 'node:util';
import type { Answerer, Turn } from '../src/answering/answer.ts';
import { createAnswerer } from '../src/answering/answerer.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { renderProblems } from '../src/knowledge/problem.ts';
import { FLOORS, type Floors, shortfalls } from './floors.ts';
import { type Grade, grade, type LabelledDialogue, type LabelledQuestion, type Score, score } from './grading.ts';
import { dialoguesOf, freshQuestions, questionsOf } from './sets.ts';

const gradeQuestions = (questions: readonly LabelledQuestion[], answerer: Answerer): Grade[] =>
  questions.map((question) => grade(question, question.expect === 'answer', answerer.ask(question.q)));

/** Each turn of each dialogue, asked with the turns before it. */
function gradeDialogues(dialogues: readonly LabelledDialogue[], answerer: Answerer): Grade[] {
  return dialogues.flatMap(({ id, turns }) => {
    const conversation: Turn[] = [];
    return turns.map((turn, index) => {
      const answer = answerer.ask(turn.q, conversation);
      conversation.push({ question: turn.q, answer });
      return grade({ ...turn, id: `${id}.${index + 1}`, kind: 'turn', style: '-' }, turn.abstain !== true, answer);
    });
  });
}

const percent = (share: number): string => (Number.isNaN(share) ? '-' : `${(100 * share).toFixed(1)}%`).padStart(6);

function renderScore(name: string, result: Score): string {
  const { questions, right, answerable, declined, unanswerable, wrong, answered, precision, invalid } = result;
  return `${name.padEnd(17)} ${`${questions}`.padStart(4)} asked | right ${percent(right)} of ${answerable} | declined ${percent(declined)} of ${unanswerable} | wrong ${percent(wrong)} of ${answered} answers | gold citations ${percent(precision)} | invalid ${invalid}`;
}

/** How many of each kind or style are right. */
function renderCells(grades: readonly Grade[], field: 'kind' | 'style'): string {
  const cells = Map.groupBy(grades, (row) => row[field]);
  return [...cells]
    .map(([name, rows]) => `${name} ${rows.filter(({ right }) => right).length}/${rows.length}`)
    .join(', ');
}

function renderMiss({ id, kind, style, q, why, answer }: Grade): string {
  const by = answer.entries.join(' + ') || answer.gap || answer.verdict;
  return `\n${id} [${kind}/${style}] ${q}\n   ${why}\n   ${by} (${answer.confidence.toFixed(2)}): ${answer.text.slice(0, 160)}`;
}

const { values } = parseArgs({
  options: { show: { type: 'string', default: '0' }, gate: { type: 'boolean', default: false } },
});
const loaded = await loadKnowledge(new URL('..', import.meta.url).pathname);
if (!loaded.ok) {
  console.error(renderProblems(loaded.problems));
  process.exit(1);
}
const answerer = createAnswerer(loaded.knowledge);
const sets: Record<keyof Floors, Grade[]> = {
  tuned: gradeQuestions(questionsOf('tuned'), answerer),
  aside: gradeQuestions(questionsOf('aside'), answerer),
  fresh: gradeQuestions(freshQuestions(), answerer),
  'tuned dialogues': gradeDialogues(dialoguesOf('tuned'), answerer),
  'aside dialogues': gradeDialogues(dialoguesOf('aside'), answerer),
};
for (const [name, grades] of Object.entries(sets)) console.log(renderScore(name, score(grades)));
for (const name of ['tuned', 'aside', 'fresh'] as const) {
  console.log(
    `\n${name} by kind:  ${renderCells(sets[name], 'kind')}\n${name} by style: ${renderCells(sets[name], 'style')}`,
  );
}
const misses = [...sets.tuned, ...sets.fresh, ...sets['tuned dialogues']].filter(({ right }) => !right);
for (const miss of misses.slice(0, Number(values.show))) console.log(renderMiss(miss));
if (values.gate) {
  const failed = Object.entries(FLOORS).flatMap(([name, floor]) =>
    shortfalls(name, score(sets[name as keyof Floors]), floor),
  );
  for (const line of failed) console.error(line);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
