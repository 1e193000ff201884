/** The labelled questions: which sets there are, and which parts of them are kept aside. */
import type { Stance } from '../src/knowledge/knowledge-base.ts';
import { type Case, casesOf, type LabelledDialogue, type LabelledQuestion, readRows } from './grading.ts';

/** Questions by one writer, or for one purpose. */
export interface QuestionSet {
  readonly name: string;
  /** Files under `questions/`; a line with `turns` is a dialogue. */
  readonly files: readonly string[];
  /** Whether the question or dialogue of an id is kept aside: scored, but never shown, fitted or tuned on. */
  readonly aside: (id: string) => boolean;
}

/** `tuned`: looked at and fitted on; `aside`: never tuned on, scored apart. */
export type Part = 'tuned' | 'aside';

/** One set, one line. */
export const SETS: readonly QuestionSet[] = [
  { name: 'labelled', files: ['questions.jsonl', 'dialogues.jsonl'], aside: every(3) },
  { name: 'fresh', files: ['fresh.jsonl'], aside: () => false },
  { name: 'casual', files: ['readers-casual.jsonl', 'readers-casual-dialogues.jsonl'], aside: every(2) },
  { name: 'formal', files: ['readers-formal.jsonl', 'readers-formal-dialogues.jsonl'], aside: every(2) },
  { name: 'adversarial', files: ['readers-adversarial.jsonl', 'readers-adversarial-dialogues.jsonl'], aside: every(2) },
  { name: 'talk', files: ['talk-dialogues.jsonl'], aside: every(2) },
  { name: 'tested', files: ['readers-last.jsonl', 'readers-last-dialogues.jsonl'], aside: () => true },
  { name: 'conversation', files: ['conversation-dialogues.jsonl'], aside: every(2) },
  { name: 'plain talk', files: ['conversation-plain-dialogues.jsonl'], aside: every(2) },
  { name: 'mixed talk', files: ['conversation-mixed-dialogues.jsonl'], aside: every(2) },
  { name: 'control', files: ['readers-control.jsonl', 'readers-control-dialogues.jsonl'], aside: () => true },
  {
    name: 'second control',
    files: ['readers-second-control.jsonl', 'readers-second-control-dialogues.jsonl'],
    aside: () => true,
  },
  {
    name: 'third control',
    files: ['readers-third-control.jsonl', 'readers-third-control-dialogues.jsonl'],
    aside: () => true,
  },
  { name: 'written', files: ['written-aside.jsonl'], aside: () => true },
  { name: 'later', files: ['written-later-aside.jsonl'], aside: () => true },
  { name: 'phone talk', files: ['talk-phone-dialogues.jsonl'], aside: every(2) },
  { name: 'careful talk', files: ['talk-careful-dialogues.jsonl'], aside: every(2) },
  { name: 'restless talk', files: ['talk-restless-dialogues.jsonl'], aside: every(2) },
  { name: 'kinds', files: ['readers-kinds.jsonl'], aside: every(2) },
  { name: 'several', files: ['readers-several.jsonl'], aside: () => false },
  { name: 'late talk', files: ['talk-late-dialogues.jsonl'], aside: () => true },
  {
    name: 'further',
    files: ['written-further.jsonl', 'talk-further-dialogues.jsonl'],
    // Several questions in one are looked at.
    aside: (id) => !id.startsWith('S'),
  },
];

/** A question that somebody wrote who knew the articles alone, and that has been taken into the knowledge since. */
export interface TakenQuestion {
  readonly q: string;
  /** Id of the entry or gap to which it belongs. */
  readonly of: string;
  readonly form: Stance;
}

/** Those of which a quarter, drawn before anything was scored, makes the set "written". */
export const takenQuestions = (): TakenQuestion[] => readRows<TakenQuestion>('written.jsonl');

/** Every so manieth, by the number in the id. */
function every(step: number): (id: string) => boolean {
  return (id) => Number(id.match(/\d+/)?.[0] ?? 0) % step === 0;
}

/** Part of a set that is scored by itself. */
export interface Group {
  readonly name: string;
  /** False for what is kept aside. */
  readonly shown: boolean;
  /** Questions one after the other by the same reader; mostly one alone. */
  readonly conversations: readonly (readonly Case[])[];
}

type Row = LabelledQuestion | LabelledDialogue;

const isDialogue = (row: Row): row is LabelledDialogue => 'turns' in row;

/** Each set as its questions and its dialogues, shown and kept aside apart; groups without a question are left out. */
export function groupsOf(sets: readonly QuestionSet[] = SETS): Group[] {
  return sets.flatMap(({ name, files, aside }) => {
    const rows = files.flatMap((file) => readRows<Row>(file));
    const groups = [false, true].flatMap((dialogues) =>
      [false, true].map((kept) => ({
        name: [name, kept ? 'aside' : '', dialogues ? 'dialogues' : ''].filter(Boolean).join(' '),
        shown: !kept,
        conversations: rows.filter((row) => isDialogue(row) === dialogues && aside(row.id) === kept).map(casesOf),
      })),
    );
    return groups.filter(({ conversations }) => conversations.length > 0);
  });
}

/** Rows of the sets, of one part or of both. */
const rowsOf = (part?: Part): Row[] =>
  SETS.flatMap(({ files, aside }) =>
    files
      .flatMap((file) => readRows<Row>(file))
      .filter(({ id }) => part === undefined || (aside(id) ? 'aside' : 'tuned') === part),
  );

/** Questions that stand alone; without a part those of both. */
export const questionsOf = (part?: Part): LabelledQuestion[] =>
  rowsOf(part).filter((row): row is LabelledQuestion => !isDialogue(row));

/** Dialogues; without a part those of both. */
export const dialoguesOf = (part?: Part): LabelledDialogue[] => rowsOf(part).filter(isDialogue);
