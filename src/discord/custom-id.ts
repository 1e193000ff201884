/**
 * What a button or menu does, in its custom id: it works after a restart, for nothing about it is kept. Each id carries a proof
 * that this bot made it, so what arrives in another is not acted on.
 */
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { LIMITS } from './limits.ts';
import { startOf } from './markup.ts';

/** What the press of a button or the choice from a menu asks for. */
export const ACTIONS = [
  /** Ask the question in the data. */
  'ask',
  /** Ask the question that was chosen. */
  'next',
  /** Show the quotes of the targets in the data, from a page on. */
  'quotes',
  /** Say the private answer to everybody. */
  'share',
  'helpful',
  'unhelpful',
  /** Show the questions of the topic that was chosen. */
  'topic',
] as const;
export type Action = (typeof ACTIONS)[number];

export interface ComponentState {
  readonly action: Action;
  readonly data: string;
}

/** Characters of the proof: 48 bits, far beyond what can be tried through Discord. */
const PROOF = 8;
const SEPARATOR = ':';

export class CustomIds {
  /** As an object: from plain bytes each proof takes six times as long. */
  readonly #key: KeyObject;

  /** `secret`: known to this bot alone and the same after a restart, such as its token. */
  constructor(secret: string) {
    this.#key = createSecretKey(createHmac('sha256', secret).update('custom ids').digest());
  }

  /** Characters of data that an id has room for. */
  static room(action: Action): number {
    return LIMITS.customId - action.length - PROOF - 2 * SEPARATOR.length;
  }

  /** The id of a component; data that is too long is cut, see `CustomIds.room`. */
  write(action: Action, data = ''): string {
    const state = `${action}${SEPARATOR}${startOf(data, CustomIds.room(action))}`;
    return `${this.#prove(state)}${SEPARATOR}${state}`;
  }

  /** What an id says; undefined when this bot has not written it. */
  read(customId: string): ComponentState | undefined {
    const proof = customId.slice(0, PROOF);
    const state = customId.slice(PROOF + SEPARATOR.length);
    if (!this.#isProof(proof, state)) return undefined;
    const [name, ...data] = state.split(SEPARATOR);
    const action = ACTIONS.find((one) => one === name);
    return action && { action, data: data.join(SEPARATOR) };
  }

  #prove(state: string): string {
    return createHmac('sha256', this.#key).update(state).digest('base64url').slice(0, PROOF);
  }

  #isProof(proof: string, state: string): boolean {
    const given = Buffer.from(proof);
    const wanted = Buffer.from(this.#prove(state));
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}
