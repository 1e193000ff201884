import { expect, it } from 'vitest';
import { Insight } from '../../bench/asking.ts';
import { contributionsOf, missesOf } from '../../bench/misses.ts';
import { resultsOf } from '../../bench/result.ts';
import type { Group } from '../../bench/sets.ts';
import { answerer, index, knowledge } from '../answering/knowledge.ts';

it('a signal contributes its weight times its distance from the mean, the greatest first', () => {
  const told = contributionsOf([0.5, 1, 0.2], [0.25, 0, 0.2], { a: 4, b: -3, c: 100 }, ['a', 'b', 'c']);
  expect(told.map(({ signal }) => signal)).toEqual(['b', 'a', 'c']);
  expect(told.map(({ logits }) => logits)).toEqual([-3, 1, 0]);
});

it('what is kept aside is never shown', () => {
  const group = (name: string, shown: boolean, id: string): Group => ({
    name,
    shown,
    // Nobody can answer that: it falls short.
    conversations: [[{ id, q: `xyzzy ${id}?`, kind: 'fact', style: 'plain', answerable: true, gold: ['U04'] }]],
  });
  const insight = new Insight(knowledge, index);
  const results = resultsOf([group('set', true, 'S001'), group('set aside', false, 'A001')], answerer, insight);
  const told = missesOf(results, insight, 10).join('\n');
  expect(told).toContain('S001');
  expect(told).not.toContain('A001');
});
