/** Golden questions: told apart, described, and what they name. */
import type { Expectation, GoldenQuestion } from './knowledge-base.ts';

type Asked = Pick<GoldenQuestion, 'question' | 'after'>;

/** The same for golden questions that are the same but for case, punctuation and white space. */
export const goldenKey = ({ question, after }: Asked): string => [...after, question].map(phrasingKey).join('\n');

/** What is the same phrasing but for case, punctuation and white space. */
export const phrasingKey = (text: string): string => text.toLowerCase().replace(NO_WORD, ' ').trim();
const NO_WORD = /[^\p{L}\p{N}]+/gu;

/** The question in quotes, with what was asked before it. */
export const describeGolden = ({ question, after }: Asked): string =>
  after.length === 0 ? `"${question}"` : `"${question}" after ${after.map((asked) => `"${asked}"`).join(', ')}`;

/** What has to come of a golden question, in words: `entry "date"`. */
export function describeExpectation(expected: Expectation): string {
  if ('gap' in expected) return `gap "${expected.gap}"`;
  if ('declined' in expected) return `declined as ${expected.declined}`;
  const ids = expected.entries.map((id) => `"${id}"`).join(' and ');
  return expected.entries.length === 1 ? `entry ${ids}` : `entries ${ids}`;
}

/** Ids of the entries and gaps that a golden question names. */
export function namedIn(expected: Expectation): readonly string[] {
  if ('declined' in expected) return [];
  return 'gap' in expected ? [expected.gap] : expected.entries;
}
