/** Graded answers -> the figures by which they are judged. */
import { type Claim, calibrationError, equalMassBins, equalWidthBins } from './calibration.ts';
import type { Grade } from './grading.ts';
import { isReasonRight } from './reasons.ts';
import { areaUnder, riskCoverage } from './risk-coverage.ts';

/** A number with how many cases it rests on. */
export interface Figure {
  /** A share, 0 to 1, but for `invalid`, a count. */
  readonly value: number;
  readonly of: number;
}

interface Meaning {
  /** In a message. */
  readonly title: string;
  /** Over a column. */
  readonly short: string;
  readonly better: 'more' | 'less';
  /** Whether it is made of bins or of an order, which a few cases fill by chance. */
  readonly binned: boolean;
}

/** Every figure, in the order in which it is told. */
export const FIGURES = {
  /** Share of the answerable questions that are answered rightly: said, not missaid, and proved. */
  right: { title: 'right answers', short: 'right', better: 'more', binned: false },
  /** Share of the unanswerable ones that are not answered. */
  declined: { title: 'declined', short: 'declined', better: 'more', binned: false },
  /** Share of the answers given that are wrong. */
  wrong: { title: 'wrong answers', short: 'wrong', better: 'less', binned: false },
  /** Share of an answer's citations that are gold, mean over the answered answerable questions. */
  precision: { title: 'gold among the citations', short: 'cit. prec.', better: 'more', binned: false },
  /** Share of the gold groups that are cited, mean over the same. */
  recall: { title: 'cited of the gold', short: 'cit. recall', better: 'more', binned: false },
  /** Share of the refused unanswerable questions that are refused for the right reason. */
  reason: { title: 'right reasons', short: 'reason', better: 'more', binned: false },
  /** Expected calibration error in ten bins of equal width, over the answers given and over all verdicts. */
  errorOfAnswers: { title: 'calibration error of the answers', short: 'ECE answers', better: 'less', binned: true },
  errorOfVerdicts: { title: 'calibration error of all verdicts', short: 'ECE all', better: 'less', binned: true },
  /** The same in ten bins of equal number. */
  massErrorOfAnswers: {
    title: 'calibration error of the answers, bins of equal number',
    short: 'mass answers',
    better: 'less',
    binned: true,
  },
  massErrorOfVerdicts: {
    title: 'calibration error of all verdicts, bins of equal number',
    short: 'mass all',
    better: 'less',
    binned: true,
  },
  /** Area under the risk-coverage curve, of the answers given and of what every question would have been answered. */
  areaOfAnswers: { title: 'risk-coverage area of the answers', short: 'AURC answers', better: 'less', binned: true },
  areaOfAll: { title: 'risk-coverage area of all questions', short: 'AURC all', better: 'less', binned: true },
  /** Citations that do not stand word for word in their article. */
  invalid: { title: 'invalid citations', short: 'invalid', better: 'less', binned: false },
} as const satisfies Readonly<Record<string, Meaning>>;

export type FigureName = keyof typeof FIGURES;

export type Figures = Readonly<Record<FigureName, Figure>>;

export const FIGURE_NAMES = Object.keys(FIGURES) as readonly FigureName[];

/** Figures of graded answers; `surest`: the surest answer to each question, given or not. NaN where there is nothing to judge. */
export function figuresOf(grades: readonly Grade[], surest: readonly Claim[]): Figures {
  const answered = grades.filter(({ answer }) => answer.verdict === 'answered');
  const claims = claimsOf(grades);
  const answers = claimsOf(answered);
  return {
    right: shareOf(
      grades.filter(({ answerable }) => answerable),
      ({ right }) => right,
    ),
    declined: shareOf(
      grades.filter(({ answerable }) => !answerable),
      ({ right }) => right,
    ),
    wrong: shareOf(answered, ({ right }) => !right),
    precision: meanOf(grades.flatMap(({ precision }) => precision ?? [])),
    recall: meanOf(grades.flatMap(({ recall }) => recall ?? [])),
    reason: shareOf(
      grades.flatMap((grade) => isReasonRight(grade) ?? []),
      (right) => right,
    ),
    errorOfAnswers: { value: calibrationError(equalWidthBins(answers)), of: answers.length },
    errorOfVerdicts: { value: calibrationError(equalWidthBins(claims)), of: claims.length },
    massErrorOfAnswers: { value: calibrationError(equalMassBins(answers)), of: answers.length },
    massErrorOfVerdicts: { value: calibrationError(equalMassBins(claims)), of: claims.length },
    areaOfAnswers: { value: areaUnder(riskCoverage(answers)), of: answers.length },
    areaOfAll: { value: areaUnder(riskCoverage(surest)), of: surest.length },
    invalid: { value: grades.reduce((sum, { invalid }) => sum + invalid, 0), of: grades.length },
  };
}

/** The confidence of each verdict with whether it was right. */
export const claimsOf = (grades: readonly Grade[]): Claim[] =>
  grades.map(({ answer, right }) => ({ confidence: answer.confidence, right }));

/** Share of the right ones in each cell: each kind, or each style. */
export function cellsOf(grades: readonly Grade[], field: 'kind' | 'style'): Readonly<Record<string, Figure>> {
  const cells = Map.groupBy(grades, (grade) => grade[field]);
  return Object.fromEntries([...cells].map(([name, members]) => [name, shareOf(members, ({ right }) => right)]));
}

function shareOf<Item>(items: readonly Item[], isCounted: (item: Item) => boolean): Figure {
  return { value: items.filter(isCounted).length / items.length, of: items.length };
}

function meanOf(values: readonly number[]): Figure {
  return { value: values.reduce((sum, value) => sum + value, 0) / values.length, of: values.length };
}

/** Bounds, 0 to 1, between which a share lies in 19 of 20 cases (Wilson 1927). */
export function intervalOf({ value, of }: Figure): readonly [number, number] {
  const z = 1.96;
  const middle = value + z ** 2 / (2 * of);
  const reach = z * Math.sqrt((value * (1 - value)) / of + z ** 2 / (4 * of ** 2));
  const scale = 1 + z ** 2 / of;
  return [Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale)];
}

/** A figure in words; a dash for one that rests on nothing. */
export function written(name: FigureName, figure: Figure | undefined): string {
  if (!figure || figure.of === 0) return '-';
  return name === 'invalid' ? `${figure.value}` : percent(figure.value);
}

/** A share as a percentage with one decimal. */
export const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
