/** A question taken apart: its terms, names, dates, and what kind of thing it asks for. */
import type { Name } from '../knowledge/knowledge-base.ts';
import { type DateMention, datesIn } from '../language/dates.ts';
import { auxiliaries, fillers, functionWords, questionWords, quoteRequest, rarityOf } from '../language/english.ts';
import {
  plainText,
  questionedSentences,
  textsIn,
  type Word,
  withoutIntroductions,
  wordsOf,
} from '../language/words.ts';
import { type Lexicon, type Piece, stemOf } from './lexicon.ts';
import type { Speller } from './speller.ts';

/** What a term is; decides its worth. */
export type TermKind =
  | 'after'
  | 'name'
  | 'group'
  | 'surface'
  | 'stem'
  | 'function'
  | 'ask'
  | 'asked'
  | 'date'
  | 'number';

export interface Term {
  /** `>what was told last`, `@name`, `#group`, `~stem within a group`, `?ask`, `?of what is asked for`, `!date part`, else a stem. */
  readonly id: string;
  readonly kind: TermKind;
  /** 0 to 1: how much the word tells by being rare in English; 1 for names and dates. */
  readonly rarity: number;
  /** 0 to 1: less for words outside of the clause that asks. */
  readonly focus: number;
}

export interface NameMention {
  readonly name: Name;
  readonly focus: number;
  /** The spelling of the name, where something is said to be in or at it. */
  readonly placed?: string;
}

/** Two persons said to be one. */
export interface Mistaken {
  readonly said: Name;
  /** The one whom the rest of the question describes. */
  readonly meant: Name;
}

export interface Analysis {
  readonly plain: string;
  readonly words: readonly Word[];
  /** The words that ask: all of them, but for a long text with a story around the question. */
  readonly asking: readonly Word[];
  /** Each term once, in order of first appearance. */
  readonly terms: readonly Term[];
  readonly names: readonly NameMention[];
  /** Those of the clause that asks. */
  readonly dates: readonly DateMention[];
  /** Kinds of thing asked for: `?when`, `?howmany`, … */
  readonly asks: ReadonlySet<string>;
  /** Names or subjects joined by "and", two by two. */
  readonly joined: readonly (readonly [string, string])[];
  /** Somebody of whom it is said that he or she is somebody else ("is Ann the mayor?", where the mayor is another). */
  readonly mistaken?: Mistaken;
  /** Whether the form is that of a yes/no question. */
  readonly yesNo: boolean;
  /** In a conversation: whether what it goes on with was a yes/no question. */
  readonly afterYesNo?: boolean;
  /** Whether a "not" or "never" stands in it that does not belong to a mere question tag ("isn't it"). */
  readonly negated: boolean;
  /** Whether the words of the articles themselves are wanted. */
  readonly wantsQuote: boolean;
}

/** From how many words on the clause that asks counts more than the story around it. */
const LONG_QUESTION = 16;
/** Worth of a term outside of the clause that asks, in a long question. */
const OUTSIDE_FOCUS = 0.45;

const ASK_PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:how many|number of|how often|how many times)\b/, '?howmany'],
  [
    /\bhow much (?:time|longer)\b|\bhow long\b(?! ago)|\bhow many (?:hours|minutes|days|weeks|months|years)\b|\bduration\b/,
    '?howlong',
  ],
  [/\bhow much\b/, '?howmuch'],
  [/\bhow old\b|\bage\b|\bbirthday\b|\bborn\b/, '?howold'],
  [/\bhow (?:far|big|tall|large|high|deep|wide|heavy|fast|warm|cold|strong)\b/, '?howbig'],
  [/\bnames? of\b|\bis called\b/, '?name'],
  [/\b(?:what|which|at what) (?:time|hour)\b|\bo'?clock\b|\btime of day\b|\bstart time\b/, '?clock'],
  [
    /\bwhen\b|\b(?:what|which|on what) (?:exact |calendar )?(?:days?|dates?|months?|years?|weeks?|weekdays?)\b|\bhow soon\b|\bhow long ago\b|\bdates?\b/,
    '?when',
  ],
  [
    /\bwhere\b|\bwhereabouts\b|\b(?:what|which) (?:city|town|country|place|location|nation|continent)\b|\blocation\b/,
    '?where',
  ],
  [/\bwhy\b|\bhow come\b|\breasons?\b|\bwhat for\b|\bfor what\b|\bwhat makes\b/, '?why'],
  [
    /\bwho\b|\bwhom\b|\bwhose\b|\bwhich (?:person|people|man|woman|leaders?|officials?|diplomats?|politicians?)\b/,
    '?who',
  ],
  [
    /\bhow\b(?! (?:many|much|long|old|far|big|tall|large|high|deep|wide|heavy|fast|warm|cold|strong|often|soon|come))/,
    '?how',
  ],
  [/\b(?:what|which)\b/, '?what'],
];

