/** Names and words of one knowledge base, found in a row of words. */
import { stemmer } from 'stemmer';
import type { Name, Vocabulary } from '../knowledge/knowledge-base.ts';
import { functionWords } from '../language/english.ts';
import { textsIn, type Word } from '../language/words.ts';

/** One or more words of a text that stand for one thing. */
export interface Piece {
  /** `@id` of a name, `#id` of a word group, else the word's stem. */
  readonly term: string;
  readonly name?: Name;
  /** Index of the first word and after the last. */
  readonly from: number;
  readonly to: number;
}

interface Node {
  /** None where no longer name or group goes on, as with most. */
  next: Map<string, Node> | undefined;
  term: string | undefined;
  name: Name | undefined;
}

const emptyNode = (): Node => ({ next: undefined, term: undefined, name: undefined });

const stems = new Map<string, string>();
const MAX_STEMS = 50_000;

/** Porter's stem of a word; remembered, since the same words come again and again. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmer(word);
  if (stems.size < MAX_STEMS) stems.set(word, stem);
  return stem;
}

/** After these "us" is a pronoun, and not a country. */
const BEFORE_PRONOUN = new Set(
  'tell give show let of for join remind help ask teach all to about like at among'.split(' '),
);

export class Lexicon {
  readonly #root: Node = emptyNode();
  readonly #groupOfStem = new Map<string, string>();

  constructor(vocabulary: Vocabulary) {
    for (const group of vocabulary.groups) {
      for (const words of group.words) this.#add(words, `#${group.id}`);
    }
    for (const name of vocabulary.names) {
      for (const alias of name.aliases) this.#add(alias, `@${name.id}`, name);
    }
  }

  #add(text: string, term: string, name?: Name): void {
    const words = textsIn(text);
    if (words.length === 0) return;
    let node = this.#root;
    for (const word of words) {
      node.next ??= new Map();
      const next = node.next.get(word) ?? emptyNode();
      node.next.set(word, next);
      node = next;
    }
    node.term = term;
    if (name) node.name = name;
    const [only] = words;
    if (!name && words.length === 1 && only) this.#groupOfStem.set(stemOf(only), term);
  }

  /** Every word of a name or group, for the speller. */
  *words(node: Node = this.#root): Generator<string> {
    for (const [word, next] of node.next ?? []) {
      yield word;
      yield* this.words(next);
    }
  }

  /** The longest name or group that begins at a word. */
  #longest(words: readonly Word[], from: number): Piece | undefined {
    let node: Node | undefined = this.#root;
    let found: Piece | undefined;
    for (let at = from; at < words.length; at += 1) {
      const word = words[at];
      node = word && (node.next?.get(word.text) ?? node.next?.get(singular(word.text)));
      if (!node) break;
      if (node.term) found = { term: node.term, from, to: at + 1, ...(node.name ? { name: node.name } : {}) };
    }
    return found && this.#isPronoun(words, found) ? undefined : found;
  }

  /** "us" and other function words that are also a name count as the name in capitals, or where no pronoun can stand. */
  #isPronoun(words: readonly Word[], { from, to }: Piece): boolean {
    const word = words[from];
    if (to - from > 1 || !word || !functionWords.has(word.text)) return false;
    return !word.upper && BEFORE_PRONOUN.has(words[from - 1]?.text ?? '');
  }

  /** The words as pieces, left to right, the longest name or group first. */
  pieces(words: readonly Word[]): Piece[] {
    const pieces: Piece[] = [];
    for (let at = 0; at < words.length; ) {
      const piece = this.#longest(words, at) ?? this.#single(words[at]?.text ?? '', at);
      pieces.push(piece);
      at = piece.to;
    }
    return pieces;
  }

  #single(word: string, at: number): Piece {
    const stem = stemOf(word);
    const group = functionWords.has(word) ? undefined : this.#groupOfStem.get(stem);
    return { term: group ?? stem, from: at, to: at + 1 };
  }
}

const singular = (word: string): string => (word.length > 4 && word.endsWith('s') ? word.slice(0, -1) : word);
