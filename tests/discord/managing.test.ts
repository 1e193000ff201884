/** `/knowledge status` and `rollback`, and who is refused; `reload` has a file of its own. */
import { TeamMemberRole } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { BotOptions } from '../../src/discord/options.ts';
import { MemoryJournal } from '../../src/journal/memory-journal.ts';
import type { CustodyStatus, RollbackOutcome } from '../../src/knowledge/custody.ts';
import { botOn, startDiscord } from './bed.ts';
import type { LocalDiscord } from './local/local-discord.ts';
import { answer } from './scripted-answerer.ts';
import { STATUS as FAIR_STATUS, ScriptedCustody } from './scripted-knowledge.ts';

const NOW = 'aaaaaaaaaaaa';
const BEFORE = 'bbbbbbbbbbbb';

const STATUS: CustodyStatus = {
  ...FAIR_STATUS,
  revision: NOW,
  counts: { sources: 2, facts: 20, entries: 30, phrasings: 900, gaps: 10, golden: 40 },
};

/** A bot whose knowledge is managed by the admin. */
async function startManaged(custody: Partial<BotOptions['custody']>, changes: Partial<BotOptions> = {}) {
  const discord = await startDiscord();
  const admin = discord.user('admin');
  const bed = botOn(discord, { admins: [admin.id], custody: new ScriptedCustody(custody), ...changes });
  await bed.bot.start();
  discord.allowCommand('knowledge', admin);
  return { ...bed, admin };
}

describe('/knowledge status', () => {
  async function statusOf(changes: Partial<CustodyStatus>, journal = new MemoryJournal(Date.now)) {
    const { admin } = await startManaged({ status: () => ({ ...STATUS, ...changes }) }, { journal });
    return admin.slash('knowledge status');
  }

  test('tells the admin alone what is in force, since when, and that nothing was asked yet', async () => {
    expect((await statusOf({})).text).toMatchInlineSnapshot(`
      "(only you can see this)
      # What is known
      Revision \`aaaaaaa\`, from the files, came into force <t:1903824000:R>.
      2 articles, 20 facts, 30 answers with 900 phrasings, 10 gaps, 40 golden questions.
      There is no earlier revision to roll back to.
      ## What is asked
      Nothing has been asked yet."
    `);
  });

  test('tells what a rollback goes to, what was done last, that the files differ and that work is under way', async () => {
    const seen = await statusOf({
      loadedFrom: 'rollback',
      before: BEFORE,
      filesDiffer: true,
      underWay: true,
      last: { kind: 'rollback', at: Date.UTC(2030, 4, 2), outcome: 'swapped' },
    });
    expect(seen.embed.description).toMatchInlineSnapshot(`
      "Revision \`aaaaaaa\`, from a rollback, came into force <t:1903824000:R>.
      2 articles, 20 facts, 30 answers with 900 phrasings, 10 gaps, 40 golden questions.
      A rollback goes to \`bbbbbbb\`.
      The last rollback ended <t:1903910400:R>: another revision came into force.
      The files still hold the other revision: the next reload or start takes them. Mend them first.
      A reload or rollback is under way."
    `);
  });

  test('tells what is asked, what in vain, and what was not helpful', async () => {
    const journal = new MemoryJournal(() => Date.UTC(2030, 4, 1));
    for (let index = 0; index < 3; index += 1) journal.asked(answer({ entries: ['when'] }));
    journal.asked(answer({ entries: ['where'] }));
    journal.asked(answer({ verdict: 'declined', reason: 'not-in-articles', entries: [], gap: 'cost' }));
    journal.voted(['when'], true);
    journal.voted(['cost'], false);
    const seen = await statusOf({}, journal);
    expect(seen.embed.fields).toMatchInlineSnapshot(`
      [
        {
          "name": "What is asked",
          "value": "5 questions since 2030-05-01: 4 answered, 1 declined.
      1 vote for helpful, 1 for not helpful.",
        },
        {
          "name": "Asked most",
          "value": "3 × when
      1 × where",
        },
        {
          "name": "Asked in vain",
          "value": "1 × cost",
        },
        {
          "name": "Found unhelpful",
          "value": "1 × cost",
        },
      ]
    `);
  });

  test('of a long list stays within what Discord shows', async () => {
    const journal = new MemoryJournal(Date.now);
    for (let index = 10; index < 30; index += 1) {
      const id = `number-${index}${'-long'.repeat(30)}`;
      journal.asked(answer({ entries: [id] }));
      journal.voted([id], false);
    }
    expect((await statusOf({}, journal)).embed.fields?.slice(1).map(({ value }) => value)).toEqual([
      expect.stringMatching(/^1 × number-10-.*\n… and \d more$/s),
      expect.stringMatching(/^1 × number-10-.*\n… and \d more$/s),
    ]);
  });
});

