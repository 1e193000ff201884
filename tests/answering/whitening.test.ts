import { describe, expect, it } from 'vitest';
import { type Whitening, whitened, whitening } from '../../src/answering/whitening.ts';

function whiteningOf(vectors: readonly (readonly number[])[], shrinkage: number): Whitening {
  const steps = whitening(vectors, 2, shrinkage);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const product = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/** All differ along the first number, hardly along the second. */
const ALONG = [
  [10, 1],
  [-10, 1],
  [8, -1],
  [-8, -1],
];

describe('whitening', () => {
  it('takes the mean away', () => {
    const { centre } = whiteningOf(
      [
        [1, 2],
        [3, 6],
      ],
      1,
    );
    expect([...centre]).toEqual([2, 4]);
  });

  it('makes vectors of length 1, and nothing of the centre', () => {
    const white = whiteningOf(ALONG, 1);
    expect(Math.hypot(...whitened([3, 4], white))).toBeCloseTo(1, 6);
    expect([...whitened([0, 0], white)]).toEqual([0, 0]);
  });

  it('lets directions count less in which all differ', () => {
    const [a, b] = [
      [10, 1],
      [10, -1],
    ];
    const likenessBy = (shrinkage: number): number => {
      const white = whiteningOf(ALONG, shrinkage);
      return product(whitened(a ?? [], white), whitened(b ?? [], white));
    };
    const plain = (100 - 1) / (100 + 1);
    expect(likenessBy(0.01)).toBeLessThan(0.5);
    expect(likenessBy(1_000)).toBeCloseTo(plain, 2);
  });

  it('of vectors that are all the same changes no direction', () => {
    const white = whiteningOf(
      [
        [1, 1],
        [1, 1],
      ],
      1,
    );
    expect([...whitened([1, 3], white)].map((value) => Math.round(value * 1000) / 1000)).toEqual([0, 1]);
  });
});
