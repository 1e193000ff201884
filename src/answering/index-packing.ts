/** The index of all phrasings <-> words and one row of bytes: read back, it is ready at once. */
import type { PhraseIndex } from './phrase-index.ts';
import type { Rows } from './rows.ts';

export interface PackedIndex {
  readonly terms: readonly string[];
  readonly words: readonly string[];
  /** How many numbers each array has, in the order in which they stand in the bytes. */
  readonly lengths: readonly number[];
}

/** The words of an index and its numbers, in the byte order of this machine. */
export function packIndex(index: PhraseIndex): { readonly packed: PackedIndex; readonly numbers: Uint8Array } {
  const { idf, weights, firsts, hashes, written, phrasings, telling, bags, postings, usage, learnt } = index;
  // Numbers of eight bytes first, so that each array begins at a multiple of its width.
  const rows = [phrasings, telling, bags, postings, usage.postings].flatMap(({ starts, values }) => [starts, values]);
  const arrays = [
    idf,
    weights,
    usage.totals,
    firsts,
    hashes,
    written.hashes,
    written.targets,
    usage.hashes,
    usage.counts,
    ...rows,
    ...(learnt ? [learnt.rarities, learnt.discernment.postings, learnt.discernment.targets, learnt.answerability] : []),
  ];
  const numbers = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    numbers.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  // Terms are numbered in the order in which they came into the map.
  const packed = {
    terms: [...index.terms.keys()],
    words: index.words,
    lengths: arrays.map(({ length }) => length),
  };
  return { packed, numbers };
}

/** The index that was packed. Throws when the bytes do not fit the lengths. */
export function unpackIndex({ terms, words, lengths }: PackedIndex, numbers: Uint8Array): PhraseIndex {
  // Numbers of eight bytes begin at a multiple of eight only; a copy does, wherever the bytes stood before.
  const { buffer, byteOffset } = numbers.byteOffset % 8 === 0 ? numbers : new Uint8Array(numbers);
  let at = byteOffset;
  let array = 0;
  const next = <Numbers>(
    kind: new (buffer: ArrayBufferLike, offset: number, length: number) => Numbers,
    width: number,
  ) => {
    const length = lengths[array] ?? 0;
    const numbers = new kind(buffer, at, length);
    at += length * width;
    array += 1;
    return numbers;
  };
  const floats = (): Float64Array => next(Float64Array, Float64Array.BYTES_PER_ELEMENT);
  const integers = (): Int32Array => next(Int32Array, Int32Array.BYTES_PER_ELEMENT);
  const singles = (): Float32Array => next(Float32Array, Float32Array.BYTES_PER_ELEMENT);
  const rows = (): Rows => ({ starts: integers(), values: integers() });
  // In the order of `packIndex`.
  const [idf, weights, totals] = [floats(), floats(), floats()];
  const [firsts, hashes] = [integers(), integers()];
  const written = { hashes: integers(), targets: integers() };
  const used = { hashes: integers(), counts: integers() };
  const [phrasings, telling, bags, postings, users] = [rows(), rows(), rows(), rows(), rows()];
  const learnt =
    array < lengths.length
      ? {
          rarities: singles(),
          discernment: { postings: singles(), targets: singles() },
          answerability: singles(),
        }
      : undefined;
  const expected = at - byteOffset;
  if (expected !== numbers.byteLength)
    throw new Error(`Expected ${expected} bytes of numbers, got ${numbers.byteLength}.`);
  return {
    terms: new Map(terms.map((term, number) => [term, number])),
    words,
    idf,
    weights,
    firsts,
    hashes,
    written,
    phrasings,
    telling,
    bags,
    postings,
    usage: { ...used, postings: users, totals },
    learnt,
  };
}
