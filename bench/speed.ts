/**
 * Measures speed, memory and accuracy side by side with other engines on the same phrasings, in one run.
 *
 *     npm run bench
 *     npm run bench -- --only summit,odd,start,scale      parts of it
 *     npm run bench -- --sizes 1000,10000                 sizes of the synthetic knowledge, in phrasings
 *     npm run bench -- --full                             up to a million phrasings
 *     npm run bench -- --public FOLDER                    the public question sets of a folder (docs/benchmarks.md)
 *     npm run bench -- --public FOLDER --encoder          this engine alone, without and with the encoder (docs/sense.md)
 *     npm run bench -- --seconds 120                      how long an engine may build
 *     npm run bench -- --budget 30                        seconds in which an engine is asked; more: more questions of slow ones
 *     npm run bench -- --only discord --rate 300 --seconds 60   the bot on Discord under load; more settings: bench/discord.ts
 *     npm run bench -- --record                           into docs/benchmarks.md
 *
 * Machines are noisy: quote the ratio, not the times.
 */
import { parseArgs } from 'node:util';
import { record } from './benchmarks.ts';
import { LOAD } from './discord-load.ts';
import { discordSection, PARTS } from './discord-report.ts';
import { ownEngines } from './engines.ts';
import { BOUNDS } from './measurement.ts';
import { oddSection } from './odd.ts';
import { publicSection } from './public-sets.ts';
import { LARGEST, SIZES, scaleSection, summitSection } from './scale.ts';
import { startSection } from './start.ts';
import type { Section } from './tables.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    sizes: { type: 'string' },
    full: { type: 'boolean', default: false },
    public: { type: 'string' },
    seconds: { type: 'string' },
    rate: { type: 'string' },
    budget: { type: 'string' },
    encoder: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
});
const folder = values.public;
const sizes = values.sizes?.split(',').map(Number) ?? [...SIZES, ...(values.full ? [LARGEST] : [])];
const bounds = {
  ...BOUNDS,
  seconds: Number(values.seconds ?? BOUNDS.seconds),
  budget: Number(values.budget ?? BOUNDS.budget),
};

/** What is under way, where the figures do not go. */
const tell = (text: string): void => console.error(text);

const load = {
  ...LOAD,
  rate: Number(values.rate ?? LOAD.rate),
  seconds: Number(values.seconds ?? LOAD.seconds),
};

/** Only where it is asked for: it takes ten minutes and wants the machine for itself. */
const onRequest = { discord: () => discordSection(load, PARTS, tell) };

const parts: Readonly<Record<string, () => Promise<Section> | Section>> = {
  summit: () => summitSection(bounds, tell),
  odd: oddSection,
  start: startSection,
  scale: () => scaleSection(sizes, bounds, tell),
  ...(folder ? { public: () => publicSection(folder, bounds, tell, values.encoder ? ownEngines : undefined) } : {}),
};
const wanted = values.only?.split(',') ?? (folder ? ['public'] : Object.keys(parts));

const sections: Section[] = [];
for (const name of wanted) {
  const part = { ...parts, ...onRequest }[name];
  if (!part)
    throw new Error(
      `Expected some of ${Object.keys({ ...parts, ...onRequest }).join(', ')} after --only, got "${name}".`,
    );
  const section = await part();
  console.log(`${section.text}\n`);
  sections.push(section);
}
if (values.record) record(sections, bounds);
