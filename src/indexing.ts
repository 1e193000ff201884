/** Builds the index of a knowledge base in a thread of its own: it takes seconds, and readers are answered meanwhile. */
import { Worker } from 'node:worker_threads';
import { type PackedIndex, unpackIndex } from './answering/index-packing.ts';
import type { PhraseIndex } from './answering/phrase-index.ts';
import type { KnowledgeBase } from './knowledge/knowledge-base.ts';

/** What the thread answers. */
export interface Indexed {
  readonly packed: PackedIndex;
  readonly numbers: Uint8Array;
}

/** Resolves to the index; rejects with what the thread failed of. */
export function indexed(knowledge: KnowledgeBase): Promise<PhraseIndex> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./indexing-thread.ts', import.meta.url), { workerData: knowledge });
    worker.once('message', ({ packed, numbers }: Indexed) => resolve(unpackIndex(packed, numbers)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread that builds the index has ended with code ${code}.`)));
  });
}
