/** What was found -> reply. Pure. */
import { LIMITS } from '../limits.ts';
import { cutText } from '../markup.ts';
import type { Phrases } from '../phrases/phrases.ts';
import { COLOURS, type Reply } from './reply.ts';

export interface Finding {
  readonly name: string;
  readonly well: boolean;
  /** What is so, and where it is not well what to do; markup. */
  readonly text: string;
}

/** Everything that was looked at, one field each. */
export function renderDiagnosis(findings: readonly Finding[], { diagnose: words }: Phrases): Reply {
  const ill = findings.filter(({ well }) => !well).length;
  const fields = findings.map(({ name, well, text }) => ({
    name: `${well ? '✅' : '⚠️'} ${name}`,
    value: cutText(text, LIMITS.fieldValue),
  }));
  const description = ill === 0 ? words.allWell : words.someIll(ill);
  return {
    embed: { title: words.title, color: ill === 0 ? COLOURS.done : COLOURS.failed, description, fields },
    rows: [],
  };
}
