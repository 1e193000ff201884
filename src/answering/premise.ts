/** Places and dates that a question says of something, against those that are true of it. */
import type { Entry, Name } from '../knowledge/knowledge-base.ts';
import { agrees, type DateMention, datesIn, formatDate } from '../language/dates.ts';
import type { Analysis, NameMention } from './analysis.ts';

/** What the question says, against what is true. */
export interface Contradiction {
  readonly entry: Entry;
  /** What was said, for the correction: "Vienna", "15 June". */
  readonly said: string;
  /** The names said; none for a date. */
  readonly names: readonly Name[];
  /** What the question asks besides, had it said what is true; undefined where that was not tried. */
  readonly besides?: readonly Entry[];
  /** What the question says wrongly of other kinds. */
  readonly further?: readonly Contradiction[];
}

export interface CheckedPremise {
  readonly entry: Entry;
  readonly kind: string;
  /** Terms that the question must have. */
  readonly about: readonly string[];
  readonly names: ReadonlySet<string>;
  readonly dates: readonly DateMention[];
}

/** Words that add to what is true instead of contradicting it ("does he stop in Paris too?"). */
const ADDING = new Set(['too', 'also', 'else', 'other', 'another', 'besides', 'aswell', 'additionally']);

/** Premises of all entries, the most special subject first. */
export function preparePremises(entries: readonly Entry[], names: readonly Name[]): CheckedPremise[] {
  const idOf = new Map(names.flatMap((name) => [name.name, ...name.aliases].map((alias) => [alias, name.id])));
  const known = new Set(names.map((name) => name.id));
  const premises = entries.flatMap((entry) =>
    entry.premises.map((premise) => ({
      entry,
      kind: premise.kind,
      about: premise.about.map((id) => (known.has(id) ? `@${id}` : `#${id}`)),
      names: new Set(premise.kind === 'date' ? [] : premise.values.map((value) => idOf.get(value) ?? value)),
      dates:
        premise.kind === 'date'
          ? premise.values.flatMap((value) => datesIn(value.toLowerCase().split(/\s+/)).map(({ mention }) => mention))
          : [],
    })),
  );
  const weight = (about: readonly string[]): number => about.reduce((sum, id) => sum + (id.startsWith('@') ? 2 : 1), 0);
  return premises.sort((a, b) => weight(b.about) - weight(a.about));
}

/** Whether a question says of a premise's subject something that agrees, contradicts, or nothing of that kind. */
export function checkPremise(premise: CheckedPremise, analysis: Analysis): 'agrees' | 'contradicts' | 'silent' {
  if (analysis.words.some(({ text }) => ADDING.has(text))) return 'silent';
  if (premise.kind === 'date') {
    const said = analysis.dates.filter(
      (date) =>
        date.day !== undefined || date.month !== undefined || date.weekday !== undefined || analysis.dates.length === 1,
    );
    const comparable = said.filter((date) =>
      premise.dates.some((truth) => Object.keys(date).some((part) => Object.hasOwn(truth, part))),
    );
    if (comparable.length === 0) return 'silent';
    return comparable.some((date) => premise.dates.some((truth) => agrees(date, truth))) ? 'agrees' : 'contradicts';
  }
  const said = analysis.names.filter(
    ({ name, focus }) => name.kind === premise.kind && focus === 1 && !premise.about.includes(`@${name.id}`),
  );
  if (said.length === 0) return 'silent';
  if (said.some(({ name }) => premise.names.has(name.id))) return 'agrees';
  // A name of the articles may belong to another part of the story, unless the question claims that it belongs here.
  const claimed = analysis.yesNo || said.some(({ placed }) => placed !== undefined);
  return claimed || said.every(({ name }) => !name.known) ? 'contradicts' : 'silent';
}

/** What a question said wrongly of a premise's subject. */
export function describeContradiction(premise: CheckedPremise, analysis: Analysis): Contradiction {
  if (premise.kind === 'date') {
    const [date] = analysis.dates.filter((mention) => premise.dates.some((truth) => !agrees(mention, truth)));
    return { entry: premise.entry, said: date ? formatDate(date) : '', names: [] };
  }
  const names = saidWrongly(premise, analysis);
  return {
    entry: premise.entry,
    said: names.map(({ name, placed }) => placed ?? name.name).join(' or '),
    names: names.map(({ name }) => name),
  };
}

/** The names that a question says of a premise's subject and that are not true of it; only where it is said to be, if that is told. */
export function saidWrongly({ kind, names }: CheckedPremise, analysis: Analysis): NameMention[] {
  const wrong = analysis.names.filter(({ name }) => name.kind === kind && !names.has(name.id));
  const placed = wrong.filter((mention) => mention.placed !== undefined);
  return placed.length > 0 ? placed : wrong;
}

/** Whether the question has all that a premise is about. */
export const isAbout = (premise: CheckedPremise, terms: ReadonlySet<string>): boolean =>
  premise.about.every((id) => terms.has(id));
