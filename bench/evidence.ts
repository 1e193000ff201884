/** Signals with the truth: what the weights of the verdict and of yes and no are fitted on. */

import { analyse } from '../src/answering/analysis.ts';
import type { Turn } from '../src/answering/answer.ts';
import { createAnswerer } from '../src/answering/answerer.ts';
import { Composer, wordAnswer } from '../src/answering/composition.ts';
import { type Context, contextOf } from '../src/answering/conversation.ts';
import { Reader } from '../src/answering/reader.ts';
import { readingsByEntry } from '../src/answering/readings.ts';
import { indexOf, Sense, type VectorOf } from '../src/answering/sense.ts';
import { Comprehension, type Understanding } from '../src/answering/understanding.ts';
import type { Entry, KnowledgeBase, Phrasing, Stance } from '../src/knowledge/knowledge-base.ts';
import { ask } from './asking.ts';
import { type Case, grade, type LabelledQuestion } from './grading.ts';
import { groupsOf, questionsOf, takenQuestions } from './sets.ts';

export interface Evidence {
  readonly signals: readonly number[];
  /** Whether the best entry would have been the right answer; of yes and no, whether it is yes. */
  readonly right: boolean;
  /** How often it counts. */
  readonly weight: number;
}

/** Parts into which the phrasings are held back in turn. */
const FOLDS = 5;
/**
 * How much a phrasing held back counts beside a question that somebody asked. Phrasings are plenty, and not as readers ask. Of 0,
 * 0.005, 0.01, 0.02 and 0.05 it was chosen with the order of the questions kept aside in view.
 */
const PHRASING = 0.02;

/** How much a turn of a dialogue counts beside a follow-up of the knowledge: those never turn to something else. */
const DIALOGUE = 5;

/** Some texts whose meaning is known, and the knowledge without them. */
interface HeldBack {
  readonly comprehension: Comprehension;
  readonly held: readonly HeldText[];
}

interface HeldText {
  readonly text: string;
  readonly stance: Stance;
  /** Id of the entry that answers; none where nothing does. */
  readonly entry: string | undefined;
  readonly weight: number;
}

/**
 * What the weights of the verdict are fitted on: what people asked and is not kept aside, and the curators' phrasings. With the
 * vectors of all of these, what they mean is among the signals.
 */
export const evidenceOfVerdicts = (knowledge: KnowledgeBase, vectorOf?: VectorOf): Evidence[] => [
  ...heldBack(knowledge).flatMap((part) => verdictsOf(part, knowledge, vectorOf)),
  ...evidenceOfQuestions(knowledge, questionsOf('tuned'), vectorOf),
];

/** Tells what a question means among the targets of a comprehension; nothing without vectors. */
function sensesOf({ targets }: Comprehension, vectorOf?: VectorOf): (question: string) => Sense | undefined {
  if (!vectorOf) return () => undefined;
  const index = indexOf(targets, vectorOf);
  return (question) => new Sense(index, vectorOf(question));
}

/** What the weights of yes and no are fitted on: each yes/no question of an entry, asked of the entry without it. */
export const evidenceOfPolarity = (knowledge: KnowledgeBase): Evidence[] => heldBack(knowledge).flatMap(polaritiesOf);

/** What one writer asked stands together, and is held back together: a writer's style gives away which of the questions are near misses. */
const ONE_WRITER = 200;

/** The knowledge without a part of what people asked and of the other phrasings, each part in turn. */
function heldBack(knowledge: KnowledgeBase): HeldBack[] {
  const taken = new Map(takenQuestions().map(({ q }, at) => [q, Math.floor(at / ONE_WRITER)]));
  const weightOf = ({ text }: Phrasing): number => (taken.has(text) ? 1 : PHRASING);
  return Array.from({ length: FOLDS }, (_, fold) =>
    withheld(knowledge, weightOf, ({ text }, at) => (taken.get(text) ?? at + text.length) % FOLDS === fold),
  );
}

