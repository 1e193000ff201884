/** JSON lines in -> JSON lines out: answers for machines. */
import type { Answer, Answerer, Turn } from '../answering/answer.ts';

/** An answer as machines get it. */
export function toJson(answer: Answer, ms?: number): Record<string, unknown> {
  const [entry] = answer.entries;
  return {
    verdict: answer.verdict,
    ...(answer.reason === undefined ? {} : { reason: answer.reason }),
    text: answer.text,
    confidence: Math.round(answer.confidence * 1_000) / 1_000,
    ...(entry === undefined ? {} : { entry }),
    citations: answer.citations.map(({ source, quote, url }) => ({ source: source.id, quote, url })),
    suggestions: answer.suggestions,
    revision: answer.revision,
    ...(ms === undefined ? {} : { ms: Math.round(ms * 1_000) / 1_000 }),
  };
}

interface Request {
  readonly id?: unknown;
  readonly questions: readonly string[];
  readonly dialogue: boolean;
}

class BadLine extends Error {
  readonly id: unknown;
  constructor(message: string, id?: unknown) {
    super(message);
    this.id = id;
  }
}

const describe = (value: unknown): string =>
  value === undefined ? 'nothing' : Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`;

/** Reads one line; throws a BadLine which says what was expected and what came. */
function parseLine(line: string): Request {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadLine(`expected an object with "q" or "turns", got ${describe(value)}`);
  const { id, q, turns } = value as { id?: unknown; q?: unknown; turns?: unknown };
  if (turns === undefined) {
    if (typeof q !== 'string') throw new BadLine(`expected "q" to be a string, got ${describe(q)}`, id);
    return { id, questions: [q], dialogue: false };
  }
  if (!Array.isArray(turns) || turns.length === 0)
    throw new BadLine(
      `expected "turns" to be a list with at least one turn, got ${Array.isArray(turns) ? 'an empty list' : describe(turns)}`,
      id,
    );
  const questions = turns.map((turn: unknown, index) => {
    const question = typeof turn === 'object' && turn !== null ? (turn as { q?: unknown }).q : undefined;
    if (typeof question !== 'string')
      throw new BadLine(`expected "q" of turn ${index + 1} to be a string, got ${describe(question)}`, id);
    return question;
  });
  return { id, questions, dialogue: true };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new BadLine(`expected a line of JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Answers one line; `number` counts from 1 and names a bad line. `now` is a clock in milliseconds. */
export function answerLine(line: string, number: number, answerer: Answerer, now: () => number): string {
  try {
    const { id, questions, dialogue } = parseLine(line);
    const conversation: Turn[] = [];
    const turns = questions.map((question) => {
      const start = now();
      const answer = answerer.ask(question, conversation);
      const ms = now() - start;
      conversation.push({ question, answer });
      return toJson(answer, ms);
    });
    return JSON.stringify({ ...(id === undefined ? {} : { id }), ...(dialogue ? { turns } : turns[0]) });
  } catch (error) {
    if (!(error instanceof BadLine)) throw error;
    return JSON.stringify({
      ...(error.id === undefined ? {} : { id: error.id }),
      error: { line: number, message: error.message },
    });
  }
}
