/** What was asked of the bot under load, and what became of it. */
import { GatewayDispatchEvents, InteractionType } from 'discord-api-types/v10';
import { COLOURS } from '../src/discord/replies/reply.ts';
import type { Message } from '../tests/discord/local/world.ts';

/** How a question reached the bot. */
export type Way = 'mention' | 'ask' | 'completion';

interface Entry {
  readonly way: Way;
  readonly sentAt: number;
  /** False while the bot warms up: what is slow then is not counted. */
  readonly timed: boolean;
  /** Milliseconds from the event to the first request that answers it. */
  delay?: number;
  answers: number;
  excuses: number;
}

/** What became of the questions. */
export interface Tally {
  readonly asked: number;
  readonly once: number;
  readonly twice: number;
  /** Not answered, but the one who asked was told. */
  readonly told: number;
  readonly lost: number;
}

const CALLBACK = /^POST \/interactions\/(\d+)\//;
const POST = /^POST \/channels\/\d+\/messages$/;
const REFERENCE = /"message_id":"(\d+)"/;

export class Ledger {
  readonly #entries = new Map<string, Entry>();
  readonly #botId: () => string;
  #open = 0;
  /** The question that was sent last. */
  last = '';
  /** Whether the times of what is sent from now on count. */
  timed = false;

  constructor(botId: () => string) {
    this.#botId = botId;
  }

  /** Questions without an answer or an excuse so far. */
  get open(): number {
    return this.#open;
  }

  /** Notes an event of the gateway, if it is a question. */
  sent(event: string, data: object): void {
    const way = wayOf(event, data, this.#botId());
    if (way === undefined || !('id' in data)) return;
    this.last = String(data.id);
    this.#entries.set(this.last, { way, sentAt: performance.now(), timed: this.timed, answers: 0, excuses: 0 });
    this.#open += 1;
  }

  /** Notes a request, if it answers a question; the first one counts. */
  arrived(name: string, text: string, at: number): void {
    const id = CALLBACK.exec(name)?.[1] ?? (POST.test(name) ? REFERENCE.exec(text)?.[1] : undefined);
    const entry = id === undefined ? undefined : this.#entries.get(id);
    if (entry) entry.delay ??= at - entry.sentAt;
  }

  /** Notes what the one who asked got to see. */
  seen(id: string | undefined, message?: Message): void {
    const entry = id === undefined ? undefined : this.#entries.get(id);
    if (!entry) return;
    if (entry.answers + entry.excuses === 0) this.#open -= 1;
    if (message?.embeds[0]?.color === COLOURS.failed) entry.excuses += 1;
    else entry.answers += 1;
  }

  /** Milliseconds of the questions that came in one way, in the order in which they were asked. */
  delays(way: Way): number[] {
    return [...this.#entries.values()].flatMap((entry) =>
      entry.way === way && entry.timed && entry.delay !== undefined ? [entry.delay] : [],
    );
  }

  tally(way: Way): Tally {
    const entries = [...this.#entries.values()].filter((entry) => entry.way === way);
    const count = (is: (entry: Entry) => boolean): number => entries.filter(is).length;
    return {
      asked: entries.length,
      once: count(({ answers }) => answers === 1),
      twice: count(({ answers }) => answers > 1),
      told: count(({ answers, excuses }) => answers === 0 && excuses > 0),
      lost: count(({ answers, excuses }) => answers + excuses === 0),
    };
  }

  /** Forgets everything: the next phase counts anew. */
  clear(): void {
    this.#entries.clear();
    this.#open = 0;
  }
}

/** The way of a question; undefined for an event that is none. */
function wayOf(event: string, data: object, botId: string): Way | undefined {
  if (event === GatewayDispatchEvents.MessageCreate) {
    const author = 'author' in data ? (data.author as { readonly id: string }) : undefined;
    return author?.id === botId ? undefined : 'mention';
  }
  if (event !== GatewayDispatchEvents.InteractionCreate || !('type' in data)) return undefined;
  return data.type === InteractionType.ApplicationCommandAutocomplete ? 'completion' : 'ask';
}
