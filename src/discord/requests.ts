/** Requests to Discord that survive a fault on the way, of its servers or of the connection, and cost little. */
import { STATUS_CODES } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { RESTJSONErrorCodes, type RESTOptions } from 'discord.js';
import { Agent, type Dispatcher, request } from 'undici';

type MakeRequest = RESTOptions['makeRequest'];
type Init = Parameters<MakeRequest>[1];
type ResponseLike = Awaited<ReturnType<MakeRequest>>;

/**
 * Milliseconds before each further try. Where one request of ten meets a fault, all seven tries do so once in ten million;
 * together the pauses are shorter than the three seconds in which Discord wants an interaction answered.
 */
const PAUSES = [50, 100, 200, 400, 800, 800] as const;
/** Milliseconds of silence after which a try is given up. */
const TRY = 5_000;
/** Milliseconds that a request may take in all. */
const TIMEOUT = 20_000;
/** Milliseconds that an idle connection is kept: the next question should not wait for a new one. */
const KEEP = 30_000;

/** Faults of a connection after which the same request may well come through. */
const PASSING = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** Of those, the ones that come before anything is sent. */
const UNSENT = new Set(['EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** A message that is added to the answer to an interaction: Discord takes no nonce with it. */
const FOLLOW_UP = /\/webhooks\/\d+\/[^/]+$/;
const CALLBACK = /\/interactions\/(\d+)\/[^/]+\/callback/;

/**
 * How the client makes its requests. Those of the bot may be made again: messages carry a nonce, an interaction is answered once
 * whatever comes, the others put what is there already. Follow-ups alone would be said twice.
 */
export const lastingRequests = (): Partial<RESTOptions> => ({
  agent: new Agent({ keepAliveTimeout: KEEP, connectTimeout: TRY, headersTimeout: TRY, bodyTimeout: TRY }),
  makeRequest: makeLasting,
  // All tries are made here: those of discord.js follow each other without a pause, and know a reset alone.
  retries: 0,
  timeout: TIMEOUT,
});

/** What came back, read to the end: a connection may break within the body as well. */
interface Reply {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  readonly text: string;
}

async function makeLasting(url: string, init: Init): Promise<ResponseLike> {
  const isOnce = init.method === 'POST' && FOLLOW_UP.test(new URL(url).pathname);
  for (const [tries, pause] of PAUSES.entries()) {
    const reply = await attempt(url, init).catch((error: unknown) => unlessIn(isOnce ? UNSENT : PASSING, error));
    if (reply && (reply.status < 500 || isOnce)) return responseOf(tries > 0 ? sinceDone(url, reply) : reply);
    await setTimeout(pause * (0.5 + Math.random() / 2), undefined, init.signal ? { signal: init.signal } : {});
  }
  return responseOf(sinceDone(url, await attempt(url, init)));
}

async function attempt(url: string, init: Init): Promise<Reply> {
  // The client gives what both kinds of options have in common.
  const { statusCode, headers, body } = await request(url, init as Parameters<typeof request>[1]);
  return { status: statusCode, headers, text: await body.text() };
}

/** Throws what is none of these faults. */
function unlessIn(codes: ReadonlySet<string>, error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!codes.has(code)) throw error;
}

/**
 * The reply to a further try. That an interaction is answered already means here that an earlier try was, although Discord did
 * not say so: then it is as good as done.
 */
function sinceDone(url: string, reply: Reply): Reply {
  const id = CALLBACK.exec(url)?.[1];
  const answered = reply.status === 400 && codeIn(reply) === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
  if (id === undefined || !answered) return reply;
  return { status: 200, headers: reply.headers, text: JSON.stringify({ interaction: { id } }) };
}

function codeIn({ text }: Reply): unknown {
  try {
    return JSON.parse(text).code;
  } catch {
    return undefined;
  }
}

/**
 * As much of a response as discord.js reads. A `Headers` of undici for each response would outlive the young generation: most of
 * the pauses of the garbage collector came from them.
 */
function responseOf({ status, headers, text }: Reply): ResponseLike {
  const get = (name: string): string | null => {
    const value = headers[name.toLowerCase()];
    return value === undefined ? null : String(value);
  };
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    ok: status >= 200 && status < 300,
    headers: { get, has: (name: string) => get(name) !== null } as ResponseLike['headers'],
    body: null,
    bodyUsed: true,
    text: async () => text,
    json: async () => JSON.parse(text),
    arrayBuffer: async () => new TextEncoder().encode(text).buffer,
  };
}
