/** What questions mean, for measurements. */
import { fileURLToPath } from 'node:url';
import type { SensingAnswerer } from '../src/answering/answer.ts';
import { indexOf, Sense, type SenseIndex, type VectorOf } from '../src/answering/sense.ts';
import type { Encoder } from '../src/sense/encoder.ts';
import { vectorsOf } from '../src/sense/kept-vectors.ts';

/** Where measurements keep the vectors of a knowledge and of the questions about it. */
export const keptAt = (revision: string): string =>
  fileURLToPath(new URL(`../data/bench/${revision.slice(0, 24).replaceAll(' ', '-')}.bin`, import.meta.url));

/** Vectors of the phrasings of an answerer, and of questions about its knowledge, as they would be encoded in use. */
export async function encoded(
  { targets, meant, revision }: SensingAnswerer,
  encoder: Encoder,
  questions: readonly string[] = [],
): Promise<VectorOf> {
  const phrasings = targets.flatMap((target) => target.phrasings.map(({ text }) => text));
  const vectorOf = await vectorsOf([...phrasings, ...questions].map(meant), encoder, keptAt(revision));
  return (text) => vectorOf(meant(text));
}

/** Tells what a question means by encoding it there and then. */
export const sensing =
  (index: SenseIndex, { meant }: SensingAnswerer, encoder: Encoder) =>
  async (question: string): Promise<Sense> => {
    const [vector] = await encoder.embed([meant(question)]);
    return new Sense(index, vector ?? []);
  };

/** Tells what a question means from vectors computed before. */
export function sensed({ targets }: SensingAnswerer, vectorOf: VectorOf): (question: string) => Sense {
  const index = indexOf(targets, vectorOf);
  return (question) => new Sense(index, vectorOf(question));
}
