/** What breaks is told to the one who asked, with an id that the log has too. */
import { describe, expect, test } from 'vitest';
import { type Bed, startBot } from './bed.ts';
import type { User } from './local/user.ts';
import { ScriptedAnswerer } from './scripted-answerer.ts';
import { ScriptedCustody } from './scripted-knowledge.ts';

const broken = new ScriptedAnswerer({
  ask: () => {
    throw new Error('the answerer is broken');
  },
  complete: () => {
    throw new Error('the completer is broken');
  },
});

/** The id in a text, and the one in the only line of errors. */
function idsOf(text: string, { log }: Bed): { readonly told: string | undefined; readonly logged: unknown } {
  const lines = log.at('error');
  expect(lines).toHaveLength(1);
  return { told: /`([0-9a-f]{8})`/.exec(text)?.[1], logged: lines[0]?.details['errorId'] };
}

describe('an answerer that throws', () => {
  test.each([
    ['a slash command', (ana: User) => ana.slash('ask', { question: 'when?' }), true],
    ['a mention', (ana: User, { discord }: Bed) => ana.mention(discord.general, 'when?'), false],
    ['a direct message', (ana: User) => ana.dm('when?'), false],
  ])('ends %s in a reply with an id', async (_, ask, onlyForMe) => {
    const bed = await startBot({ answerer: () => broken });
    const seen = await ask(bed.discord.user('ana'), bed);
    const { told, logged } = idsOf(seen.text, bed);
    expect(told).toBeDefined();
    expect(logged).toBe(told);
    expect(seen.onlyForMe).toBe(onlyForMe);
    expect(bed.log.at('error')[0]?.details['error']).toContain('the answerer is broken');
  });

  test('ends a completion in no choices', async () => {
    const bed = await startBot({ answerer: () => broken });
    expect(await bed.discord.user('ana').autocomplete('ask', 'question', 'wh')).toEqual([]);
    expect(bed.log.at('error')).toHaveLength(1);
  });

  test('does not end the bot', async () => {
    let works = false;
    const { discord } = await startBot({ answerer: () => (works ? new ScriptedAnswerer() : broken) });
    await discord.user('ana').dm('when?');
    works = true;
    expect((await discord.user('ana').dm('when?')).embed.description).toBe('It is on 1 May.');
  });
});

describe('a reload that throws', () => {
  test('ends in a reply with an id in place of "is thinking"', async () => {
    const admin = 'admin';
    const admins: string[] = [];
    const bed = await startBot({
      admins,
      custody: new ScriptedCustody({ reload: () => Promise.reject(new Error('the disk is broken')) }),
    });
    const user = bed.discord.user(admin);
    admins.push(user.id);
    bed.discord.allowCommand('knowledge', user);
    const seen = await user.slash('knowledge reload');
    const { told, logged } = idsOf(seen.text, bed);
    expect(logged).toBe(told);
    expect(seen.onlyForMe).toBe(true);
  });
});

describe('a fault of Discord', () => {
  test('while a message is sent ends in a reply with an id', async () => {
    const bed = await startBot();
    bed.discord.failNext('POST', /messages$/, { status: 400, code: 50035 });
    const seen = await bed.discord.user('ana').mention(bed.discord.general, 'when?');
    expect(seen.text).toContain(String(idsOf(seen.text, bed).logged));
    expect(bed.discord.takeRefused()).toHaveLength(1);
  });

  test('that passes is waited out', async () => {
    const { discord, log } = await startBot();
    discord.failNext('POST', /messages$/, { status: 502, times: 2 });
    const seen = await discord.user('ana').mention(discord.general, 'when?');
    expect(seen.embed.description).toBe('It is on 1 May.');
    expect(discord.takeRefused().map(({ status }) => status)).toEqual([502, 502]);
    expect(log.at('warn', 'error')).toEqual([]);
  });

  test('that also keeps the excuse from being sent is in the log', async () => {
    const { discord, log } = await startBot({}, { patience: 100 });
    discord.failNext('POST', /callback$/, { status: 404, code: 10062, times: 2 });
    const waiting = discord.user('ana').slash('ask', { question: 'when?' }).catch(String);
    const lines = await log.until('error', 2);
    expect(lines.map(({ message }) => message)).toEqual([
      'A question could not be answered',
      'Nor could the one who asked be told',
    ]);
    expect(new Set(lines.map(({ details }) => details['errorId'])).size).toBe(1);
    expect(await waiting).toContain('none came');
    expect(discord.takeRefused().map(({ code }) => code)).toEqual([10062, 10062]);
  });
});
