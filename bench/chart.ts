/** Numbers -> charts as SVG text, drawn by Vega-Lite without a browser. The same numbers give the same text. */
import { parse, resetSVGDefIds, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One line of a chart. */
export interface Series {
  /** Stands in the legend. */
  readonly name: string;
  /** Joined in the order of `x`. */
  readonly points: readonly Point[];
}

export interface Axis {
  /** What is measured, with its unit. */
  readonly title: string;
  /** Logarithmic; all values must be above 0. */
  readonly log?: boolean;
  /** Least and greatest value; by itself the axis spans the values. */
  readonly domain?: readonly [number, number];
  /** How values are written, as a d3-format such as `.0%`. */
  readonly format?: string;
}

export interface LineChart {
  readonly title: string;
  readonly subtitle?: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  /** Marks each value with a dot: for a few measured values rather than a curve. */
  readonly dots?: boolean;
}

/** Lines over a common axis. */
export function lineChart({ title, subtitle, x, y, series, dots = false }: LineChart): Promise<string> {
  const values = series.flatMap(({ name, points }) => points.map((point) => ({ ...point, name })));
  return drawn({
    ...frameOf(title, subtitle),
    data: { values },
    mark: { type: 'line', point: dots, clip: true },
    encoding: {
      x: { field: 'x', type: 'quantitative', ...axisOf(x) },
      y: { field: 'y', type: 'quantitative', ...axisOf(y) },
      color: colourOf(series.map(({ name }) => name)),
    },
  });
}

export interface BarChart {
  readonly title: string;
  readonly subtitle?: string;
  /** What is measured, with its unit. */
  readonly value: Axis;
  /** Lines of bars from top to bottom. */
  readonly bars: readonly { readonly name: string; readonly value: number }[];
}

/** Horizontal bars in the order given, each with its value beside it. Not for a logarithmic axis: bars begin at 0. */
export function barChart({ title, subtitle, value, bars }: BarChart): Promise<string> {
  const y = { field: 'name', type: 'nominal', sort: null, axis: { title: null, labelLimit: 240 } } as const;
  const x = { field: 'value', type: 'quantitative', ...axisOf(value) } as const;
  return drawn({
    ...frameOf(title, subtitle),
    height: { step: 26 },
    data: { values: [...bars] },
    layer: [
      { mark: { type: 'bar' }, encoding: { x, y } },
      {
        mark: { type: 'text', align: 'left', dx: 4 },
        encoding: { x, y, text: { field: 'value', type: 'quantitative', format: value.format ?? '.3~s' } },
      },
    ],
  });
}

/** Verdicts of about the same confidence. */
export interface ReliabilityPoint {
  /** Mean confidence, 0 to 1. */
  readonly confidence: number;
  /** Share that is right, 0 to 1. */
  readonly right: number;
  readonly count: number;
}

export interface ReliabilityChart {
  readonly title: string;
  readonly subtitle?: string;
  readonly series: readonly { readonly name: string; readonly points: readonly ReliabilityPoint[] }[];
}

/** How often verdicts of a confidence are right, against the diagonal on which both are equal; dots grow with the count. */
export function reliabilityChart({ title, subtitle, series }: ReliabilityChart): Promise<string> {
  const values = series.flatMap(({ name, points }) => points.map((point) => ({ ...point, name })));
  const axis = (text: string) => axisOf({ title: text, domain: [0, 1], format: '.0%' });
  const x = { field: 'confidence', type: 'quantitative', ...axis('confidence') } as const;
  const y = { field: 'right', type: 'quantitative', ...axis('right') } as const;
  const color = colourOf(series.map(({ name }) => name));
  return drawn({
    ...frameOf(title, subtitle),
    height: 360,
    width: 360,
    layer: [
      {
        data: {
          values: [
            { confidence: 0, right: 0 },
            { confidence: 1, right: 1 },
          ],
        },
        mark: { type: 'line', strokeDash: [4, 4], color: '#888' },
        encoding: { x, y },
      },
      { data: { values }, mark: { type: 'line', opacity: 0.5 }, encoding: { x, y, color } },
      {
        data: { values },
        mark: { type: 'circle', opacity: 0.9 },
        encoding: { x, y, color, size: { field: 'count', type: 'quantitative', title: 'verdicts' } },
      },
    ],
  });
}

const frameOf = (title: string, subtitle: string | undefined) =>
  ({
    title: { text: title, anchor: 'start', ...(subtitle === undefined ? {} : { subtitle }) },
    width: 520,
    height: 300,
    background: 'white',
    config: { font: 'sans-serif' },
  }) as const;

const axisOf = ({ title, log = false, domain, format }: Axis) => ({
  axis: { title, ...(format === undefined ? {} : { format }) },
  scale: {
    ...(log ? { type: 'log' as const } : {}),
    ...(domain === undefined ? {} : { domain: [...domain] }),
  },
});

/** A colour for each name, in the order given; no legend for a single one. */
const colourOf = (names: readonly string[]) =>
  ({
    field: 'name',
    type: 'nominal',
    title: null,
    scale: { domain: [...names], scheme: 'tableau10' },
    legend: names.length > 1 ? { labelLimit: 0 } : null,
  }) as const;

/** Any Vega-Lite specification as SVG text. */
async function drawn(specification: TopLevelSpec): Promise<string> {
  // The ids of clip paths go on from chart to chart in one process: a chart would depend on those drawn before.
  resetSVGDefIds();
  const view = new View(parse(compile(specification).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return `${svg}\n`;
}
