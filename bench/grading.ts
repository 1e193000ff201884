/** Grades answers against labelled questions. */
import { readFileSync } from 'node:fs';
import type { Answer } from '../src/answering/answer.ts';

export interface Label {
  /** Sentences of the articles any one of which proves the answer. */
  readonly gold?: readonly string[];
  /** One sentence of each group has to be cited. */
  readonly gold_all?: readonly (readonly string[])[];
  /** Regular expressions, case-insensitive, that the text must or must not match. */
  readonly must?: readonly string[];
  readonly must_not?: readonly string[];
}

export interface LabelledQuestion extends Label {
  readonly id: string;
  readonly q: string;
  readonly expect: 'answer' | 'decline';
  readonly kind: string;
  readonly style: string;
}

export interface LabelledTurn extends Label {
  readonly q: string;
  /** True when the articles do not answer it. */
  readonly abstain?: boolean;
}

export interface LabelledDialogue {
  readonly id: string;
  readonly turns: readonly LabelledTurn[];
}

export interface Grade {
  readonly id: string;
  readonly q: string;
  readonly kind: string;
  readonly style: string;
  readonly answerable: boolean;
  readonly right: boolean;
  /** Why not, in words; the verdict for a refusal. */
  readonly why: string;
  /** Share of the citations that are gold; undefined unless right and answered. */
  readonly precision?: number;
  /** Citations that do not stand verbatim in their article. */
  readonly invalid: number;
  readonly answer: Answer;
}

interface Sentence {
  readonly id: string;
  readonly source: string;
  readonly text: string;
}

const plain = (text: string): string =>
  text.normalize('NFKC').replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/[–—]/g, '-').replace(/\s+/g, ' ').trim();

const folder = new URL('./questions/', import.meta.url);

/** Each article as its sentences joined, with the place of each. */
const articles = ((): ReadonlyMap<string, { text: string; spans: { id: string; start: number; end: number }[] }> => {
  const sentences: readonly Sentence[] = JSON.parse(readFileSync(new URL('sentences.json', folder), 'utf8'));
  const found = new Map<string, { text: string; spans: { id: string; start: number; end: number }[] }>();
  for (const { id, source, text } of sentences) {
    const article = found.get(source) ?? { text: '', spans: [] };
    const start = article.text.length + (article.text === '' ? 0 : 1);
    article.text = article.text === '' ? plain(text) : `${article.text} ${plain(text)}`;
    article.spans.push({ id, start, end: article.text.length });
    found.set(source, article);
  }
  return found;
})();

/** Ids of the sentences that a quote covers by half or lies in by half; undefined when it is not verbatim in its article. */
export function sentencesOf(source: string, text: string): readonly string[] | undefined {
  const article = articles.get(source);
  const quote = plain(text)
    .replace(/^["']+|["']+$/g, '')
    .replace(/[.\s]+$/, '');
  const start = article && quote.length >= 8 ? article.text.indexOf(quote) : -1;
  if (!article || start < 0) return undefined;
  const end = start + quote.length;
  return article.spans
    .filter((span) => {
      const overlap = Math.min(end, span.end) - Math.max(start, span.start);
      return overlap > 0 && (overlap >= quote.length / 2 || overlap >= (span.end - span.start) / 2);
    })
    .map(({ id }) => id);
}

const matches = (pattern: string, text: string): boolean => new RegExp(pattern, 'iu').test(text);

/** Grades one answer. An unanswerable question is rightly met by every verdict but `answered`. */
export function grade(
  label: Label & { id: string; q: string; kind: string; style: string },
  answerable: boolean,
  answer: Answer,
): Grade {
  const places = answer.citations.map((citation) => sentencesOf(citation.source.id, citation.quote));
  const invalid = places.filter((place) => place === undefined).length;
  const base = { id: label.id, q: label.q, kind: label.kind, style: label.style, answerable, invalid, answer };
  if (!answerable) return { ...base, right: answer.verdict !== 'answered', why: answer.verdict };
  if (answer.verdict !== 'answered') return { ...base, right: false, why: answer.verdict };
  const cited = new Set(places.flatMap((place) => place ?? []));
  const groups = label.gold_all ?? [label.gold ?? []];
  const text = plain(answer.text).replace(/[*_`~|]/g, '');
  const faults = [
    ...groups.filter((group) => !group.some((id) => cited.has(id))).map((group) => `not cited ${group.join('|')}`),
    ...(label.must ?? []).filter((pattern) => !matches(pattern, text)).map((pattern) => `not said ${pattern}`),
    ...(label.must_not ?? []).filter((pattern) => matches(pattern, text)).map((pattern) => `said ${pattern}`),
  ];
  const gold = new Set(groups.flat());
  const precision = places.filter((place) => place?.some((id) => gold.has(id))).length / places.length;
  return { ...base, right: faults.length === 0, why: faults.join('; '), ...(faults.length === 0 ? { precision } : {}) };
}

export interface Score {
  readonly questions: number;
  /** Shares from 0 to 1; NaN where there is nothing to share. */
  readonly answerable: number;
  readonly right: number;
  readonly unanswerable: number;
  readonly declined: number;
  readonly answered: number;
  readonly wrong: number;
  readonly precision: number;
  readonly invalid: number;
}

const share = (part: number, whole: number): number => (whole === 0 ? Number.NaN : part / whole);

/** Adds up grades. `right` and `declined` are shares of the answerable and unanswerable ones, `wrong` of the answers given. */
export function score(grades: readonly Grade[]): Score {
  const answerable = grades.filter((row) => row.answerable);
  const unanswerable = grades.filter((row) => !row.answerable);
  const answered = grades.filter((row) => row.answer.verdict === 'answered');
  const precise = grades.flatMap((row) => row.precision ?? []);
  return {
    questions: grades.length,
    answerable: answerable.length,
    right: share(answerable.filter((row) => row.right).length, answerable.length),
    unanswerable: unanswerable.length,
    declined: share(unanswerable.filter((row) => row.right).length, unanswerable.length),
    answered: answered.length,
    wrong: share(answered.filter((row) => !row.right).length, answered.length),
    precision: share(
      precise.reduce((sum, value) => sum + value, 0),
      precise.length,
    ),
    invalid: grades.reduce((sum, row) => sum + row.invalid, 0),
  };
}

/** Rows of a JSON lines file beside the questions. */
export function readRows<Row>(file: string): Row[] {
  return readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}
