/** The HTTP side: addresses, tokens, bodies in; JSON or a refusal out. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FaultOf, RequestFaults, withFault } from './faults.ts';
import { type Shape, unknownFields } from './fields.ts';
import type { RateLimits } from './rate-limits.ts';
import { notFound, Refusal, refusal } from './refusal.ts';
import { type Body, isBody } from './values.ts';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The parts of the path that the route names. */
  readonly params: Readonly<Record<string, string>>;
  /** Any JSON; an empty object when nothing was sent. */
  readonly body: unknown;
  /** The language of the one who asks, if they say so. */
  readonly locale: string;
}

export interface Route {
  readonly method: string;
  /** As `/channels/:channel/messages`. */
  readonly path: string;
  /** True where the token in the address is the key. */
  readonly open?: boolean;
  /** The fields that the body may have. */
  readonly shape?: Shape;
  /** Answers with JSON; with 204 for `undefined`. */
  readonly handle: (request: Request) => unknown;
}

/** A request that was refused, as the tests see it. */
export interface Refused {
  readonly request: string;
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly errors?: unknown;
}

/** What goes back. */
export interface Answer {
  readonly status: number;
  /** JSON; absent where there is nothing to tell. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RestOptions {
  readonly token: string;
  readonly routes: readonly Route[];
  readonly onRefused: (refused: Refused) => void;
  /** Told of fields that Discord does not document. */
  readonly onUnknown: (fields: readonly string[]) => void;
  /** Decides on a fault for each request; none unless told. */
  readonly faultOf?: FaultOf | undefined;
  /** Limits that the requests are held to; none unless told. */
  readonly limits?: RateLimits | undefined;
  /** How many requests are remembered. */
  readonly retain: number;
  /** Told of each request when all of it is there, with the time at which it began to arrive. */
  readonly onArrived?: ((name: string, text: string, at: number) => void) | undefined;
}

const VERSIONED = /^\/api\/v(\d+)(\/.*)$/;
const USER_AGENT = /^DiscordBot \(\S+, [^)]+\)/;

export class Rest {
  readonly #options: RestOptions;
  readonly faults: RequestFaults;
  /** Method and path of everything that was asked, in order. */
  readonly requests: string[] = [];
  /** Method and path of what was asked too soon. */
  readonly limited: string[] = [];
  #token: string;

  constructor(options: RestOptions) {
    this.#options = options;
    this.#token = options.token;
    this.faults = new RequestFaults(options.faultOf);
  }

  /** Takes another token from now on. */
  expectToken(token: string): void {
    this.#token = token;
  }

  /** Answers one request; never rejects. */
  async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now();
    const url = new URL(message.url ?? '/', 'http://localhost');
    const name = `${message.method} ${url.pathname.replace(VERSIONED, '$2')}`;
    if (this.requests.length < this.#options.retain) this.requests.push(name);
    try {
      const text = await readText(message);
      this.#options.onArrived?.(name, text, at);
      const answer = await withFault(this.faults.next(name), () => this.#answer(name, message, url, text));
      if (answer?.status === 429 && this.limited.length < this.#options.retain) this.limited.push(name);
      if (answer) send(response, answer);
      else response.destroy();
    } catch (error) {
      // One who is gone meanwhile is told nothing.
      if (!response.destroyed) send(response, this.#refuse(name, error));
    }
  }

  #answer(name: string, message: IncomingMessage, url: URL, text: string): Answer {
    return this.#orRefuse(name, () => {
      const found = this.#find(message, url);
      const work = (): Answer => this.#orRefuse(name, () => this.#handle(found, message, text));
      return this.#options.limits?.hold(found.route, found.params, work) ?? work();
    });
  }

  /** What the work answers; a refusal where it breaks a rule. */
  #orRefuse(name: string, work: () => Answer): Answer {
    try {
      return work();
    } catch (error) {
      return this.#refuse(name, error);
    }
  }

  #refuse(request: string, error: unknown): Answer {
    const refused = error instanceof Refusal ? error : new Refusal(0, 500, String(error));
    const { status, code, message, errors } = refused;
    this.#options.onRefused({ request, status, code, message, ...(errors && { errors }) });
    return { status, body: refused };
  }

  /** The route that a request takes, for one who may take it. */
  #find({ method = 'GET', headers }: IncomingMessage, { pathname, searchParams: query }: URL): Found {
    const [, version, path] = VERSIONED.exec(pathname) ?? [];
    if (path === undefined) throw notFound();
    if (version !== '10') throw refusal(50041);
    const found = findRoute(this.#options.routes, method, path);
    if (!found) throw notFound();
    if (!found.route.open && headers.authorization !== `Bot ${this.#token}`) throw refusal(0);
    if (!USER_AGENT.test(headers['user-agent'] ?? '')) throw new Refusal(40333, 403, 'internal network error');
    return { ...found, path, query };
  }

  #handle({ route, params, path, query }: Found, message: IncomingMessage, text: string): Answer {
    const { method, shape = {}, handle } = route;
    const body = parseBody(message.headers['content-type'], text);
    this.#options.onUnknown(unknownFields(body, shape).map((field) => `${method} ${route.path} ${field}`));
    const result = handle({ method, path, query, params, body, locale: localeOf(message) });
    return result === undefined ? { status: 204 } : { status: 200, body: result };
  }
}

/** A route with what an address says to it. */
interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  readonly path: string;
  readonly query: URLSearchParams;
}

function localeOf({ headers }: IncomingMessage): string {
  return String(headers['x-discord-locale'] ?? headers['accept-language'] ?? 'en-US').split(/[,;]/)[0] ?? 'en-US';
}

/** The body as an object; refused when it is something else. */
export function bodyOf({ body }: Request): Body {
  if (!isBody(body))
    throw refusal(50035, {
      _errors: [{ code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' }],
    });
  return body;
}

/** A part of the path by its name in the route. */
export function param({ params }: Request, name: string): string {
  return params[name] ?? '';
}

function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): Pick<Found, 'route' | 'params'> | undefined {
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path, path) : undefined;
    if (params) return { route, params };
  }
  return undefined;
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '');
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}

function parseBody(type: string | undefined, text: string): unknown {
  if (text === '') return {};
  if (!type?.startsWith('application/json')) {
    throw refusal(50035, {
      _errors: [
        {
          code: 'CONTENT_TYPE_INVALID',
          message: `Expected "Content-Type" header to be one of {'application/json'}; got ${type ?? 'none'}.`,
        },
      ],
    });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(50109);
  }
}

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
