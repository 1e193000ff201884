/** Where in the files a question stands: problems that show only when the knowledge is used point there too. */
import { KnowledgeFile, readOptionalText, type ValuePath } from './files.ts';
import { textsWithPaths } from './follow-ups.ts';
import { goldenKey } from './golden.ts';
import type { GoldenQuestion } from './knowledge-base.ts';
import type { Problem, ProblemCode } from './problem.ts';
import type { Contents } from './shapes.ts';

interface Asked {
  readonly id: string;
  readonly question: string;
  readonly phrasings?: readonly string[];
  readonly yes?: readonly string[];
  readonly no?: readonly string[];
  readonly wrong?: readonly string[];
}

/** An entry or gap, one of its phrasings as it is written, a follow-up, or a golden question. */
export type Sought =
  | { readonly id: string; readonly question?: string }
  | { readonly after: string; readonly to: string; readonly question: string }
  | { readonly golden: Pick<GoldenQuestion, 'question' | 'after'> };

export interface Misplaced {
  readonly code: ProblemCode;
  readonly at: Sought;
  readonly message: string;
}

interface Place {
  readonly file: KnowledgeFile;
  readonly path: ValuePath;
}

/** Problems with their places; the beginning of the file where a place can not be found any more. */
export async function locate(root: string, misplaced: readonly Misplaced[]): Promise<Problem[]> {
  if (misplaced.length === 0) return [];
  const files = await Promise.all(FILES.map((name) => readOptionalText(root, pathOf(name), 'the questions')));
  const places = new Map(files.flatMap((file, at) => (file instanceof KnowledgeFile ? placesIn(file, FILES[at]) : [])));
  return misplaced.map(({ code, at, message }) => {
    const place = places.get(keyOf(at));
    if (place) return place.file.problem(code, place.path, message);
    return { code, file: pathOf('golden' in at ? 'golden' : 'questions'), line: 1, column: 1, excerpt: '', message };
  });
}

const FILES = ['questions', 'gaps', 'follow-ups', 'golden'] as const;

const pathOf = (name: (typeof FILES)[number]): string => `knowledge/${name}.yaml`;

function keyOf(sought: Sought): string {
  if ('golden' in sought) return `golden ${goldenKey(sought.golden)}`;
  if ('after' in sought) return `${sought.after} > ${sought.to} ${sought.question}`;
  return `${sought.id} ${sought.question ?? ''}`;
}

function placesIn(file: KnowledgeFile, name: (typeof FILES)[number] | undefined): [string, Place][] {
  const parsed = file.parse();
  if ('problems' in parsed) return [];
  if (name === 'follow-ups') return followUpsIn(file, parsed.value);
  return name === 'golden' ? goldenIn(file, parsed.value) : phrasingsIn(file, parsed.value);
}

const goldenIn = (file: KnowledgeFile, value: unknown): [string, Place][] =>
  (value as readonly { readonly question: string; readonly after?: readonly string[] }[]).map(
    ({ question, after = [] }, index) => [keyOf({ golden: { question, after } }), { file, path: [index, 'question'] }],
  );

const followUpsIn = (file: KnowledgeFile, value: unknown): [string, Place][] =>
  (value as Contents['follow-ups']).flatMap(({ after, asked }, index) =>
    Object.entries(asked).flatMap(([to, lists]) =>
      textsWithPaths(lists).map(([question, path]): [string, Place] => [
        keyOf({ after, to, question }),
        { file, path: [index, 'asked', to, ...path] },
      ]),
    ),
  );

const phrasingsIn = (file: KnowledgeFile, value: unknown): [string, Place][] =>
  (value as readonly Asked[]).flatMap(({ id, question, phrasings, yes, no, wrong }, index): [string, Place][] => [
    [keyOf({ id }), { file, path: [index, 'id'] }],
    [keyOf({ id, question }), { file, path: [index, 'question'] }],
    ...Object.entries({ phrasings, yes, no, wrong }).flatMap(([field, texts = []]) =>
      texts.map((text, at): [string, Place] => [keyOf({ id, question: text }), { file, path: [index, field, at] }]),
    ),
  ]);
