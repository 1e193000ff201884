/** Many people on a Discord of our own, who ask at random times. */
import { setTimeout } from 'node:timers/promises';
import { LocalDiscord, type LocalDiscordOptions } from '../tests/discord/local/local-discord.ts';
import type { User } from '../tests/discord/local/user.ts';
import type { Channel } from '../tests/discord/local/world.ts';
import { Ledger } from './discord-ledger.ts';
import { type BotName, BotProcess } from './discord-process.ts';
import { randomFrom } from './random.ts';
import { questionsOf } from './sets.ts';
import { withTypos } from './typos.ts';

/** How many servers there are, channels in each, and people. */
const SIZE = { guilds: 20, channels: 25, people: 3_000 } as const;
/** What the local Discord remembers: enough for what is under way, little enough that its own pauses stay short. */
const RETAIN = { messages: 16, others: 1_500 } as const;
/** Milliseconds that people wait for their answers at the end. */
const PATIENCE = 15_000;

export class Crowd {
  readonly discord: LocalDiscord;
  readonly ledger: Ledger;
  readonly random: () => number;
  readonly #channels: readonly Channel[];
  readonly #questions = questionsOf('tuned').map(({ q }) => q);
  #newcomers = 0;

  private constructor(discord: LocalDiscord, ledger: Ledger, seed: number) {
    this.discord = discord;
    this.ledger = ledger;
    this.random = randomFrom(seed);
    const { world } = discord;
    this.#channels = Array.from({ length: SIZE.guilds }, (_, at) => world.addGuild(`Server ${at}`)).flatMap((guild) =>
      Array.from({ length: SIZE.channels }, (_, at) => world.addChannel(guild, `channel-${at}`)),
    );
  }

  /** `faultOf` decides on a fault for each request of the bot. */
  static async gather(seed: number, faultOf?: LocalDiscordOptions['faultOf']): Promise<Crowd> {
    const ledger: Ledger = new Ledger(() => discord.world.bot.id);
    const discord: LocalDiscord = await LocalDiscord.start({
      retain: RETAIN,
      patience: PATIENCE,
      ...(faultOf && { faultOf }),
      onSent: (event, data) => ledger.sent(event, data),
      onArrived: (name, text, at) => ledger.arrived(name, text, at),
      onPosted: (message) => ledger.seen(message.replyTo?.id, message),
    });
    return new Crowd(discord, ledger, seed);
  }

  /** Lets a bot in. */
  async invite(bot: BotName, flags: readonly string[] = []): Promise<BotProcess> {
    const { token, apiUrl } = this.discord;
    return BotProcess.start({ bot, token, apiUrl, requestsPerSecond: 10_000 }, flags);
  }

  /** Somebody names the bot in some channel. */
  mention(question: string, user = this.somebody()): void {
    user.say(this.#somewhere(), `${this.discord.botMention} ${question}`);
  }

  /** Somebody writes to the bot alone. */
  write(question: string, user = this.somebody()): void {
    user.say(this.discord.world.directChannel(user.account), question);
  }

  /** Somebody uses /ask in some channel. */
  ask(question: string, user = this.somebody()): void {
    const seen = user.slash('ask', { question }, this.#somewhere());
    const id = this.ledger.last;
    seen.then(({ message }) => this.ledger.seen(id, message)).catch(() => {});
  }

  /** Somebody types into /ask. */
  type(text: string, user = this.somebody()): void {
    const choices = user.autocomplete('ask', 'question', text, this.#somewhere());
    const id = this.ledger.last;
    choices.then(() => this.ledger.seen(id)).catch(() => {});
  }

  /** One of the questions; `fresh`: with typos, so that hardly one comes twice. */
  question(fresh = false): string {
    const question = this.#oneOf(this.#questions);
    return fresh ? withTypos(question, this.random) : question;
  }

  /** One of the people who are there. */
  somebody(): User {
    return this.discord.user(`person-${Math.floor(this.random() * SIZE.people)}`);
  }

  /** A person who was never there before. */
  newcomer(): User {
    this.#newcomers += 1;
    return this.discord.user(`newcomer-${this.#newcomers}`);
  }

  /** Does something at random times, independent of each other, so many a second on average. */
  async atRandomTimes(act: () => void, rate: number, seconds: number): Promise<void> {
    const start = performance.now();
    let due = 0;
    while (due < seconds * 1_000) {
      if (due > performance.now() - start) await setTimeout(1);
      else {
        act();
        due -= (Math.log(1 - this.random()) / rate) * 1_000;
      }
    }
  }

  /** Waits until every question has its answer or its excuse, at most as long as people wait. */
  async settled(): Promise<void> {
    const end = performance.now() + PATIENCE;
    while (this.ledger.open > 0 && performance.now() < end) await setTimeout(5);
    // Whatever is said twice is said by now.
    await setTimeout(200);
  }

  #somewhere(): Channel {
    return this.#oneOf(this.#channels);
  }

  #oneOf<T>(elements: readonly T[]): T {
    const element = elements[Math.floor(this.random() * elements.length)];
    if (element === undefined) throw new Error('Expected at least one to choose from.');
    return element;
  }
}
