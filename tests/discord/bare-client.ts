/** A client of the local Discord that keeps to no rule by itself. */
import { GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocket } from 'ws';
import type { LocalDiscord } from './local/local-discord.ts';

const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;
const HEADERS = { 'User-Agent': 'DiscordBot (https://example.com, 1.0)', 'Content-Type': 'application/json' };

export interface Response {
  readonly status: number;
  readonly code: number | undefined;
  /** Paths of the faults with their codes: `embeds.0.title BASE_TYPE_MAX_LENGTH`. */
  readonly faults: readonly string[];
  readonly body: unknown;
  readonly headers: Headers;
}

export interface Frame {
  readonly op: number;
  readonly t: string | null;
  readonly s: number | null;
  readonly d: unknown;
}

export interface Identity {
  readonly intents?: number | undefined;
  readonly shard?: unknown;
}

export class BareClient {
  readonly #discord: LocalDiscord;

  constructor(discord: LocalDiscord) {
    this.#discord = discord;
  }

  /** Makes a request; a body that is no text is sent as JSON. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const { apiUrl, token } = this.#discord;
    const response = await fetch(`${apiUrl}/v10${path}`, {
      method,
      headers: { ...HEADERS, Authorization: `Bot ${token}`, ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = text === '' ? {} : JSON.parse(text);
    const { status, headers: told } = response;
    return { status, code: json.code, faults: faultsIn(json.errors), body: json, headers: told };
  }

  /** A connection to the gateway that has heard its hello. */
  async connect(): Promise<WebSocket> {
    const address = this.#discord.apiUrl.replace('http', 'ws').replace('/api', '');
    const socket = new WebSocket(`${address}/?v=10&encoding=json`);
    await nextFrame(socket, GatewayOpcodes.Hello);
    return socket;
  }

  /** A connection that is ready. */
  async identify(identity: Identity = {}): Promise<WebSocket> {
    const socket = await this.connect();
    const ready = nextEvent(socket, 'READY');
    this.sendIdentify(socket, identity);
    await ready;
    return socket;
  }

  sendIdentify(socket: WebSocket, { intents = Guilds | GuildMessages | DirectMessages, shard }: Identity = {}): void {
    const d = { token: this.#discord.token, intents, properties: {}, ...(shard !== undefined && { shard }) };
    socket.send(JSON.stringify({ op: GatewayOpcodes.Identify, d }));
  }
}

/** The next frame of a kind. */
export function nextFrame(socket: WebSocket, op: number, name?: string): Promise<Frame> {
  return new Promise((resolve) => {
    const listener = (data: unknown): void => {
      const frame: Frame = JSON.parse(String(data));
      if (frame.op !== op || (name !== undefined && frame.t !== name)) return;
      socket.off('message', listener);
      resolve(frame);
    };
    socket.on('message', listener);
  });
}

/** The data of the next event of this name. */
export async function nextEvent(socket: WebSocket, name: string): Promise<Record<string, unknown>> {
  return (await nextFrame(socket, GatewayOpcodes.Dispatch, name)).d as Record<string, unknown>;
}

function faultsIn(errors: unknown, path: readonly string[] = []): string[] {
  return Object.entries((errors ?? {}) as Record<string, unknown>).flatMap(([key, value]) =>
    key === '_errors'
      ? (value as { code: string }[]).map(({ code }) => `${path.join('.')} ${code}`)
      : faultsIn(value, [...path, key]),
  );
}
