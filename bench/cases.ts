/** What the engines are measured on: phrasings, and questions of which it is known where they belong. */

import type { Entry, KnowledgeBase } from '../src/knowledge/knowledge-base.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { type Label, type LabelledQuestion, sentencesOf } from './grading.ts';
import { drawnFrom, firstOf, knowledgeOf, type LabelledText, readBanking, readClinc } from './public.ts';
import { randomFrom } from './random.ts';
import { questionsOf } from './sets.ts';
import { synthesise } from './synthetic.ts';
import { withTypos } from './typos.ts';

/** Names a case in a few words, so that another process can make it. */
export type CaseName =
  | { readonly kind: 'summit' }
  | { readonly kind: 'synthetic'; readonly phrasings: number }
  | {
      readonly kind: 'public';
      readonly set: 'CLINC150' | 'BANKING77';
      readonly folder: string;
      /** The phrasings of each intent are drawn at random with this seed; without it they are the first ones. */
      readonly seed?: number;
    };

export interface Question {
  readonly text: string;
  /** The same, typed in a hurry. */
  readonly typed: string;
  /** Ids of the entries that answer it. */
  readonly intents: readonly string[];
}

export interface Case {
  readonly knowledge: KnowledgeBase;
  /** Every phrasing of the knowledge with the id of what it belongs to. */
  readonly phrasings: readonly LabelledText[];
  readonly questions: readonly Question[];
  /** Questions that nothing in the knowledge answers. */
  readonly outOfScope: readonly string[];
}

/** Phrasings of each intent of a public set. */
export const SHOTS = 10;
/** Questions about synthetic knowledge. */
const ASKED = 500;
const TYPO_SEED = 7;

export function caseOf(name: CaseName): Promise<Case> | Case {
  if (name.kind === 'summit') return summitCase();
  return name.kind === 'synthetic' ? syntheticCase(name.phrasings) : publicCase(name.set, name.folder, name.seed);
}

function labelled(questions: readonly { readonly text: string; readonly intents: readonly string[] }[]): Question[] {
  const random = randomFrom(TYPO_SEED);
  return questions.map(({ text, intents }) => ({ text, intents, typed: withTypos(text, random) }));
}

/** The project's own knowledge, with the labelled questions that the articles answer. */
async function summitCase(): Promise<Case> {
  const loaded = await loadKnowledge(new URL('..', import.meta.url).pathname);
  if (!loaded.ok) throw new Error('The knowledge is not sound; run npm run check.');
  const { knowledge } = loaded;
  const asked: LabelledQuestion[] = [...questionsOf('tuned'), ...questionsOf('aside')];
  const answerable = asked.filter(({ expect }) => expect === 'answer');
  const known = [...knowledge.entries, ...knowledge.gaps].flatMap(({ id, question, phrasings }) =>
    [question, ...phrasings.map(({ text }) => text)].map((text) => ({ text, intent: id })),
  );
  const chats = knowledge.chats.flatMap(({ id, phrasings }) => phrasings.map(({ text }) => ({ text, intent: id })));
  return {
    knowledge,
    phrasings: [...known, ...chats],
    questions: labelled(answerable.map((label) => ({ text: label.q, intents: provenBy(knowledge.entries, label) }))),
    outOfScope: asked.filter(({ expect }) => expect === 'decline').map(({ q }) => q),
  };
}

/** Ids of the entries whose quotes are the sentences that a label wants. */
function provenBy(entries: readonly Entry[], { gold, gold_all }: Label): string[] {
  const groups = gold_all ?? [gold ?? []];
  const proves = ({ facts }: Entry): boolean => {
    const quotes = facts.flatMap((fact) => fact.quotes);
    const cited = new Set(quotes.flatMap(({ source, text }) => sentencesOf(source, text) ?? []));
    return groups.every((group) => group.some((sentence) => cited.has(sentence)));
  };
  return entries.filter(proves).map(({ id }) => id);
}

function syntheticCase(count: number): Case {
  const { phrasings, questions } = synthesise(count, ASKED);
  return {
    knowledge: knowledgeOf('synthetic', phrasings),
    phrasings,
    questions: labelled(questions.map(({ text, intent }) => ({ text, intents: [intent] }))),
    outOfScope: [],
  };
}

function publicCase(set: 'CLINC150' | 'BANKING77', folder: string, seed: number | undefined): Case {
  const { train, test, outOfScope } = set === 'CLINC150' ? readClinc(folder) : readBanking(folder);
  const phrasings = seed === undefined ? firstOf(train, SHOTS) : drawnFrom(train, SHOTS, randomFrom(seed));
  return {
    knowledge: knowledgeOf(set, phrasings),
    phrasings,
    questions: labelled(test.map(({ text, intent }) => ({ text, intents: [intent] }))),
    outOfScope,
  };
}
