import { describe, expect, test } from 'vitest';
import type { Answer, SensingAnswerer } from '../../src/answering/answer.ts';
import { Recent } from '../../src/answering/recent.ts';
import { remembering } from '../../src/answering/remembering.ts';

describe('what came lately', () => {
  test('is kept while it is used, and the rest is forgotten', () => {
    const forgotten: number[] = [];
    const recent = new Recent<number, string>(10, (key) => forgotten.push(key));
    for (let key = 0; key < 100; key += 1) {
      recent.set(key, `${key}`);
      expect(recent.get(0)).toBe('0');
    }
    expect(recent.size).toBeLessThanOrEqual(20);
    expect(recent.get(99)).toBe('99');
    expect(recent.get(50)).toBeUndefined();
    expect(forgotten).toContain(50);
    expect(forgotten).not.toContain(0);
  });

  test('is there at least as long as was asked for', () => {
    const recent = new Recent<number, true>(10);
    for (let key = 0; key < 95; key += 1) recent.set(key, true);
    expect([...Array(10).keys()].filter((at) => recent.get(94 - at) === undefined)).toEqual([]);
  });
});

describe('an answerer that remembers', () => {
  let asked = 0;
  const answerer = {
    revision: 'r',
    targets: [],
    meant: (text: string) => text,
    complete: () => [],
    *warmUp() {},
    ask: () => {
      asked += 1;
      return { text: `answer ${asked}` } as Answer;
    },
  } satisfies SensingAnswerer;

  test('thinks once about the same words, but anew within a conversation', () => {
    const remembered = remembering(answerer);
    const first = remembered.ask('when?');
    expect(remembered.ask('when?')).toBe(first);
    expect(remembered.ask('where?')).not.toBe(first);
    expect(remembered.ask('when?', [{ question: 'where?', answer: first }])).not.toBe(first);
    expect(asked).toBe(3);
  });
});