describe('/knowledge rollback', () => {
  async function rollback(outcome: RollbackOutcome) {
    const { admin, log } = await startManaged({ rollback: async () => outcome });
    return { seen: await admin.slash('knowledge rollback'), log, admin };
  }

  const SWAPPED: RollbackOutcome = {
    status: 'swapped',
    previous: NOW,
    revision: BEFORE,
    changes: { added: ['gap cost'], changed: ['entry when: answer, phrasings +3 -1'], removed: ['entry who'] },
    filesDiffer: true,
  };

  test('tells the admin alone what has come back, and that the files hold something else', async () => {
    const { seen, log, admin } = await rollback(SWAPPED);
    expect(seen.text).toMatchInlineSnapshot(`
      "(only you can see this)
      # Rolled back: aaaaaaa → bbbbbbb
      The files still hold the other revision: the next reload or start takes them. Mend them first.
      ## Added (1)
      gap cost
      ## Changed (1)
      entry when: answer, phrasings +3 -1
      ## Removed (1)
      entry who"
    `);
    expect(log.at('info').at(-1)).toMatchObject({
      message: 'Managed the knowledge',
      details: { command: 'knowledge rollback', status: 'swapped', revision: BEFORE, user: admin.id },
    });
  });

  test('does not warn of the files where they hold what has come back', async () => {
    const { seen } = await rollback({ ...SWAPPED, filesDiffer: false });
    expect(seen.embed.description).toBeUndefined();
  });

  test('says so where nothing differs but the wording of the files', async () => {
    const { seen } = await rollback({
      ...SWAPPED,
      changes: { added: [], changed: [], removed: [] },
      filesDiffer: false,
    });
    expect(seen.embed.description).toBe('No entry, gap or fact differs.');
  });

  test('names the revisions that were passed over, and why', async () => {
    const notes = ['Revision ccccccc was passed over: its file *is* broken.'];
    const { seen } = await rollback({ ...SWAPPED, notes });
    expect(seen.embed.description).toMatch(
      /Mend them first\.\nRevision ccccccc was passed over: its file \\\*is\\\* broken\.$/,
    );
  });

  test('says that there is nothing to go back to', async () => {
    const { seen } = await rollback({ status: 'nothing', revision: NOW });
    expect(seen.text).toMatchInlineSnapshot(`
      "(only you can see this)
      There is no earlier revision to go back to: revision aaaaaaa goes on answering."
    `);
  });

  test('says why nothing could be gone back to', async () => {
    const notes = Array.from({ length: 4 }, (_, index) => `Revision ${index} was passed over: ${'why '.repeat(200)}`);
    const { seen } = await rollback({ status: 'nothing', revision: NOW, notes });
    expect(seen.embed.description).toMatch(
      /^There is no earlier revision to go back to.*\nRevision 0 was passed over/s,
    );
  });
});

