/**
 * Verified knowledge and its index, kept between two starts: most of a start is verifying what has not changed. They are kept
 * with a copy of everything that they were made from, the engine's own sources among it, and count only while all of that is
 * the same, byte by byte. Whatever is wrong with what is kept, the knowledge is verified and built anew from its files.
 */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packIndex, unpackIndex } from './answering/index-packing.ts';
import type { PhraseIndex } from './answering/phrase-index.ts';
import { packFile, unpackFile } from './kept-file.ts';
import type { KnowledgeBase } from './knowledge/knowledge-base.ts';
import type { FilesResult, LoadResult } from './knowledge/load.ts';
import { packKnowledge, unpackKnowledge } from './knowledge/packing.ts';

// Imported by name, node:fs would look up each of its names, and load parts of Node that nobody needs at a start.
const { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } =
  process.getBuiltinModule('node:fs');

const PROJECT_ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where it is kept by default: as private as the code itself, outside of what curators edit, and gone with a new installation. */
export const DEFAULT_FOLDER = join(PROJECT_ROOT, 'node_modules', '.cache', 'knowledge');

/** What decides, beside the knowledge's own files, whether it is sound and what its index is. */
const ENGINE = ['src/{answering,knowledge,language}/**/*.{ts,json}', 'src/{kept,prepare}*.ts'];
/** Written by npm: every package that is installed, with its version and hash. */
const PACKAGES = 'node_modules/.package-lock.json';
/** There when the knowledge has been rehearsed. */
const REHEARSED = 'made:rehearsed';
const MACHINE = `${process.version} ${process.platform} ${process.arch}`;

/** Verified knowledge with the index of its phrasings. */
export interface Ready {
  readonly knowledge: KnowledgeBase;
  readonly index: PhraseIndex;
}

/** Knowledge that is ready, and whether it has been rehearsed. */
export interface OpenedKnowledge extends Ready {
  readonly ok: true;
  /** Whether this very engine has rehearsed it and found nothing wrong. */
  readonly rehearsed: boolean;
  /** Keeps for the next start that it has been rehearsed. Never throws. */
  readonly markRehearsed: () => void;
}

export type Opened = OpenedKnowledge | Extract<LoadResult, { ok: false }>;

type Pieces = ReadonlyMap<string, Uint8Array>;

export interface OpenOptions {
  /** Holds `knowledge/` and `seeds/`. */
  readonly root: string;
  /** Where knowledge is kept. */
  readonly folder: string;
  /** Is told why what is kept could not be used, and why nothing could be kept. */
  readonly debug: (message: string) => void;
  /** Is told that the knowledge is verified and built anew, which takes a while. */
  readonly onBuild?: () => void;
}

/** The knowledge below a root as it was kept, else verified from its files and kept. Never throws for what is kept. */
export async function openKnowledge(options: OpenOptions): Promise<Opened> {
  const kept = recall(options);
  if (kept) return opened(kept.ready, kept.pieces, options);
  options.onBuild?.();
  // Before anything of it is loaded: who edits it meanwhile has the next start build anew.
  const engine = readEngine(options.debug);
  const { loadKnowledge } = await import('./knowledge/load.ts');
  const loaded = await loadKnowledge(options.root);
  if (!loaded.ok) return loaded;
  const { knowledge } = loaded;
  const ready = { knowledge, index: await indexOf(knowledge) };
  if (!engine) return { ok: true, ...ready, rehearsed: false, markRehearsed: () => undefined };
  const pieces = piecesOf(ready, loaded, engine);
  keep(pieces, options);
  return opened(ready, pieces, options);
}

/** The mark is kept together with all that was compared, so that it can not come to stand for anything else. */
const opened = (ready: Ready, pieces: Pieces, options: OpenOptions): OpenedKnowledge => ({
  ok: true,
  ...ready,
  rehearsed: pieces.has(REHEARSED),
  markRehearsed: () => keep(new Map([...pieces, [REHEARSED, new Uint8Array()]]), options),
});

async function indexOf(knowledge: KnowledgeBase): Promise<PhraseIndex> {
  const [{ Lexicon }, { buildIndex }, { targetsOf }] = await Promise.all([
    import('./answering/lexicon.ts'),
    import('./answering/phrase-index.ts'),
    import('./answering/targets.ts'),
  ]);
  return buildIndex(targetsOf(knowledge), new Lexicon(knowledge.vocabulary));
}

/** What was kept, if it was made from what is there now. */
function recall({ root, folder, debug }: OpenOptions): { readonly ready: Ready; readonly pieces: Pieces } | undefined {
  try {
    const pieces = unpackFile(readFileSync(placeOf(root, folder)));
    const stale = [...pieces].find(([name, bytes]) => !isAsItWas(name, bytes, root));
    if (!stale) return { ready: unpackReady(pieces), pieces };
    debug(`The knowledge that was kept is not used: ${stale[0]} has changed.`);
  } catch (error) {
    debug(`The knowledge that was kept is not used: ${messageOf(error)}.`);
  }
  return undefined;
}

