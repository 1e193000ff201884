/** The files of a knowledge folder as text, and where in the text a value stands. */
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { load, YAMLException } from 'js-yaml';
import type * as Yaml from 'yaml';
import type { Problem, ProblemCode } from './problem.ts';

/** The parser that knows positions; loaded only when there is a problem to place, which most starts never see. */
const positional = (): typeof Yaml => createRequire(import.meta.url)('yaml');

/** A path of keys and indexes into a parsed file. */
export type ValuePath = readonly (string | number)[];

export class KnowledgeFile {
  /** Path below the root folder. */
  readonly file: string;
  /** As it was read. */
  readonly bytes: Uint8Array;
  /** Without byte order mark and with plain line ends. */
  readonly text: string;
  #positions: { readonly document: Yaml.Document.Parsed; readonly lines: Yaml.LineCounter } | undefined;

  constructor(file: string, bytes: Uint8Array) {
    this.file = file;
    this.bytes = bytes;
    this.text = new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
  }

  /**
   * The content as plain values; problems where it is no YAML. Read by js-yaml, which is five times as fast as the parser that
   * knows positions; that one is asked only when there is a problem.
   */
  parse(): { readonly value: unknown } | { readonly problems: readonly Problem[] } {
    try {
      return { value: load(this.text) };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const faults = this.#document().document.errors.map((fault) => ({
        message: fault.message.split('\n')[0] ?? '',
        at: fault.pos[0],
      }));
      const [first] = faults;
      const all = first ? faults : [{ message: error.reason, at: error.mark?.position ?? 0 }];
      return { problems: all.map(({ message, at }) => this.#problemAt('yaml-syntax', message, at)) };
    }
  }

  /** A problem at a value, or at the deepest part of its path that exists. */
  problem(code: ProblemCode, path: ValuePath, message: string): Problem {
    return this.#problemAt(code, message, this.#offsetOf(path));
  }

  /** A problem at the last key of a path. */
  problemAtKey(code: ProblemCode, path: ValuePath, message: string): Problem {
    const { isMap, isNode } = positional();
    const holder = this.#document().document.getIn(path.slice(0, -1), true);
    const pair = isMap(holder)
      ? holder.items.find(({ key }) => isNode(key) && key.toJSON() === path.at(-1))
      : undefined;
    const offset = isNode(pair?.key) ? pair.key.range?.[0] : undefined;
    return this.#problemAt(code, message, offset ?? this.#offsetOf(path));
  }

  /** The positions are worked out only when there is a problem: most of the time there is none. */
  #document(): { readonly document: Yaml.Document.Parsed; readonly lines: Yaml.LineCounter } {
    if (!this.#positions) {
      const { LineCounter, parseDocument } = positional();
      const lines = new LineCounter();
      this.#positions = { document: parseDocument(this.text, { lineCounter: lines }), lines };
    }
    return this.#positions;
  }

  #offsetOf(path: ValuePath): number {
    const { document } = this.#document();
    const { isNode } = positional();
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  }

  #problemAt(code: ProblemCode, message: string, offset: number): Problem {
    const { line, col } = this.#document().lines.linePos(offset);
    return {
      code,
      file: this.file,
      line: Math.max(1, line),
      column: Math.max(1, col),
      message,
      excerpt: this.text.split('\n')[line - 1] ?? '',
    };
  }
}

/** Reads a text file below a root; a problem when it can not be read. */
export async function readText(root: string, file: string, purpose: string): Promise<KnowledgeFile | Problem> {
  try {
    return new KnowledgeFile(file, await readFile(join(root, file)));
  } catch (error) {
    const reason = isNoFile(error) ? 'there is no such file' : String(error);
    return {
      code: 'missing-file',
      file,
      line: 1,
      column: 1,
      excerpt: '',
      message: `Expected ${purpose} in ${join(root, file)}, but ${reason}. Restore the file.`,
    };
  }
}

/** Reads a text file that need not be there: nothing where there is none, a problem when it can not be read. */
export async function readOptionalText(
  root: string,
  file: string,
  purpose: string,
): Promise<KnowledgeFile | Problem | undefined> {
  try {
    await stat(join(root, file));
  } catch (error) {
    if (isNoFile(error)) return undefined;
  }
  return readText(root, file, purpose);
}

const isNoFile = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