/** The knowledge without some phrasings, and those. */
function withheld(
  knowledge: KnowledgeBase,
  weightOf: (phrasing: Phrasing) => number,
  isHeld: (phrasing: Phrasing, at: number) => boolean,
): HeldBack {
  const held: HeldText[] = [];
  const keep = (phrasings: readonly Phrasing[], entry?: string): Phrasing[] =>
    phrasings.filter((phrasing, at) => {
      if (!isHeld(phrasing, at)) return true;
      held.push({ ...phrasing, entry, weight: weightOf(phrasing) });
      return false;
    });
  const comprehension = new Comprehension({
    ...knowledge,
    entries: knowledge.entries.map((entry) => ({ ...entry, phrasings: keep(entry.phrasings, entry.id) })),
    gaps: knowledge.gaps.map((gap) => ({ ...gap, phrasings: keep(gap.phrasings) })),
    chats: knowledge.chats.map((chat) => ({ ...chat, phrasings: keep(chat.phrasings) })),
  });
  return { comprehension, held };
}

/** A text of an entry is understood rightly when its entry is the best one, a text of a gap or chat when nothing is the answer. */
function verdictsOf({ comprehension, held }: HeldBack, knowledge: KnowledgeBase, vectorOf?: VectorOf): Evidence[] {
  const senseOf = sensesOf(comprehension, vectorOf);
  const entries = new Map(knowledge.entries.map((item) => [item.id, item]));
  return held.flatMap(({ text, entry, weight }) => {
    const { signals, entry: best } = comprehension.understand(text, undefined, senseOf(text));
    if (!best) return [];
    return [{ signals, right: entry !== undefined && sharesProof(best.target.item, entries.get(entry)), weight }];
  });
}

/** A follow-up asked after what it comes after, of a knowledge that lacks it. */
interface HeldFollowUp {
  readonly reader: Reader;
  readonly text: string;
  readonly context: Context;
  /** The entry that answers; none where a gap declines. */
  readonly entry: Entry | undefined;
}

/** What the weights of follow-ups are fitted on: each as it is foreseen by the others. */
export const evidenceOfFollowUps = (held: readonly HeldFollowUp[]): Evidence[] =>
  held.flatMap(({ reader, text, context, entry }) => {
    const { signals, entry: best } = reader.readings(text, context).foreseen;
    return best ? [{ signals, right: sharesProof(best.target.item, entry), weight: 1 }] : [];
  });

/** What the weights of readings are fitted on: the follow-ups of the knowledge, and the turns of the dialogues that are not kept aside. */
export const evidenceOfReadings = (knowledge: KnowledgeBase, held: readonly HeldFollowUp[]): Evidence[] => [
  ...held.flatMap(({ reader, text, context, entry }) =>
    readingsByEntry(reader.readings(text, context), context).map(({ understanding, signals }) => ({
      signals,
      right: sharesProof(understanding.entry.target.item, entry),
      weight: 1,
    })),
  ),
  ...evidenceOfDialogues(knowledge),
];

/** The follow-ups of the knowledge in parts, each asked of the knowledge without it. Of those that lead from one to another, some are held back at a time. */
export function heldFollowUps(knowledge: KnowledgeBase): HeldFollowUp[] {
  const entries = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  const told = toldOf(knowledge);
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const isHeld = ({ text }: Phrasing, at: number): boolean => (at + text.length) % FOLDS === fold;
    const comprehension = new Comprehension({
      ...knowledge,
      followUps: knowledge.followUps.map((asked) => ({
        ...asked,
        phrasings: asked.phrasings.filter((phrasing, at) => !isHeld(phrasing, at)),
      })),
    });
    const reader = new Reader(comprehension);
    return knowledge.followUps.flatMap(({ after, to, phrasings }) => {
      const context = contextOf([told(after)], comprehension.analysed);
      return context
        ? phrasings.filter(isHeld).map(({ text }) => ({ reader, text, context, entry: entries.get(to) }))
        : [];
    });
  });
}

