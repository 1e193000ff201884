/** What the local Discord refuses, in Discord's own error shape. */
import type { GatewayCloseCodes } from 'discord-api-types/v10';

/** Discord's error codes that the local Discord uses, with the HTTP status and the message that go with each. */
const KNOWN = {
  0: [401, '401: Unauthorized'],
  10002: [404, 'Unknown Application'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10008: [404, 'Unknown Message'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  40058: [400, 'Cannot send a message in a forum channel'],
  40060: [400, 'Interaction has already been acknowledged.'],
  40094: [400, 'This interaction has hit the maximum number of follow up messages.'],
  50001: [403, 'Missing Access'],
  50003: [403, 'Cannot execute action on a DM channel'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50013: [403, 'Missing Permissions'],
  50035: [400, 'Invalid Form Body'],
  50041: [400, 'Invalid API version'],
  50083: [400, 'Thread is archived'],
  50109: [400, 'The request body contains invalid JSON.'],
  160002: [400, 'Cannot reply without permission to read message history'],
  160005: [400, 'Thread is locked'],
} as const satisfies Record<number, readonly [number, string]>;

export type RefusalCode = keyof typeof KNOWN;

/** `{ title: { _errors: [{ code, message }] } }`, nested as the body is. */
export interface FieldErrors {
  [field: string]: FieldErrors | readonly { readonly code: string; readonly message: string }[];
}

/** The answer to a request that breaks a rule. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: FieldErrors | undefined;

  constructor(code: number, status: number, message: string, errors?: FieldErrors) {
    super(message);
    this.code = code;
    this.status = status;
    this.errors = errors;
  }

  toJSON(): object {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
  }
}

/** The end of a connection to the gateway that breaks a rule. */
export class GatewayRefusal extends Error {
  readonly code: GatewayCloseCodes;

  constructor(code: GatewayCloseCodes, message: string) {
    super(message);
    this.code = code;
  }
}

/** The refusal with one of Discord's codes. */
export function refusal(code: RefusalCode, errors?: FieldErrors): Refusal {
  const [status, message] = KNOWN[code];
  return new Refusal(code, status, message, errors);
}

/** The refusal of an address that does not exist. */
export function notFound(): Refusal {
  return new Refusal(0, 404, '404: Not Found');
}

/** Collects the faults of one body, so that all of them are told at once, each at its place. */
export class Faults {
  readonly #tree: FieldErrors = {};
  #count = 0;

  /** Notes a fault at `embeds.0.title` and the like; the empty path is the body itself. */
  add(path: string, code: string, message: string): void {
    this.#count += 1;
    let node = this.#tree;
    for (const key of path === '' ? [] : path.split('.')) {
      const next = node[key];
      node = node[key] = next === undefined || Array.isArray(next) ? {} : (next as FieldErrors);
    }
    const errors = node['_errors'];
    node['_errors'] = [...(Array.isArray(errors) ? errors : []), { code, message }];
  }

  /** Throws the refusal when there is at least one fault. */
  throwIfAny(): void {
    if (this.#count > 0) throw refusal(50035, this.#tree);
  }
}