/** One of these stands in every question that asks for a kind of thing. */
const ASKING =
  /\b(?:how|what|which|when|where|whereabouts|why|who|whom|whose|number|duration|names?|called|age|birthday|born|dates?|location|reasons?|o'?clock|time)\b/;

/** What a row of words asks for; a more special kind hides `?what`. */
function asksOf(text: string): Set<string> {
  if (!ASKING.test(text)) return new Set();
  const found = new Set(ASK_PHRASES.filter(([pattern]) => pattern.test(text)).map(([, ask]) => ask));
  if (found.size > 1) found.delete('?what');
  return found;
}

/** Words that may stand before the auxiliary of a yes/no question. */
const LEAD = new Set([
  'so',
  'and',
  'but',
  'or',
  'then',
  'also',
  'ok',
  'okay',
  'k',
  'well',
  'oh',
  'hey',
  'yo',
  'wait',
  'um',
  'uh',
  'like',
]);
const TAG = /\b(?:right|correct|yes|no|true|or not|is not it|or no)$/;

function isYesNo(words: readonly string[], plain: string): boolean {
  let at = 0;
  while (LEAD.has(words[at] ?? '')) at += 1;
  if (auxiliaries.has(words[at] ?? '')) return true;
  const text = words.join(' ');
  const asks = words.some((word) => questionWords.has(word));
  if (asks) return false;
  return (
    TAG.test(text) ||
    /\b(?:yes or no|true or false)\b/i.test(plain) ||
    /\?\s*$/.test(plain) ||
    words.some(
      (word, index) =>
        index > 0 && index < 4 && ['is', 'are', 'was', 'were', 'will', 'does', 'did', 'has'].includes(word),
    )
  );
}

/** "not" right after the auxiliary and before the subject ("is not it …") asks for agreement and denies nothing. */
function isNegated(words: readonly string[]): boolean {
  return words.some(
    (word, at) =>
      (word === 'not' || word === 'never') && !(at <= 2 && auxiliaries.has(words[at - 1] ?? '') && at === 1),
  );
}

const NUMBER_WORDS: ReadonlyMap<string, string> = new Map([
  ['twenty twenty one', '2021'],
  ['twenty twentyone', '2021'],
  ['twenty twenty', '2020'],
  ['twenty sixteen', '2016'],
  ['sixteenth', '16th'],
]);

/** Years as they are spoken -> digits. */
function withDigits(words: readonly Word[]): readonly Word[] {
  if (!words.some(({ text }) => text === 'twenty' || text === 'sixteenth')) return words;
  const result: Word[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (!word) continue;
    const length = [3, 2, 1].find((size) =>
      NUMBER_WORDS.has(
        words
          .slice(at, at + size)
          .map(({ text }) => text)
          .join(' '),
      ),
    );
    if (length === undefined) result.push(word);
    else {
      result.push({
        ...word,
        text:
          NUMBER_WORDS.get(
            words
              .slice(at, at + length)
              .map(({ text }) => text)
              .join(' '),
          ) ?? word.text,
      });
      at += length - 1;
    }
  }
  return result;
}

/** A text of more than one sentence is a story from so many words on, a single sentence from `LONG_QUESTION`. */
const STORY = 9;

/**
 * Which words of a long text ask: the last sentence that does, and of a long one its last clause that does. The rest is the
 * story around it. Undefined where all of them ask.
 */
function askingWords(
  plain: string,
  words: readonly Word[],
  introduced: ReadonlySet<number>,
): ((word: Word) => boolean) | undefined {
  if (words.length < STORY) return undefined;
  const sentences = [...Map.groupBy(words, (word) => word.sentence)];
  const long = (members: readonly Word[]): boolean => members.length >= LONG_QUESTION;
  if (sentences.length === 1 && !long(words)) return undefined;
  const questioned = questionedSentences(plain);
  const [sentence, members = []] =
    sentences.findLast(
      ([number, candidates]) => isAsking(candidates, introduced) || (candidates.length >= 3 && questioned.has(number)),
    ) ?? [];
  if (sentence === undefined) return undefined;
  const clause = long(members)
    ? [...Map.groupBy(members, (word) => word.clause)].findLast(([, candidates]) => isAsking(candidates, introduced))
    : undefined;
  return clause ? (word) => word.clause === clause[0] : (word) => word.sentence === sentence;
}

/** Whether words begin as a question or followed "could you tell me". */
const isAsking = (words: readonly Word[], introduced: ReadonlySet<number>): boolean =>
  words.length >= 3 && (words.some(({ clause }) => introduced.has(clause)) || beginsAsQuestion(words));

/** A question word near the beginning, or an auxiliary right there. */
function beginsAsQuestion(words: readonly Word[]): boolean {
  const start = words.findIndex(({ text }) => !LEAD.has(text));
  return (
    auxiliaries.has(words[start]?.text ?? '') ||
    words.slice(start, start + 4).some(({ text }) => questionWords.has(text) && text !== 'that')
  );
}

/** Clauses of which only what follows the introduction is left. */
function introducedIn(all: readonly Word[], kept: readonly Word[]): Set<number> {
  if (kept === all) return new Set();
  const left = new Set(kept);
  return new Set(all.filter((word) => !left.has(word)).map(({ clause }) => clause));
}

/** Words that may stand between a question word and what it asks for. */
const BEFORE_ASKED = new Set(
  'exact exactly particular specific other kind sort type of the a an his her its their this that these those is are was were be'.split(
    ' ',
  ),
);
const ASKING_FOR = new Set(['which', 'what', 'whose']);

/** What "which …", "what is the … of" and "the name of the …" ask for: the first word with content after them. */
function askedFor(pieces: readonly Piece[], words: readonly Word[]): string[] {
  return pieces.flatMap(({ from }, at) => {
    const word = words[from]?.text ?? '';
    const named = word === 'of' && words[from - 1]?.text === 'name';
    if (!named && !ASKING_FOR.has(word)) return [];
    const asked = pieces.slice(at + 1).find((piece) => !BEFORE_ASKED.has(words[piece.from]?.text ?? ''));
    const isWord = asked && !functionWords.has(words[asked.from]?.text ?? '');
    return isWord && asked.from - from <= MOST_BETWEEN + 1 ? [asked.term] : [];
  });
}
const MOST_BETWEEN = 3;

/** Names joined to names and groups to groups by "and". */
function joinedIn(pieces: readonly Piece[]): [string, string][] {
  return pieces.flatMap(({ term }, at): [string, string][] => {
    const after = pieces[at + 2]?.term ?? '';
    const alike = (term.startsWith('@') && after.startsWith('@')) || (term.startsWith('#') && after.startsWith('#'));
    return alike && pieces[at + 1]?.term === 'and' && term !== after ? [[term, after]] : [];
  });
}

const PLACING = new Set(['in', 'at']);

/** The spelling of a name after "in" or "at"; that of its list after "in the", where it may be an adjective. */
function placedAs({ name, from, to }: Piece, words: readonly Word[]): string | undefined {
  const article = words[from - 1]?.text === 'the';
  if (!name || !PLACING.has(words[from - (article ? 2 : 1)]?.text ?? '')) return undefined;
  const said = words.slice(from, to).map(({ text }) => text);
  const spelling = name.aliases.find((alias) => textsIn(alias).join(' ') === said.join(' '));
  return article ? name.name : (spelling ?? name.name);
}

/** Not "was": who somebody is now does not tell who it was before. */
const COPULA = 'is';
/** What may stand between the two that are said to be one, and after them. */
const BETWEEN = new Set('the a an really actually still now also currently already new current in fact'.split(' '));
const AFTER = new Set('right correct true yes no now today still really or then though anymore currently'.split(' '));

/** The persons whom "is A B?" or "A is B" says to be one, where they are two. */
function mistakenIn(pieces: readonly Piece[], words: readonly Word[]): Mistaken | undefined {
  const textOf = ({ from }: Piece): string => words[from]?.text ?? '';
  const persons = pieces.filter(({ name }) => name?.kind === 'person');
  const [first, second] = persons;
  if (persons.length !== 2 || !first?.name || !second?.name || first.name.id === second.name.id) return undefined;
  const before = pieces.slice(0, pieces.indexOf(first)).filter((piece) => !LEAD.has(textOf(piece)));
  const between = pieces.slice(pieces.indexOf(first) + 1, pieces.indexOf(second)).map(textOf);
  const after = pieces.slice(pieces.indexOf(second) + 1).map(textOf);
  const copulas = [...before.map(textOf), ...between].filter((word) => word === COPULA);
  const plain =
    copulas.length === 1 &&
    before.map(textOf).every((word) => word === COPULA || BETWEEN.has(word) || word === 'not') &&
    between.every((word) => word === COPULA || BETWEEN.has(word)) &&
    after.every((word) => AFTER.has(word));
  if (!plain) return undefined;
  const [said, meant] = isDescription(first, words) ? [second.name, first.name] : [first.name, second.name];
  return { said, meant };
}

/** Whether a person is spoken of by what he or she is and not by name. */
function isDescription({ name, from, to }: Piece, words: readonly Word[]): boolean {
  const own = new Set(textsIn(name?.name ?? ''));
  return !words.slice(from, to).some(({ text }) => own.has(text));
}

export interface Analyser {
  readonly lexicon: Lexicon;
  readonly speller?: Speller;
}

function mended(word: Word, speller: Speller): Word {
  const text = speller.mend(word.text);
  return text === word.text ? word : { ...word, text };
}

/** Terms in focus by their id: the same few thousand come in every phrasing, and one object of each spares most of the memory. */
const sharedTerms = new Map<string, Term>();
const MAX_SHARED = 50_000;

function termOf(id: string, kind: TermKind, rarity: number, focus: number): Term {
  const shared = focus === 1 ? sharedTerms.get(id) : undefined;
  if (shared && shared.kind === kind && shared.rarity === rarity) return shared;
  const term: Term = { id, kind, rarity, focus };
  if (focus === 1 && sharedTerms.size < MAX_SHARED) sharedTerms.set(id, term);
  return term;
}

/** Takes a question apart. Never throws; a text without words has no terms. */
export function analyse(text: string, { lexicon, speller }: Analyser): Analysis {
  const plain = plainText(text);
  const raw = withDigits(wordsOf(plain));
  const all = speller ? raw.map((word) => mended(word, speller)) : raw;
  const words = withoutIntroductions(all);
  const texts = words.map((word) => word.text);
  const isAsked = askingWords(plain, words, introducedIn(all, words));
  const focusOf = (word: Word | undefined): number => (!isAsked || !word || isAsked(word) ? 1 : OUTSIDE_FOCUS);
  const focused = isAsked ? words.filter(isAsked) : words;
  const focusedTexts = focused.map((word) => word.text);
  const asks = asksOf(focusedTexts.join(' '));

  const terms = new Map<string, Term>();
  const add = (id: string, kind: TermKind, rarity: number, focus: number): void => {
    const known = terms.get(id);
    if (!known || known.focus < focus) terms.set(id, termOf(id, kind, rarity, focus));
  };
  const names: NameMention[] = [];
  const dates = datesIn(texts);
  for (const ask of asks) add(ask, 'ask', 1, 1);
  for (const { mention, from } of dates) {
    const focus = focusOf(words[from]);
    for (const [part, value] of Object.entries(mention)) add(`!${part}:${value}`, 'date', 1, focus);
  }
  // "Hi" and "ok thanks" are nothing but fillers: there they are what was said.
  const onlyFillers = asks.size === 0 && texts.every((word) => fillers.has(word) || functionWords.has(word));
  const dated = (at: number): boolean => dates.some(({ from, to }) => at >= from && at < to);
  const pieces = lexicon.pieces(words);
  for (const asked of askedFor(pieces, words)) add(`?of ${asked}`, 'asked', 1, 1);
  for (const piece of pieces) {
    if (dated(piece.from)) continue;
    const focus = focusOf(words[piece.from]);
    if (piece.name) {
      const placed = placedAs(piece, words);
      names.push({ name: piece.name, focus, ...(placed === undefined ? {} : { placed }) });
      add(piece.term, 'name', 1, focus);
      continue;
    }
    const spanned = texts.slice(piece.from, piece.to);
    const rarity = Math.max(...spanned.map(rarityOf));
    if (piece.term.startsWith('#')) {
      add(piece.term, 'group', Math.max(rarity, 0.5), focus);
      for (const word of spanned) if (!functionWords.has(word)) add(`~${stemOf(word)}`, 'surface', rarity, focus);
      continue;
    }
    const [word = ''] = spanned;
    if (/^\d/.test(word)) add(`!number:${word}`, 'number', 1, focus);
    else if (functionWords.has(word)) add(piece.term, 'function', 0, focus);
    else if (onlyFillers || !fillers.has(word)) add(piece.term, 'stem', onlyFillers ? 1 : rarity, focus);
  }
  const mistaken = mistakenIn(pieces, words);
  return {
    ...(mistaken ? { mistaken } : {}),
    plain,
    words,
    asking: focused,
    terms: [...terms.values()],
    joined: joinedIn(pieces),
    names,
    dates: dates.filter(({ from }) => focusOf(words[from]) === 1).map(({ mention }) => mention),
    asks,
    yesNo: isYesNo(focusedTexts, plain),
    negated: isNegated(focusedTexts),
    wantsQuote: quoteRequest.test(all.map(({ text: word }) => word).join(' ')),
  };
}

/** A text as it is asked after some entries or gaps, by their ids, were told. */
export const following = (analysis: Analysis, told: readonly string[]): Analysis =>
  told.length === 0
    ? analysis
    : { ...analysis, terms: [...told.map((id) => termOf(`>${id}`, 'after', 1, 1)), ...analysis.terms] };

/** Whether it is known after what a text is asked. */
export const isFollowing = ({ terms }: Analysis): boolean => terms[0]?.kind === 'after';
