/** The index of all phrasings <-> words and one row of bytes: read back, it is ready at once. */
import type { Learnt } from './learnt.ts';
import type { PhraseIndex, Written } from './phrase-index.ts';
import type { Numbers, Rows } from './rows.ts';

export interface PackedIndex {
  readonly terms: readonly string[];
  readonly words: readonly string[];
  /** Of what kind each array is and how many numbers it has, in the order in which they stand in the bytes. */
  readonly arrays: readonly (readonly [kind: Kind, length: number])[];
}

const KINDS = { Uint16Array, Int16Array, Int32Array, Float32Array, Float64Array };
type Kind = keyof typeof KINDS;
type AnyNumbers = Uint16Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** Each array begins at a multiple of eight, whatever its width. */
const padded = (length: number): number => Math.ceil(length / 8) * 8;

/** The words of an index and its numbers, in the byte order of this machine. */
export function packIndex(index: PhraseIndex): { readonly packed: PackedIndex; readonly numbers: Uint8Array } {
  const { idf, weights, firsts, hashes, written, concordance, wrong, telling, bags, postings, usage, learnt } = index;
  const rows = [concordance.terms, concordance.places, wrong, telling, bags, postings, usage.postings];
  const arrays: AnyNumbers[] = [
    idf,
    weights,
    usage.totals,
    firsts,
    hashes,
    written.hashes,
    written.targets,
    usage.hashes,
    usage.counts,
    ...rows.flatMap(({ starts, values }) => [starts, values]),
    ...(learnt ? [learnt.rarities, learnt.discernment.postings, learnt.discernment.targets, learnt.answerability] : []),
  ];
  const numbers = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + padded(byteLength), 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    numbers.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += padded(byteLength);
  }
  // Terms are numbered in the order in which they came into the map.
  const packed = {
    terms: [...index.terms.keys()],
    words: index.words,
    arrays: arrays.map((array) => [array.constructor.name as Kind, array.length] as const),
  };
  return { packed, numbers };
}

/** The index that was packed. Throws when the bytes do not fit the lengths. */
export function unpackIndex({ terms, words, arrays }: PackedIndex, numbers: Uint8Array): PhraseIndex {
  // Numbers of eight bytes begin at a multiple of eight only; a copy does, wherever the bytes stood before.
  const { buffer, byteOffset }: Uint8Array = numbers.byteOffset % 8 === 0 ? numbers : new Uint8Array(numbers);
  let at = byteOffset;
  let array = 0;
  const next = <Wanted extends AnyNumbers>(): Wanted => {
    const [kind, length] = arrays[array] ?? ['Int32Array', 0];
    const numbers: AnyNumbers = new KINDS[kind](buffer as ArrayBuffer, at, length);
    at += padded(numbers.byteLength);
    array += 1;
    return numbers as Wanted;
  };
  const rows = (): Rows => ({ starts: next(), values: next() });
  // In the order of `packIndex`.
  const [idf, weights, totals] = [next<Float64Array>(), next<Float64Array>(), next<Float64Array>()];
  const [firsts, hashes] = [next<Int32Array>(), next<Int32Array>()];
  const written: Written = { hashes: next(), targets: next() };
  const used = { hashes: next<Int32Array>(), counts: next<Numbers>() };
  const concordance = { terms: rows(), places: rows() };
  const [wrong, telling, bags, postings, users] = [rows(), rows(), rows(), rows(), rows()];
  const learnt: Learnt | undefined =
    array < arrays.length
      ? { rarities: next(), discernment: { postings: next(), targets: next() }, answerability: next() }
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
    concordance,
    wrong,
    telling,
    bags,
    postings,
    usage: { ...used, postings: users, totals },
    learnt,
  };
}
