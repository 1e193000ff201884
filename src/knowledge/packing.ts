/** Verified knowledge <-> plain data that JSON can hold; most of it, the phrasings, apart and read back when it is asked for. */
import { deepFreeze } from './frozen.ts';
import type { Chat, Entry, Fact, FollowUps, Gap, KnowledgeBase, Phrasing, Stance } from './knowledge-base.ts';

/** The phrasings of one entry, gap or chat, or of one row of follow-ups: a letter for the stance of each, then their texts. */
export type PackedPhrasings = readonly string[];

/** What a row of follow-ups comes after and leads to, and its phrasings. */
export type PackedFollowUps = readonly [after: string, to: string, PackedPhrasings];

type Phrased = Entry | Gap | Chat;

/** `phrasings`: their number among all that are packed. Facts by their place: each is one object, whatever rests on it. */
type Packed<Item extends Phrased> = {
  readonly [Key in keyof Item]: Key extends 'phrasings'
    ? number
    : Key extends 'facts' | 'nearest'
      ? readonly number[]
      : Item[Key];
};

/** Knowledge with the same keys in the same order, so that what is read back reads like what was written. */
export interface PackedKnowledge extends Omit<KnowledgeBase, 'entries' | 'gaps' | 'chats' | 'followUps'> {
  readonly entries: readonly Packed<Entry>[];
  readonly gaps: readonly Packed<Gap>[];
  readonly chats: readonly Packed<Chat>[];
  /** How many rows there are; they are packed apart. */
  readonly followUps: number;
}

const LETTERS: Readonly<Record<Stance, string>> = { open: 'o', yes: 'y', no: 'n', wrong: 'w' };
const STANCES: ReadonlyMap<string, Stance> = new Map(
  (Object.keys(LETTERS) as Stance[]).map((stance) => [LETTERS[stance], stance]),
);

/** Knowledge as plain data, which nothing changes. */
export function packKnowledge(knowledge: KnowledgeBase): {
  readonly packed: PackedKnowledge;
  readonly phrasings: readonly PackedPhrasings[];
  readonly followUps: readonly PackedFollowUps[];
} {
  const phrasings: PackedPhrasings[] = [];
  const places = new Map(knowledge.facts.map((fact, place) => [fact, place]));
  const placesOf = (facts: readonly Fact[]): number[] => facts.flatMap((fact) => places.get(fact) ?? []);
  const numberOf = (item: Phrased): number => phrasings.push(packPhrasings(item.phrasings)) - 1;
  const { entries, gaps, chats, followUps } = knowledge;
  const packed = {
    ...knowledge,
    entries: entries.map((entry) => ({ ...entry, phrasings: numberOf(entry), facts: placesOf(entry.facts) })),
    gaps: gaps.map((gap) => ({ ...gap, phrasings: numberOf(gap), nearest: placesOf(gap.nearest) })),
    chats: chats.map((chat) => ({ ...chat, phrasings: numberOf(chat) })),
    followUps: followUps.length,
  };
  return {
    packed,
    phrasings,
    followUps: followUps.map(({ after, to, phrasings }) => [after, to, packPhrasings(phrasings)] as const),
  };
}

/**
 * The knowledge that was packed, immutable like any that was loaded. `phrasingsOf` reads packed phrasings by their number, and
 * `readFollowUps` the follow-ups, which most questions do not need.
 */
export function unpackKnowledge(
  packed: PackedKnowledge,
  phrasingsOf: (number: number) => PackedPhrasings,
  readFollowUps: () => readonly PackedFollowUps[],
): KnowledgeBase {
  const factsAt = (places: readonly number[]): Fact[] => places.flatMap((place) => packed.facts[place] ?? []);
  const later = (number: number): (() => readonly Phrasing[]) => {
    let phrasings: readonly Phrasing[] | undefined;
    return () => {
      phrasings ??= unpackPhrasings(phrasingsOf(number));
      return phrasings;
    };
  };
  let followUps: readonly FollowUps[] | undefined;
  const { sources, facts, vocabulary, golden } = packed;
  for (const part of [sources, facts, vocabulary, golden]) deepFreeze(part);
  return Object.freeze({
    ...packed,
    entries: frozen(packed.entries, (entry) =>
      withPhrasings({ ...entry, facts: factsAt(entry.facts) }, later(entry.phrasings)),
    ),
    gaps: frozen(packed.gaps, (gap) => withPhrasings({ ...gap, nearest: factsAt(gap.nearest) }, later(gap.phrasings))),
    chats: frozen(packed.chats, (chat) => withPhrasings(chat, later(chat.phrasings))),
    get followUps() {
      followUps ??= frozen(readFollowUps(), ([after, to, phrasings]) =>
        Object.freeze({ after, to, phrasings: unpackPhrasings(phrasings) }),
      );
      return followUps;
    },
  });
}

/** A property in the place of the number, which lists the phrasings when it is read. */
function withPhrasings<Item extends { readonly phrasings: number }>(
  item: Item,
  list: () => readonly Phrasing[],
): Omit<Item, 'phrasings'> & { readonly phrasings: readonly Phrasing[] } {
  for (const value of Object.values(item)) deepFreeze(value);
  return Object.freeze({
    ...item,
    get phrasings() {
      return list();
    },
  });
}

const frozen = <Item, Result>(items: readonly Item[], made: (item: Item) => Result): readonly Result[] =>
  Object.freeze(items.map(made));

const packPhrasings = (phrasings: readonly Phrasing[]): PackedPhrasings => [
  phrasings.map(({ stance }) => LETTERS[stance]).join(''),
  ...phrasings.map(({ text }) => text),
];

function unpackPhrasings([letters = '', ...texts]: PackedPhrasings): readonly Phrasing[] {
  const phrasings = texts.map((text, at) => {
    const stance = STANCES.get(letters.charAt(at));
    if (stance === undefined) throw new Error(`Expected a stance for "${text}".`);
    return Object.freeze({ text, stance });
  });
  return Object.freeze(phrasings);
}
