/** Answers as text for a terminal. Renders only; whoever calls it prints. */
import { type Answer, type Citation, type Reason, textBesideQuotes } from '../answering/answer.ts';

// Imported by name, node:util would look up each of its names, and load parts of Node that nobody needs at a start.
const { stripVTControlCharacters, styleText } = process.getBuiltinModule('node:util');

export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether to style the text; a pipe and `NO_COLOR` say no. */
  readonly colour: boolean;
}

const WIDEST = 100;
const NARROWEST = 30;

type Style = Parameters<typeof styleText>[0];

const REASONS: Record<Reason, string> = {
  'not-in-articles': 'Not in the articles',
  'off-topic': 'Off topic',
  unclear: 'Not understood',
};

/** Text without anything that steers a terminal. */
export const printable = (text: string): string => stripVTControlCharacters(text).replace(/[\p{Cc}\p{Cf}]/gu, ' ');

/** Lines of at most `width` characters, each with an indent; words are never cut. */
export function wrap(text: string, width: number, indent = '', hanging = indent): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/)) {
    const empty = line === indent || line === hanging;
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = hanging;
    }
    line += line === indent || line === hanging ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}

/**
 * Whether one article or both say so: "Both articles say so", "Only The Times says so"; empty without citations. Where each may
 * say a part only, just which ones it is from.
 */
export function agreementOf({ agreed, citations }: Pick<Answer, 'agreed' | 'citations'>): string {
  const publishers = [...new Set(citations.map(({ source }) => source.publisher))];
  if (publishers.length === 0) return '';
  if (publishers.length === 1) return `Only ${publishers[0]} says so.`;
  if (!agreed) return `From ${publishers.join(' and ')}.`;
  return `${publishers.length === 2 ? 'Both' : 'All'} articles say so: ${publishers.join(' and ')}.`;
}

/** An answer as it is shown: text, proof and what to ask next. Ends without a line break. */
export function renderAnswer(answer: Answer, { width, colour }: RenderOptions): string {
  const columns = Math.max(NARROWEST, Math.min(WIDEST, width));
  const style = (format: Style, text: string): string =>
    colour ? styleText(format, text, { validateStream: false }) : text;
  const parts: string[] = [];
  if (answer.verdict === 'declined' && answer.reason) parts.push(style('yellow', `[${REASONS[answer.reason]}]`));
  parts.push(style('bold', wrap(printable(textBesideQuotes(answer)), columns)));
  if (answer.citations.length > 0) {
    const nearest = answer.verdict === 'answered' ? [] : [style('dim', 'The nearest that they do say:')];
    const agreement = answer.verdict === 'answered' ? [style('dim', wrap(agreementOf(answer), columns))] : [];
    parts.push(
      [...nearest, ...answer.citations.map((citation) => renderCitation(citation, columns, style)), ...agreement].join(
        '\n',
      ),
    );
  }
  if (answer.suggestions.length > 0) {
    const opening = answer.verdict === 'suggested' ? '' : `${style('dim', 'You can also ask:')}\n`;
    parts.push(
      opening + answer.suggestions.map((question) => style('cyan', wrap(question, columns, '  - ', '    '))).join('\n'),
    );
  }
  return parts.join('\n\n');
}

function renderCitation(
  { source, quote, url, note }: Citation,
  columns: number,
  style: (format: Style, text: string) => string,
): string {
  const lines = [
    wrap(`“${quote}”`, columns, '  ', '   '),
    style('dim', `     ${source.publisher}, ${source.published}`),
    style(['dim', 'underline'], `     ${url}`),
  ];
  if (note !== undefined) lines.push(style('dim', wrap(`(${note})`, columns, '     ', '     ')));
  return lines.join('\n');
}
