/** Scores the labelled questions and dialogues, each set and what is kept aside of it apart. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createAnswerer } from '../src/answering/answerer.ts';
import { DEFAULT_FOLDER, openKnowledge } from '../src/kept.ts';
import { renderProblems } from '../src/knowledge/problem.ts';
import { ablations, describeAblations } from './ablation.ts';
import { Insight } from './asking.ts';
import { amount, flag, optionsOf } from './command-line.ts';
import { raised, readFloors, shortfalls, writeFloors } from './floors.ts';
import { missesOf } from './misses.ts';
import { drawPlots } from './plots.ts';
import { differences, lastRun, recorded, writeRun } from './record.ts';
import { renderCells, renderFigures, renderReasons } from './report.ts';
import { resultsOf } from './result.ts';
import { groupsOf } from './sets.ts';

const USAGE = `Scores the labelled questions and dialogues, and tells what has changed since the last recorded run.

  npm run eval                   the scores
  npm run eval -- --show 20      and the first twenty questions that fell short, with what decided (never one kept aside)
  npm run eval -- --record       writes the run to results/eval.json and its charts to docs/plots/
  npm run eval -- --gate         exit code 1 when a figure is below its floor
  npm run eval -- --raise        raises the floors to a little below the figures
  npm run eval -- --worth        what each signal and stage is worth, to docs/ablation.md; takes some ten minutes`;

const options = optionsOf(USAGE, { show: amount(0), record: flag, gate: flag, raise: flag, worth: flag });
const root = fileURLToPath(new URL('..', import.meta.url));
const loaded = await openKnowledge({ root, folder: DEFAULT_FOLDER, debug: () => {} });
if (!loaded.ok) {
  console.error(renderProblems(loaded.problems));
  process.exit(1);
}
const { knowledge, index } = loaded;
const insight = new Insight(knowledge, index);
const groups = groupsOf();
const results = resultsOf(groups, createAnswerer(knowledge, { index }), insight);
const [all] = results.slice(-1);

console.log(`${renderFigures(results)}\n\n${renderCells(results)}`);
if (all) console.log(`\nRefusals of ${all.name}\n${renderReasons(all)}`);

const run = recorded(knowledge.revision, results);
const before = lastRun();
const changes = before ? differences(before, run) : ['no run is recorded yet'];
console.log(`\nSince the last recorded run\n${changes.join('\n') || 'nothing has changed'}`);

for (const miss of missesOf(results, insight, options.show)) console.log(`\n${miss}`);

if (options.record && all) {
  writeRun(run);
  console.log(`\nRecorded, with docs/plots/${(await drawPlots(all)).join(' and docs/plots/')}.`);
}
if (options.raise) writeFloors(raised(readFloors(), results));
if (options.gate) {
  const floors = readFloors();
  const failed = results.flatMap((result) => shortfalls(result, floors));
  for (const line of failed) console.error(line);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
if (options.worth) {
  writeFileSync(
    new URL('../docs/ablation.md', import.meta.url),
    describeAblations(ablations({ knowledge, index }, groups)),
  );
}
