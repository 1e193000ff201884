/** The charts of an evaluation, written to `docs/plots/`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { type Claim, equalMassBins } from './calibration.ts';
import { lineChart, reliabilityChart, type Series } from './chart.ts';
import { claimsOf, percent } from './figures.ts';
import { gradesOf, type Result } from './result.ts';
import { areaUnder, foreknown, riskCoverage } from './risk-coverage.ts';

const folder = new URL('../docs/plots/', import.meta.url);

/** Draws calibration and risk-coverage of a result; returns the names of the files. */
export async function drawPlots(result: Result): Promise<string[]> {
  const plots = { 'calibration.svg': await calibrationPlot(result), 'risk-coverage.svg': await riskPlot(result) };
  mkdirSync(folder, { recursive: true });
  for (const [file, svg] of Object.entries(plots)) writeFileSync(new URL(file, folder), svg);
  return Object.keys(plots);
}

/** How often verdicts of a confidence are right, in bins of equal number. */
function calibrationPlot(result: Result): Promise<string> {
  const grades = gradesOf(result);
  const answered = grades.filter(({ answer }) => answer.verdict === 'answered');
  return reliabilityChart({
    title: 'Does a confidence of 90% mean nine right of ten?',
    subtitle: `${grades.length} labelled questions, ten bins of equal number; on the dashed line it does`,
    series: [
      { name: 'answers given', points: equalMassBins(claimsOf(answered)) },
      { name: 'all verdicts', points: equalMassBins(claimsOf(grades)) },
    ],
  });
}

/** What is wrong among the surest answers, for every share of the questions that could be answered. */
function riskPlot(result: Result): Promise<string> {
  const { surest } = result;
  const given = claimsOf(gradesOf(result).filter(({ answer }) => answer.verdict === 'answered'));
  const share = given.length / surest.length;
  return lineChart({
    title: 'What would be wrong, were more or fewer questions answered?',
    subtitle: `${surest.length} labelled questions, unanswerable ones among them; ${percent(share)} of them are answered`,
    x: { title: 'coverage: share of the questions answered, surest first', domain: [0, 1], format: '.0%' },
    y: { title: 'risk: share of these answers that is wrong', format: '.0%' },
    series: [
      curve('were all answered', surest, 1),
      curve('in the best order there is', foreknown(surest), 1),
      curve('answers given', given, share),
    ],
  });
}

/** A curve with the area under it in its name; `share`: the claims as a share of all questions. */
function curve(name: string, claims: readonly Claim[], share: number): Series {
  const points = riskCoverage(claims);
  return {
    name: `${name} (AURC ${percent(areaUnder(points))})`,
    points: points.map(({ coverage, risk }) => ({ x: coverage * share, y: risk })),
  };
}
