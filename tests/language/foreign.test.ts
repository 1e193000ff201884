import { describe, expect, it } from 'vitest';
import { isForeign } from '../../src/language/foreign.ts';

describe('a text in another language', () => {
  it.each([
    'wann ist der Gipfel?',
    'was ist das',
    'Wer trifft sich?',
    'quand est le sommet',
    'où est-ce que le sommet a lieu',
    '¿Cuándo es la cumbre?',
    'dove sono i presidenti e quando',
    'Когда саммит?',
    '峰会什么时候',
  ])('is told: %s', (text) => expect(isForeign(text)).toBe(true));

  it.each([
    '',
    '???',
    'when is the summit?',
    'wen is teh sumit',
    'who is le pen',
    'is the EU (la Union) at the summit in June',
    'what does “pour la paix” mean',
    'summit de Genève when',
    'Los Angeles or Las Vegas',
    'Did Путин say so?',
  ])('is not: %s', (text) => expect(isForeign(text)).toBe(false));
});
