/** Figures -> text. */

/** Rows of cells, the first the heads -> a Markdown table with columns of even width; all but the first to the right. */
export function table([heads = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => (row[column] ?? '').length), 3),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (column === 0 ? (cells[column] ?? '').padEnd(width) : (cells[column] ?? '').padStart(width))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(heads), rule, ...rows.map(line)].join('\n');
}

/** A number with three digits that count, thousands separated. */
export const number = (value: number | undefined): string =>
  value === undefined || !Number.isFinite(value)
    ? '–'
    : value.toLocaleString('en', { maximumSignificantDigits: 3, minimumSignificantDigits: value < 100 ? 2 : 1 });

export const whole = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 0 });

/** A share, 0 to 1, in percent. */
export const percent = (share: number | undefined): string => (share === undefined ? '–' : (share * 100).toFixed(1));

/** How many times as much as a base. */
export const ratio = (value: number | undefined, base: number | undefined): string =>
  value === undefined || base === undefined ? '–' : `${number(value / base)}×`;

/** A part of a run: what is printed, and recorded in `docs/`. */
export interface Section {
  /** Names it in the record. */
  readonly id: string;
  readonly text: string;
  /** SVG by file name. */
  readonly plots?: ReadonlyMap<string, string>;
}
