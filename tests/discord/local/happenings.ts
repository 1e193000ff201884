/** What becomes of messages, and those who wait for it. */
import type { Message } from './world.ts';

export interface Happening {
  readonly what: 'posted' | 'edited' | 'deleted';
  readonly message: Message;
}

interface Waiting {
  readonly fits: (happening: Happening) => boolean;
  readonly resolve: (happening: Happening) => void;
}

export class Happenings {
  /** By channel, so that a message costs only those who look at its channel. */
  readonly #waiting = new Map<string, Set<Waiting>>();

  /** The next thing in a channel that fits; `cancel` ends the waiting. */
  next(
    channelId: string,
    fits: Waiting['fits'],
  ): { readonly promise: Promise<Happening>; readonly cancel: () => void } {
    const { promise, resolve } = Promise.withResolvers<Happening>();
    const waiting = { fits, resolve };
    const all = this.#waiting.get(channelId) ?? new Set();
    this.#waiting.set(channelId, all.add(waiting));
    return { promise, cancel: () => this.#end(channelId, waiting) };
  }

  tell(happening: Happening): void {
    const channelId = happening.message.channel.id;
    for (const waiting of this.#waiting.get(channelId) ?? []) {
      if (!waiting.fits(happening)) continue;
      this.#end(channelId, waiting);
      waiting.resolve(happening);
    }
  }

  #end(channelId: string, waiting: Waiting): void {
    const all = this.#waiting.get(channelId);
    all?.delete(waiting);
    if (all?.size === 0) this.#waiting.delete(channelId);
  }
}
