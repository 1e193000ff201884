import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../bench/figures.ts';
import type { Grade } from '../../bench/grading.ts';
import { differences, recorded } from '../../bench/record.ts';
import type { Result } from '../../bench/result.ts';
import { gradeOf, refusal } from './graded.ts';

const resultOf = (name: string, grades: readonly Grade[], shown = true): Result => ({
  name,
  shown,
  asked: grades.map((grade) => ({ question: grade, before: [], grade })),
  surest: [],
  figures: figuresOf(grades, []),
  kinds: {},
  styles: {},
});

const RIGHT = gradeOf({ id: 'Q001' });
const WRONG = gradeOf({ id: 'Q001', right: false });
const NONE = gradeOf({ id: 'Q001', right: false, answer: refusal('unclear') });

const differ = (before: readonly Result[], now: readonly Result[]) =>
  differences(recorded('a', before), recorded('b', now));

describe('a recorded run', () => {
  it('keeps what became of each question that may be shown', () => {
    const { groups } = recorded('a', [resultOf('set', [RIGHT]), resultOf('set aside', [WRONG], false)]);
    expect(groups['set']?.outcomes).toEqual({ Q001: 'right' });
    expect(groups['set aside']?.outcomes).toEqual({});
  });

  it('is the same after it was written and read', () => {
    const run = recorded('a', [resultOf('set', [RIGHT, NONE])]);
    expect(differences(JSON.parse(JSON.stringify(run)), run)).toEqual([]);
  });
});

describe('the differences', () => {
  it('are figures and flips', () => {
    expect(differ([resultOf('set', [RIGHT])], [resultOf('set', [WRONG])])).toEqual([
      expect.stringContaining('set: right answers 100.0% -> 0.0%, wrong answers 0.0% -> 100.0%'),
      'set Q001: right -> wrong answer',
    ]);
  });

  it('tell a figure that came or went', () => {
    expect(differ([resultOf('set', [RIGHT])], [resultOf('set', [NONE])])[0]).toContain('wrong answers 0.0% -> -');
  });

  it('never name a question that is kept aside', () => {
    const lines = differ([resultOf('set aside', [RIGHT], false)], [resultOf('set aside', [WRONG], false)]);
    expect(lines.join('\n')).toContain('set aside: right answers');
    expect(lines.join('\n')).not.toContain('Q001');
  });

  it('tell sets that came and went', () => {
    expect(differ([resultOf('old', [RIGHT])], [resultOf('new', [RIGHT])])).toEqual([
      'new: not in the last recorded run',
      'old: no longer asked',
    ]);
  });
});
