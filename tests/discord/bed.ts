/** A bot that is connected to a Discord of its own, taken down after each test. */
import { afterEach, expect } from 'vitest';
import { createBot } from '../../src/discord/bot.ts';
import type { Bot, BotOptions, Log } from '../../src/discord/options.ts';
import { MemoryJournal } from '../../src/journal/memory-journal.ts';
import { LocalDiscord, type LocalDiscordOptions } from './local/local-discord.ts';
import { ScriptedAnswerer } from './scripted-answerer.ts';
import { FAIR, ScriptedCustody } from './scripted-knowledge.ts';

export interface Line {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A log that keeps its lines. */
export class KeptLog implements Log {
  readonly lines: Line[] = [];
  readonly #waiting: (() => void)[] = [];
  info = (message: string, details = {}): void => this.#keep('info', message, details);
  warn = (message: string, details = {}): void => this.#keep('warn', message, details);
  error = (message: string, details = {}): void => this.#keep('error', message, details);

  /** The lines of these levels. */
  at(...levels: Line['level'][]): Line[] {
    return this.lines.filter(({ level }) => levels.includes(level));
  }

  /** Waits until there are `count` lines of a level. */
  async until(level: Line['level'], count: number): Promise<Line[]> {
    while (this.at(level).length < count) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.at(level);
  }

  #keep(level: Line['level'], message: string, details: object): void {
    this.lines.push({ level, message, details: { ...details } });
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

export interface Bed {
  readonly discord: LocalDiscord;
  readonly bot: Bot;
  readonly log: KeptLog;
}

const open: { discord: LocalDiscord; bots: Bot[] }[] = [];

/** A Discord of the test's own. */
export async function startDiscord(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const discord = await LocalDiscord.start(options);
  open.push({ discord, bots: [] });
  return discord;
}

/** A bot on a Discord, not yet started; stopped after the test. */
export function botOn(discord: LocalDiscord, changes: Partial<BotOptions> = {}): Bed {
  const log = new KeptLog();
  const answerer = new ScriptedAnswerer();
  const bot = createBot({
    token: discord.token,
    apiUrl: discord.apiUrl,
    admins: [],
    answerer: () => answerer,
    knowledge: () => FAIR,
    custody: new ScriptedCustody(),
    journal: new MemoryJournal(Date.now),
    cooldowns: { user: 'off', channel: 'off' },
    log,
    now: Date.now,
    ...changes,
  });
  open.find((one) => one.discord === discord)?.bots.push(bot);
  return { discord, bot, log };
}

/** A started bot on a Discord of its own. */
export async function startBot(changes: Partial<BotOptions> = {}, options: LocalDiscordOptions = {}): Promise<Bed> {
  const bed = botOn(await startDiscord(options), changes);
  await bed.bot.start();
  return bed;
}

/**
 * Whatever a test is about: Discord refused nothing that the test did not take out, the bot sent no field that Discord does not
 * document, and nobody was notified.
 */
afterEach(async () => {
  const beds = open.splice(0);
  for (const { bots } of beds) await Promise.all(bots.map((bot) => bot.stop()));
  await Promise.all(beds.map(({ discord }) => discord.stop()));
  for (const { discord } of beds) {
    expect(discord.refused, 'requests that Discord refused and the test did not expect').toEqual([]);
    expect(discord.unknownFields.filter(isOfBot), 'fields that Discord does not document').toEqual([]);
    const pings = [...discord.world.channels.values()]
      .flatMap((channel) => discord.said(channel))
      .flatMap((message) => message.pings);
    expect(pings, 'people whom the bot notified').toEqual([]);
  }
});

/** discord.js itself puts this field into every message, an edit or an answer to an interaction too. */
const isOfBot = (field: string): boolean => !/[ .]enforce_nonce$/.test(field);
