import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { casesOf, grade, type Label } from '../../bench/grading.ts';
import type { Citation } from '../../src/answering/answer.ts';
import { answerOf, refusal } from './graded.ts';

const sentences: readonly { id: string; source: string; text: string }[] = JSON.parse(
  readFileSync(new URL('../../bench/questions/sentences.json', import.meta.url), 'utf8'),
);

/** A citation of a whole sentence of the articles. */
function cited(id: string): Citation {
  const sentence = sentences.find((each) => each.id === id);
  if (!sentence) throw new Error(`There is no sentence ${id}.`);
  const source = { id: sentence.source, publisher: '', title: '', url: '', published: '', file: '' };
  return { source, quote: sentence.text, url: '' };
}

const graded = (label: Label, ids: readonly string[], text = 'On 16 June 2021.') =>
  grade(
    { id: 'T001', q: '', kind: 'fact', style: 'plain', ...label },
    true,
    answerOf({ text, citations: ids.map(cited) }),
  );

describe('citations', () => {
  it.each<[string, Label, string[], { precision: number; recall: number; right: boolean }]>([
    ['all gold', { gold: ['U04', 'J03'] }, ['U04', 'J03'], { precision: 1, recall: 1, right: true }],
    ['half gold', { gold: ['U04'] }, ['U04', 'J15'], { precision: 0.5, recall: 1, right: true }],
    ['none gold', { gold: ['U04'] }, ['J15'], { precision: 0, recall: 0, right: false }],
    ['none', { gold: ['U04'] }, [], { precision: 0, recall: 0, right: false }],
    [
      'one of two groups',
      { gold_all: [['U04', 'J03'], ['J15']] },
      ['J03', 'U04', 'J16'],
      { precision: 2 / 3, recall: 0.5, right: false },
    ],
    ['both groups', { gold_all: [['U04', 'J03'], ['J15']] }, ['J03', 'J15'], { precision: 1, recall: 1, right: true }],
  ])('%s', (_, label, ids, expected) => {
    expect(graded(label, ids)).toMatchObject({ ...expected, invalid: 0 });
  });

  it('that are not word for word in their article are invalid', () => {
    const made = { ...cited('U04'), quote: 'They will meet on the moon, both sides said.' };
    const label = { id: 'T001', q: '', kind: 'fact', style: 'plain', gold: ['U04'] };
    const answer = answerOf({ citations: [made, cited('U04')] });
    expect(grade(label, true, answer)).toMatchObject({ invalid: 1, precision: 0.5, recall: 1 });
  });

  it('are not judged without an answer, or where there is none to give', () => {
    const label = { id: 'T001', q: '', kind: 'near', style: 'plain', gold: [] };
    expect(grade(label, true, refusal('unclear'))).not.toHaveProperty('recall');
    expect(grade(label, false, answerOf({ citations: [cited('U04')] }))).not.toHaveProperty('precision');
  });
});

describe('an answer', () => {
  it.each<[string, Label, string, boolean]>([
    ['has to say', { must: ['16 june|june 16'] }, 'On 16 June.', true],
    ['that does not say', { must: ['geneva'] }, 'On 16 June.', false],
    ['that missays', { must_not: ['^\\W*no\\b'] }, 'No. On 16 June.', false],
  ])('%s', (_, label, text, right) => {
    expect(graded({ gold: ['U04'], ...label }, ['U04'], text).right).toBe(right);
  });

  it.each(['not-in-articles', 'off-topic', 'unclear'] as const)('is no %s', (reason) => {
    const label = { id: 'T001', q: '', kind: 'fact', style: 'plain', gold: ['U04'] };
    expect(grade(label, true, refusal(reason)).right).toBe(false);
    expect(grade(label, false, refusal(reason)).right).toBe(true);
  });
});

it('a dialogue is a case for each turn', () => {
  const turns = [
    { q: 'when?', gold: ['U04'] },
    { q: 'why?', abstain: true },
  ];
  expect(casesOf({ id: 'E001', turns })).toMatchObject([
    { id: 'E001.1', q: 'when?', answerable: true },
    { id: 'E001.2', q: 'why?', answerable: false },
  ]);
});
