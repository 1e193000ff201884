/** Files -> verified, immutable knowledge, or every problem found. */
import { createHash } from 'node:crypto';
import type { Article } from './article.ts';
import { KnowledgeFile, readOptionalText, readText } from './files.ts';
import { deepFreeze } from './frozen.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import type { Problem } from './problem.ts';
import { type Contents, type FileName, shapes } from './shapes.ts';
import { buildArticles, buildKnowledge } from './verify.ts';

export type LoadResult =
  | { readonly ok: true; readonly knowledge: KnowledgeBase }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Knowledge with every file that it was made from, as it was read. */
export type FilesResult =
  | {
      readonly ok: true;
      readonly knowledge: KnowledgeBase;
      readonly files: readonly KnowledgeFile[];
      /** Files that need not be there and are not, by their paths below the root. */
      readonly absent: readonly string[];
    }
  | Extract<LoadResult, { readonly ok: false }>;

const PURPOSES: Record<FileName, string> = {
  sources: 'the articles',
  facts: 'the facts with their quotes',
  questions: 'the entries',
  gaps: 'what the articles do not say',
  chat: 'the small talk',
  'follow-ups': 'what people ask next',
  vocabulary: 'the names and words',
  golden: 'the golden questions',
};

/** What a knowledge can do without. */
const OPTIONAL: readonly FileName[] = ['follow-ups', 'golden'];

const NAMES = Object.keys(shapes) as FileName[];

const pathOf = (name: FileName): string => `knowledge/${name}.yaml`;

/**
 * Reads `knowledge/` and `seeds/` below a root folder and verifies everything. Never throws for what a curator wrote: all
 * problems come back together.
 */
export async function loadKnowledge(root: string): Promise<FilesResult> {
  const read = await Promise.all(NAMES.map((name) => readNamed(root, name)));
  const files = Object.fromEntries(
    NAMES.flatMap((name, index) => (read[index] instanceof KnowledgeFile ? [[name, read[index]]] : [])),
  ) as Partial<Record<FileName, KnowledgeFile>>;
  const problems: Problem[] = read.filter(isProblem);
  const contents: Partial<Record<FileName, unknown>> = Object.fromEntries(OPTIONAL.map((name) => [name, []]));
  for (const name of NAMES) {
    const file = files[name];
    if (file) contents[name] = shapeOf(file, name, problems);
  }
  const seeds = await readSeeds(root, contents.sources as Contents['sources'] | undefined, problems);
  if (NAMES.some((name) => contents[name] === undefined) || problems.length > 0) return { ok: false, problems };
  const shaped = contents as Contents;
  const empty = OPTIONAL.map((name) => [name, new KnowledgeFile(pathOf(name), new Uint8Array())]);
  const allFiles = { ...Object.fromEntries(empty), ...files } as Required<typeof files>;
  const articles: ReadonlyMap<string, Article> = buildArticles(shaped.sources, seeds, allFiles.sources, problems);
  const everyFile = [...Object.values(files), ...seeds.values()];
  const knowledge = buildKnowledge(shaped, allFiles, articles, revisionOf(everyFile), problems);
  if (problems.length > 0) return { ok: false, problems };
  const absent = NAMES.filter((name) => !files[name]).map(pathOf);
  return { ok: true, knowledge: deepFreeze(knowledge), files: everyFile, absent };
}

const isProblem = (read: KnowledgeFile | Problem | undefined): read is Problem =>
  read !== undefined && !(read instanceof KnowledgeFile);

const readNamed = (root: string, name: FileName): Promise<KnowledgeFile | Problem | undefined> =>
  (OPTIONAL.includes(name) ? readOptionalText : readText)(root, pathOf(name), PURPOSES[name]);

/**
 * The files of a knowledge as they are now, in the order in which they make its revision; nothing when they are not the
 * files of this revision any more. Never throws.
 */
export async function filesOf(
  root: string,
  { revision, sources }: KnowledgeBase,
): Promise<readonly KnowledgeFile[] | undefined> {
  const read = await Promise.all([
    ...NAMES.map((name) => readNamed(root, name)),
    ...sources.map(({ id, file }) => readText(root, `seeds/${file}`, `the article "${id}"`)),
  ]);
  const files = read.filter((file) => file instanceof KnowledgeFile);
  return revisionOf(files) === revision ? files : undefined;
}

/** The content of a file when it is YAML of the right shape; otherwise its problems are added. */
function shapeOf(file: KnowledgeFile, name: FileName, problems: Problem[]): unknown {
  const parsed = file.parse();
  if ('problems' in parsed) {
    problems.push(...parsed.problems);
    return undefined;
  }
  const result = shapes[name].safeParse(parsed.value);
  if (result.success) return result.data;
  const hint = `Allowed is what knowledge/schema/${name}.schema.json says; see knowledge/README.md.`;
  for (const issue of result.error.issues) {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? part.toString() : part));
    const message = `${issue.message}. ${hint}`;
    if (issue.code !== 'unrecognized_keys') problems.push(file.problem('shape', path, message));
    else for (const key of issue.keys) problems.push(file.problemAtKey('shape', [...path, key], message));
  }
  return undefined;
}

async function readSeeds(
  root: string,
  sources: Contents['sources'] | undefined,
  problems: Problem[],
): Promise<Map<string, KnowledgeFile>> {
  const seeds = new Map<string, KnowledgeFile>();
  for (const { id, file } of sources?.sources ?? []) {
    const seed = await readText(root, `seeds/${file}`, `the article "${id}"`);
    if (seed instanceof KnowledgeFile) seeds.set(id, seed);
    else problems.push(seed);
  }
  return seeds;
}

/** SHA-256 over the names and contents of all files: the same content always has the same revision. */
function revisionOf(files: readonly KnowledgeFile[]): string {
  const hash = createHash('sha256');
  for (const { file, text } of files) hash.update(`${file}\0${text.length}\0${text}\0`);
  return hash.digest('hex');
}
