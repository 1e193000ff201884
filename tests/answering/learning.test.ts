/** In which order the phrasings are learnt from. */
import { describe, expect, it } from 'vitest';
import { epochsOf, LEARNING, type Lessons, Mean } from '../../src/answering/learning.ts';

const HASHES = Array.from({ length: 200 }, (_, at) => at * 7_919);

/** Hashes of the phrasings in the order in which they are seen, for each epoch. */
function seen(hashes: readonly number[]): number[][] {
  const rows = { starts: new Int32Array(), values: new Int32Array() };
  const lessons: Lessons = {
    features: rows,
    weights: new Float32Array(),
    targets: new Int32Array(hashes.length),
    hashes: Int32Array.from(hashes),
    answers: new Uint8Array(),
  };
  return [...epochsOf(lessons)].map((order) => [...order].map((at) => hashes[at] as number));
}

describe('the phrasings', () => {
  it('are all seen in each epoch, each time in another order', () => {
    const orders = seen(HASHES);
    expect(orders).toHaveLength(LEARNING.epochs);
    for (const order of orders) expect([...order].sort((a, b) => a - b)).toEqual(HASHES);
    expect(new Set(orders.map(String)).size).toBe(LEARNING.epochs);
  });

  it('are not seen as they stand in the files', () => {
    const [order = []] = seen(HASHES);
    const steps = order.slice(1).map((hash, at) => Math.abs(hash - (order[at] as number)) / 7_919);
    expect(steps.filter((step) => step === 1).length).toBeLessThan(HASHES.length / 10);
  });

  it('stay where they are when others come or go', () => {
    const gone = new Set([HASHES[0], HASHES[77]]);
    const rest = HASHES.filter((hash) => !gone.has(hash));
    expect(seen(rest)).toEqual(seen(HASHES).map((order) => order.filter((hash) => !gone.has(hash))));
  });
});

it('the mean of weights is that of what each epoch left', () => {
  const mean = new Mean(2);
  const weights = new Float32Array([1, -2]);
  mean.add(weights);
  weights.set([3, 0]);
  mean.add(weights);
  expect(mean.value).toEqual(new Float32Array([2, -1]));
});
