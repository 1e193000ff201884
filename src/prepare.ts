/** Knowledge -> an answerer that has been tried on the knowledge's own questions and on the golden ones. */
import type { Answer, Answerer, SensingAnswerer } from './answering/answer.ts';
import { createAnswerer } from './answering/answerer.ts';
import type { PhraseIndex } from './answering/phrase-index.ts';
import {
  askGolden,
  type FollowUpMiss,
  type GoldenMiss,
  type Miss,
  meets,
  rehearse,
  rehearseFollowUps,
  rehearseGolden,
} from './answering/rehearsal.ts';
import { remembering } from './answering/remembering.ts';
import { unhurried } from './answering/unhurried.ts';
import { indexed } from './indexing.ts';
import { describeExpectation, describeGolden, goldenKey, namedIn } from './knowledge/golden.ts';
import type { GoldenQuestion, KnowledgeBase } from './knowledge/knowledge-base.ts';
import { locate, type Misplaced } from './knowledge/locate.ts';
import type { Problem } from './knowledge/problem.ts';

export interface Prepared {
  readonly value: SensingAnswerer;
  /** Questions that do not get what they should, each with its place in the files. */
  readonly problems: readonly Problem[];
}

/** Knowledge that is in force, and what answers from it. */
export interface Former {
  readonly knowledge: KnowledgeBase;
  readonly value: Answerer;
}

export interface PrepareOptions {
  /** The index of the knowledge, where it is there. */
  readonly index?: PhraseIndex;
  /** Whether it has been rehearsed already, so that it need not be again. */
  readonly rehearsed?: boolean;
  /** What the knowledge is to take the place of: golden questions that are no longer in the files are asked all the same. */
  readonly former?: Former;
}

/** Questions of which is remembered what they were understood as: a few megabytes. */
const REMEMBERED = 512;

/** An answerer for very many readers, who often ask the same. */
export const answererFrom = (knowledge: KnowledgeBase, index?: PhraseIndex): SensingAnswerer =>
  remembering(createAnswerer(knowledge, { remembered: REMEMBERED, ...(index && { index }) }));

/** Builds an answerer and rehearses it. `root` holds the files from which the knowledge was loaded. */
export async function prepare(
  knowledge: KnowledgeBase,
  root: string,
  { index, rehearsed = false, former }: PrepareOptions = {},
): Promise<Prepared> {
  const value = answererFrom(knowledge, index ?? (await indexed(knowledge)));
  // What completion needs is made when it is first asked for: here, not while somebody waits for it.
  value.complete('a');
  if (rehearsed) return { value, problems: [] };
  const misplaced = [
    ...(await everyMiss(rehearse(knowledge, value))).map(tellMiss),
    ...(await everyMiss(rehearseFollowUps(knowledge, value))).map(tellFollowUp),
    ...(await everyMiss(rehearseGolden(knowledge.golden, value))).map(tellGolden),
    ...(former ? await everyMiss(regressions(former, { knowledge, value })) : []).map(tellRegression),
  ];
  return { value, problems: await locate(root, misplaced) };
}

/** Questions asked in one go before others get their turn: a reload takes seconds. */
const IN_ONE_GO = 25;

const everyMiss = <Found>(questions: Iterable<Found | undefined>): Promise<Found[]> =>
  unhurried(missesIn(questions), IN_ONE_GO);

function* missesIn<Found>(questions: Iterable<Found | undefined>): Generator<void, Found[]> {
  const misses: Found[] = [];
  for (const miss of questions) {
    if (miss !== undefined) misses.push(miss);
    yield;
  }
  return misses;
}

/**
 * Golden questions of the former knowledge that the new one no longer lists, was answered rightly and is not any more. One
 * that names an entry or gap that is gone is no regression: whoever takes out an answer takes out its questions.
 */
function* regressions(former: Former, { knowledge, value }: Former): Generator<GoldenMiss | undefined> {
  const listed = new Set(knowledge.golden.map(goldenKey));
  const ids = new Set([...knowledge.entries, ...knowledge.gaps].map(({ id }) => id));
  const unlisted = former.knowledge.golden.filter((golden) => !listed.has(goldenKey(golden)));
  for (const golden of unlisted.filter(({ expected }) => namedIn(expected).every((id) => ids.has(id)))) {
    const answer = askGolden(golden, value);
    const holds = meets(answer, golden.expected) || !meets(askGolden(golden, former.value), golden.expected);
    yield holds ? undefined : { golden, answer };
  }
}

const tellMiss = ({ question, expected, got }: Miss): Misplaced => ({
  code: 'not-found-by-phrasing',
  at: { id: expected, question },
  message: `This belongs to "${expected}", but "${got}" answers it. Give the two more different words, or move it there.`,
});

const tellFollowUp = ({ after, question, expected, got }: FollowUpMiss): Misplaced => ({
  code: 'not-found-by-phrasing',
  at: { after, to: expected, question },
  message: `After "${after}" this leads to "${got}" instead of "${expected}". Another follow-up there has the same words, or it asks for something in general; take one of them out.`,
});

const tellGolden = ({ golden, answer }: GoldenMiss): Misplaced => ({
  code: 'golden-question',
  at: { golden },
  message: `${outcomeOf(golden, answer)} Add phrasings in its words to what has to answer it, or correct what is expected here.`,
});

function tellRegression({ golden, answer }: GoldenMiss): Misplaced {
  const [id] = namedIn(golden.expected);
  return {
    code: 'golden-regression',
    at: id === undefined ? { golden } : { id },
    message: `${outcomeOf(golden, answer)} The knowledge in force answers it as expected, and it has been taken out of knowledge/golden.yaml. Give back the words that it needs; if it is to be answered otherwise from now on, list it there with what is expected now.`,
  };
}

const outcomeOf = (golden: GoldenQuestion, answer: Answer): string =>
  `The golden question ${describeGolden(golden)} expected ${describeExpectation(golden.expected)}, but got ${describeAnswer(answer)}.`;

/** What has come of a question, in the words of an expectation. */
function describeAnswer({ verdict, entries, gap, reason }: Answer): string {
  if (entries.length > 0) return describeExpectation({ entries });
  if (gap !== undefined) return describeExpectation({ gap });
  if (reason !== undefined) return describeExpectation({ declined: reason });
  return verdict === 'suggested' ? 'suggestions and no answer' : 'small talk';
}
