/** The recorded scores as readers are told them. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readScores } from '../src/scores.ts';
import { folderWith } from './knowledge/folder.ts';

const RECORDED = fileURLToPath(new URL('../bench/results/eval.json', import.meta.url));

const figure = (value: number, of: number) => ({ value, of, low: 0, high: 1 });
const group = (right: [number, number], declined: [number, number], wrong: [number, number]) => ({
  figures: { right: figure(...right), declined: figure(...declined), wrong: figure(...wrong), recall: figure(1, 1) },
});

const RECORD = {
  revision: 'abcdef0123456789',
  groups: {
    labelled: group([1, 500], [1, 500], [0, 500]),
    'open aside': group([0.9, 100], [0.8, 50], [0.1, 90]),
    'hard aside': group([0.5, 100], [1, 150], [0.2, 60]),
    'hard aside, long': group([0, 500], [0, 500], [1, 500]),
  },
};

/** What is read from a file that holds this; a text as it is, anything else as JSON. */
function scoresIn(content: unknown) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return readScores(join(folderWith({ 'eval.json': text }), 'eval.json'));
}

describe('scores', () => {
  it('are those of the sets kept aside, as one set', () => {
    expect(scoresIn(RECORD)).toEqual({
      revision: 'abcdef0123456789',
      questions: 400,
      right: '70',
      declined: '95',
      wrong: '14',
    });
  });

  it('are those of the last run that was recorded', () => {
    const { questions, right } = readScores(RECORDED) ?? {};
    expect(questions).toBeGreaterThan(0);
    expect(Number(right)).toBeGreaterThan(50);
  });

  it.each([
    ['is empty', ''],
    ['is cut off', JSON.stringify(RECORD).slice(0, -20)],
    ['is something else', []],
    ['has no revision', { groups: RECORD.groups }],
    ['has no set kept aside', { ...RECORD, groups: { labelled: RECORD.groups.labelled } }],
    ['has a set of nothing', { ...RECORD, groups: { 'open aside': group([0, 0], [0, 0], [0, 0]) } }],
    ['has a figure of nothing', { ...RECORD, groups: { 'open aside': group([1, 10], [0, 0], [0, 10]) } }],
    ['lacks a figure', { ...RECORD, groups: { 'open aside': { figures: { right: figure(1, 1) } } } }],
  ])('are none where the record %s', (_, content) => {
    expect(scoresIn(content)).toBeUndefined();
  });

  it('are none where there is no record', () => {
    expect(readScores(join(folderWith(), 'nowhere.json'))).toBeUndefined();
  });
});
