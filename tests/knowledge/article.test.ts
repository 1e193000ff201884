import { describe, expect, it } from 'vitest';
import { Article, textFragment } from '../../src/knowledge/article.ts';

describe('a text fragment', () => {
  it.each([
    ['percent-encodes what has a meaning in a directive', 'a-b, c & d', '#:~:text=a%2Db%2C%20c%20%26%20d'],
    ['keeps typographic characters, encoded', '“tires”', '#:~:text=%E2%80%9Ctires%E2%80%9D'],
  ])('%s', (_, quote, expected) => {
    expect(textFragment(quote, quote)).toBe(expected);
  });

  it('names only both ends of a long quote', () => {
    const quote = 'one two three four five six seven eight nine ten eleven twelve';
    expect(textFragment(quote, quote)).toBe(
      '#:~:text=one%20two%20three%20four%20five,eight%20nine%20ten%20eleven%20twelve',
    );
  });

  it('lets the beginning grow until it stands only once', () => {
    const quote = 'one two three four five six seven eight nine ten eleven twelve';
    expect(textFragment(quote, `one two three four five sixty. ${quote}`)).toBe(
      '#:~:text=one%20two%20three%20four%20five%20six%20seven,eight%20nine%20ten%20eleven%20twelve',
    );
  });
});

describe('an article', () => {
  const article = new Article('He saw “a positive signal” – at last.\nLeave a comment', 'https://example.org/a', [
    'Leave a comment',
  ]);
  it('finds a quote whatever its quotes, dashes and white space, in its own characters', () => {
    expect(article.find('saw "a   positive signal" - at last')).toMatchObject({
      found: 'quotable',
      text: 'saw “a positive signal” – at last',
    });
  });
  it('does not let a quote reach into the furniture', () => {
    expect(article.find('at last. Leave a')).toEqual({ found: 'furniture', line: 'Leave a comment' });
  });
  it('offers the nearest sentence for words that it does not have', () => {
    expect(article.find('He saw a negative signal at last')).toEqual({
      found: 'nothing',
      nearest: 'He saw "a positive signal" - at last.',
    });
  });
  it('offers nothing where nothing is near', () => {
    expect(article.find('The moon is made of cheese')).toEqual({ found: 'nothing' });
  });
});
