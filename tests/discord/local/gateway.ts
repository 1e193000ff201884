/** The gateway: who is connected, which events reach whom, resuming. */
import type { Server } from 'node:http';
import { GatewayCloseCodes as CloseCodes, GatewayDispatchEvents, GatewayOpcodes } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { Connection } from './connection.ts';
import { Disorder } from './disorder.ts';
import { checkIdentify } from './identify-rules.ts';
import { GatewayRefusal } from './refusal.ts';
import { type Identity, isTold, Session } from './session.ts';
import type { SessionStarts } from './session-starts.ts';
import { type Body, isBody } from './values.ts';

/** Bytes of a frame that an app may send. */
const MAX_FRAME = 4096;

export interface GatewayOptions {
  readonly token: string;
  readonly now: () => number;
  /** Privileged intents that are switched on for the app. */
  readonly granted: number;
  readonly heartbeatInterval: number;
  readonly heartbeatGrace: number;
  readonly starts: SessionStarts;
  readonly address: () => string;
  /** The data of READY without what the gateway adds, then the events that follow it. */
  readonly greet: (identity: Identity) => {
    readonly ready: object;
    readonly following: readonly (readonly [string, object])[];
  };
  /** Told of each connection that was closed for breaking a rule. */
  readonly onRefused: (code: number, reason: string) => void;
  /** Told when the app began more sessions than it may in a day. */
  readonly onTooMany: () => void;
  /** How many events of a session are remembered at least. */
  readonly retain: number;
  /** Told of each event when it is sent for the first time, or would be if the client were there. */
  readonly onSent?: ((event: string, data: object) => void) | undefined;
}

export class Gateway {
  readonly #options: GatewayOptions;
  readonly #server: WebSocketServer;
  readonly #sessions = new Map<string, Session>();
  readonly #disorder = new Disorder();
  readonly #waiting: { readonly met: () => boolean; readonly resolve: () => void }[] = [];
  #token: string;
  #silent = false;
  #cutting: NodeJS.Timeout | undefined;
  /** How often each thing happened; `limited`: a session that wanted to begin too soon. */
  readonly counts = { connect: 0, identify: 0, resume: 0, heartbeat: 0, disconnect: 0, refused: 0, limited: 0 };

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

  /** The sessions that are connected now, each as `number/of`. */
  get shards(): readonly string[] {
    return this.#connected().map(({ shard }) => shard.join('/'));
  }

