/** The sums of Discord's limits, which single answers rarely meet. */
import { describe, expect, test } from 'vitest';
import { CustomIds } from '../../src/discord/custom-id.ts';
import { LIMITS } from '../../src/discord/limits.ts';
import { en } from '../../src/discord/phrases/en.ts';
import { agreementOf, renderAnswer } from '../../src/discord/replies/answer.ts';
import { answer, citation, SOURCES } from './scripted-answerer.ts';

const VIEW = { phrases: en, ids: new CustomIds('secret'), related: ['Where is the fair?'], shareable: true };

function sizeOf({ embed }: ReturnType<typeof renderAnswer>): number {
  const { title = '', description = '', author, footer, fields = [] } = embed;
  return [
    title,
    description,
    author?.name ?? '',
    footer?.text ?? '',
    ...fields.flatMap(({ name, value }) => [name, value]),
  ].join('').length;
}

test('an embed is filled to the last character and never beyond, whatever the length of the answer', () => {
  const citations = Array.from({ length: 30 }, (_, index) => citation(`${index} ${'x'.repeat(150)}`));
  const sizes = Array.from({ length: 400 }, (_, length) =>
    sizeOf(renderAnswer(answer({ text: 'y'.repeat(length + 1), citations }), VIEW)),
  );
  expect(Math.max(...sizes)).toBe(LIMITS.embedTotal);
});

test('everything at its longest fits, embed and plain text', () => {
  const long = '*'.repeat(9000);
  const publisher = { ...SOURCES.gazette, publisher: long, published: long };
  const reply = renderAnswer(
    answer({
      verdict: 'declined',
      reason: 'not-in-articles',
      question: long,
      text: long,
      citations: [citation(long, publisher), citation('x', publisher)],
      suggestions: [long, long, long],
    }),
    VIEW,
  );
  expect(sizeOf(reply)).toBeLessThanOrEqual(LIMITS.embedTotal);
  expect(reply.plain.length).toBeLessThanOrEqual(LIMITS.content);
});

describe('who says so', () => {
  const third = { ...SOURCES.courier, id: 'third', publisher: 'Third' };
  test.each([
    [[], ''],
    [[SOURCES.gazette], 'Only The Gazette says so'],
    [[SOURCES.gazette, SOURCES.gazette], 'Only The Gazette says so'],
    [[SOURCES.courier, SOURCES.gazette], 'Both articles say so'],
    [[SOURCES.courier, SOURCES.gazette, third], 'All 3 articles say so'],
  ])('%#', (sources, expected) => {
    const citations = sources.map((source) => citation('x', source));
    expect(agreementOf({ agreed: true, citations }, en)).toBe(expected);
  });

  test('is left open where several questions were answered', () => {
    const citations = [citation('x', SOURCES.courier), citation('x', SOURCES.gazette)];
    expect(agreementOf({ citations }, en)).toBe('From Courier and The Gazette');
  });
});
