/** `/knowledge reload`: who may, and what they see. */
import { PermissionFlagsBits, TeamMemberRole } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { ReloadOutcome } from '../../src/knowledge/custody.ts';
import type { Problem } from '../../src/knowledge/problem.ts';
import { botOn, startBot, startDiscord } from './bed.ts';
import { ScriptedCustody } from './scripted-knowledge.ts';

const OUTCOME: ReloadOutcome = {
  status: 'swapped',
  previous: 'aaaaaaaaaaaa',
  revision: 'bbbbbbbbbbbb',
  changes: { added: ['entry who', 'fact who'], changed: [], removed: ['gap cost'] },
};

function problem(line: number, message = 'Expected a quote that stands in the article.'): Problem {
  return { code: 'quote-not-found', file: 'knowledge/facts.yaml', line, column: 5, message, excerpt: '' };
}

/** Reloads as an admin by name. */
async function reload(outcome: ReloadOutcome) {
  const discord = await startDiscord();
  const admin = discord.user('admin');
  const { bot, log } = botOn(discord, {
    admins: [admin.id],
    custody: new ScriptedCustody({ reload: async () => outcome }),
  });
  await bot.start();
  discord.allowCommand('knowledge', admin);
  return { seen: await admin.slash('knowledge reload'), log };
}

describe('an admin sees alone', () => {
  test('what was added, changed and removed', async () => {
    const { seen, log } = await reload(OUTCOME);
    expect(seen.text).toMatchInlineSnapshot(`
      "(only you can see this)
      # Reloaded: aaaaaaa → bbbbbbb
      ## Added (2)
      entry who
      fact who
      ## Removed (1)
      gap cost"
    `);
    expect(log.at('info').at(-1)).toMatchObject({
      message: 'Managed the knowledge',
      details: { status: 'swapped' },
    });
  });

  test('that nothing has changed', async () => {
    const { seen } = await reload({ status: 'unchanged', revision: 'aaaaaaaaaaaa' });
    expect(seen.text).toMatchInlineSnapshot(`
      "(only you can see this)
      Nothing has changed: revision aaaaaaa goes on answering."
    `);
  });

  test('every problem with its place, and that the old knowledge goes on', async () => {
    const { seen } = await reload({
      status: 'refused',
      revision: 'aaaaaaaaaaaa',
      problems: [problem(12), problem(30, 'Got `x` *y*.')],
    });
    expect(seen.text).toMatchInlineSnapshot(`
      "(only you can see this)
      # Not reloaded: 2 problems
      **knowledge/facts.yaml:12:5** quote-not-found
      Expected a quote that stands in the article.
      **knowledge/facts.yaml:30:5** quote-not-found
      Got \\\`x\\\` \\*y\\*.

      The old knowledge, revision aaaaaaa, goes on answering. Mend the files and reload again."
    `);
  });

  test('as many problems and changes as fit, and how many more there are', async () => {
    const problems = Array.from({ length: 200 }, (_, index) => problem(index + 1));
    const { seen } = await reload({ status: 'refused', revision: 'aaaaaaaaaaaa', problems });
    expect(seen.embed.title).toBe('Not reloaded: 200 problems');
    expect(seen.embed.description).toMatch(/knowledge\/facts.yaml:1:5\*\* .*… and \d+ more\n\nThe old knowledge/s);
    const added = Array.from({ length: 500 }, (_, index) => `entry number-${index}`);
    const swapped = await reload({ ...OUTCOME, changes: { added, changed: [], removed: [] } });
    expect(swapped.seen.embed.fields?.[0]?.name).toBe('Added (500)');
    expect(swapped.seen.embed.fields?.[0]?.value).toMatch(/^entry number-0\n.*… and \d+ more$/s);
  });

  test('the rest of the problems where one is longer than an embed', async () => {
    const { seen } = await reload({
      status: 'refused',
      revision: 'aaaaaaaaaaaa',
      problems: [problem(1, 'x'.repeat(9000)), problem(2)],
    });
    expect(seen.embed.description).toContain('knowledge/facts.yaml:2:5');
  });
});

describe('who may reload', () => {
  async function tryToReload(settings: {
    admins?: (ids: { user: string; role: string }) => string[];
    atHome?: boolean;
    permissions?: bigint;
    owner?: boolean;
    team?: TeamMemberRole;
  }) {
    const { admins, atHome = false, permissions = 0n, owner = false, team } = settings;
    const discord = await startDiscord();
    const ana = discord.user('ana');
    if (owner) discord.owner(ana);
    if (team) discord.team([{ user: ana, role: team }]);
    const role = discord.grant(ana, permissions);
    let reloads = 0;
    const { bot, log } = botOn(discord, {
      admins: admins?.({ user: ana.id, role }) ?? [],
      ...(atHome && { homeGuild: discord.guild.id }),
      custody: new ScriptedCustody({
        reload: async () => {
          reloads += 1;
          return OUTCOME;
        },
      }),
    });
    await bot.start();
    discord.allowCommand('knowledge', ana);
    const seen = await ana.slash('knowledge reload');
    return { reloads, seen, log, discord };
  }

  const { ManageGuild, Administrator } = PermissionFlagsBits;

  test.each([
    ['a user of the list', { admins: ({ user }: { user: string }) => [user] }, 1],
    ['a role of the list', { admins: ({ role }: { role: string }) => [role] }, 1],
    ['an owner of the application', { owner: true }, 1],
    ['a developer of its team', { team: TeamMemberRole.Developer }, 1],
    ['one of its team who may read alone', { team: TeamMemberRole.ReadOnly }, 0],
    ['a user of the list, at home', { atHome: true, admins: ({ user }: { user: string }) => [user] }, 1],
    ['a manager of the home server', { atHome: true, permissions: ManageGuild }, 0],
    ['an administrator of the home server', { atHome: true, permissions: Administrator }, 0],
    ['a member of the home server', { atHome: true }, 0],
    ['somebody else', { admins: () => ['123456789012345678'] }, 0],
  ])('%s', async (_, settings, reloads) => {
    expect((await tryToReload(settings)).reloads).toBe(reloads);
  });

  test('everybody else is told so alone, and the try is logged', async () => {
    const { seen, log, discord } = await tryToReload({});
    expect(seen.text).toMatchInlineSnapshot(`
      "(only you can see this)
      Only the people who run this bot may do that. Ask them to add you or one of your roles."
    `);
    expect(log.at('warn')).toMatchObject([
      {
        message: expect.stringContaining('Managing the knowledge was refused'),
        details: { guild: discord.guild.id, channel: discord.general.id },
      },
    ]);
  });

  test('Discord offers the command to those alone who may manage the server', async () => {
    const { discord } = await startBot();
    await expect(discord.user('ana').slash('knowledge reload')).rejects.toThrow('does not offer /knowledge to ana');
  });
});
