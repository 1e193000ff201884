/** Public question sets as knowledge: each intent an entry, its first phrasings what the curators wrote. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, KnowledgeBase } from '../src/knowledge/knowledge-base.ts';

export interface LabelledText {
  readonly text: string;
  readonly intent: string;
}

export interface PublicSet {
  readonly name: string;
  readonly train: readonly LabelledText[];
  readonly test: readonly LabelledText[];
  /** Questions that belong to no intent. */
  readonly outOfScope: readonly string[];
}

/** CLINC150, from `clinc150.json` of a folder. */
export function readClinc(folder: string): PublicSet {
  const parts: Record<string, [string, string][]> = JSON.parse(readFileSync(join(folder, 'clinc150.json'), 'utf8'));
  const labelled = (part: string): LabelledText[] => (parts[part] ?? []).map(([text, intent]) => ({ text, intent }));
  return {
    name: 'CLINC150',
    train: labelled('train'),
    test: labelled('test'),
    outOfScope: labelled('oos_test').map(({ text }) => text),
  };
}

/** A line of a comma-separated file of two columns, of which the first may be quoted. */
function columnsOf(line: string): LabelledText {
  const comma = line.lastIndexOf(',');
  const text = line.slice(0, comma);
  const quoted = text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
  return { text: quoted.trim(), intent: line.slice(comma + 1) };
}

/** BANKING77, from `banking77-train.csv` and `banking77-test.csv` of a folder. */
export function readBanking(folder: string): PublicSet {
  const labelled = (file: string): LabelledText[] => rowsOf(readFileSync(join(folder, file), 'utf8')).map(columnsOf);
  return {
    name: 'BANKING77',
    train: labelled('banking77-train.csv'),
    test: labelled('banking77-test.csv'),
    outOfScope: [],
  };
}

/** Rows of a comma-separated text without its head; a quoted field may go over several lines. */
function rowsOf(text: string): string[] {
  const rows = text.match(/(?:"(?:[^"]|"")*"|[^"\n])+/g) ?? [];
  return rows.slice(1).map((row) => row.replace(/\s*\n\s*/g, ' ').trim());
}

/** The first phrasings of each intent, in the order of the file. */
export function firstOf(train: readonly LabelledText[], count: number): LabelledText[] {
  const seen = new Map<string, number>();
  return train.filter(({ intent }) => {
    const before = seen.get(intent) ?? 0;
    seen.set(intent, before + 1);
    return before < count;
  });
}

/** Phrasings of each intent drawn at random: those with the least of a random number each. */
export function drawnFrom(train: readonly LabelledText[], count: number, random: () => number): LabelledText[] {
  const lots = train.map((labelled) => ({ labelled, lot: random() })).sort((a, b) => a.lot - b.lot);
  return firstOf(
    lots.map(({ labelled }) => labelled),
    count,
  );
}

/** A knowledge base of one entry for each intent, without proof: what the sets have none of. */
export function knowledgeOf(name: string, train: readonly LabelledText[]): KnowledgeBase {
  const entries: Entry[] = [...Map.groupBy(train, ({ intent }) => intent)].map(([id, [first, ...others]]) => ({
    id,
    question: first?.text ?? id,
    phrasings: others.map(({ text }) => ({ text, stance: 'open' })),
    answer: '',
    facts: [],
    topics: [],
    related: [],
    premises: [],
  }));
  return {
    revision: name,
    event: name,
    sources: [],
    facts: [],
    entries,
    gaps: [],
    chats: [],
    followUps: [],
    vocabulary: { names: [], groups: [] },
    golden: [],
  };
}