  /**
   * Sends an event to each session whose intents `data` accepts; a session that is away gets it when it resumes.
   * Of a server only its shard is told, of what belongs to none the first one.
   */
  dispatch(event: string, data: (intents: number) => object | undefined, guildId?: string): void {
    this.#disorder.tell(event, () => {
      for (const session of this.#sessions.values()) {
        const told = isTold(session.shard, guildId) ? data(session.intents) : undefined;
        if (told) this.#tell(session, event, told);
      }
    });
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
    for (const { connection } of this.#connected()) connection?.send(GatewayOpcodes.Reconnect, null);
  }

  /** Cuts every connection without a word. */
  cut(): void {
    for (const { connection } of this.#connected()) connection?.cut();
  }

  /** Cuts every connection each so many milliseconds. @returns what ends it */
  cutEvery(milliseconds: number): () => void {
    clearInterval(this.#cutting);
    this.#cutting = setInterval(() => this.cut(), milliseconds).unref();
    return () => clearInterval(this.#cutting);
  }

  /** Leaves every connection without heartbeats acknowledged and without events, as when its other end is gone. */
  stopAcknowledging(): void {
    for (const { connection } of this.#connected()) connection?.mute();
  }

  /** Tells every client that its session is void. */
  invalidate(resumable: boolean): void {
    for (const { id, connection } of this.#connected()) {
      if (!resumable) this.#sessions.delete(id);
      connection?.send(GatewayOpcodes.InvalidSession, resumable);
    }
  }

  /** Tells twice of the next event of this name. */
  repeatNext(event: `${GatewayDispatchEvents}`): void {
    this.#disorder.repeatNext(event);
  }

  /** Tells of the next two events of this name in the wrong order. */
  swapNext(event: `${GatewayDispatchEvents}`): void {
    this.#disorder.swapNext(event);
  }

  /** Waits until something happened `times` times since the start. */
  until(what: keyof Gateway['counts'], times: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ met: () => this.counts[what] >= times, resolve });
      this.#tellWaiting();
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#cutting);
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
    return [...this.#sessions.values()].filter(({ connection }) => connection?.isOpen);
  }

  #connect(socket: WebSocket, address: URL): void {
    const { now, heartbeatInterval, heartbeatGrace } = this.#options;
    const onMissed = (): void => this.#orClose(connection, missedHeartbeat);
    const connection = new Connection(socket, { now, heartbeatInterval, heartbeatGrace, onMissed });
    socket.on('message', (data) => this.#orClose(connection, () => this.#receive(connection, String(data))));
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => this.#leave(connection, code));
    this.#orClose(connection, () => this.#greet(connection, address));
    this.#count('connect');
  }

  /** Does what a frame asks for; a frame that breaks a rule ends the connection. */
  #orClose(connection: Connection, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof GatewayRefusal)) throw error;
      this.#options.onRefused(error.code, error.message);
      connection.close(error.code, error.message);
      this.#count('refused');
    }
  }

  #greet(connection: Connection, address: URL): void {
    const silent = this.#silent;
    this.#silent = false;
    if (silent) return;
    if (address.searchParams.get('v') !== '10')
      throw new GatewayRefusal(CloseCodes.InvalidAPIVersion, 'Invalid API version');
    if (address.searchParams.get('encoding') !== 'json')
      throw new GatewayRefusal(CloseCodes.DecodeError, 'The local Discord speaks JSON only');
    connection.hello();
  }

  /** A client that says goodbye with 1000 or 1001 ends its session; any other may resume it. */
  #leave(connection: Connection, code: number): void {
    const session = this.#sessionOf(connection);
    if (!session) return;
    session.connection = undefined;
    if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
    this.#count('disconnect');
  }

  #receive(connection: Connection, frame: string): void {
    connection.countFrame();
    const payload = parse(frame);
    if (!payload || Buffer.byteLength(frame) > MAX_FRAME)
      throw new GatewayRefusal(CloseCodes.DecodeError, 'Error while decoding payload');
    if (payload['op'] === GatewayOpcodes.Heartbeat) this.#acknowledge(connection);
    else if (payload['op'] === GatewayOpcodes.Identify) this.#identify(connection, payload['d']);
    else if (payload['op'] === GatewayOpcodes.Resume) this.#resume(connection, payload['d']);
    else if (payload['op'] !== GatewayOpcodes.PresenceUpdate)
      throw new GatewayRefusal(CloseCodes.UnknownOpcode, 'Unknown opcode');
    else if (!this.#sessionOf(connection)) throw new GatewayRefusal(CloseCodes.NotAuthenticated, 'Not authenticated');
  }

  #acknowledge(connection: Connection): void {
    this.#count('heartbeat');
    connection.acknowledge();
  }

  /** The data of a first frame, with the right token and on a connection that has no session yet. */
  #proven(connection: Connection, data: unknown): Body {
    if (this.#sessionOf(connection)) throw new GatewayRefusal(CloseCodes.AlreadyAuthenticated, 'Already authenticated');
    if (!isBody(data) || data['token'] !== this.#token) throw authenticationFailed();
    return data;
  }

  #identify(connection: Connection, data: unknown): void {
    const identity = checkIdentify(this.#proven(connection, data), this.#options.granted);
    const start = this.#options.starts.begin(identity.shard[0]);
    if (start === 'too many') this.#endAll();
    else if (start === 'too soon') this.#putOff(connection);
    else this.#begin(new Session(identity, connection, this.#options.retain));
  }

  #putOff(connection: Connection): void {
    connection.send(GatewayOpcodes.InvalidSession, false);
    this.#count('limited');
  }

  /** Ends every session; the token that they came with is of no use any more. */
  #endAll(): never {
    for (const { connection } of this.#connected())
      connection?.close(CloseCodes.AuthenticationFailed, 'Authentication failed');
    this.#sessions.clear();
    this.#options.onTooMany();
    throw authenticationFailed();
  }

  #begin(session: Session): void {
    const { ready, following } = this.#options.greet(session);
    this.#sessions.set(session.id, session);
    this.#tell(session, GatewayDispatchEvents.Ready, {
      v: 10,
      session_id: session.id,
      shard: session.shard,
      resume_gateway_url: `${this.#options.address()}/resume`,
      ...ready,
    });
    for (const [event, payload] of following) this.#tell(session, event, payload);
    this.#count('identify');
  }

  #resume(connection: Connection, data: unknown): void {
    const { session_id: id, seq } = this.#proven(connection, data);
    const session = this.#sessions.get(String(id));
    if (!session) {
      connection.send(GatewayOpcodes.InvalidSession, false);
      return;
    }
    if (!Number.isInteger(seq) || Number(seq) > session.last)
      throw new GatewayRefusal(CloseCodes.InvalidSeq, 'Invalid seq');
    session.connection = connection;
    session.tellSince(Number(seq));
    this.#tell(session, GatewayDispatchEvents.Resumed, {});
    this.#count('resume');
  }

  #tell(session: Session, event: string, data: object): void {
    this.#options.onSent?.(event, data);
    session.tell(event, data);
  }

  #sessionOf(connection: Connection): Session | undefined {
    return [...this.#sessions.values()].find((session) => session.connection === connection);
  }
}

function authenticationFailed(): GatewayRefusal {
  return new GatewayRefusal(CloseCodes.AuthenticationFailed, 'Authentication failed');
}

function missedHeartbeat(): never {
  throw new GatewayRefusal(CloseCodes.SessionTimedOut, 'A heartbeat is missing');
}

function parse(frame: string): Body | undefined {
  try {
    const payload: unknown = JSON.parse(frame);
    return isBody(payload) ? payload : undefined;
  } catch {
    return undefined;
  }
}
