/**
 * Knowledge of any size about an imagined event, the same for the same seed: entries that ask something of a thing ("where
 * can I park for the pottery workshop of Belmonton"), ten phrasings each, and questions that are other paraphrases of them.
 *
 * Words come as they do in real text. How often each is used follows Zipf's law (G. K. Zipf, Human Behavior and the Principle
 * of Least Effort, 1949), so that many entries share words; how many different ones there are follows Heaps' law, V = K·n^β
 * (H. S. Heaps, Information Retrieval, 1978), so that a larger knowledge has more of them.
 */
import wordList from '../src/language/english-words.json' with { type: 'json' };
import { ENDINGS, KINDS, NAME_ENDINGS, OPENINGS, RELATIONS, SYLLABLES } from './grammar.ts';
import type { LabelledText } from './public.ts';
import { randomFrom } from './random.ts';

export interface Synthetic {
  readonly phrasings: readonly LabelledText[];
  /** Paraphrases of the same entries; none of them is a phrasing. */
  readonly questions: readonly LabelledText[];
}

export const PHRASINGS_EACH = 10;
/** Ways of asking that an entry's phrasings take. */
const WAYS_KNOWN = 5;
/** Share of the questions that are asked in one of these ways, in other words; the others in a way that no phrasing takes. */
const ASKED_AS_KNOWN = 0.5;
/** What is known of one thing, on average. */
const RELATIONS_EACH = 8;
/** Share of things that are called after somebody or some place. */
const NAMED = 0.7;
/** Different proper names and topics among n entries: K and β of Heaps' law. */
const HEAPS = { names: { k: 6, beta: 0.65 }, topics: { k: 6, beta: 0.5 } };
/** Words from this rank on are topics; the more frequent ones tell too little. */
const TOPICS_FROM = 1_500;
const NOUN = /^[a-z]{3,}(?:tion|ment|ness|ity|ance|ence|ship|ture|ism|ist|ery|ics|ogy|graphy|ing|tor|ker|ner|ger)$/;

type Random = () => number;

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

/** A rank below `count` with a probability in proportion to 1/(rank + 1): P(rank < r) = ln(r + 1) / ln(count + 1). */
export const zipfRank = (random: Random, count: number): number =>
  Math.min(count - 1, Math.floor(Math.exp(random() * Math.log(count + 1)) - 1));

/** How many different words there are in n entries, by Heaps' law. */
const differing = (entries: number, { k, beta }: { k: number; beta: number }): number => Math.ceil(k * entries ** beta);

/** Different proper names, made from syllables. */
function namesFrom(random: Random, count: number): string[] {
  const names = new Set<string>();
  while (names.size < count) {
    const syllables = Array.from({ length: random() < 0.6 ? 1 : 2 }, () => pick(random, SYLLABLES)).join('');
    const name = syllables + pick(random, NAME_ENDINGS);
    if (name.length >= 4) names.add(name.charAt(0).toUpperCase() + name.slice(1));
  }
  return [...names];
}

/** English nouns, the more frequent ones first. */
function topicsOf(count: number): string[] {
  const nouns = englishWords()
    .slice(TOPICS_FROM)
    .filter((word) => NOUN.test(word));
  return nouns.slice(0, count);
}

/** The English words, the most frequent first; in the file they stand by how they begin, each before its rank. */
function englishWords(): string[] {
  const words: string[] = [];
  for (const listed of Object.values(wordList.ranks)) {
    const tokens = listed.split(' ');
    for (let at = 0; at + 1 < tokens.length; at += 2) words[Number(tokens[at + 1])] = tokens[at] ?? '';
  }
  return words;
}

/** Something that an event has, by the ways of naming it. */
interface Thing {
  readonly kind: readonly string[];
  readonly topic: string;
  readonly name?: string;
}

function thingsFrom(random: Random, entries: number): Thing[] {
  const names = namesFrom(random, differing(entries, HEAPS.names));
  const topics = topicsOf(differing(entries, HEAPS.topics));
  const things = new Map<string, Thing>();
  while (things.size < Math.ceil(entries / RELATIONS_EACH)) {
    const kind = pick(random, KINDS);
    const topic = topics[zipfRank(random, topics.length)] as string;
    const name = random() < NAMED ? (names[zipfRank(random, names.length)] as string) : undefined;
    things.set(`${name} ${topic} ${kind[0]}`, { kind, topic, ...(name ? { name } : {}) });
  }
  return [...things.values()];
}

/** A thing in words: none of its parts is left out, or it could be another. */
function nameOf(random: Random, { kind: kinds, topic, name }: Thing): string {
  const kind = pick(random, kinds);
  if (name === undefined)
    return pick(random, [
      `the ${topic} ${kind}`,
      `the ${kind} on ${topic}`,
      `${topic} ${kind}`,
      `the ${kind} about ${topic}`,
    ]);
  return pick(random, [
    `the ${topic} ${kind} of ${name}`,
    `${name}'s ${topic} ${kind}`,
    `the ${name} ${topic} ${kind}`,
    `the ${kind} on ${topic} by ${name}`,
    `${name} ${topic} ${kind}`,
  ]);
}

/** A question of a thing in one of the given ways. */
function phrase(random: Random, ways: readonly string[], thing: Thing): string {
  const core = pick(random, ways)
    .replace(/\[([^\]]*)\]/g, (_, words: string) => pick(random, words.split('|')))
    .replace('{s}', nameOf(random, thing));
  return (pick(random, OPENINGS) + core + pick(random, ENDINGS)).replace(/ {2,}/g, ' ').replace(' ?', '?');
}

/** A question of a thing that is not among the texts. */
function askedOf(random: Random, ways: readonly string[], thing: Thing, texts: ReadonlySet<string>): string {
  const taken = random() < ASKED_AS_KNOWN ? ways.slice(0, WAYS_KNOWN) : ways.slice(WAYS_KNOWN);
  for (;;) {
    const text = phrase(random, taken, thing);
    if (!texts.has(text)) return text;
  }
}

/** The elements in random order (Fisher and Yates). */
function shuffled<T>(random: Random, elements: readonly T[]): T[] {
  const order = [...elements];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as T, order[at] as T];
  }
  return order;
}

/** Knowledge of so many phrasings, and so many questions about it, evenly spread over the entries. */
export function synthesise(phrasings: number, questions: number, seed = 1): Synthetic {
  const random = randomFrom(seed);
  const entries = Math.ceil(phrasings / PHRASINGS_EACH);
  const things = thingsFrom(random, entries);
  const every = Math.max(1, Math.floor(entries / questions));
  const each = Math.ceil(questions / entries);
  const known: LabelledText[] = [];
  const asked: LabelledText[] = [];
  for (let entry = 0; entry < entries; entry += 1) {
    const thing = things[Math.floor(entry / RELATIONS_EACH)] as Thing;
    // Neighbours ask different things of the same: 7 and the number of relations have no common divisor.
    const relation = (Math.floor(entry / RELATIONS_EACH) + entry * 7) % RELATIONS.length;
    const ways = shuffled(random, RELATIONS[relation] as readonly string[]);
    const intent = `e${entry}`;
    const texts = new Set<string>();
    while (texts.size < PHRASINGS_EACH) texts.add(phrase(random, ways.slice(0, WAYS_KNOWN), thing));
    for (const text of texts) known.push({ text, intent });
    for (let count = 0; entry % every === 0 && count < each && asked.length < questions; count += 1)
      asked.push({ text: askedOf(random, ways, thing, texts), intent });
  }
  return { phrasings: known, questions: asked };
}