/** Whether a piece is the same now; one of the knowledge itself always is. */
function isAsItWas(name: string, bytes: Uint8Array, root: string): boolean {
  const [kind, path] = [name.slice(0, name.indexOf(':')), name.slice(name.indexOf(':') + 1)];
  if (kind === 'machine') return Buffer.from(MACHINE).equals(bytes);
  if (kind === 'absent') return !existsSync(join(root, path));
  if (kind !== 'engine' && kind !== 'file') return true;
  return readFileSync(join(kind === 'engine' ? PROJECT_ROOT : root, path)).equals(bytes);
}

/** What is kept: what is ready, and everything that it was made from. */
const piecesOf = (ready: Ready, { files, absent }: Extract<FilesResult, { ok: true }>, engine: Pieces): Pieces =>
  new Map([
    ['machine:', Buffer.from(MACHINE)] as const,
    ...engine,
    ...files.map(({ file, bytes }) => [`file:${file}`, bytes] as const),
    ...absent.map((file) => [`absent:${file}`, new Uint8Array()] as const),
    ...packReady(ready),
  ]);

/** Keeps pieces; a folder that can not be written leaves things as they are. */
function keep(pieces: Pieces, { root, folder, debug }: OpenOptions): void {
  const place = placeOf(root, folder);
  // Written aside and renamed: who reads at the same time finds the old file or the new one, and of two writers the last wins.
  const aside = `${place}.${process.pid}-${performance.now()}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(aside, packFile(pieces), { flag: 'wx' });
    renameSync(aside, place);
  } catch (error) {
    debug(`The knowledge could not be kept for the next start: ${messageOf(error)}.`);
    removeQuietly(aside);
  }
}

/** The engine's sources and its packages as they are now; nothing where they can not be read. */
function readEngine(debug: OpenOptions['debug']): Pieces | undefined {
  try {
    const paths = [...globSync(ENGINE, { cwd: PROJECT_ROOT }), PACKAGES].map((path) => path.replaceAll('\\', '/'));
    return new Map(paths.map((path) => [`engine:${path}`, readFileSync(join(PROJECT_ROOT, path))]));
  } catch (error) {
    debug(`The knowledge could not be kept for the next start: ${messageOf(error)}.`);
    return undefined;
  }
}

function packReady({ knowledge, index }: Ready): readonly (readonly [string, Uint8Array])[] {
  const { packed, phrasings, followUps } = packKnowledge(knowledge);
  const texts = phrasings.map(asciiJson);
  const indexed = packIndex(index);
  return [
    ['made:knowledge', asciiJson(packed)],
    ['made:phrasings', Buffer.concat(texts)],
    ['made:follow-ups', asciiJson(followUps)],
    ['made:lengths', asciiJson(texts.map(({ length }) => length))],
    ['made:index', asciiJson(indexed.packed)],
    ['made:numbers', indexed.numbers],
  ];
}

function unpackReady(pieces: Pieces): Ready {
  const piece = (name: string): Uint8Array => {
    const bytes = pieces.get(name);
    if (!bytes) throw new Error(`there is no ${name} in it`);
    return bytes;
  };
  // Copies, so that the rest of the file is not held for them.
  const phrasings = new Uint8Array(piece('made:phrasings'));
  const followUps = new Uint8Array(piece('made:follow-ups'));
  const starts = [0];
  for (const length of parseAscii(piece('made:lengths')) as number[]) starts.push((starts.at(-1) ?? 0) + length);
  return {
    knowledge: unpackKnowledge(
      parseAscii(piece('made:knowledge')),
      (number) => parseAscii(phrasings.subarray(starts[number], starts[number + 1])),
      () => parseAscii(followUps),
    ),
    index: unpackIndex(parseAscii(piece('made:index')), piece('made:numbers')),
  };
}

/** JSON with every other character escaped: read back without decoding, in a third of the time. */
const asciiJson = (value: unknown): Uint8Array =>
  Buffer.from(
    JSON.stringify(value).replace(
      /[\u0080-\uffff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
    'latin1',
  );

const parseAscii = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString('latin1'));

/** A file for each root; two roots whose names end alike share one, which costs them time and nothing else. */
const placeOf = (root: string, folder: string): string =>
  join(
    folder,
    `${resolve(root)
      .replace(/[^A-Za-z0-9]+/g, '-')
      .slice(-100)}.kept`,
  );

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It could not even be written: nothing is there to remove.
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
