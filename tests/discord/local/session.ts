/** What the gateway keeps of an app that identified itself, across its connections. */
import { randomUUID } from 'node:crypto';
import { GatewayOpcodes } from 'discord-api-types/v10';
import type { Connection } from './connection.ts';

/** Which part of the servers a session is told of: its number, and how many there are. */
export type Shard = readonly [id: number, count: number];

export interface Identity {
  readonly intents: number;
  readonly shard: Shard;
}

interface Dispatched {
  readonly s: number;
  readonly t: string;
  readonly d: object;
}

export class Session implements Identity {
  readonly id = randomUUID();
  readonly intents: number;
  readonly shard: Shard;
  connection: Connection | undefined;
  readonly #retain: number;
  /** The last events, in order. */
  #log: Dispatched[] = [];
  #s = 0;

  /** @param retain how many events are remembered at least */
  constructor({ intents, shard }: Identity, connection: Connection, retain: number) {
    this.intents = intents;
    this.shard = shard;
    this.connection = connection;
    this.#retain = retain;
  }

  /** The number of the last event. */
  get last(): number {
    return this.#s;
  }

  /** Tells of an event, when the app comes back if it is away. */
  tell(t: string, d: object): void {
    this.#s += 1;
    const event = { s: this.#s, t, d };
    this.#log.push(event);
    // Halved now and then, since taking out the first one each time would move all others.
    if (this.#log.length > 2 * this.#retain) this.#log = this.#log.slice(-this.#retain);
    this.#send(event);
  }

  /** Tells once more of the events after a number. */
  tellSince(seq: number): void {
    for (const missed of this.#log.filter(({ s }) => s > seq)) this.#send(missed);
  }

  #send(event: Dispatched): void {
    this.connection?.send(GatewayOpcodes.Dispatch, event.d, event);
  }
}

/** Whether a shard is told of a server; of what belongs to none, the first one is. */
export function isTold([id, count]: Shard, guildId: string | undefined): boolean {
  if (guildId === undefined || count === 1) return id === 0;
  return Number((BigInt(guildId) >> 22n) % BigInt(count)) === id;
}

/** The id of a server of which the next shard is told. */
export function idOnNextShard(guildId: string): string {
  return String(BigInt(guildId) + (1n << 22n));
}
