/** Waiting for what the bot does, as long as a person would. */

export interface Wait<T> {
  readonly promise: Promise<T>;
  readonly cancel: () => void;
}

export class Patience {
  readonly #milliseconds: number;
  readonly #refused: () => unknown;

  /** @param refused what Discord refused so far, which is often why nothing came */
  constructor(milliseconds: number, refused: () => unknown) {
    this.#milliseconds = milliseconds;
    this.#refused = refused;
  }

  /** What comes; rejects with what was waited for when nothing does. */
  async await<T>(what: () => string, { promise, cancel }: Wait<T>): Promise<T> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const refused = JSON.stringify(this.#refused());
      reject(new Error(`Expected ${what()} within ${this.#milliseconds} ms; none came. Refused so far: ${refused}`));
    }, this.#milliseconds);
    try {
      return await Promise.race([promise, late]);
    } finally {
      clearTimeout(timer);
      cancel();
    }
  }
}
