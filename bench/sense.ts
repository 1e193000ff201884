/**
 * What knowing the sense of questions is worth: the same questions answered from words alone, with the encoder where the answer
 * is in doubt, and with the encoder for every question. Questions kept aside of the project's event; all of the other event.
 */
import { fileURLToPath } from 'node:url';
import type { Answerer } from '../src/answering/answer.ts';
import { createAnswerer } from '../src/answering/answerer.ts';
import type { Sense } from '../src/answering/sense.ts';
import { isInDoubt } from '../src/answering/verdict.ts';
import type { KnowledgeBase } from '../src/knowledge/knowledge-base.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { renderProblems } from '../src/knowledge/problem.ts';
import { type Encoder, missingPackages, startEncoder } from '../src/sense/encoder.ts';
import { optionsOf, text } from './command-line.ts';
import { FIGURES, figuresOf, written } from './figures.ts';
import { type Articles, articlesIn, type Case, casesOf, grade, type LabelledQuestion, readRows } from './grading.ts';
import { PUBLIC_HEADS, publicLines } from './sense-public.ts';
import { encoded, sensed } from './sensing.ts';
import { groupsOf } from './sets.ts';
import { table } from './tables.ts';

interface Subject {
  readonly name: string;
  readonly knowledge: KnowledgeBase;
  readonly conversations: readonly (readonly Case[])[];
  readonly articles: Articles;
}

/** Which answers come with the sense of the question. */
const WAYS: Readonly<Record<string, (inDoubt: boolean) => boolean>> = {
  'words alone': () => false,
  'encoder where in doubt': (inDoubt) => inDoubt,
  'encoder always': () => true,
};

const OTHER_EVENT = new URL('../tests/other-event/', import.meta.url);
const OWN_QUESTIONS = new URL('./questions/', import.meta.url);

async function knowledgeIn(folder: URL): Promise<KnowledgeBase> {
  const loaded = await loadKnowledge(fileURLToPath(folder));
  if (!loaded.ok) throw new Error(renderProblems(loaded.problems));
  return loaded.knowledge;
}

async function subjects(): Promise<Subject[]> {
  const own = await knowledgeIn(new URL('..', import.meta.url));
  const asked = (shown: boolean) =>
    groupsOf()
      .filter((group) => group.shown === shown)
      .flatMap(({ conversations }) => conversations);
  const others = readRows<LabelledQuestion>('questions.jsonl', OTHER_EVENT).map(casesOf);
  const articles = articlesIn(OWN_QUESTIONS);
  return [
    { name: 'kept aside', knowledge: own, conversations: asked(false), articles },
    { name: 'looked at', knowledge: own, conversations: asked(true), articles },
    {
      name: 'other event',
      knowledge: await knowledgeIn(OTHER_EVENT),
      conversations: others,
      articles: articlesIn(OTHER_EVENT),
    },
  ];
}

/** An answerer that takes the sense of the questions that a way wants it of, and how often it did. */
function sensingIn(
  way: (inDoubt: boolean) => boolean,
  answerer: Answerer,
  senseOf: (question: string) => Sense,
): { readonly ask: Answerer['ask']; encodings: number } {
  const counted = {
    encodings: 0,
    ask: ((question, conversation) => {
      const first = answerer.ask(question, conversation);
      if (!way(isInDoubt(first))) return first;
      counted.encodings += 1;
      return answerer.ask(question, conversation, senseOf(question));
    }) as Answerer['ask'],
  };
  return counted;
}

/** A line for each way: how many questions were encoded, and the figures of the answers. */
async function linesOf({ name, knowledge, conversations, articles }: Subject, encoder: Encoder): Promise<string[][]> {
  const answerer = createAnswerer(knowledge);
  const questions = conversations.flat().map(({ q }) => q);
  const senseOf = sensed(answerer, await encoded(answerer, encoder, questions));
  return Object.entries(WAYS).map(([way, wants]) => {
    const sensing = sensingIn(wants, answerer, senseOf);
    const grades = conversations.flatMap((turns) => {
      const before: { question: string; answer: ReturnType<Answerer['ask']> }[] = [];
      return turns.map((turn) => {
        const answer = sensing.ask(turn.q, before);
        before.push({ question: turn.q, answer });
        return grade(turn, turn.answerable, answer, articles);
      });
    });
    const figures = figuresOf(grades, []);
    return [
      name,
      way,
      `${Math.round((100 * sensing.encodings) / questions.length)}%`,
      ...TOLD.map((figure) => `${written(figure, figures[figure])} of ${figures[figure].of}`),
    ];
  });
}

const USAGE = `What knowing the sense of questions is worth.

  node bench/sense.ts                     questions kept aside of the project's event; all of the other event
  node bench/sense.ts --public FOLDER     the public question sets of a folder (docs/benchmarks.md) instead

Encodes everything the first time, which takes minutes; it is kept in data/bench/.`;

const TOLD = ['right', 'declined', 'wrong'] as const;

const options = optionsOf(USAGE, { public: text });
const missing = missingPackages();
if (missing.length > 0) throw new Error(`Expected ${missing.join(', ')} to be installed; npm ci does so.`);
const encoder = startEncoder();
const lines: string[][] = [];
if (options.public === undefined) {
  lines.push(['questions', 'way', 'encoded', ...TOLD.map((figure) => FIGURES[figure].short)]);
  for (const subject of await subjects()) lines.push(...(await linesOf(subject, encoder)));
} else lines.push(PUBLIC_HEADS, ...(await publicLines(options.public, encoder)));
await encoder.close();
console.log(table(lines));
