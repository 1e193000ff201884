/** What each signal and each stage is worth: the scores without it. */
import { createAnswerer } from '../src/answering/answerer.ts';
import { probabilityOf } from '../src/answering/logistic.ts';
import type { PhraseIndex } from '../src/answering/phrase-index.ts';
import { SIGNALS } from '../src/answering/signals.ts';
import { Speller } from '../src/answering/speller.ts';
import { confidenceIn } from '../src/answering/verdict.ts';
import weights from '../src/answering/weights.json' with { type: 'json' };
import type { KnowledgeBase } from '../src/knowledge/knowledge-base.ts';
import { Insight } from './asking.ts';
import { type Evidence, evidenceOfVerdicts } from './evidence.ts';
import { FIGURES, type FigureName, type Figures, written } from './figures.ts';
import { fitLogistic } from './regression.ts';
import { resultsOf } from './result.ts';
import type { Group } from './sets.ts';

/** What is told of each run. */
const TOLD: readonly FigureName[] = ['right', 'declined', 'wrong', 'errorOfAnswers', 'errorOfVerdicts', 'areaOfAll'];

/** Weights of the verdict by the name of the signal; one that is not there weighs nothing. */
interface Weights {
  readonly intercept: number;
  readonly signals: Readonly<Record<string, number>>;
}

/** A knowledge, and its index where it is there already. */
interface Ready {
  readonly knowledge: KnowledgeBase;
  readonly index?: PhraseIndex;
}

/** The scores of all the questions with something left out. */
export interface Ablation {
  readonly without: string;
  readonly figures: Figures;
}

/** The knowledge without what a stage works with. The weights stay as they are, fitted with the stage. */
const STAGES: Readonly<Record<string, (knowledge: KnowledgeBase) => KnowledgeBase>> = {
  'gaps (what the articles do not say)': (knowledge) => ({ ...knowledge, gaps: [] }),
  'follow-ups': (knowledge) => ({ ...knowledge, followUps: [] }),
  'small talk': (knowledge) => ({ ...knowledge, chats: [] }),
  names: (knowledge) => ({ ...knowledge, vocabulary: { ...knowledge.vocabulary, names: [] } }),
  'word groups': (knowledge) => ({ ...knowledge, vocabulary: { ...knowledge.vocabulary, groups: [] } }),
  premises: (knowledge) => ({
    ...knowledge,
    entries: knowledge.entries.map((entry) => ({ ...entry, premises: [] })),
  }),
};

/** The scores with everything, then without each signal (the others fitted anew), then without each stage. */
export function ablations(ready: Ready, groups: readonly Group[]): Ablation[] {
  const { knowledge } = ready;
  const evidence = evidenceOfVerdicts(knowledge);
  const apart = groups.map((group) => ({ ...group, conversations: group.conversations.flat().map((turn) => [turn]) }));
  return [
    scored('nothing', ready, groups),
    withWeights(fitted(evidence), () => scored('nothing, the weights fitted anew', ready, groups)),
    ...SIGNALS.map((signal) => withWeights(fitted(evidence, signal), () => scored(`\`${signal}\``, ready, groups))),
    withoutSpelling(() => scored('mending of spelling', { knowledge }, groups)),
    scored('the conversation before a turn', ready, apart),
    ...Object.entries(STAGES).map(([stage, without]) => scored(stage, { knowledge: without(knowledge) }, groups)),
  ];
}

function scored(without: string, { knowledge, index }: Ready, groups: readonly Group[]): Ablation {
  const answerer = createAnswerer(knowledge, index && { index });
  const all = resultsOf(groups, answerer, new Insight(knowledge, index)).at(-1);
  if (!all) throw new Error('There are no questions to score.');
  return { without, figures: all.figures };
}

/** Weights fitted on the evidence, without one of the signals where one is named. */
function fitted(evidence: readonly Evidence[], without?: string): Weights {
  const kept = SIGNALS.flatMap((signal, at) => (signal === without ? [] : [{ signal, at }]));
  const fit = fitLogistic(
    evidence.map(({ signals, ...rest }) => ({ ...rest, signals: kept.map(({ at }) => signals[at] ?? 0) })),
  );
  return {
    intercept: fit.intercept,
    signals: Object.fromEntries(kept.map(({ signal }, index) => [signal, fit.weights[index] ?? 0])),
  };
}

/** Runs with other weights of the verdict, which are one for the whole process, and puts the old ones back. */
export function withWeights<Value>(other: Weights, run: () => Value): Value {
  const { confidence } = weights;
  Object.assign(weights, { confidence: other });
  try {
    const none = probabilityOf(other.intercept);
    if (Math.abs(confidenceIn(SIGNALS.map(() => 0)) - none) > 1e-9)
      throw new Error('The verdict does not read its weights anew: other weights can not be tried in this way.');
    return run();
  } finally {
    Object.assign(weights, { confidence });
  }
}

/** Runs with every word taken as it is written. */
function withoutSpelling<Value>(run: () => Value): Value {
  const { mend } = Speller.prototype;
  Speller.prototype.mend = (word) => word;
  try {
    return run();
  } finally {
    Speller.prototype.mend = mend;
  }
}

/** The runs as a page in Markdown. */
export function describeAblations(rows: readonly Ablation[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [
    line(['left out', ...TOLD.map((name) => FIGURES[name].short)]),
    line(['---', ...TOLD.map(() => '---:')]),
    ...rows.map(({ without, figures }) => line([without, ...TOLD.map((name) => written(name, figures[name]))])),
  ];
  return `# What each part is worth

Written by \`npm run eval -- --worth\`. Each line is the score of all the labelled questions, ${rows[0]?.figures.invalid.of} of them, with one
thing left out. Where a signal of \`src/answering/signals.ts\` is left out, the weights of the others are fitted anew without it, on
the same evidence as those in use: compare with the second line. Where a stage is left out, the weights stay as they are: compare with
the first. What the figures mean stands in [evaluation.md](evaluation.md).

${table.join('\n')}
`;
}
