/** The labelled questions and the parts into which they are split. */
import { type LabelledDialogue, type LabelledQuestion, readRows } from './grading.ts';

/** `tuned`: looked at and fitted on; `aside`: never tuned on, scored apart. */
export type Part = 'tuned' | 'aside';

const numberOf = (id: string): number => Number(id.match(/\d+/)?.[0] ?? 0);

/** Every third question, by the number in its id, is kept aside. */
const partOf = (id: string): Part => (numberOf(id) % 3 === 0 ? 'aside' : 'tuned');

export const questionsOf = (part: Part): LabelledQuestion[] =>
  readRows<LabelledQuestion>('questions.jsonl').filter(({ id }) => partOf(id) === part);

/** Questions that somebody wrote who knew the articles and nothing of the bot; looked at after they had been scored once. */
export const freshQuestions = (): LabelledQuestion[] => readRows<LabelledQuestion>('fresh.jsonl');

export const dialoguesOf = (part: Part): LabelledDialogue[] =>
  readRows<LabelledDialogue>('dialogues.jsonl').filter(({ id }) => partOf(id) === part);
