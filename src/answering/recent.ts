/** The last of very many: a map that stays small whatever comes. */

/**
 * Keeps at least the `least` keys that were used last, at most twice as many. Two generations instead of an order of all: what
 * was not used while the younger one filled up goes at once, so that nothing is moved about at each use.
 */
export class Recent<Key, Value> {
  readonly #least: number;
  readonly #onForgotten: ((key: Key) => void) | undefined;
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();

  /** `onForgotten` is told of each key that is no longer there. */
  constructor(least: number, onForgotten?: (key: Key) => void) {
    this.#least = least;
    this.#onForgotten = onForgotten;
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /** The value under a key, which counts as a use. */
  get(key: Key): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: Key, value: Value): void {
    this.#old.delete(key);
    this.#young.set(key, value);
    if (this.#young.size < this.#least) return;
    const forgotten = this.#old;
    this.#old = this.#young;
    this.#young = new Map();
    if (this.#onForgotten) for (const key of forgotten.keys()) this.#onForgotten(key);
  }
}
