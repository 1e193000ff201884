/** Who may import whom: the core in the middle, adapters outside. */
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each part of `src/` may import; `type` means types only. Files in `src/` itself are the composition root. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, 'all' | 'type'>>>> = {
  language: {},
  knowledge: { language: 'all' },
  answering: { language: 'all', knowledge: 'type' },
  sense: { answering: 'all', knowledge: 'type' },
  journal: { answering: 'type' },
  terminal: { answering: 'all', knowledge: 'type' },
  discord: { answering: 'all', knowledge: 'type', journal: 'type' },
};

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

const IMPORT =
  /(?:^|\n)\s*(import|export)(\s+type\b)?([^'"`;]*?from)?\s*['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]/g;

function importsOf(source: string): Import[] {
  return [...source.matchAll(IMPORT)].map((match) => ({
    target: match[4] ?? match[5] ?? '',
    typeOnly:
      match[2] !== undefined || /^\s*\{(?:\s*type\s+\w+(?:\s+as\s+\w+)?\s*,?)+\s*\}\s*from$/.test(match[3] ?? ''),
  }));
}

const partOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : 'root');

/** What is wrong with the imports of a file, named from `src/`. */
function faultsOf(file: string, source: string): string[] {
  const from = partOf(file);
  return importsOf(source).flatMap(({ target, typeOnly }) => {
    const path = posix.join(posix.dirname(file), target);
    const to = partOf(path);
    if (path.startsWith('..')) return [];
    if (path === 'main.ts') return [`${file} imports main.ts`];
    if (from === 'root' || from === to) return [];
    const allowed = ALLOWED[from]?.[to];
    if (allowed === 'all' || (allowed === 'type' && typeOnly)) return [];
    return [`${file} imports ${allowed === 'type' ? 'more than types of ' : ''}${path}`];
  });
}

describe('the layout', () => {
  const root = new URL('../src/', import.meta.url);
  const files = globSync('**/*.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/'));

  it('has files to look at in every part', () => {
    expect(new Set(files.map(partOf))).toEqual(new Set([...Object.keys(ALLOWED), 'root']));
  });

  it.each(files)('%s imports only what it may', (file) => {
    expect(faultsOf(file, readFileSync(new URL(file, root), 'utf8'))).toEqual([]);
  });

  it.each([
    [
      'answering/a.ts',
      "import { load } from '../knowledge/load.ts';",
      ['answering/a.ts imports more than types of knowledge/load.ts'],
    ],
    ['answering/a.ts', "import type { Entry } from '../knowledge/knowledge-base.ts';", []],
    ['answering/a.ts', "import {\n  type Entry,\n  type Gap,\n} from '../knowledge/knowledge-base.ts';", []],
    [
      'answering/a.ts',
      "import { type Entry, load } from '../knowledge/load.ts';",
      ['answering/a.ts imports more than types of knowledge/load.ts'],
    ],
    [
      'knowledge/k.ts',
      "export { x } from '../answering/answerer.ts';",
      ['knowledge/k.ts imports answering/answerer.ts'],
    ],
    ['terminal/t.ts', "await import('../discord/bot.ts');", ['terminal/t.ts imports discord/bot.ts']],
    ['discord/d.ts', "import '../terminal/render.ts';", ['discord/d.ts imports terminal/render.ts']],
    ['program.ts', "import { run } from './main.ts';", ['program.ts imports main.ts']],
    [
      'language/l.ts',
      "import type { Name } from '../knowledge/knowledge-base.ts';",
      ['language/l.ts imports knowledge/knowledge-base.ts'],
    ],
  ])('%s with %j is told right', (file, source, expected) => {
    expect(faultsOf(file, source)).toEqual(expected);
  });

  it('has no word of the event in src/', () => {
    const words = /biden|putin|geneva|psaki|peskov|navalny|kremlin|nord ?stream|reykjavik|jowhar|upolitics/i;
    const told = files.filter((file) => words.test(readFileSync(new URL(file, root), 'utf8')));
    expect(told).toEqual([]);
  });
});
