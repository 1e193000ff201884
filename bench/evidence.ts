/** Signals with the truth: what the weights of the verdict are fitted on. */

import { analyse } from '../src/answering/analysis.ts';
import { Composer, wordAnswer } from '../src/answering/composition.ts';
import { Comprehension } from '../src/answering/understanding.ts';
import type { Entry, KnowledgeBase, Phrasing, Stance } from '../src/knowledge/knowledge-base.ts';
import { grade, type LabelledQuestion } from './grading.ts';

export interface Evidence {
  readonly signals: readonly number[];
  /** Whether the best entry would have been the right answer. */
  readonly right: boolean;
}

/**
 * Each phrasing of the knowledge asked of a knowledge that lacks it, `folds` parts in turn: what a reader's new wording looks
 * like. A phrasing of an entry is right when its entry, of a gap or chat when nothing is the answer.
 */
export function evidenceOfPhrasings(knowledge: KnowledgeBase, folds: number): Evidence[] {
  const entries = new Map(knowledge.entries.map((item) => [item.id, item]));
  return heldBack(knowledge, folds).flatMap(({ comprehension, held }) =>
    held.flatMap(({ text, entry }) => {
      const { signals, entry: best } = comprehension.understand(text);
      return best ? [{ signals, right: entry !== undefined && sharesProof(best.target.item, entries.get(entry)) }] : [];
    }),
  );
}

/** Each yes/no question of an entry, asked of the entry without it: what speaks for yes and whether it is the answer. */
export function evidenceOfPolarity(knowledge: KnowledgeBase, folds: number): Evidence[] {
  return heldBack(knowledge, folds).flatMap(({ comprehension, held }) =>
    held.flatMap(({ text, entry, stance }) => {
      const target = comprehension.targets.find(({ kind, item }) => kind === 'entry' && item.id === entry);
      const analysis = analyse(text, comprehension.analyser);
      if (!target || !analysis.yesNo || (stance !== 'yes' && stance !== 'no')) return [];
      const signals = comprehension.stances.signals(analysis, target);
      return [{ signals, right: stance === 'yes' }];
    }),
  );
}

interface HeldBack {
  readonly comprehension: Comprehension;
  readonly held: readonly { readonly text: string; readonly stance: Stance; readonly entry: string | undefined }[];
}

/** The knowledge without a part of its phrasings, each part in turn, and that part. */
function heldBack(knowledge: KnowledgeBase, folds: number): HeldBack[] {
  return Array.from({ length: folds }, (_, fold) => {
    const held: { text: string; stance: Stance; entry: string | undefined }[] = [];
    const keep = (phrasings: readonly Phrasing[], entry?: string): Phrasing[] =>
      phrasings.filter((phrasing, index) => {
        if ((index + phrasing.text.length) % folds !== fold) return true;
        held.push({ ...phrasing, entry });
        return false;
      });
    const rest: KnowledgeBase = {
      ...knowledge,
      entries: knowledge.entries.map((entry) => ({ ...entry, phrasings: keep(entry.phrasings, entry.id) })),
      gaps: knowledge.gaps.map((gap) => ({ ...gap, phrasings: keep(gap.phrasings) })),
      chats: knowledge.chats.map((chat) => ({ ...chat, phrasings: keep(chat.phrasings) })),
    };
    return { comprehension: new Comprehension(rest), held };
  });
}

/** Two entries that rest on the same sentence first of all answer much the same. */
const sharesProof = (a: Entry, b: Entry | undefined): boolean =>
  a.id === b?.id ||
  (a.facts[0]?.quotes ?? []).some(({ text }) => b?.facts[0]?.quotes.some((quote) => quote.text === text));

/** Labelled questions, each with whether the best entry would have answered it rightly. */
export function evidenceOfQuestions(knowledge: KnowledgeBase, questions: readonly LabelledQuestion[]): Evidence[] {
  const comprehension = new Comprehension(knowledge);
  const composer = new Composer(knowledge);
  return questions.flatMap((question) => {
    const { signals, entry, stance, contradiction } = comprehension.understand(question.q);
    if (!entry) return [];
    const { item } = entry.target;
    const answer = composer.answered([item], wordAnswer(item, stance, contradiction), 1);
    // A wrong yes or no is the stance's fault, not the entry's.
    const { must_not: _, ...label } = question;
    return [{ signals, right: question.expect === 'answer' && grade(label, true, answer).right }];
  });
}
