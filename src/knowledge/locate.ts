/** Where in the files a question stands: problems that show only when the knowledge is used point there too. */
import { KnowledgeFile, readText } from './files.ts';
import type { Problem, ProblemCode } from './problem.ts';

interface Asked {
  readonly id: string;
  readonly question: string;
  readonly phrasings?: readonly string[];
  readonly yes?: readonly string[];
  readonly no?: readonly string[];
  readonly wrong?: readonly string[];
}

export interface Misplaced {
  readonly code: ProblemCode;
  /** Id of the entry or gap. */
  readonly id: string;
  /** The phrasing, as it is written. */
  readonly question: string;
  readonly message: string;
}

/** Problems with the place of each phrasing; the beginning of the file where it can not be found any more. */
export async function locate(root: string, misplaced: readonly Misplaced[]): Promise<Problem[]> {
  if (misplaced.length === 0) return [];
  const files = await Promise.all(
    ['questions', 'gaps'].map((name) => readText(root, `knowledge/${name}.yaml`, 'the questions')),
  );
  const places = files.filter((file) => file instanceof KnowledgeFile).flatMap(placesIn);
  return misplaced.map(({ code, id, question, message }) => {
    const place = places.find((candidate) => candidate.id === id && candidate.text === question);
    const [first] = files;
    if (place) return place.file.problem(code, place.path, message);
    return { code, file: first?.file ?? 'knowledge', line: 1, column: 1, excerpt: '', message };
  });
}

function placesIn(file: KnowledgeFile) {
  const parsed = file.parse();
  if ('problems' in parsed) return [];
  return (parsed.value as readonly Asked[]).flatMap(({ id, question, phrasings, yes, no, wrong }, index) => [
    { id, file, text: question, path: [index, 'question'] },
    ...Object.entries({ phrasings, yes, no, wrong }).flatMap(([field, texts = []]) =>
      texts.map((text, at) => ({ id, file, text, path: [index, field, at] })),
    ),
  ]);
}
