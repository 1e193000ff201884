/** Results as text for a terminal. */
import { FIGURE_NAMES, FIGURES, type Figure, type FigureName, intervalOf, written } from './figures.ts';
import { confusionOf, OUTCOMES } from './reasons.ts';
import { gradesOf, type Result } from './result.ts';

/** Figures that are shares of a count that is worth telling. */
const COUNTED = new Set<FigureName>(['right', 'declined', 'wrong', 'reason']);
/** Figures told with the bounds between which they lie in 19 of 20 cases. */
const BOUNDED = new Set<FigureName>(['right', 'wrong']);

/** A table: columns as wide as their widest cell, the first to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [head, ...rows].map(line).join('\n');
}

/** A line of figures for each group: first the answers, then how far their confidence can be trusted. */
export function renderFigures(results: readonly Result[]): string {
  const split = FIGURE_NAMES.indexOf('errorOfAnswers');
  const columns = [
    [...FIGURE_NAMES.slice(0, split), 'invalid' as const],
    FIGURE_NAMES.slice(split).filter((name) => name !== 'invalid'),
  ];
  return columns
    .map((names) =>
      table(
        ['', 'asked', ...names.map((name) => FIGURES[name].short)],
        results.map(({ name, asked, figures }) => [
          name,
          `${asked.length}`,
          ...names.map((figure) => cell(figure, figures[figure])),
        ]),
      ),
    )
    .join('\n\n');
}

function cell(name: FigureName, figure: Figure): string {
  if (figure.of === 0 || !COUNTED.has(name)) return written(name, figure);
  const [least, most] = intervalOf(figure).map((share) => (100 * share).toFixed(0));
  return `${written(name, figure)}${BOUNDED.has(name) ? ` (${least}-${most})` : ''} of ${figure.of}`;
}

/** How many of each kind and style are right. */
export function renderCells(results: readonly Result[]): string {
  const line = (cells: Readonly<Record<string, Figure>>): string =>
    Object.entries(cells)
      .map(([name, { value, of }]) => `${name} ${Math.round(value * of)}/${of}`)
      .join(', ');
  return results
    .filter(({ kinds }) => Object.keys(kinds).length > 1)
    .map(({ name, kinds, styles }) => `${name} by kind:  ${line(kinds)}\n${name} by style: ${line(styles)}`)
    .join('\n\n');
}

/** Which refusals were expected (lines) and which came (columns). */
export function renderReasons(result: Result): string {
  const rows = confusionOf(gradesOf(result));
  return table(
    ['expected, came', ...OUTCOMES],
    rows.map(({ expected, counts }) => [expected, ...counts.map(String)]),
  );
}
