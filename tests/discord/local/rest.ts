/** The HTTP side: addresses, tokens, bodies in; JSON or a refusal out. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Shape, unknownFields } from './fields.ts';
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

/** A fault of the server's own that the next fitting requests meet. */
export interface Outage {
  readonly method: string;
  readonly path: RegExp;
  readonly refusal: Refusal;
  times: number;
}

/**
 * What happens to a request on the way: the server fails `before` or `after` it did the work, or asks to come again after so many
 * seconds.
 */
export type Fault = 'before' | 'after' | { readonly retryAfter: number };

export interface RestOptions {
  readonly token: string;
  readonly routes: readonly Route[];
  readonly onRefused: (refused: Refused) => void;
  /** Told of fields that Discord does not document. */
  readonly onUnknown: (fields: readonly string[]) => void;
  /** Decides on a fault for each request; none unless told. */
  readonly faultOf?: ((name: string) => Fault | undefined) | undefined;
  /** How many requests are remembered. */
  readonly retain: number;
  /** Told of each request when all of it is there, with the time at which it began to arrive. */
  readonly onArrived?: ((name: string, text: string, at: number) => void) | undefined;
}

const VERSIONED = /^\/api\/v(\d+)(\/.*)$/;
const USER_AGENT = /^DiscordBot \(\S+, [^)]+\)/;

export class Rest {
  readonly #options: RestOptions;
  readonly outages: Outage[] = [];
  /** Method and path of everything that was asked, in order. */
  readonly requests: string[] = [];

  constructor(options: RestOptions) {
    this.#options = options;
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
      const fault = this.#options.faultOf?.(name);
      if (fault === 'before') return send(response, 502, { message: '502: Bad Gateway', code: 0 });
      if (typeof fault === 'object') return sendLimited(response, fault.retryAfter);
      const result = this.#outage(name) ?? (await this.#handle(message, url, text));
      if (fault === 'after') send(response, 503, { message: '503: Service Unavailable', code: 0 });
      else send(response, result === undefined ? 204 : 200, result);
    } catch (error) {
      const refused = error instanceof Refusal ? error : new Refusal(0, 500, String(error));
      this.#tell(name, refused);
      send(response, refused.status, refused);
    }
  }

  #tell(request: string, { status, code, message, errors }: Refusal): void {
    this.#options.onRefused({ request, status, code, message, ...(errors && { errors }) });
  }

  #outage(name: string): undefined {
    const outage = this.outages.find(
      ({ method, path, times }) => times > 0 && name.startsWith(`${method} `) && path.test(name),
    );
    if (!outage) return undefined;
    outage.times -= 1;
    throw outage.refusal;
  }

  #handle(message: IncomingMessage, url: URL, text: string): unknown {
    const [, version, path] = VERSIONED.exec(url.pathname) ?? [];
    if (path === undefined) throw notFound();
    if (version !== '10') throw refusal(50041);
    const method = message.method ?? 'GET';
    const found = findRoute(this.#options.routes, method, path);
    if (!found) throw notFound();
    if (!found.route.open && message.headers.authorization !== `Bot ${this.#options.token}`) throw refusal(0);
    if (!USER_AGENT.test(message.headers['user-agent'] ?? '')) throw new Refusal(40333, 403, 'internal network error');
    const body = parseBody(message.headers['content-type'], text);
    const { shape = {} } = found.route;
    this.#options.onUnknown(unknownFields(body, shape).map((field) => `${method} ${found.route.path} ${field}`));
    const locale = localeOf(message);
    return found.route.handle({ method, path, query: url.searchParams, params: found.params, body, locale });
  }
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
): { route: Route; params: Record<string, string> } | undefined {
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

function sendLimited(response: ServerResponse, retryAfter: number): void {
  const body = { message: 'You are being rate limited.', retry_after: retryAfter, global: false };
  send(response, 429, body, { 'Retry-After': String(retryAfter), 'X-RateLimit-Scope': 'user' });
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
