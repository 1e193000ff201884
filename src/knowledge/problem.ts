/** What is wrong with the knowledge, told so that a curator can mend it. */

export type ProblemCode =
  | 'missing-file'
  | 'yaml-syntax'
  | 'shape'
  | 'duplicate-id'
  | 'unknown-source'
  | 'furniture-not-found'
  | 'quote-not-found'
  | 'quote-not-quotable'
  | 'unknown-fact'
  | 'unknown-entry'
  | 'unknown-gap'
  | 'unknown-target'
  | 'unknown-name'
  | 'unused-fact'
  | 'duplicate-phrasing'
  | 'duplicate-question'
  | 'too-few-phrasings'
  | 'unproved'
  | 'listed-elsewhere'
  | 'alias-clash'
  | 'not-found-by-phrasing'
  | 'golden-question'
  | 'golden-regression'
  | 'unreadable';

export interface Problem {
  readonly code: ProblemCode;
  /** Path below the root folder, with forward slashes: `knowledge/facts.yaml`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** What was expected, what came, what to do. */
  readonly message: string;
  /** The line itself. */
  readonly excerpt: string;
}

/** Longest part of an offending line that is shown. */
const EXCERPT_WIDTH = 110;

/** The problem as `file:line:column code`, the message, and the offending line with a caret under the place. */
export function renderProblem({ code, file, line, column, message, excerpt }: Problem): string {
  const start = Math.max(0, column - 1 - EXCERPT_WIDTH / 2);
  const shown = excerpt.slice(start, start + EXCERPT_WIDTH).replace(/\t/g, ' ');
  const gutter = `${line}`.padStart(5);
  const pointer =
    excerpt === ''
      ? ''
      : `\n${gutter} | ${shown}\n${' '.repeat(gutter.length)} | ${' '.repeat(Math.max(0, column - 1 - start))}^`;
  return `${file}:${line}:${column} ${code}\n      ${message}${pointer}`;
}

/** All problems in the order of their places, and how many there are. */
export function renderProblems(problems: readonly Problem[]): string {
  const sorted = [...problems].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [...sorted.map(renderProblem), `${count} in the knowledge.`].join('\n\n');
}
