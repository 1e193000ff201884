import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../src/settings.ts';

const TOKEN = `${'a'.repeat(24)}.${'b'.repeat(6)}.${'c'.repeat(30)}`;

function problemsOf(environment: Record<string, string>): readonly string[] {
  const result = readSettings(environment);
  return result.ok ? [] : result.problems;
}

describe('settings', () => {
  it('are complete without any', () => {
    expect(readSettings({ DISCORD_TOKEN: ' ', BOT_ADMINS: '' })).toEqual({
      ok: true,
      settings: {
        apiUrl: 'https://discord.com/api',
        apiVersion: '10',
        admins: [],
        logLevel: 'info',
        encoder: false,
        journal: fileURLToPath(new URL('../data/journal.sqlite', import.meta.url)),
        cooldowns: {},
      },
    });
  });

  it('are read', () => {
    const environment = {
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: 'http://127.0.0.1:8080/api/',
      DISCORD_API_VERSION: '11',
      DISCORD_HOME_GUILD: '12345678901234567',
      BOT_ADMINS: '12345678901234567, 123456789012345678',
      LOG_LEVEL: 'WARN',
      ENCODER: 'On',
      JOURNAL: 'elsewhere/journal.sqlite',
      COOLDOWN_USER: '3 / 10',
      COOLDOWN_CHANNEL: 'off',
    };
    expect(readSettings(environment)).toEqual({
      ok: true,
      settings: {
        token: TOKEN,
        apiUrl: 'http://127.0.0.1:8080/api',
        apiVersion: '11',
        homeGuild: '12345678901234567',
        admins: ['12345678901234567', '123456789012345678'],
        logLevel: 'warn',
        encoder: true,
        journal: resolve('elsewhere/journal.sqlite'),
        cooldowns: { user: { questions: 3, seconds: 10 }, channel: 'off' },
      },
    });
  });

  it.each(['off', 'OFF'])('%s does without a journal', (off) => {
    const result = readSettings({ JOURNAL: off });
    expect(result.ok && 'journal' in result.settings).toBe(false);
  });

  it.each([
    ['COOLDOWN_USER', '5 a minute', '"5 a minute"'],
    ['COOLDOWN_CHANNEL', '0/10', '"0/10"'],
    ['DISCORD_API_URL', 'ftp://x', '"ftp://x"'],
    ['DISCORD_API_VERSION', 'ten', '"ten"'],
    ['DISCORD_HOME_GUILD', 'my server', '"my server"'],
    ['BOT_ADMINS', '12345678901234567,ana', '"12345678901234567,ana"'],
    ['LOG_LEVEL', 'loud', '"loud"'],
    ['ENCODER', 'maybe', '"maybe"'],
    ['JOURNAL', 'on', '"on"'],
    ['JOURNAL', 'data/', '"data/"'],
  ])('%s that is wrong is named with what came and where to set it', (name, value, came) => {
    const [problem] = problemsOf({ [name]: value });
    expect(problem).toMatch(
      new RegExp(`^${name}: expected .+, got ${came.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\. Set it in \\.env`),
    );
  });

  it('never show a token', () => {
    expect(problemsOf({ DISCORD_TOKEN: 'secret-and-wrong' }).join()).not.toContain('secret');
  });

  it('are all told at once', () => {
    expect(problemsOf({ LOG_LEVEL: 'loud', DISCORD_API_VERSION: 'x' }).map((line) => line.split(':')[0])).toEqual([
      'DISCORD_API_VERSION',
      'LOG_LEVEL',
    ]);
  });
});
