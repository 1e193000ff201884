/** One connection to the gateway: what goes out, how often something may come in, and whether it beats. */
import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { type Allowance, Window } from './allowance.ts';
import { GatewayRefusal } from './refusal.ts';

/** Frames that an app may send. */
const FRAMES: Allowance = { times: 120, seconds: 60 };

export interface ConnectionOptions {
  readonly now: () => number;
  /** Milliseconds between two heartbeats. */
  readonly heartbeatInterval: number;
  /** Milliseconds by which one may be late. */
  readonly heartbeatGrace: number;
  /** Told when one is missing. */
  readonly onMissed: () => void;
}

export class Connection {
  readonly #socket: WebSocket;
  readonly #options: ConnectionOptions;
  readonly #frames: Window;
  #beat: NodeJS.Timeout | undefined;
  #isMute = false;

  constructor(socket: WebSocket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#frames = new Window(FRAMES, options.now);
    socket.once('close', () => clearTimeout(this.#beat));
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  hello(): void {
    this.send(GatewayOpcodes.Hello, { heartbeat_interval: this.#options.heartbeatInterval });
    this.#expectBeat();
  }

  acknowledge(): void {
    this.send(GatewayOpcodes.HeartbeatAck, null);
    this.#expectBeat();
  }

  /** Counts a frame that came in; too many are refused. */
  countFrame(): void {
    if (!this.#frames.take())
      throw new GatewayRefusal(
        GatewayCloseCodes.RateLimited,
        `More than ${FRAMES.times} frames in ${FRAMES.seconds} seconds`,
      );
  }

  send(op: GatewayOpcodes, d: unknown, event?: { readonly s: number; readonly t: string }): void {
    if (!this.#isMute) this.#socket.send(JSON.stringify({ op, d, s: event?.s ?? null, t: event?.t ?? null }));
  }

  /** Sends nothing any more, although what comes in arrives. */
  mute(): void {
    this.#isMute = true;
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  /** Ends without a word. */
  cut(): void {
    this.#socket.terminate();
  }

  #expectBeat(): void {
    const { heartbeatInterval, heartbeatGrace, onMissed } = this.#options;
    clearTimeout(this.#beat);
    this.#beat = setTimeout(onMissed, heartbeatInterval + heartbeatGrace).unref();
  }
}
