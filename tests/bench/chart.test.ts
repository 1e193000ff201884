import { describe, expect, it } from 'vitest';
import { barChart, lineChart, reliabilityChart } from '../../bench/chart.ts';

const LINES = {
  title: 'Two lines',
  x: { title: 'phrasings', log: true },
  y: { title: 'time, ms' },
  series: [
    {
      name: 'first',
      points: [
        { x: 1, y: 2 },
        { x: 100, y: 3 },
      ],
    },
    {
      name: 'second',
      points: [
        { x: 1, y: 5 },
        { x: 100, y: 1 },
      ],
    },
  ],
};

describe('a chart', () => {
  it.each([
    ['of lines', () => lineChart(LINES), ['Two lines', 'phrasings', 'time, ms', 'first', 'second']],
    [
      'of bars',
      () => barChart({ title: 'Bars', value: { title: 'ms' }, bars: [{ name: 'a', value: 12 }] }),
      ['Bars', '12'],
    ],
    [
      'of reliability',
      () =>
        reliabilityChart({
          title: 'Sure?',
          series: [{ name: 'all', points: [{ confidence: 0.5, right: 0.4, count: 9 }] }],
        }),
      ['Sure?', 'confidence', 'right', 'verdicts'],
    ],
  ])('%s is an SVG with its words', async (_, draw, words) => {
    const svg = await draw();
    expect(svg).toMatch(/^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    for (const word of words) expect(svg).toContain(`>${word}<`);
  });

  it('says nothing that no number is behind', async () => {
    expect(await lineChart(LINES)).not.toMatch(/NaN|undefined/);
  });

  it('is the same each time', async () => {
    const [first, second] = [await lineChart(LINES), await lineChart(LINES)];
    expect(first === second).toBe(true);
  });
});
