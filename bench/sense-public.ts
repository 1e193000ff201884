/** What the sense of questions is worth on the public question sets: every test question, from words alone and with the encoder. */
import { createAnswerer } from '../src/answering/answerer.ts';
import type { Sense } from '../src/answering/sense.ts';
import { Comprehension } from '../src/answering/understanding.ts';
import type { Encoder } from '../src/sense/encoder.ts';
import { type Case, caseOf } from './cases.ts';
import { auroc } from './ranking.ts';
import { encoded, sensed } from './sensing.ts';
import { percent } from './tables.ts';

/** Phrasings: the first ones of each intent, or drawn with a seed. */
const DRAWS: readonly (readonly [name: string, seed?: number])[] = [['first ten'], ['ten at random', 1]];

export const PUBLIC_HEADS = ['set', 'phrasings', 'way', 'a1 %', 'typos %', 'AUROC %'];

/** A line for each set, choice of phrasings and way. */
export async function publicLines(folder: string, encoder: Encoder): Promise<string[][]> {
  const lines: string[][] = [];
  for (const set of ['CLINC150', 'BANKING77'] as const)
    for (const [name, seed] of DRAWS) {
      const of = await caseOf({ kind: 'public', set, folder, ...(seed === undefined ? {} : { seed }) });
      const senseOf = await senseIn(of, encoder, `${set} ${name}`);
      const comprehension = new Comprehension(of.knowledge);
      lines.push([set, name, 'words alone', ...figuresOf(of, comprehension, () => undefined)]);
      lines.push([set, name, 'encoder always', ...figuresOf(of, comprehension, senseOf)]);
    }
  return lines;
}

/** Encodes a case; what comes tells what its questions mean. */
async function senseIn({ knowledge, questions, outOfScope }: Case, encoder: Encoder, name: string) {
  const answerer = createAnswerer({ ...knowledge, revision: name });
  const texts = questions.flatMap(({ text, typed }) => [text, typed]);
  return sensed(answerer, await encoded(answerer, encoder, [...texts, ...outOfScope]));
}

/** Share with the right intent first, the same under typos, and how well the score tells what is in scope. */
function figuresOf(
  { questions, outOfScope }: Case,
  comprehension: Comprehension,
  senseOf: (question: string) => Sense | undefined,
): string[] {
  const firstOf = (text: string) => comprehension.understand(text, undefined, senseOf(text)).candidates[0];
  const firsts = questions.map(({ text, intents }) => ({ first: firstOf(text), intents }));
  const right = firsts.filter(({ first, intents }) => intents.includes(first?.target.item.id ?? '')).length;
  const typed = questions.filter(({ typed, intents }) => intents.includes(firstOf(typed)?.target.item.id ?? '')).length;
  const inside = firsts.map(({ first }) => first?.score ?? 0);
  const outside = outOfScope.map((text) => firstOf(text)?.score ?? 0);
  return [
    percent(right / questions.length),
    percent(typed / questions.length),
    outside.length === 0 ? '–' : percent(auroc(inside, outside)),
  ];
}
