/** Figures of a run -> `docs/benchmarks.md` and `docs/plots/`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Bounds } from './measurement.ts';
import type { Section } from './tables.ts';

const DOCUMENT = new URL('../docs/benchmarks.md', import.meta.url);
const PLOTS = new URL('../docs/plots/', import.meta.url);

const begin = (id: string): string => `<!-- ${id}: written by npm run bench -->`;
const end = (id: string): string => `<!-- /${id} -->`;

/** The document with a section put between its two marks; what stands elsewhere stays. Throws where the marks are missing. */
export function withSection(document: string, { id, text }: Section): string {
  const [from, to] = [document.indexOf(begin(id)), document.indexOf(end(id))];
  if (from < 0 || to < from) throw new Error(`Expected "${begin(id)}" and then "${end(id)}" in docs/benchmarks.md.`);
  return `${document.slice(0, from)}${begin(id)}\n\n${text}\n\n${document.slice(to)}`;
}

/** On what was measured, and within which bounds. */
const machineSection = ({ seconds, megabytes, question }: Bounds): Section => ({
  id: 'machine',
  text: `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim() || process.arch}). An engine that takes more than ${seconds} s to build, more than
${megabytes} MB of heap or more than ${question} s for a question is shown with what it exceeded.`,
});

export const record = (sections: readonly Section[], bounds: Bounds): void =>
  recordSections([machineSection(bounds), ...sections]);

/** Writes sections alone. */
export function recordSections(sections: readonly Section[]): void {
  const document = readFileSync(DOCUMENT, 'utf8');
  writeFileSync(DOCUMENT, sections.reduce(withSection, document));
  mkdirSync(PLOTS, { recursive: true });
  for (const { plots } of sections) for (const [file, svg] of plots ?? []) writeFileSync(new URL(file, PLOTS), svg);
}
