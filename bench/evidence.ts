/** Signals with the truth: what the weights of the verdict and of yes and no are fitted on. */

import { analyse } from '../src/answering/analysis.ts';
import { Composer, wordAnswer } from '../src/answering/composition.ts';
import { indexOf, Sense, type VectorOf } from '../src/answering/sense.ts';
import { Comprehension } from '../src/answering/understanding.ts';
import type { Entry, KnowledgeBase, Phrasing, Stance } from '../src/knowledge/knowledge-base.ts';
import { grade, type LabelledQuestion } from './grading.ts';
import { questionsOf, takenQuestions } from './sets.ts';

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
    const { signals, entry: best } = comprehension.understand(text, undefined, undefined, senseOf(text));
    if (!best) return [];
    return [{ signals, right: entry !== undefined && sharesProof(best.target.item, entries.get(entry)), weight }];
  });
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
    const understanding = comprehension.understand(question.q, undefined, undefined, senseOf(question.q));
    const { signals, entry, contradiction } = understanding;
    if (!entry) return [];
    const { item } = entry.target;
    const answer = composer.answered([item], wordAnswer(item, comprehension.stanceOf(understanding), contradiction), 1);
    // A wrong yes or no is the stance's fault, not the entry's.
    const { must_not: _, ...label } = question;
    return [{ signals, right: question.expect === 'answer' && grade(label, true, answer).right, weight: 1 }];
  });
}
