/** The gateway: who is connected, which events reach whom, resuming. */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import {
  GatewayCloseCodes as CloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  GatewayOpcodes,
} from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Body, isBody } from './values.ts';

/** Bytes of a frame that an app may send. */
const MAX_FRAME = 4096;
const PRIVILEGED = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;
const ALL_INTENTS = Object.values(GatewayIntentBits).reduce<number>(
  (all, bit) => (typeof bit === 'number' ? all | bit : all),
  0,
);

interface Dispatched {
  readonly s: number;
  readonly t: string;
  readonly d: unknown;
}

interface Session {
  readonly id: string;
  readonly intents: number;
  /** The last events, in order. */
  log: Dispatched[];
  /** The number of the last event. */
  s: number;
  socket: WebSocket | undefined;
}

export interface GatewayOptions {
  readonly token: string;
  /** Privileged intents that are switched on for the app. */
  readonly granted: number;
  readonly heartbeatInterval: number;
  readonly address: () => string;
  /** The data of READY without what the gateway adds, then the events that follow it. */
  readonly greet: (intents: number) => {
    readonly ready: object;
    readonly following: readonly (readonly [string, object])[];
  };
  /** Told of each connection that was closed for breaking a rule. */
  readonly onRefused: (code: number, reason: string) => void;
  /** How many events of a session are remembered at least. */
  readonly retain: number;
  /** Told of each event when it is sent for the first time, or would be if the client were there. */
  readonly onSent?: ((event: string, data: object) => void) | undefined;
}

/** A frame or an address that breaks a rule. */
class GatewayRefusal extends Error {
  readonly code: CloseCodes;

  constructor(code: CloseCodes, message: string) {
    super(message);
    this.code = code;
  }
}

export class Gateway {
  readonly #options: GatewayOptions;
  readonly #server: WebSocketServer;
  readonly #sessions = new Map<string, Session>();
  #token: string;
  #silent = false;
  readonly #waiting: { readonly met: () => boolean; readonly resolve: () => void }[] = [];
  /** How often each thing happened: `identify`, `resume`, `heartbeat`, `disconnect`, `refused`. */
  readonly counts = { identify: 0, resume: 0, heartbeat: 0, disconnect: 0, refused: 0 };

