/** Whether the question that somebody is typing is among those that are offered, and how long they wait for it. */
import { Completer } from '../src/answering/completer.ts';
import type { Entry } from '../src/knowledge/knowledge-base.ts';
import { caseOf } from './cases.ts';
import { randomFrom } from './random.ts';
import { questionsOf, takenQuestions } from './sets.ts';
import { number, percent, type Section, table } from './tables.ts';
import { ascending, quantile, spread, timesOf } from './timing.ts';
import { withTypos } from './typos.ts';

/** How many choices are looked at: the first, those that are seen without moving the list, and all that Discord shows. */
const LOOKED_AT = [1, 5, 25];
const MOST = 25;
const LONGEST = 100;
const TYPO_SEED = 11;
/** Questions of which every beginning is timed, and the milliseconds for it. */
const TIMED = 60;
const BUDGET = 20_000;

const words = (text: string, count: number): string => text.split(/\s+/).slice(0, count).join(' ');

/** What of a question has been typed when somebody looks at the choices. */
const TYPED: Readonly<Record<string, (text: string, random: () => number) => string>> = {
  'first 12 characters': (text) => text.slice(0, 12),
  'first 3 words': (text) => words(text, 3),
  'first 5 words': (text) => words(text, 5),
  'first 5 words, typos': (text, random) => withTypos(words(text, 5), random),
  'first 40 characters': (text) => text.slice(0, 40),
  'first 100 characters': (text) => text.slice(0, LONGEST),
};

/** A question that somebody types, and the choices that would do. */
interface Wanted {
  readonly text: string;
  readonly choices: ReadonlySet<string>;
}

/** Shares of the questions with one that would do among the first choices, for each number of choices. */
function sharesOf(completer: Completer, wanted: readonly Wanted[], typed: (text: string) => string): string[] {
  const ranks = wanted.map(({ text, choices }) =>
    completer.complete(typed(text), MOST).findIndex((choice) => choices.has(choice)),
  );
  return LOOKED_AT.map((count) => percent(ranks.filter((rank) => rank >= 0 && rank < count).length / ranks.length));
}

/** Knowledge without phrasings that are asked word for word: otherwise they would find themselves. */
function withoutTaken(entries: readonly Entry[]): Entry[] {
  const taken = new Set(takenQuestions().map(({ q }) => q));
  return entries.map((entry) => ({ ...entry, phrasings: entry.phrasings.filter(({ text }) => !taken.has(text)) }));
}

function takenOf(entries: readonly Entry[]): Wanted[] {
  const questions = new Map(entries.map(({ id, question }) => [id, question]));
  return takenQuestions().flatMap(({ q, of }) => {
    const question = questions.get(of);
    return question === undefined ? [] : { text: q, choices: new Set([question]) };
  });
}

/** Questions of the labelled sets that are not kept aside. */
async function labelledOf(entries: readonly Entry[]): Promise<Wanted[]> {
  const tuned = new Set(questionsOf('tuned').map(({ q }) => q));
  const { questions } = await caseOf({ kind: 'summit' });
  const shown = new Map(entries.map(({ id, question }) => [id, question]));
  return questions
    .filter(({ text }) => tuned.has(text))
    .map(({ text, intents }) => ({ text, choices: new Set(intents.flatMap((id) => shown.get(id) ?? [])) }));
}

/** Milliseconds of every beginning of some questions, as they are typed. */
const typingTimes = (completer: Completer, wanted: readonly Wanted[]): Promise<number[]> =>
  timesOf(
    (typed) => completer.complete(typed, MOST),
    spread(wanted, TIMED).flatMap(({ text }) =>
      Array.from({ length: Math.min(text.length, LONGEST) }, (_, last) => text.slice(0, last + 1)),
    ),
    BUDGET,
  );

export async function completionSection(): Promise<Section> {
  const { knowledge } = await caseOf({ kind: 'summit' });
  const { entries } = knowledge;
  const [taken, labelled] = [takenOf(entries), await labelledOf(entries)];
  const whole = new Completer(withoutTaken(entries));
  const alone = new Completer(entries.map((entry) => ({ ...entry, phrasings: [] })));
  const sets = [
    ['taken', taken],
    ['labelled', labelled],
  ] as const;
  const rows = sets.flatMap(([name, wanted]) =>
    Object.entries(TYPED).map(([typed, of]) => {
      const shares = [alone, whole].flatMap((completer) => {
        const random = randomFrom(TYPO_SEED);
        return sharesOf(completer, wanted, (text) => of(text, random));
      });
      return [`${name}, ${typed}`, ...shares];
    }),
  );
  const heads = ['alone', 'phrasings'].flatMap((what) => LOOKED_AT.map((count) => `${what}, first ${count}`));
  const times = ascending(await typingTimes(new Completer(entries), taken));
  return {
    id: 'completion',
    text: `## Completion

${table([['what is typed', ...heads], ...rows])}

${taken.length} questions taken, ${labelled.length} labelled; in percent. Every beginning of ${TIMED} questions, ${number(times.length)} texts: p50 ${number(quantile(times, 0.5))} ms, p99 ${number(quantile(times, 0.99))} ms,
the slowest ${number(times.at(-1))} ms.`,
  };
}
