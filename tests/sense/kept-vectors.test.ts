import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quantised } from '../../src/answering/sense.ts';
import type { Encoder } from '../../src/sense/encoder.ts';
import { readVectors, vectorsOf } from '../../src/sense/kept-vectors.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-vectors-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Vectors that tell texts apart by their length. */
const vectorOf = (text: string): Float32Array =>
  Float32Array.from({ length: 512 }, (_, at) => (at === text.length ? 1 : 0.5));

function encoderOf(): Encoder & { readonly texts: string[] } {
  const texts: string[] = [];
  return {
    texts,
    embed: async (given) => {
      texts.push(...given);
      return given.map(vectorOf);
    },
    close: async () => {},
  };
}

describe('kept vectors', () => {
  it('come back as they went', async () => {
    const file = join(folder, 'round.bin');
    await vectorsOf(['one', 'three'], encoderOf(), file);
    const again = encoderOf();
    const kept = await vectorsOf(['three', 'one', 'three'], again, file);
    expect(again.texts).toEqual([]);
    expect(Array.from(kept('three'))).toEqual([...quantised(vectorOf('three'))]);
    expect(() => kept('two')).toThrow('got "two"');
  });

  it('are those of the texts in use alone', async () => {
    const file = join(folder, 'pruned.bin');
    await vectorsOf(['one', 'three'], encoderOf(), file);
    await vectorsOf(['three'], encoderOf(), file);
    expect((await readVectors(file)).size).toBe(1);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['cut', (bytes) => bytes.subarray(0, bytes.length - 1)],
    ['changed', (bytes) => bytes.fill(7, 20, 21)],
    ['emptied', () => Buffer.alloc(0)],
    ['replaced by a text', () => Buffer.from('not vectors')],
  ])('are computed anew where the file is %s', async (name, damage) => {
    const file = join(folder, `${name}.bin`);
    await vectorsOf(['one'], encoderOf(), file);
    await writeFile(file, damage(await readFile(file)));
    const encoder = encoderOf();
    await vectorsOf(['one'], encoder, file);
    expect(encoder.texts).toEqual(['one']);
    expect((await readVectors(file)).size).toBe(1);
  });

  it('need no folder that can be written', async () => {
    const file = join(folder, 'round.bin', 'below-a-file.bin');
    const kept = await vectorsOf(['one'], encoderOf(), file);
    expect(kept('one').length).toBe(512);
  });
});
