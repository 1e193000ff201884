/** Dates in a question or an answer: days, months, years and weekdays. */

export interface DateMention {
  readonly day?: number;
  /** 1 to 12. */
  readonly month?: number;
  readonly year?: number;
  /** 0 Sunday to 6 Saturday. */
  readonly weekday?: number;
}

const MONTHS = [
  ['january', 'jan'],
  ['february', 'feb'],
  ['march', 'mar'],
  ['april', 'apr'],
  ['may'],
  ['june', 'jun'],
  ['july', 'jul'],
  ['august', 'aug'],
  ['september', 'sept', 'sep'],
  ['october', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
];
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const months: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1])),
);
const weekdays: ReadonlyMap<string, number> = new Map(WEEKDAYS.map((name, index) => [name, index]));

/** Words that are months only beside a number or a preposition of time. */
const AMBIGUOUS = new Set(['may', 'march', 'mar', 'jan', 'sun', 'sat']);
const BEFORE_MONTH = new Set([
  'in',
  'by',
  'of',
  'last',
  'next',
  'mid',
  'late',
  'early',
  'since',
  'until',
  'till',
  'this',
  'during',
  'for',
]);

const dayOf = (word: string | undefined): number | undefined => {
  const match = word?.match(/^(\d{1,2})(?:st|nd|rd|th)?$/);
  const day = match ? Number(match[1]) : undefined;
  return day !== undefined && day >= 1 && day <= 31 ? day : undefined;
};

const yearOf = (word: string | undefined): number | undefined =>
  word !== undefined && /^(?:19|20)\d\d$/.test(word) ? Number(word) : undefined;

const DIGIT = /^\d/;

interface Found {
  readonly mention: DateMention;
  readonly from: number;
  /** Index after the last word. */
  readonly to: number;
}

function monthAt(words: readonly string[], at: number): Found | undefined {
  const word = words[at] ?? '';
  const month = months.get(word);
  if (month === undefined) return undefined;
  const before = words[at - 1] === 'of' ? at - 2 : at - 1;
  const dayBefore = dayOf(words[before]);
  const after = words[at + 1] === 'the' ? at + 2 : at + 1;
  const dayAfter = dayBefore === undefined ? dayOf(words[after]) : undefined;
  const end = dayAfter === undefined ? at + 1 : after + 1;
  const year = yearOf(words[end]);
  const day = dayBefore ?? dayAfter;
  const plausible =
    !AMBIGUOUS.has(word) || day !== undefined || year !== undefined || BEFORE_MONTH.has(words[at - 1] ?? '');
  if (!plausible) return undefined;
  return {
    mention: { month, ...(day === undefined ? {} : { day }), ...(year === undefined ? {} : { year }) },
    from: dayBefore === undefined ? at : before,
    to: year === undefined ? end : end + 1,
  };
}

function dateAt(words: readonly string[], at: number): Found | undefined {
  const word = words[at] ?? '';
  const weekday = word.includes('day') ? weekdays.get(word.replace(/s$/, '')) : undefined;
  if (weekday !== undefined) return { mention: { weekday }, from: at, to: at + 1 };
  if (!DIGIT.test(word)) return undefined;
  const year = yearOf(word);
  if (year !== undefined) return { mention: { year }, from: at, to: at + 1 };
  const day = /\d(?:st|nd|rd|th)$/.test(word) && words[at - 1] === 'the' ? dayOf(word) : undefined;
  return day === undefined || day < 4 ? undefined : { mention: { day }, from: at, to: at + 1 };
}

/** Dates among words (lower case), each with the span of words that it takes. */
export function datesIn(words: readonly string[]): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const month = monthAt(words, at);
    if (!month) continue;
    found.push(month);
    at = month.to - 1;
  }
  const taken = (index: number): boolean => found.some(({ from, to }) => index >= from && index < to);
  words.forEach((_, at) => {
    const single = taken(at) ? undefined : dateAt(words, at);
    if (single) found.push(single);
  });
  return found.sort((a, b) => a.from - b.from);
}

/** Whether what is said of a date can be true of another: every part that both have is the same. */
export const agrees = (said: DateMention, truth: DateMention): boolean =>
  (['day', 'month', 'year', 'weekday'] as const).every(
    (part) => said[part] === undefined || truth[part] === undefined || said[part] === truth[part],
  );

/** A date as it is said in an answer: "16 June 2021", "May", "Friday". */
export function formatDate({ day, month, year, weekday }: DateMention): string {
  if (weekday !== undefined) return capitalised(WEEKDAYS[weekday] ?? '');
  const name = month === undefined ? undefined : capitalised(MONTHS[month - 1]?.[0] ?? '');
  return [day !== undefined && name === undefined ? `the ${day}th` : day, name, year]
    .filter((part) => part !== undefined)
    .join(' ');
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
