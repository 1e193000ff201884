/** Events that come twice, or in the wrong order. */
export class Disorder {
  readonly #repeated = new Set<string>();
  /** Those that wait for the next one of their name, once there is one. */
  readonly #swapped = new Map<string, (() => void) | undefined>();

  repeatNext(event: string): void {
    this.#repeated.add(event);
  }

  swapNext(event: string): void {
    this.#swapped.set(event, undefined);
  }

  /** Tells of an event: once and at once, unless a test wants it otherwise. */
  tell(event: string, tell: () => void): void {
    const earlier = this.#swapped.get(event);
    if (this.#swapped.has(event) && !earlier) {
      this.#swapped.set(event, tell);
      return;
    }
    this.#swapped.delete(event);
    tell();
    earlier?.();
    if (this.#repeated.delete(event)) tell();
  }
}
