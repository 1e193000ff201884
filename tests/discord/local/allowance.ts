/** How often something may happen in a while. */

export interface Allowance {
  readonly times: number;
  readonly seconds: number;
}

/** Counts within windows of time; the first thing after a window has ended opens the next. */
export class Window {
  readonly allowance: Allowance;
  readonly #now: () => number;
  #end = Number.NEGATIVE_INFINITY;
  #taken = 0;

  constructor(allowance: Allowance, now: () => number) {
    this.allowance = allowance;
    this.#now = now;
  }

  /** Counts one more. @returns false, and counts nothing, when the window is full */
  take(): boolean {
    if (this.remaining === 0) return false;
    if (this.#isOver) this.#open();
    this.#taken += 1;
    return true;
  }

  /** How many there may still be. */
  get remaining(): number {
    return this.#isOver ? this.allowance.times : Math.max(0, this.allowance.times - this.#taken);
  }

  /** Milliseconds since 1970 at which the window ends. */
  get end(): number {
    return this.#isOver ? this.#now() + this.allowance.seconds * 1000 : this.#end;
  }

  /** Seconds until the window ends. */
  get secondsLeft(): number {
    return (this.end - this.#now()) / 1000;
  }

  get #isOver(): boolean {
    return this.#now() >= this.#end;
  }

  #open(): void {
    this.#end = this.#now() + this.allowance.seconds * 1000;
    this.#taken = 0;
  }
}
