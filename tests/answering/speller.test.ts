import { describe, expect, it } from 'vitest';
import { distance, Speller, wellSpelt } from '../../src/answering/speller.ts';
import { wordsOf } from '../../src/language/words.ts';

const speller = new Speller(() => ['summit', 'putin', 'geneva', 'pipeline', 'sanctions', 'meeting', 'peskov']);

describe('the speller', () => {
  it.each([
    ['sumit', 'summit'],
    ['puttin', 'putin'],
    ['genva', 'geneva'],
    ['pescov', 'peskov'],
    ['meetign', 'meeting'],
    ['sanctoins', 'sanctions'],
    ['agian', 'again'],
  ])('mends %s to %s', (word, meant) => {
    expect(speller.mend(word)).toBe(meant);
  });

  it.each(['hotel', 'border', 'tank', 'xyz', 'g7', '2021', 'qwertyuiop', ''])('leaves %j alone', (word) => {
    expect(speller.mend(word)).toBe(word);
  });

  it.each([
    ['ab', 'ba', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
    ['same', 'same', 0],
  ])('%s and %s are %d apart', (a, b, expected) => {
    expect(distance(a, b)).toBe(expected);
  });
});

describe('words that are spelt as they are meant', () => {
  const spelt = wellSpelt(
    ['Peskov saw a positive signal'].map(wordsOf),
    [
      'what did peskov say',
      'wat did peskof say',
      ...Array(6).fill('the rendezvouz'),
      ...Array(5).fill('whre'),
      ...Array(7).fill('the sumit'),
      ...Array(70).fill('the summit'),
    ].map(wordsOf),
  );
  it.each([
    ['of a text', 'peskov', true],
    ['of English', 'what', true],
    ['that are common among the phrasings', 'rendezvouz', true],
    ['that one reader wrote alone', 'peskof', false],
    ['that a few readers mistyped alike', 'whre', false],
    ['that many mistyped alike, and ten times as many did not', 'sumit', false],
  ])('are those %s', (_, word, expected) => {
    expect(spelt.has(word)).toBe(expected);
  });
});
