/** The index as it is kept. */
import { describe, expect, it } from 'vitest';
import { packIndex, unpackIndex } from '../../src/answering/index-packing.ts';
import { Lexicon } from '../../src/answering/lexicon.ts';
import { buildIndex } from '../../src/answering/phrase-index.ts';
import { targetsOf } from '../../src/answering/targets.ts';
import { knowledge } from './knowledge.ts';

const few = {
  ...knowledge,
  entries: knowledge.entries.slice(0, 5),
  gaps: knowledge.gaps.slice(0, 2),
  chats: [],
  followUps: [],
};
const index = buildIndex(targetsOf(few), new Lexicon(few.vocabulary));
const { packed, numbers } = packIndex(index);

/** The numbers, so many bytes further in a buffer. */
function shifted(by: number): Uint8Array {
  const bytes = new Uint8Array(numbers.length + by);
  bytes.set(numbers, by);
  return bytes.subarray(by);
}

describe('a kept index', () => {
  it.each([0, 3, 8])('is read back the same from bytes that begin at %d', (by) => {
    expect(unpackIndex(packed, shifted(by))).toEqual(index);
  });

  it('is used where it was read, where its numbers may begin there', () => {
    const read = shifted(8);
    expect(unpackIndex(packed, read).idf.buffer).toBe(read.buffer);
  });

  it('is refused when bytes are missing', () => {
    expect(() => unpackIndex(packed, numbers.subarray(0, -8))).toThrow();
  });
});
