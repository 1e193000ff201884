import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { agreementOf, printable, renderAnswer } from '../../src/terminal/render.ts';
import { ANSWERED, citation, DECLINED } from './answers.ts';

const plain = { width: 80, colour: false };

describe('an answer in the terminal', () => {
  it('shows the answer, each quote with its link, who says so and what to ask next', () => {
    expect(renderAnswer(ANSWERED, plain)).toMatchInlineSnapshot(`
      "The festival opens on 3 May 2019.

        “The harbour festival will open on May 3, 2019, said mayor Ada Lind, who has
         been preparing it for a year and a half.”
           Harbour News, April 2019
           https://example.org/news#:~:text=x
        “It opens in May.”
           The Post, April 2019
           https://example.org/post#:~:text=x
           (The Post does not give the day.)
      Both articles say so: Harbour News and The Post.

      You can also ask:
        - Who is the mayor?
        - Which boats race?"
    `);
  });

  it('shows a refusal with its reason and the nearest thing that is known', () => {
    expect(renderAnswer(DECLINED, plain)).toMatchInlineSnapshot(`
      "[Not in the articles]

      The article says nothing about the price.

      The nearest that they do say:
        “It will be a feast for all.”
           Harbour News, April 2019
           https://example.org/news#:~:text=x

      You can also ask:
        - When does the festival open?"
    `);
  });

  it('says in colour just what it says without', () => {
    const coloured = renderAnswer(ANSWERED, { ...plain, colour: true });
    expect(coloured).toContain('\u001B[1m');
    expect(stripVTControlCharacters(coloured)).toBe(renderAnswer(ANSWERED, plain));
  });

  it('never passes on what steers a terminal', () => {
    const text = renderAnswer({ ...ANSWERED, text: 'a\u001B[2Jb\u0007c\u202Ed' }, plain);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(printable('x\u001B]0;title\u0007y')).toBe('xy');
  });

  it('wraps to the width but never cuts a word', () => {
    const lines = renderAnswer(ANSWERED, { width: 40, colour: false }).split('\n');
    expect(lines.filter((line) => line.length > 40 && !line.includes('https://'))).toEqual([]);
    expect(lines.join(' ').replace(/\s+/g, ' ')).toContain('for a year and a half.”');
  });
});

describe('who says so', () => {
  const a = citation('a', 'A', 'x');
  const b = citation('b', 'B', 'x');
  it.each([
    [[], ''],
    [[a, a], 'Only A says so.'],
    [[a, b], 'Both articles say so: A and B.'],
  ])('%#', (citations, expected) => {
    expect(agreementOf({ agreed: true, citations })).toBe(expected);
  });

  it('is left open where several questions were answered', () => {
    expect(agreementOf({ citations: [a, b] })).toBe('From A and B.');
  });
});