  constructor(http: Server, options: GatewayOptions) {
    this.#options = options;
    this.#token = options.token;
    this.#server = new WebSocketServer({ server: http });
    this.#server.on('connection', (socket, request) =>
      this.#connect(socket, new URL(request.url ?? '/', 'ws://localhost')),
    );
  }

  /** The intents of the sessions that are connected now. */
  get intents(): readonly number[] {
    return this.#connected().map(({ intents }) => intents);
  }

  /** Sends an event to each session whose intents `data` accepts; a session that is away gets it when it resumes. */
  dispatch(event: string, data: (intents: number) => object | undefined, _guildId?: string): void {
    for (const session of this.#sessions.values()) {
      const d = data(session.intents);
      if (d) this.#send(session, event, d);
    }
  }

  /** Takes another token from now on, as when somebody reset it. */
  expectToken(token: string): void {
    this.#token = token;
  }

  /** Says nothing to the next one who connects. */
  keepSilent(): void {
    this.#silent = true;
  }

  /** Asks every client to reconnect and resume. */
  askToReconnect(): void {
    for (const { socket } of this.#connected()) sendFrame(socket, GatewayOpcodes.Reconnect, null);
  }

  /** Cuts every connection without a word. */
  cut(): void {
    for (const { socket } of this.#connected()) socket?.terminate();
  }

  /** Tells every client that its session is void. */
  invalidate(resumable: boolean): void {
    for (const session of this.#connected()) {
      if (!resumable) this.#sessions.delete(session.id);
      sendFrame(session.socket, GatewayOpcodes.InvalidSession, resumable);
    }
  }

  /** Waits until something happened `times` times since the start. */
  until(what: keyof Gateway['counts'], times: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ met: () => this.counts[what] >= times, resolve });
      this.#tellWaiting();
    });
  }

  async close(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #count(what: keyof Gateway['counts']): void {
    this.counts[what] += 1;
    this.#tellWaiting();
  }

  #tellWaiting(): void {
    for (const waiting of this.#waiting.filter(({ met }) => met())) {
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      waiting.resolve();
    }
  }

  #connected(): Session[] {
    return [...this.#sessions.values()].filter(
      ({ socket }) => socket?.readyState === socket?.OPEN && socket !== undefined,
    );
  }

  #connect(socket: WebSocket, address: URL): void {
    socket.on('message', (data) => this.#orClose(socket, () => this.#receive(socket, String(data))));
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => this.#leave(socket, code));
    this.#orClose(socket, () => this.#greet(socket, address));
  }

  /** Does what a frame asks for; a frame that breaks a rule ends the connection. */
  #orClose(socket: WebSocket, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof GatewayRefusal)) throw error;
      this.#options.onRefused(error.code, error.message);
      socket.close(error.code, error.message);
      this.#count('refused');
    }
  }

  #greet(socket: WebSocket, address: URL): void {
    const silent = this.#silent;
    this.#silent = false;
    if (silent) return;
    if (address.searchParams.get('v') !== '10')
      throw new GatewayRefusal(CloseCodes.InvalidAPIVersion, 'Invalid API version');
    if (address.searchParams.get('encoding') !== 'json')
      throw new GatewayRefusal(CloseCodes.DecodeError, 'The local Discord speaks JSON only');
    sendFrame(socket, GatewayOpcodes.Hello, { heartbeat_interval: this.#options.heartbeatInterval });
  }

  /** A client that says goodbye with 1000 or 1001 ends its session; any other may resume it. */
  #leave(socket: WebSocket, code: number): void {
    const session = this.#sessionOf(socket);
    if (!session) return;
    session.socket = undefined;
    if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
    this.#count('disconnect');
  }

  #receive(socket: WebSocket, frame: string): void {
    const payload = parse(frame);
    if (!payload || Buffer.byteLength(frame) > MAX_FRAME)
      throw new GatewayRefusal(CloseCodes.DecodeError, 'Error while decoding payload');
    if (payload['op'] === GatewayOpcodes.Heartbeat) this.#acknowledge(socket);
    else if (payload['op'] === GatewayOpcodes.Identify) this.#identify(socket, this.#proven(socket, payload['d']));
    else if (payload['op'] === GatewayOpcodes.Resume) this.#resume(socket, this.#proven(socket, payload['d']));
    else if (payload['op'] !== GatewayOpcodes.PresenceUpdate)
      throw new GatewayRefusal(CloseCodes.UnknownOpcode, 'Unknown opcode');
    else if (!this.#sessionOf(socket)) throw new GatewayRefusal(CloseCodes.NotAuthenticated, 'Not authenticated');
  }

  #acknowledge(socket: WebSocket): void {
    this.#count('heartbeat');
    sendFrame(socket, GatewayOpcodes.HeartbeatAck, null);
  }

  /** The data of a first frame, with the right token and on a connection that has no session yet. */
  #proven(socket: WebSocket, data: unknown): Body {
    if (this.#sessionOf(socket)) throw new GatewayRefusal(CloseCodes.AlreadyAuthenticated, 'Already authenticated');
    if (!isBody(data) || data['token'] !== this.#token)
      throw new GatewayRefusal(CloseCodes.AuthenticationFailed, 'Authentication failed');
    return data;
  }

  #identify(socket: WebSocket, { intents, properties }: Body): void {
    if (!Number.isInteger(intents) || (Number(intents) & ~ALL_INTENTS) !== 0)
      throw new GatewayRefusal(CloseCodes.InvalidIntents, 'Invalid intents');
    if ((Number(intents) & PRIVILEGED & ~this.#options.granted) !== 0)
      throw new GatewayRefusal(CloseCodes.DisallowedIntents, 'Disallowed intents');
    if (!isBody(properties)) throw new GatewayRefusal(CloseCodes.DecodeError, 'Identify needs properties');
    const session: Session = { id: randomUUID(), intents: Number(intents), log: [], s: 0, socket };
    this.#sessions.set(session.id, session);
    const { ready, following } = this.#options.greet(session.intents);
    this.#send(session, GatewayDispatchEvents.Ready, {
      v: 10,
      session_id: session.id,
      resume_gateway_url: `${this.#options.address()}/resume`,
      ...ready,
    });
    for (const [event, payload] of following) this.#send(session, event, payload);
    this.#count('identify');
  }

  #resume(socket: WebSocket, { session_id: id, seq }: Body): void {
    const session = this.#sessions.get(String(id));
    if (!session) {
      sendFrame(socket, GatewayOpcodes.InvalidSession, false);
      return;
    }
    if (!Number.isInteger(seq) || Number(seq) > session.s)
      throw new GatewayRefusal(CloseCodes.InvalidSeq, 'Invalid seq');
    session.socket = socket;
    for (const missed of session.log.filter(({ s }) => s > Number(seq)))
      sendFrame(socket, GatewayOpcodes.Dispatch, missed.d, missed);
    this.#send(session, GatewayDispatchEvents.Resumed, {});
    this.#count('resume');
  }

  #send(session: Session, t: string, d: object): void {
    session.s += 1;
    const dispatched = { s: session.s, t, d };
    session.log.push(dispatched);
    // Halved now and then, since taking out the first one each time would move all others.
    const { retain } = this.#options;
    if (session.log.length > 2 * retain) session.log = session.log.slice(-retain);
    this.#options.onSent?.(t, d);
    sendFrame(session.socket, GatewayOpcodes.Dispatch, d, dispatched);
  }

  #sessionOf(socket: WebSocket): Session | undefined {
    return [...this.#sessions.values()].find((session) => session.socket === socket);
  }
}

function sendFrame(
  socket: WebSocket | undefined,
  op: GatewayOpcodes,
  d: unknown,
  event?: { readonly s: number; readonly t: string },
): void {
  socket?.send(JSON.stringify({ op, d, s: event?.s ?? null, t: event?.t ?? null }));
}

function parse(frame: string): Body | undefined {
  try {
    const payload: unknown = JSON.parse(frame);
    return isBody(payload) ? payload : undefined;
  } catch {
    return undefined;
  }
}
