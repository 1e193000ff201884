import { afterAll, describe, expect, it } from 'vitest';
import { missingPackages, startEncoder } from '../../src/sense/encoder.ts';

const missing = missingPackages();

const cosine = (a: Float32Array | undefined, b: Float32Array | undefined): number =>
  [...(a ?? [])].reduce((sum, value, at) => sum + value * (b?.[at] ?? 0), 0);

describe.skipIf(missing.length > 0)(
  `the encoder${missing.length > 0 ? ` (${missing.join(', ')} not installed)` : ''}`,
  () => {
    const encoder = startEncoder();
    afterAll(() => encoder.close());

    it('puts near what means alike, and takes every text', { timeout: 60_000 }, async () => {
      const texts = ['how old are you?', 'what is your age?', 'how is the weather today?', '', '?'.repeat(5_000)];
      const [age, same, other, ...odd] = await encoder.embed(texts);
      expect(cosine(age, same)).toBeGreaterThan(cosine(age, other) + 0.3);
      expect(odd.map(({ length }) => length)).toEqual([512, 512]);
    });

    it('refuses when it has ended', { timeout: 60_000 }, async () => {
      const ended = startEncoder();
      await ended.close();
      await expect(ended.embed(['anything'])).rejects.toThrow('The encoder has ended.');
    });
  },
);
