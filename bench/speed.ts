/** Measures speed, memory and accuracy side by side with other engines on the same phrasings, in one run. */
import { record } from './benchmarks.ts';
import { amount, amounts, flag, optionsOf, someOf, text } from './command-line.ts';
import { completionSection } from './completion.ts';
import { LOAD } from './discord-load.ts';
import { discordSection, PARTS as OF_DISCORD } from './discord-report.ts';
import { ownEngines } from './engines.ts';
import { BOUNDS } from './measurement.ts';
import { oddSection } from './odd.ts';
import { publicSection } from './public-sets.ts';
import { LARGEST, SIZES, scaleSection, summitSection } from './scale.ts';
import { startSection } from './start.ts';
import type { Section } from './tables.ts';

/** Measured unless something else is asked for. */
const ALWAYS = ['summit', 'odd', 'completion', 'start', 'scale'] as const;
/** The bot on Discord only where it is asked for: it takes ten minutes and wants the machine for itself. */
const PARTS = [...ALWAYS, 'discord'] as const;

const USAGE = `Measures speed, memory and accuracy side by side with other engines on the same phrasings, in one run.

  npm run bench
  npm run bench -- --only summit,completion           parts of it: ${PARTS.join(', ')}
  npm run bench -- --sizes 1000,10000                 sizes of the synthetic knowledge, in phrasings
  npm run bench -- --full                             up to a million phrasings
  npm run bench -- --public FOLDER                    the public question sets of a folder (docs/benchmarks.md)
  npm run bench -- --public FOLDER --encoder          this engine alone, without and with the encoder (docs/sense.md)
  npm run bench -- --seconds 120                      how long an engine may build
  npm run bench -- --budget 30                        seconds in which an engine is asked; more: more questions of slow ones
  npm run bench -- --only discord --rate 300 --seconds 60   the bot on Discord under load; more settings: bench/discord.ts
  npm run bench -- --record                           into docs/benchmarks.md

Machines are noisy: quote the ratio, not the times.`;

const options = optionsOf(USAGE, {
  only: someOf(PARTS, []),
  sizes: amounts([]),
  full: flag,
  public: text,
  seconds: amount(undefined),
  budget: amount(BOUNDS.budget),
  rate: amount(LOAD.rate),
  encoder: flag,
  record: flag,
});
const bounds = { ...BOUNDS, seconds: options.seconds ?? BOUNDS.seconds, budget: options.budget };
const load = { ...LOAD, rate: options.rate, seconds: options.seconds ?? LOAD.seconds };
const sizes = options.sizes.length > 0 ? options.sizes : [...SIZES, ...(options.full ? [LARGEST] : [])];

/** What is under way, where the figures do not go. */
const tell = (line: string): void => console.error(line);

const measure: Readonly<Record<(typeof PARTS)[number], () => Promise<Section> | Section>> = {
  summit: () => summitSection(bounds, tell),
  odd: oddSection,
  completion: completionSection,
  start: startSection,
  scale: () => scaleSection(sizes, bounds, tell),
  discord: () => discordSection(load, OF_DISCORD, tell),
};
const { only, public: folder } = options;
const wanted = (only.length === 0 && folder === undefined ? ALWAYS : only).map((part) => measure[part]);
if (folder !== undefined)
  wanted.push(() => publicSection(folder, bounds, tell, options.encoder ? ownEngines : undefined));

const sections: Section[] = [];
for (const part of wanted) {
  const section = await part();
  console.log(`${section.text}\n`);
  sections.push(section);
}
if (options.record) record(sections, bounds);
