/** Vectors of texts, computed once and kept in a file; whatever is wrong with the file, they are computed anew. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { quantised, type VectorOf } from '../answering/sense.ts';
import { ENCODER_NAME, type Encoder } from './encoder.ts';

/** Vector by the key of its text. */
export type KeptVectors = Map<string, Int8Array>;

/** Numbers of a vector, a byte each. */
const VECTOR_SIZE = 512;
/** Bytes of a key, and of the digest at the end of the file. */
const KEY = 16;
const DIGEST = 32;

/** Computed vectors after which the file is written, so that a stop loses little. */
const WRITTEN_EVERY = 2_000;

const digestOf = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The key of a text: of what it says and of the encoder, whose vectors are no other's. */
const keyOf = (text: string): string => digestOf(ENCODER_NAME, '\n', text).toString('hex', 0, KEY);

/** What a file keeps: rows of key and vector, and a digest of them all; nothing where it is missing or damaged. */
export async function readVectors(file: string): Promise<KeptVectors> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  const end = bytes.length - DIGEST;
  if (end < 0 || end % (KEY + VECTOR_SIZE) !== 0 || !digestOf(bytes.subarray(0, end)).equals(bytes.subarray(end)))
    return new Map();
  return new Map(
    Array.from({ length: end / (KEY + VECTOR_SIZE) }, (_, row) => {
      const from = row * (KEY + VECTOR_SIZE);
      const vector = bytes.subarray(from + KEY, from + KEY + VECTOR_SIZE);
      return [
        bytes.toString('hex', from, from + KEY),
        Int8Array.from(new Int8Array(vector.buffer, vector.byteOffset, VECTOR_SIZE)),
      ];
    }),
  );
}

/** Replaces the file in one step. A folder that can not be written costs nothing but time at the next start. */
export async function writeVectors(file: string, vectors: KeptVectors): Promise<void> {
  const rows = Buffer.concat(
    [...vectors].flatMap(([key, vector]) => [
      Buffer.from(key, 'hex'),
      new Uint8Array(vector.buffer, vector.byteOffset, VECTOR_SIZE),
    ]),
  );
  const unfinished = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(unfinished, Buffer.concat([rows, digestOf(rows)]));
    await rename(unfinished, file);
  } catch {}
}

/** Vectors of some texts: kept ones from the file, the others computed, one text at a time. The file keeps just these. */
export async function vectorsOf(texts: readonly string[], encoder: Encoder, file: string): Promise<VectorOf> {
  const kept = await readVectors(file);
  const vectors: KeptVectors = new Map();
  let computed = 0;
  for (const text of new Set(texts)) {
    const key = keyOf(text);
    let vector = kept.get(key);
    if (!vector) {
      const [given] = await encoder.embed([text]);
      vector = quantised(given ?? []);
      computed += 1;
    }
    vectors.set(key, vector);
    if (computed === WRITTEN_EVERY) {
      computed = 0;
      await writeVectors(file, new Map([...kept, ...vectors]));
    }
  }
  if (computed > 0 || vectors.size < kept.size) await writeVectors(file, vectors);
  return (text) => {
    const vector = vectors.get(keyOf(text));
    if (!vector) throw new Error(`Expected one of the texts that were encoded, got ${JSON.stringify(text)}.`);
    return vector;
  };
}
