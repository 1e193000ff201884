/**
 * Measures the bot on a Discord of our own: how soon it answers under load, whether each question is answered exactly once while
 * much goes wrong, and whether its memory stays what it is. The bot is a process of its own; this one is Discord and the people.
 *
 *     node bench/discord.ts
 *     node bench/discord.ts --parts load,completions,faults,memory     some of it
 *     node bench/discord.ts --rate 300 --seconds 60                    mentions a second, and as many `/ask`; for how long
 *     node bench/discord.ts --completions 10000 --people 100000        how many of them
 *     node bench/discord.ts --new                                      hardly a question comes twice
 *     node bench/discord.ts --seed 2                                   other people ask other questions
 *     node bench/discord.ts --profile FOLDER                           a CPU profile of each bot into a folder
 *     node bench/discord.ts --record                                   into docs/benchmarks.md
 *
 * Machines are noisy: quote the ratio to the bare client, not the times.
 */
import { parseArgs } from 'node:util';
import { recordSections } from './benchmarks.ts';
import { LOAD } from './discord-load.ts';
import { discordSection, PARTS } from './discord-report.ts';

const { values } = parseArgs({
  options: {
    parts: { type: 'string' },
    rate: { type: 'string' },
    seconds: { type: 'string' },
    completions: { type: 'string' },
    people: { type: 'string' },
    seed: { type: 'string' },
    new: { type: 'boolean', default: false },
    profile: { type: 'string' },
    record: { type: 'boolean', default: false },
  },
});
const names = values.parts?.split(',') ?? PARTS;
const parts = PARTS.filter((part) => names.includes(part));
if (parts.length < names.length) throw new Error(`Expected some of ${PARTS.join(', ')} after --parts.`);

const section = await discordSection(
  {
    ...LOAD,
    rate: Number(values.rate ?? LOAD.rate),
    seconds: Number(values.seconds ?? LOAD.seconds),
    completions: Number(values.completions ?? LOAD.completions),
    people: Number(values.people ?? LOAD.people),
    seed: Number(values.seed ?? LOAD.seed),
    fresh: values.new,
    flags: values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [],
  },
  parts,
  (text) => console.error(text),
);
console.log(section.text);
if (values.record) recordSections([section]);
