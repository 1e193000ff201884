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

/** A question to be graded, alone or as a turn of a dialogue. */
export interface Case extends Label {
  readonly id: string;
  readonly q: string;
  readonly kind: string;
  readonly style: string;
  readonly answerable: boolean;
}

/** A labelled question as the only case of its conversation, a dialogue as a case for each turn. */
export function casesOf(row: LabelledQuestion | LabelledDialogue): Case[] {
  if (!('turns' in row)) return [{ ...row, answerable: row.expect === 'answer' }];
  return row.turns.map((turn, index) => ({
    ...turn,
    id: `${row.id}.${index + 1}`,
    kind: 'turn',
    style: '-',
    answerable: turn.abstain !== true,
  }));
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
  /** Share, 0 to 1, of the citations that are gold; present when an answerable question was answered, rightly or not. */
  readonly precision?: number;
  /** Share, 0 to 1, of the gold groups of which a sentence is cited; present as `precision` is. */
  readonly recall?: number;
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
export type Articles = ReadonlyMap<string, { text: string; spans: { id: string; start: number; end: number }[] }>;

/** The articles of a folder with a `sentences.json`. */
export function articlesIn(folder: URL): Articles {
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
}

const ownArticles = articlesIn(folder);

/** Ids of the sentences that a quote covers by half or lies in by half; undefined when it is not verbatim in its article. */
export function sentencesOf(source: string, text: string, articles = ownArticles): readonly string[] | undefined {
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
  articles = ownArticles,
): Grade {
  const places = answer.citations.map((citation) => sentencesOf(citation.source.id, citation.quote, articles));
  const invalid = places.filter((place) => place === undefined).length;
  const base = { id: label.id, q: label.q, kind: label.kind, style: label.style, answerable, invalid, answer };
  if (!answerable) return { ...base, right: answer.verdict !== 'answered', why: answer.verdict };
  if (answer.verdict !== 'answered') return { ...base, right: false, why: answer.verdict };
  const cited = new Set(places.flatMap((place) => place ?? []));
  const groups = label.gold_all ?? [label.gold ?? []];
  const text = plain(answer.text).replace(/[*_`~|]/g, '');
  const missing = groups.filter((group) => !group.some((id) => cited.has(id)));
  const faults = [
    ...missing.map((group) => `not cited ${group.join('|')}`),
    ...(label.must ?? []).filter((pattern) => !matches(pattern, text)).map((pattern) => `not said ${pattern}`),
    ...(label.must_not ?? []).filter((pattern) => matches(pattern, text)).map((pattern) => `said ${pattern}`),
  ];
  const gold = new Set([...(label.gold ?? []), ...groups.flat()]);
  const golden = places.filter((place) => place?.some((id) => gold.has(id))).length;
  return {
    ...base,
    right: faults.length === 0,
    why: faults.join('; '),
    precision: places.length === 0 ? 0 : golden / places.length,
    recall: (groups.length - missing.length) / groups.length,
  };
}

/** Rows of a JSON lines file, by default one beside the questions of `bench/`. */
export function readRows<Row>(file: string, from = folder): Row[] {
  return readFileSync(new URL(file, from), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}
