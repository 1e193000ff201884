/**
 * Measures the bot on a Discord of our own: how soon it answers under load, whether each question is answered exactly once while
 * much goes wrong, and whether its memory stays what it is. The bot is a process of its own; this one is Discord and the people.
 */
import { recordSections } from './benchmarks.ts';
import { amount, flag, optionsOf, someOf, text } from './command-line.ts';
import { LOAD } from './discord-load.ts';
import { discordSection, PARTS } from './discord-report.ts';

const USAGE = `Measures the bot on a Discord of our own.

  node bench/discord.ts
  node bench/discord.ts --parts ${PARTS.join(',')}     some of it
  node bench/discord.ts --rate 300 --seconds 60                    mentions a second, and as many /ask; for how long
  node bench/discord.ts --completions 10000 --people 100000        how many of them
  node bench/discord.ts --new                                      hardly a question comes twice
  node bench/discord.ts --seed 2                                   other people ask other questions
  node bench/discord.ts --profile FOLDER                           a CPU profile of each bot into a folder
  node bench/discord.ts --record                                   into docs/benchmarks.md

Machines are noisy: quote the ratio to the bare client, not the times.`;

const options = optionsOf(USAGE, {
  parts: someOf(PARTS, PARTS),
  rate: amount(LOAD.rate),
  seconds: amount(LOAD.seconds),
  completions: amount(LOAD.completions),
  people: amount(LOAD.people),
  seed: amount(LOAD.seed),
  new: flag,
  profile: text,
  record: flag,
});
const { rate, seconds, completions, people, seed, profile } = options;
const section = await discordSection(
  {
    ...LOAD,
    rate,
    seconds,
    completions,
    people,
    seed,
    fresh: options.new,
    flags: profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [],
  },
  PARTS.filter((part) => options.parts.includes(part)),
  (line) => console.error(line),
);
console.log(section.text);
if (options.record) recordSections([section]);