/** A turn in which an entry or gap, by its id, was asked for and told. */
function toldOf(knowledge: KnowledgeBase): (id: string) => Turn {
  const composer = new Composer(knowledge);
  const turns = new Map<string, Turn>([
    ...knowledge.entries.map((entry): [string, Turn] => [
      entry.id,
      { question: entry.question, answer: composer.answered([entry], entry.answer, 1) },
    ]),
    ...knowledge.gaps.map((gap): [string, Turn] => [
      gap.id,
      { question: gap.question, answer: composer.declinedBy(gap, 1) },
    ]),
  ]);
  return (id) => turns.get(id) as Turn;
}

/** Turns of dialogues, each with whether an entry that it may be about would have answered it rightly. */
function evidenceOfDialogues(knowledge: KnowledgeBase): Evidence[] {
  const comprehension = new Comprehension(knowledge);
  const reader = new Reader(comprehension);
  const composer = new Composer(knowledge);
  const answerer = createAnswerer(knowledge);
  return groupsOf()
    .filter(({ shown }) => shown)
    .flatMap((group) => ask(group, answerer))
    .flatMap(({ question, before }) => {
      const context = contextOf(before, comprehension.analysed);
      if (!context) return [];
      return readingsByEntry(reader.readings(question.q, context), context).map(({ understanding, signals }) => ({
        signals,
        right: question.answerable && isRight(question, understanding, comprehension, composer),
        weight: DIALOGUE,
      }));
    });
}

/** Whether the best entry of an understanding would have been the right answer. A wrong yes or no is the stance's fault, not the entry's. */
function isRight(
  { must_not: _, ...label }: Omit<Case, 'answerable'>,
  understanding: Understanding,
  comprehension: Comprehension,
  composer: Composer,
): boolean {
  const { entry, contradiction } = understanding;
  if (!entry) return false;
  const { item } = entry.target;
  const answer = composer.answered([item], wordAnswer(item, comprehension.stanceOf(understanding), contradiction), 1);
  return grade(label, true, answer).right;
}

/** Two entries that rest on the same sentence first of all answer much the same. */
const sharesProof = (a: Entry, b: Entry | undefined): boolean =>
  a.id === b?.id ||
  (a.facts[0]?.quotes ?? []).some(({ text }) => b?.facts[0]?.quotes.some((quote) => quote.text === text));

function polaritiesOf({ comprehension, held }: HeldBack): Evidence[] {
  const targets = new Map(
    comprehension.targets.flatMap((target) => (target.kind === 'entry' ? [[target.item.id, target]] : [])),
  );
  return held.flatMap(({ text, entry, stance, weight }) => {
    const target = entry === undefined ? undefined : targets.get(entry);
    const analysis = analyse(text, comprehension.analyser);
    if (!target || !analysis.yesNo || stance === 'open') return [];
    return [{ signals: comprehension.stances.signals(analysis, target), right: stance === 'yes', weight }];
  });
}

/** Labelled questions that ask one thing, each with whether the best entry would have answered it rightly. */
function evidenceOfQuestions(
  knowledge: KnowledgeBase,
  questions: readonly LabelledQuestion[],
  vectorOf?: VectorOf,
): Evidence[] {
  const comprehension = new Comprehension(knowledge);
  const senseOf = sensesOf(comprehension, vectorOf);
  const composer = new Composer(knowledge);
  return questions.flatMap((question) => {
    if (question.kind === 'multi') return [];
    const understanding = comprehension.understand(question.q, undefined, senseOf(question.q));
    if (!understanding.entry) return [];
    const right = question.expect === 'answer' && isRight(question, understanding, comprehension, composer);
    return [{ signals: understanding.signals, right, weight: 1 }];
  });
}
