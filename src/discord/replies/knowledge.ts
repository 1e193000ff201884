/** What became of the knowledge, and what it is -> replies for admins. Pure. */
import { type APIEmbed, type APIEmbedField, TimestampStyles, time } from 'discord.js';
import type { Counted, JournalSummary } from '../../journal/journal.ts';
import type { Changes } from '../../knowledge/changes.ts';
import type { CustodyStatus, ReloadOutcome, RollbackOutcome } from '../../knowledge/custody.ts';
import type { Problem } from '../../knowledge/problem.ts';
import { LIMITS } from '../limits.ts';
import { cutText, escapeText } from '../markup.ts';
import type { Phrases } from '../phrases/phrases.ts';
import { COLOURS, type Reply, shortRevision as short, textReply } from './reply.ts';

type Words = Phrases['knowledge'];
type Refused = Extract<ReloadOutcome, { status: 'refused' }>;

/** What an admin sees after a reload. */
export function renderReload(outcome: ReloadOutcome, { knowledge: words }: Phrases): Reply {
  switch (outcome.status) {
    case 'swapped': {
      const title = words.reloaded(short(outcome.previous), short(outcome.revision));
      return renderSwapped(title, outcome.changes, outcome.notes ?? [], words);
    }
    case 'refused':
      return renderRefused(outcome, words);
    case 'unchanged':
      return textReply(words.unchanged(short(outcome.revision)), COLOURS.done);
  }
}

/** What an admin sees after a rollback. */
export function renderRollback(outcome: RollbackOutcome, { knowledge: words }: Phrases): Reply {
  const notes = outcome.notes ?? [];
  if (outcome.status === 'nothing') {
    const text = [words.nothingBefore(short(outcome.revision)), ...notes.map(escapeText)].join('\n');
    return textReply(cutText(text, LIMITS.content), COLOURS.failed);
  }
  const title = words.rolledBack(short(outcome.previous), short(outcome.revision));
  return renderSwapped(title, outcome.changes, [...(outcome.filesDiffer ? [words.filesDiffer] : []), ...notes], words);
}

/** Characters of the notes beside the changes. */
const NOTES_LENGTH = 900;

function renderSwapped(title: string, changes: Changes, notes: readonly string[], words: Words): Reply {
  const fields = [
    fieldOf(words.added, changes.added, words),
    fieldOf(words.changed, changes.changed, words),
    fieldOf(words.removed, changes.removed, words),
  ].flat();
  const opening = fields.length === 0 ? [words.nothingDiffers] : [];
  const told = notes.length === 0 ? [] : [wholeLines(notes.map(escapeText), NOTES_LENGTH, words)];
  const description = [...opening, ...told].join('\n');
  return {
    embed: { title, color: COLOURS.done, fields, ...(description !== '' && { description }) },
    rows: [],
  };
}

function fieldOf(name: string, ids: readonly string[], words: Words): APIEmbedField[] {
  const lines = ids.map((id) => escapeText(id));
  const value = wholeLines(lines, LIMITS.fieldValue, words);
  return ids.length === 0 ? [] : [{ name: `${name} (${ids.length})`, value }];
}

function renderRefused({ revision, problems, notes = [] }: Refused, words: Words): Reply {
  const title = words.refused(problems.length);
  const end = [words.goesOn(short(revision)), ...notes.map((note) => escapeText(cutText(note, PROBLEM_LENGTH)))]
    .join('\n')
    .slice(0, NOTES_LENGTH);
  const told = wholeLines(problems.map(problemLine), LIMITS.embedDescription - end.length - 2, words);
  return { embed: { title, color: COLOURS.failed, description: `${told}\n\n${end}` }, rows: [] };
}

/** Longest message of a problem that is shown; the whole one is in the output of `npm run check`. */
const PROBLEM_LENGTH = 600;

function problemLine({ file, line, column, code, message }: Problem): string {
  return `**${escapeText(`${file}:${line}:${column}`)}** ${escapeText(code)}\n${escapeText(cutText(message, PROBLEM_LENGTH))}`;
}

/** As many whole lines as fit, and how many there are besides. */
function wholeLines(lines: readonly string[], max: number, words: Words): string {
  for (let count = lines.length; count > 0; count -= 1) {
    const more = count < lines.length ? [words.more(lines.length - count)] : [];
    const text = [...lines.slice(0, count), ...more].join('\n');
    if (text.length <= max) return text;
  }
  return words.tooMany(lines.length);
}

/** When something was, as Discord shows it in the reader's own time. */
export const when = (milliseconds: number): string =>
  time(Math.floor(milliseconds / 1000), TimestampStyles.RelativeTime);

/** What is in force, what can be gone back to, and what readers ask. */
export function renderStatus(status: CustodyStatus, journal: JournalSummary, { knowledge: words }: Phrases): Reply {
  const { revision, since, loadedFrom, filesDiffer, counts, before, last, underWay } = status;
  const lines = [
    words.inForce(short(revision), when(since), loadedFrom === 'files'),
    words.sizes(counts),
    before === undefined ? words.noneBefore : words.before(short(before)),
    ...(last ? [words.last(last.kind, words.outcomes[last.outcome], when(last.at))] : []),
    ...(filesDiffer ? [words.filesDiffer] : []),
    ...(underWay ? [words.underWay] : []),
  ];
  const fields = askedFields(journal, words);
  const embed: APIEmbed = { title: words.status, color: COLOURS.done, description: lines.join('\n'), fields };
  return { embed, rows: [] };
}

function askedFields({ asked, since = '', verdicts, votes, entries, gaps, unhelpful }: JournalSummary, words: Words) {
  if (asked === 0) return [{ name: words.asked, value: words.nothingAsked }];
  const totals = words.totals(asked, verdicts.answered, verdicts.declined, since);
  return [
    { name: words.asked, value: `${totals}\n${words.votes(votes.helpful, votes.unhelpful)}` },
    ...countedField(words.askedMost, entries, (one) => one.asked, words),
    ...countedField(words.askedInVain, gaps, (one) => one.asked, words),
    ...countedField(words.unhelpful, unhelpful, (one) => one.unhelpful, words),
  ];
}

function countedField(
  name: string,
  counted: readonly Counted[],
  countOf: (one: Counted) => number,
  words: Words,
): APIEmbedField[] {
  const lines = counted.map((one) => `${countOf(one)} × ${escapeText(one.id)}`);
  return lines.length === 0 ? [] : [{ name, value: wholeLines(lines, LIMITS.fieldValue, words) }];
}