describe('refused', () => {
  /** What a user sees who tries, what the log says, and whether anything was done. */
  async function refusedIn(prepare: (discord: LocalDiscord) => Partial<BotOptions>, subcommand = 'reload') {
    const discord = await startDiscord();
    const ana = discord.user('ana');
    let done = 0;
    const count = (): never => {
      done += 1;
      throw new Error('not to be done');
    };
    const custody = { reload: count, rollback: count, status: count };
    const { bot, log } = botOn(discord, { custody, ...prepare(discord) });
    await bot.start();
    discord.allowCommand('knowledge', ana);
    return { discord, ana, log, subcommand, done: () => done };
  }

  test.each(['reload', 'status', 'rollback'])(
    '%s by one who is no admin, who is told so; the log has who and where',
    async (subcommand) => {
      const { discord, ana, log, done } = await refusedIn(() => ({}));
      const seen = await ana.slash(`knowledge ${subcommand}`);
      expect(seen.text).toBe(
        '(only you can see this)\nOnly the people who run this bot may do that. Ask them to add you or one of your roles.',
      );
      expect(done()).toBe(0);
      expect(log.at('warn')).toEqual([
        {
          level: 'warn',
          message: expect.stringContaining('whoever tried is no admin'),
          details: {
            command: `knowledge ${subcommand}`,
            user: ana.id,
            guild: discord.guild.id,
            channel: discord.general.id,
          },
        },
      ]);
    },
  );

  test('outside the home server, even to an admin; the log has who and where', async () => {
    const { discord, ana, log, done } = await refusedIn((local) => ({
      admins: [local.user('ana').id],
      homeGuild: local.guild.id,
    }));
    const [command] = discord.commands.list(discord.guild.id);
    // Left over from when the bot had no home server.
    discord.commands.add({ name: 'knowledge', description: 'x', options: command?.['options'] ?? [] });
    const elsewhere = discord.addChannel('elsewhere', discord.addGuild('Another server'));
    const seen = await ana.slash('knowledge reload', {}, elsewhere);
    expect(seen.text).toBe('(only you can see this)\nThat works in the home server of this bot alone.');
    expect(done()).toBe(0);
    expect(log.at('warn')).toMatchObject([
      {
        message: expect.stringContaining('it works in the home server alone'),
        details: { command: 'knowledge reload', user: ana.id, guild: elsewhere.guild?.id, channel: elsewhere.id },
      },
    ]);
  });

  test('to one who was invited to the team and has not accepted', async () => {
    const { ana, done } = await refusedIn((local) => {
      local.team([
        { user: local.user('boss'), role: 'owner' },
        { user: local.user('ana'), role: TeamMemberRole.Developer, state: 1 },
      ]);
      return {};
    });
    expect((await ana.slash('knowledge reload')).text).toContain('Only the people who run this bot');
    expect(done()).toBe(0);
  });

  test('to one whose role of the list was taken away', async () => {
    const discord = await startDiscord();
    const ana = discord.user('ana');
    const role = discord.addRole('keepers');
    discord.giveRole(ana, role);
    const { bot } = botOn(discord, { admins: [role.id] });
    await bot.start();
    discord.allowCommand('knowledge', ana);
    expect((await ana.slash('knowledge reload')).text).toContain('Nothing has changed');
    discord.takeRole(ana, role);
    expect((await ana.slash('knowledge reload')).text).toContain('Only the people who run this bot');
  });
});

test('the owner of the team may, and so may its admins', async () => {
  const discord = await startDiscord();
  const [boss, ana] = [discord.user('boss'), discord.user('ana')];
  discord.team([
    { user: boss, role: 'owner' },
    { user: ana, role: TeamMemberRole.Admin },
  ]);
  await botOn(discord).bot.start();
  for (const user of [boss, ana]) {
    discord.allowCommand('knowledge', user);
    expect((await user.slash('knowledge reload')).text).toContain('Nothing has changed');
  }
});

test('who leaves the team or comes into it while the bot runs is told apart at once', async () => {
  const discord = await startDiscord();
  const [boss, ana, ben] = [discord.user('boss'), discord.user('ana'), discord.user('ben')];
  const lead = { user: boss, role: 'owner' } as const;
  discord.team([lead, { user: ana, role: TeamMemberRole.Admin }]);
  await botOn(discord).bot.start();
  discord.team([lead, { user: ben, role: TeamMemberRole.Admin }]);
  for (const user of [ana, ben]) discord.allowCommand('knowledge', user);
  expect((await ana.slash('knowledge reload')).text).toContain('Only the people who run this bot');
  expect((await ben.slash('knowledge reload')).text).toContain('Nothing has changed');
});
