/**
 * Revisions of the knowledge that were in force, kept as files for the next process: `<folder>/<revision>/` holds the
 * `knowledge/` and `seeds/` files of one as they were read, and `<folder>/history.json` the order in which they came into
 * force. A revision is the hash of its files, so that reading one back verifies what was kept.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import type { KnowledgeBase } from './knowledge-base.ts';
import { loadKnowledge } from './load.ts';

/** A file as it was read, by its path below the root. */
interface FileBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface RevisionStore {
  /** Revisions in the order in which they were in force, the latest first; none where nothing can be read. Never throws. */
  list(): Promise<readonly string[]>;
  /** Keeps the files of a revision; tells whether they are kept. Never throws. */
  keep(revision: string, files: readonly FileBytes[]): Promise<boolean>;
  /** Keeps the order, the latest first. Never throws. */
  arrange(revisions: readonly string[]): Promise<void>;
  /** Removes the files of all revisions but these. Never throws. */
  forgetOthers(revisions: readonly string[]): Promise<void>;
  /** The knowledge of a revision, verified anew, or why it can not be had. Never throws. */
  read(revision: string): Promise<KnowledgeBase | string>;
}

export interface RevisionStoreOptions {
  readonly folder: string;
  /** Told once when nothing can be kept, and when what was kept can not be read. */
  readonly warn: (message: string, details: object) => void;
}

const ORDER = 'history.json';
const REVISION = /^[0-9a-f]{64}$/;
/** Written aside first; one that a process left behind is cleared away by the next. */
const ASIDE = '.aside-';

export function createRevisionStore({ folder, warn }: RevisionStoreOptions): RevisionStore {
  let warned = false;
  const warnOnce = (error: unknown): void => {
    if (!warned)
      warn('Revisions can not be kept; a rollback works until the process ends', { folder, error: String(error) });
    warned = true;
  };

  const attempt = async (step: () => Promise<void>): Promise<boolean> => {
    try {
      await step();
      return true;
    } catch (error) {
      warnOnce(error);
      return false;
    }
  };

  return {
    list: async () => {
      try {
        return parseOrder(await readFile(join(folder, ORDER), 'utf8'));
      } catch (error) {
        const isNew = error instanceof Error && 'code' in error && error.code === 'ENOENT';
        if (!isNew) warn('The history of revisions can not be read; it begins anew', { folder, error: String(error) });
        return [];
      }
    },
    keep: (revision, files) =>
      attempt(async () => {
        if (!(await isKept(join(folder, revision), files))) await writeWhole(folder, revision, files);
      }),
    arrange: async (revisions) => {
      await attempt(() => writeOrder(folder, revisions));
    },
    forgetOthers: async (revisions) => {
      await attempt(() => clear(folder, new Set(revisions)));
    },
    read: (revision) => readVerified(join(folder, revision), revision),
  };
}

/** Throws when it is not a list of revisions. */
function parseOrder(text: string): string[] {
  const value: unknown = JSON.parse(text);
  const isOrder = Array.isArray(value) && value.every((item) => typeof item === 'string' && REVISION.test(item));
  if (!isOrder) throw new Error(`Expected a list of revisions in ${ORDER}.`);
  return value;
}

/** Whether a folder holds the very bytes. */
async function isKept(folder: string, files: readonly FileBytes[]): Promise<boolean> {
  try {
    const same = await Promise.all(
      files.map(async ({ file, bytes }) => (await readFile(join(folder, file))).equals(bytes)),
    );
    return same.every(Boolean);
  } catch {
    return false;
  }
}

/** Written aside and renamed: a folder that has the name of a revision is whole. */
async function writeWhole(folder: string, revision: string, files: readonly FileBytes[]): Promise<void> {
  const aside = join(folder, `${ASIDE}${revision}-${process.pid}`);
  try {
    for (const { file, bytes } of files) await writeBelow(aside, file, bytes);
    await rm(join(folder, revision), { recursive: true, force: true });
    await rename(aside, join(folder, revision));
  } catch (error) {
    await rm(aside, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

/** The files' paths are the curators': none may lead out of the folder. */
async function writeBelow(folder: string, file: string, bytes: Uint8Array): Promise<void> {
  if (normalize(file).startsWith('..')) throw new Error(`Expected a path below the folder, got ${file}.`);
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), bytes);
}

async function writeOrder(folder: string, revisions: readonly string[]): Promise<void> {
  const aside = join(folder, `${ASIDE}${process.pid}`);
  await mkdir(folder, { recursive: true });
  await writeFile(aside, `${JSON.stringify(revisions, undefined, 2)}\n`);
  await rename(aside, join(folder, ORDER));
}

/** Removes what this module has written, but for the order and these revisions; anything else is not ours to remove. */
async function clear(folder: string, revisions: ReadonlySet<string>): Promise<void> {
  const ours = (await readdir(folder)).filter((name) => REVISION.test(name) || name.startsWith(ASIDE));
  for (const name of ours) if (!revisions.has(name)) await rm(join(folder, name), { recursive: true, force: true });
}

async function readVerified(folder: string, revision: string): Promise<KnowledgeBase | string> {
  try {
    const loaded = await loadKnowledge(folder);
    if (!loaded.ok) return loaded.problems[0]?.message ?? 'it is not sound';
    if (loaded.knowledge.revision !== revision) return 'its files are not those of this revision';
    return loaded.knowledge;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
