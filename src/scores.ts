/** How often the bot was right when it was last measured, for those who ask it. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Scores } from './discord/options.ts';

const Figure = z.object({ value: z.number(), of: z.number() });
const Group = z.object({ figures: z.object({ right: Figure, declined: Figure, wrong: Figure }) });
const Recorded = z.object({ revision: z.string(), groups: z.record(z.string(), z.unknown()) });

type Figures = z.infer<typeof Group>['figures'];

/** The scores in a record of `npm run eval -- --record`; nothing when there is none, or none that can be read. */
export function readScores(file: string): Scores | undefined {
  try {
    const { revision, groups } = Recorded.parse(JSON.parse(readFileSync(file, 'utf8')));
    return pooled(
      revision,
      Object.entries(groups).flatMap(([name, group]) =>
        /^[a-z ]+ aside$/.test(name) ? [Group.parse(group).figures] : [],
      ),
    );
  } catch {
    return undefined;
  }
}

/** Several sets as one: each figure over all that it was counted of; nothing where one was counted of nothing. */
function pooled(revision: string, sets: readonly Figures[]): Scores | undefined {
  const totalOf = (figure: keyof Figures): number => sets.reduce((sum, set) => sum + set[figure].of, 0);
  const percent = (figure: keyof Figures): string => {
    const hits = sets.reduce((sum, set) => sum + set[figure].value * set[figure].of, 0);
    return String(Math.round((100 * hits) / totalOf(figure)));
  };
  const [right, declined, wrong] = [totalOf('right'), totalOf('declined'), totalOf('wrong')];
  if (right === 0 || declined === 0 || wrong === 0) return undefined;
  return {
    revision,
    questions: right + declined,
    right: percent('right'),
    declined: percent('declined'),
    wrong: percent('wrong'),
  };
}
