/** The outcome of a reload -> reply. Pure. */
import type { APIEmbedField } from 'discord.js';
import type { Problem } from '../../knowledge/problem.ts';
import type { ReloadOutcome } from '../../knowledge/reload.ts';
import { LIMITS } from '../limits.ts';
import { cutText, escapeText } from '../markup.ts';
import { COLOURS, type Reply, textReply } from './reply.ts';

type Swapped = Extract<ReloadOutcome, { status: 'swapped' }>;
type Refused = Extract<ReloadOutcome, { status: 'refused' }>;

const short = (revision: string): string => revision.slice(0, 7);

/** What an admin sees after a reload. */
export function renderReload(outcome: ReloadOutcome): Reply {
  switch (outcome.status) {
    case 'swapped':
      return renderSwapped(outcome);
    case 'refused':
      return renderRefused(outcome);
    case 'unchanged':
      return textReply(`Nothing has changed: revision ${short(outcome.revision)} goes on answering.`, COLOURS.done);
  }
}

function renderSwapped({ revision, previous, changes }: Swapped): Reply {
  const title = `Reloaded: ${short(previous)} → ${short(revision)}`;
  const fields = [
    fieldOf('Added', changes.added),
    fieldOf('Changed', changes.changed),
    fieldOf('Removed', changes.removed),
  ].flat();
  const description = fields.length === 0 ? 'No entry, gap or fact differs.' : undefined;
  return {
    embed: { title, color: COLOURS.done, fields, ...(description !== undefined && { description }) },
    rows: [],
    plain: [
      title,
      description ??
        `${changes.added.length} added, ${changes.changed.length} changed, ${changes.removed.length} removed.`,
    ].join('\n'),
  };
}

function fieldOf(name: string, ids: readonly string[]): APIEmbedField[] {
  const lines = ids.map((id) => escapeText(id));
  return ids.length === 0 ? [] : [{ name: `${name} (${ids.length})`, value: wholeLines(lines, LIMITS.fieldValue) }];
}

function renderRefused({ revision, problems }: Refused): Reply {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const title = `Not reloaded: ${count}`;
  const end = `The old knowledge, revision ${short(revision)}, goes on answering. Mend the files and reload again.`;
  const describe = (limit: number): string =>
    `${wholeLines(problems.map(problemLine), limit - end.length - 2)}\n\n${end}`;
  return {
    embed: { title, color: COLOURS.failed, description: describe(LIMITS.embedDescription) },
    rows: [],
    plain: `**${title}**\n${describe(LIMITS.content - title.length - 5)}`,
  };
}

/** Longest message of a problem that is shown; the whole one is in the output of `npm run check`. */
const PROBLEM_LENGTH = 600;

function problemLine({ file, line, column, code, message }: Problem): string {
  return `**${escapeText(`${file}:${line}:${column}`)}** ${escapeText(code)}\n${escapeText(cutText(message, PROBLEM_LENGTH))}`;
}

/** As many whole lines as fit, and how many there are besides. */
function wholeLines(lines: readonly string[], max: number): string {
  for (let count = lines.length; count > 0; count -= 1) {
    const more = count < lines.length ? [`… and ${lines.length - count} more`] : [];
    const text = [...lines.slice(0, count), ...more].join('\n');
    if (text.length <= max) return text;
  }
  return `${lines.length} in all; \`npm run check\` shows them`;
}
