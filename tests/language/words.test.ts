import { describe, expect, it } from 'vitest';
import { MAX_LENGTH, plainText, textsIn, withoutIntroductions, wordsOf } from '../../src/language/words.ts';

const texts = (text: string) => wordsOf(plainText(text)).map((word) => word.text);

describe('plain text', () => {
  it.each([
    ['<@123> **when** is it <#9> <:smile:5>?', 'when is it ?'],
    ['see https://example.org/x?y=1 now', 'see now'],
    ['a\u0000b\u202Ec\u200Bd', 'abcd'],
    ['‘it’s’ – “so”', `'it's' - "so"`],
    ['> quoted\n\ttext', 'quoted text'],
    ['ﬁne ①', 'fine 1'],
  ])('%j', (text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  it('is read only so far', () => {
    expect(plainText('x'.repeat(10_000))).toHaveLength(MAX_LENGTH);
  });
});

describe('the texts of the words', () => {
  it.each(['White House', 'G7', 'u', 'wanna go', 'U.S.', "mayor's", 'Zürich', 'a  b', 'x'.repeat(50), '', 'b4 2021'])(
    'of %j',
    (text) => {
      expect(textsIn(text)).toEqual(texts(text));
    },
  );
});

describe('words', () => {
  it.each([
    ["who's the mayor's guest", ['who', 'is', 'the', 'mayor', 'guest']],
    ["they didn't, won't", ['they', 'did', 'not', 'will', 'not']],
    ['wanna c u', ['want', 'to', 'c', 'you']],
    ['Genève & Zürich', ['geneve', 'and', 'zurich']],
    ['the U.S. and the U.K.', ['the', 'us', 'and', 'the', 'uk']],
    ['face-to-face', ['face', 'to', 'face']],
    ['', []],
    ['?!…', []],
  ])('%j', (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it('know their clause and their capitals', () => {
    expect(wordsOf('so, did the US agree? Yes')).toMatchObject([
      { text: 'so', clause: 0 },
      { text: 'did', clause: 1 },
      { text: 'the', clause: 1, upper: false },
      { text: 'us', clause: 1, upper: true },
      { text: 'agree', clause: 1, capital: false },
      { text: 'yes', clause: 2, capital: false },
    ]);
  });

  it.each([
    ['can you please tell me where it is', ['where', 'it', 'is']],
    ['i was wondering if they agree', ['they', 'agree']],
    ['do you know who won', ['who', 'won']],
    ['tell me', ['tell', 'me']],
    ['ok google who won', ['who', 'won']],
    ['Siri, and when', ['and', 'when']],
    ['hi everyone, who won', ['who', 'won']],
    ['Thanks a lot! And who won?', ['who', 'won']],
    ['cheers mate. who won', ['who', 'won']],
    ['thank you', ['thank', 'you']],
    ['hey bot', ['hey', 'bot']],
    ['did google win', ['did', 'google', 'win']],
    ['is there a bot', ['is', 'there', 'a', 'bot']],
  ])('lose what only introduces a question: %j', (text, expected) => {
    expect(withoutIntroductions(wordsOf(text)).map((word) => word.text)).toEqual(expected);
  });
});
