/**
 * A text as features, of which it is counted and learnt what they say of a target: terms, neighbouring words, pairs of terms near each
 * other, and pairs of names, word groups and kinds of thing asked for wherever they stand. What one word alone says of many targets
 * ("react", "which"), a pair says of few ("which interviewer").
 */
import type { Analysis, Term } from './analysis.ts';

/** The hash of each feature of a text, each once, and how much it counts, 0 to 1. */
export interface Features {
  readonly hashes: readonly number[];
  readonly weights: readonly number[];
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** The ways in which two hashes make a feature: the same two mean something else in each. */
const JOINED = { told: 1, next: 2, skipped: 3, special: 4, near: 5 };

/** Hash of two others in their order, mixed with the constants of MurmurHash3 (A. Appleby). */
function joined(way: number, first: number, second: number): number {
  const hash = Math.imul(Math.imul(first ^ way, 0x85ebca6b) ^ (second + (first >>> 15)), 0xc2b2ae35);
  return hash ^ (hash >>> 13);
}

const isTold = ({ kind }: Term): boolean => kind === 'after';
const isSpecial = (id: string): boolean => id.startsWith('@') || id.startsWith('#') || id.startsWith('?');

/** How much a pair of terms near each other counts beside a word, and one of words with another between them. */
const NEAR = 0.5;
const SKIPPED = 0.6;
/** How many terms further the other one of a pair stands at most. Tried: 2, 3, 4 and any, on questions held back. */
const NEARNESS = 3;

/**
 * Every feature of a text once. Features of the clause that asks count in full, those of the story around it less. `near`: pairs of
 * what stands near each other, too, which are more than all others.
 */
export function featuresOf({ terms, asking }: Analysis, near: boolean): Features {
  const features = new Map<number, number>();
  const add = (hash: number, weight: number): void => {
    if ((features.get(hash) ?? 0) < weight) features.set(hash, weight);
  };
  const hashed = terms.map((term) => ({ term, hash: hashOf(term.id) }));
  for (const { term, hash } of hashed) add(hash, term.focus);
  // What a follow-up means is told by what it comes after together with each of its words.
  const told = hashed.filter(({ term }) => isTold(term));
  const asked = told.length === 0 ? hashed : hashed.filter(({ term }) => !isTold(term));
  for (const before of told)
    for (const { term, hash } of asked) add(joined(JOINED.told, before.hash, hash), term.focus);
  const words = [BEGINNING, ...asking.map(({ text }) => hashOf(text)), END];
  for (let at = 1; at < words.length; at += 1)
    add(joined(JOINED.next, words[at - 1] as number, words[at] as number), 1);
  const special = hashed.filter(({ term }) => isSpecial(term.id));
  addPairs(special, special.length, JOINED.special, 1, add);
  if (near) {
    for (let at = 3; at < words.length - 1; at += 1)
      add(joined(JOINED.skipped, words[at - 2] as number, words[at] as number), SKIPPED);
    const plain = asked.filter(({ term }) => term.kind !== 'surface');
    addPairs(plain, NEARNESS, JOINED.near, NEAR, add);
  }
  return { hashes: [...features.keys()], weights: [...features.values()] };
}

/** What every question begins and ends with. */
const [BEGINNING, END] = [hashOf('<'), hashOf('>')];

/** Pairs of terms, whichever comes first, of which the second stands at most so many further. */
function addPairs(
  terms: readonly { readonly term: Term; readonly hash: number }[],
  furthest: number,
  way: number,
  worth: number,
  add: (hash: number, weight: number) => void,
): void {
  for (let at = 0; at < terms.length; at += 1)
    for (let next = at + 1; next < terms.length && next <= at + furthest; next += 1) {
      const [one, other] = [terms[at] as (typeof terms)[number], terms[next] as (typeof terms)[number]];
      const pair = joined(way, Math.min(one.hash, other.hash), Math.max(one.hash, other.hash));
      add(pair, worth * Math.min(one.term.focus, other.term.focus));
    }
}
