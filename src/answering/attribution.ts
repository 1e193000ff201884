/** Questions about the sources themselves: which article says something, whether a certain one or all of them do. */
import type { Source, Vocabulary } from '../knowledge/knowledge-base.ts';
import { fillers } from '../language/english.ts';
import { plainText, type Word, wordsOf } from '../language/words.ts';
import { Alphabet, OTHER, type Utterance } from './letters.ts';

export interface AttributionRequest {
  /**
   * `which` of the articles, whether `one` of them, whether `only` one, `any` or `all` of them say it; `what` one of them says
   * of it; how they `compare`.
   */
  readonly kind: 'which' | 'one' | 'only' | 'any' | 'all' | 'what' | 'compare';
  /** The one that is asked about; `other`: not the one that was spoken of last. */
  readonly source?: Source | 'other';
  /** What they are asked to say, as a question of its own; empty for what was just answered. */
  readonly subject: string;
  /** Whether the subject stands in another sentence than the request, which only points at it or at the last answer. */
  readonly pointing?: true;
  /** Whether the subject is a person that only the conversation knows ("him"). */
  readonly person?: true;
}

/** The classes of words by which a request is recognised. */
const CLASSES = {
  w: 'which',
  u: 'what',
  h: 'who',
  q: 'when where why how whose whom whether',
  a: 'article newspaper paper source outlet site website publication publisher text story piece journal magazine coverage writeup',
  B: 'articles newspapers papers sources outlets sites websites publications publishers texts stories pieces media journals magazines',
  // Noun and verb in one.
  R: 'report reports',
  // What articles do and people do as well, now and then.
  s: 'say says saying mention mentions mentioning describe describes include includes contain contains refer refers discuss discusses cite cites',
  // Verb and noun in one: after "which" it is the noun.
  l: 'state states name names note notes claim claims quote quotes',
  S: 'said mentioned stated named noted claimed described quoted included contained referred discussed cited stands stand standing',
  // What only articles do, now and then.
  c: 'write writes writing cover covers covering carry carries print prints reporting',
  C: 'wrote written covered reported printed',
  // What they do of a thing only with a word like "about" after it.
  z: 'talk talks talked talking speak speaks spoke tell tells told touch touches go goes',
  m: 'come comes came give gives gave given bring brings brought got get gets feature features featured appear appears appeared',
  v: 'has have had',
  D: 'do does',
  E: 'did',
  d: 'is are was were be been being will would can could should may might',
  b: 'both',
  2: 'two 2 each all every',
  Y: 'any either neither',
  o: 'only just solely alone merely',
  1: 'one ones 1',
  n: 'other',
  t: 'that this it so these those they them',
  p: 'he she him her his',
  r: 'or',
  N: 'not',
  I: 'by',
  i: 'in from on at within inside',
  k: 'about regarding concerning',
  T: 'to for',
  A: 'according',
  F: 'of',
  g: 'the a an your my our their its some',
  f: 'find found see read look check',
  j: 'i you we me us if there',
  e: 'thing things stuff part bit fact facts info information news words quotation detail details point claim',
  M: 'compare compares compared differ differs different differently difference differences same agree agrees disagree disagrees contradict contradicts contradiction match matches consistent alike',
  y: 'too also even actually really specifically anything something ever still as well then and but hmm now exactly again cool great nice wow thanks',
  O: 'first second third',
  U: 'up',
  G: 'more most less deeper further longer better',
} as const;

const NOUN = '[aBR]';
/** Any saying word right after what says it. */
const SAID = '(?:[sSRlcCmv]|z(?=G*[kiF]))';
/** "brings up" and "has more on" are said of articles where "brings" and "has" alone are not. */
const SAID_NOW = '(?:[sRc]|z(?=G*[kF])|m(?=U)|[vm](?=G+e*[kFi])|z(?=G+[kFi]))';
/** "up", "about", "the story about", "on", "more on". */
const ABOUT = '(?:U|[gaBeG]*[kF]|G*i)?';
/** "which article", "which one of the two papers". */
const WHICH = `[wu][1gFtb2]*${NOUN}`;
/** "both", "both of the articles", "the two papers", "the articles both". */
const ALL_NAMED = `(?:[gt]?[b2][gFtb2]*${NOUN}|[gt]*${NOUN}b|b?P{2,}b?)`;
const ALL = `(?:${ALL_NAMED}|t?b[gFt]*|2F[gt]+)`;
const ONE_NAMED = `o1[gFt2]*${NOUN}?`;
/** "any of the articles", "either paper". */
const ANY = `Y1?(?:[Fgt2]*${NOUN}|F[gt]+2?)`;
const PUBLISHER = `g*P${NOUN}?`;
/** One side of "this paper or that one or both". */
const ITEM = `o?[iI]?(?:${PUBLISHER}|g?[b2](?:[gFt2]*${NOUN})?|1(?:[gFt2]*${NOUN})?)`;
const NAMED = `o?[iI]?(?:${PUBLISHER}|[b21][gFt2]*${NOUN})`;
const CHOICE = `(?:(?:${ITEM}r)+${NAMED}|${NAMED}(?:r${ITEM})+|bro?1|1rb)(?:r${ITEM})*`;
/** A clause that only names the articles to choose from. */
const CHOICE_ALONE = new RegExp(`^${CHOICE}$`);
/** Before a yes/no request nothing is said that has content, and nothing else is asked. */
const PLAIN_START = '^[^xwuhqaBRP]*?';

interface Form {
  readonly kind: AttributionRequest['kind'];
  readonly pattern: RegExp;
  /** The named groups hold the words of what is said. */
  readonly only?: 'asked' | 'pointing';
}

/** "the two articles", "A and B", "between the papers": what is compared. */
const COMPARED = new RegExp(`${ALL_NAMED}|[gt]B|P.*P|ib[gFt]*$`);

const form = (kind: Form['kind'], pattern: string, only?: Form['only']): Form => ({
  kind,
  pattern: new RegExp(pattern, 'd'),
  ...(only ? { only } : {}),
});

/**
 * Forms of the request in one clause; the groups are what the articles are asked to say. `asked`: only where a question mark or
 * an auxiliary asks; `pointing`: only where the groups have no content.
 */
const FORMS: readonly Form[] = [
  form('what', `^.*?u[dj]*[DEd]?${PUBLISHER}${SAID}+e*(?:[kiF](?<rest>.+))?$`),
  form('compare', `^.*?u[DEd]?${ALL_NAMED}${SAID}e*[kiF](?<rest>.+)$`),
  form('only', `${PLAIN_START}o${PUBLISHER}${SAID}${ABOUT}(?<rest>.*)$`, 'asked'),
  form('only', `${PLAIN_START}${PUBLISHER}go[1aR]?t*${SAID}${ABOUT}(?<rest>.*)$`, 'asked'),
  form('only', `^(?<rest>[^whqu]*?)[sSRcCm]?(?:o[iI]|[iI]o)${PUBLISHER}$`, 'asked'),
  form('only', `${PLAIN_START}${ONE_NAMED}t*${SAID}${ABOUT}(?<rest>.*)$`, 'asked'),
  form('only', `^(?<rest>[^whqu]*?)[sSRcCm]?(?:o[iI]1|[iI]?o1)[gFt2]*${NOUN}?$`, 'asked'),
  form('one', `${PLAIN_START}[DEvd]${PUBLISHER}v?${SAID}${ABOUT}(?<rest>.*)$`),
  form('which', `^(?<before>.*?)${CHOICE}(?<rest>.*)$`),
  form('one', `^(?:[uq]k|[DE]|d?t+d?)?${PUBLISHER}$`, 'asked'),
  form('one', `${PLAIN_START}${PUBLISHER}v?${SAID}${ABOUT}(?<rest>.*)$`, 'asked'),
  form('one', `^(?<rest>[^whqu]*?)[sSRcCm]?[iI]${PUBLISHER}$`, 'asked'),
  form('any', `${PLAIN_START}${ANY}t*v?${SAID}${ABOUT}(?<rest>.*)$`, 'asked'),
  form('any', `^(?<rest>[^whqu]*?)[sSRcCm]?[iI]${ANY}$`, 'asked'),
  form('all', `${PLAIN_START}[DEvd]?${ALL_NAMED}v?${SAID}${ABOUT}(?<rest>.*)$`, 'asked'),
  form('all', `${PLAIN_START}D(?:t?b[gFt]*|2F[gt]+)${SAID_NOW}${ABOUT}(?<rest>.*)$`),
  form('all', `^t?b[gFt]*${SAID_NOW}${ABOUT}(?<rest>.*)$`, 'pointing'),
  form('all', `^(?<rest>[^whqu]*?)[sSRcCm]?(?:i${ALL}|I${ALL_NAMED})$`, 'asked'),
  form('which', `^(?<before>.*?)[iI]?${WHICH}[dtDE]*${SAID}${ABOUT}(?<rest>.*)$`),
  form('which', `^(?<before>.*?)[iI]${WHICH}[dDEjf]+${ABOUT}(?<rest>.*?)[sSRcCmvi]*$`),
  form('which', `^(?<before>.*?)${WHICH}[dD]t+i?$`),
  form('which', `^(?<before>.*?)${WHICH}[DE]j+[mfS]t+i?$`),
  form('which', `^(?<before>.*?)${WHICH}[dDj]+f?(?<rest>.+?)(?:[SCm]i?|i)$`),
  form('which', `^(?<before>.*?)${WHICH}[DE](?<rest>.+)mi$`),
  form('which', `^(?<before>.*?)[diI]*${WHICH}$`),
  form('which', `^[^xaB]*?w(?:1?F[gtb2]+|1)?${SAID_NOW}(?![dDE])${ABOUT}(?<rest>.*)$`),
  form('which', `^[^xaB]*?w(?:1?F[gtb2]+|1)?d?${SAID}${ABOUT}(?<rest>.*)$`, 'pointing'),
  form('which', `^[^xaB]*?w(?:1?F[gtb2]+|1)?dt+i$`),
  form('which', `^[^xaB]*?iw(?:1?F[gtb2]+|1)(?:dt*[SC]*)?$`),
  form('which', `^[^xaB]*?hd?[Rc]${ABOUT}(?<rest>[^aBRPT]*)$`),
  form('which', `^[^xaB]*?hd?C(?<rest>.*)$`, 'pointing'),
];

/** What hangs on a request without changing it: "or not", "or only the other one". */
const TAIL = new RegExp(`r(?:o?i?(?:${ITEM}|t)|N)?$`);
/** What stands for the thing just told, and what may stand around it. */
const POINTING = /^[^xwuhqaBRP]*$/;
/** Saying and pointing words around a subject. */
const AROUND = /^(?:q[dD]t+(?=[sSz]))?[dDEtkjhf]*[sSRlcCvmz]*[tk]*(?:g*e[kiF])?(.*?)[sRlcCmdDEitI]*$/d;
/** Without one of these no form fits. */
const TELLING = /[aBRP]|[wh].*(?:[sSRcCvziP]|mU)|[b2Y].*[sSRci]|[sSRci].*[b12Y]/;

interface Token {
  readonly letter: string;
  readonly words: readonly Word[];
  readonly source?: Source | 'other';
}

/** Finds such requests for one set of sources. */
export class AttributionReader {
  readonly #alphabet = new Alphabet(CLASSES);
  readonly #sources: readonly Source[];
  /** The names of the publishers by their first word, the longest first. */
  readonly #names: ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly source: Source }[]>;

  constructor(sources: readonly Source[], vocabulary: Vocabulary) {
    this.#sources = sources;
    const names = sources.flatMap((source) =>
      aliasesOf(source, vocabulary).map((alias) => ({ words: wordsOf(alias).map(({ text }) => text), source })),
    );
    this.#names = Map.groupBy(
      names.sort((a, b) => b.words.length - a.words.length),
      ({ words }) => words[0] ?? '',
    );
  }

  /** The request that a question makes of the sources, if it is one. */
  requestOf({ words, isQuestion }: Utterance): AttributionRequest | undefined {
    const tokens = this.#tokensOf(words);
    if (!TELLING.test(lettersOf(tokens))) return undefined;
    const clauses = withoutReasons(clausesOf(tokens));
    const limited = limitedRequest(tokens);
    if (limited) return limited;
    const choice = clauses.findIndex((clause) => CHOICE_ALONE.test(lettersOf(clause)));
    if (choice >= 0) return requestFrom({ kind: 'which', before: [], rest: [] }, clauses, choice);
    for (let at = clauses.length - 1; at >= 0; at -= 1) {
      const clause = clauses[at] ?? [];
      // "Only one of them has it, which?"
      if (at > 0 && lettersOf(clause) === 'w') continue;
      const found = formOf(clause, isQuestion || beginsAsQuestion(clause));
      if (found) return requestFrom(found, clauses, at);
      if (asksElse(clause)) return undefined;
    }
    return undefined;
  }

  /** Whether a text speaks of the sources themselves ("do both articles agree?", "what does only that paper report?"). */
  speaksOfSources(text: string): boolean {
    return this.#tokensOf(wordsOf(plainText(text))).some(({ letter }) => /[aBP]/.test(letter));
  }

  /** Words with their letters; a publisher's name is one token, and words that mean nothing belong to the one before them. */
  #tokensOf(words: readonly Word[]): Token[] {
    const tokens: Token[] = [];
    for (let at = 0; at < words.length; ) {
      const token = this.#publisherAt(words, at) ?? this.#token(words[at] as Word);
      at += token.words.length;
      const before = tokens.at(-1);
      if (token.letter !== 'y') tokens.push(token);
      else if (before && clauseOf(before) === clauseOf(token))
        tokens[tokens.length - 1] = { ...before, words: [...before.words, ...token.words] };
    }
    return tokens;
  }

  #says(word: Word | undefined): boolean {
    return word !== undefined && /[sRc]/.test(this.#alphabet.letterOf(word));
  }

  #token(word: Word): Token {
    const letter = this.#alphabet.letterOf(word);
    return { letter: letter === OTHER && fillers.has(word.text) ? 'y' : letter, words: [word] };
  }

  /** A publisher's name, "the second article", or "the other one". */
  #publisherAt(words: readonly Word[], at: number): Token | undefined {
    const name = this.#names
      .get(words[at]?.text ?? '')
      ?.find((known) => known.words.every((word, index) => words[at + index]?.text === word));
    if (name) return { letter: 'P', words: words.slice(at, at + name.words.length), source: name.source };
    const [here, next] = [words[at], words[at + 1]];
    if (!here || !next || words[at - 1]?.text !== 'the') return undefined;
    const noun = this.#alphabet.letterOf(next);
    if (here.text === 'other' && /[aBR1]/.test(noun)) return { letter: 'P', words: [here, next], source: 'other' };
    const source = this.#sources[['first', 'second', 'third'].indexOf(here.text)];
    return source && (/[aBR]/.test(noun) || (noun === '1' && this.#says(words[at + 2])))
      ? { letter: 'P', words: [here, next], source }
      : undefined;
  }
}

/** Every way to write a publisher: its name, and those of the vocabulary's name that has it among its own. */
function aliasesOf({ publisher }: Source, { names }: Vocabulary): string[] {
  const own = publisher.toLowerCase();
  const named = names.find(({ aliases }) => aliases.some((alias) => alias.toLowerCase() === own));
  return [...new Set([publisher, ...(named?.aliases ?? [])])].map(plainText);
}

/** The clause in which a token ends: a name with a full stop in it ("example.org") begins in another. */
const clauseOf = ({ words }: Token): number => words.at(-1)?.clause ?? 0;

const lettersOf = (tokens: readonly Token[]): string => tokens.map(({ letter }) => letter).join('');

/** Tokens of each clause. */
function clausesOf(tokens: readonly Token[]): Token[][] {
  const clauses: Token[][] = [];
  let last: number | undefined;
  for (const token of tokens) {
    if (token.words[0]?.clause !== last || REASON.has(token.words[0]?.text ?? '')) clauses.push([]);
    clauses.at(-1)?.push(token);
    last = clauseOf(token);
  }
  return clauses;
}

const beginsAsQuestion = (clause: readonly Token[]): boolean => /^[tj]*(?:[DEdvj]|[uq]k)/.test(lettersOf(clause));

/** What begins a reason for asking, after the request. */
const REASON = new Set(['because', 'cause', 'cuz', 'coz', 'cos']);

/** Why somebody asks is no part of what is asked. */
const withoutReasons = (clauses: readonly Token[][]): Token[][] =>
  clauses.filter((clause, at) => at === 0 || !REASON.has(clause[0]?.words[0]?.text ?? ''));

/** Whether a clause asks for something of its own: what stands before it is a story then. */
const asksElse = (clause: readonly Token[]): boolean => /^.{0,2}[uwhq]|^[DE].*x/.test(lettersOf(clause));

interface Found {
  readonly kind: AttributionRequest['kind'];
  /** Tokens that stand in the groups of the form. */
  readonly before: readonly Token[];
  readonly rest: readonly Token[];
  readonly source?: Source | 'other';
}

/** Kinds of request that are about a certain article. */
const ABOUT_ONE: ReadonlySet<Form['kind']> = new Set(['one', 'only', 'what']);

function formOf(clause: readonly Token[], asked: boolean): Found | undefined {
  const letters = lettersOf(clause);
  if (letters.includes('M') && COMPARED.test(letters))
    return { kind: 'compare', before: [], rest: clause.filter(({ letter }) => letter === OTHER) };
  const [whole, short] = [letters, letters.replace(TAIL, '')];
  for (const { kind, pattern, only } of FORMS) {
    if (only === 'asked' && !asked) continue;
    const match = pattern.exec(kind === 'which' ? whole : short);
    if (!match) continue;
    const part = (name: string): readonly Token[] => clause.slice(...(match.indices?.groups?.[name] ?? [0, 0]));
    const [before, rest] = [part('before'), part('rest')];
    if (only === 'pointing' && !POINTING.test(lettersOf([...before, ...rest]))) continue;
    const source = ABOUT_ONE.has(kind) ? clause.find((token) => token.source)?.source : undefined;
    return { kind, before, rest, ...(source ? { source } : {}) };
  }
  return undefined;
}

/** "According to that paper, …": a question of its own. */
function limitedRequest(tokens: readonly Token[]): AttributionRequest | undefined {
  const [from, to] = /ATg*P[aBR]?/d.exec(lettersOf(tokens))?.indices?.[0] ?? [0, 0];
  const source = tokens.slice(from, to).find((token) => token.source)?.source;
  if (!source) return undefined;
  return { kind: 'what', source, subject: textOf(tokens.toSpliced(from, to - from)) };
}

/** The subject stands after the request, else before it in its clause, else in the other clauses. */
function requestFrom(
  { kind, before, rest, source }: Found,
  clauses: readonly Token[][],
  at: number,
): AttributionRequest {
  const after = clauses.slice(at + 1).flat();
  const others = clauses.toSpliced(at, 1).flat();
  const [own, behind, aside] = [rest.length > 0 ? [...rest, ...after] : [], before, others].map(contentOf);
  const person = [...before, ...rest].some(({ letter }) => letter === 'p');
  const pointing = !own && !behind;
  return {
    kind,
    subject: own || behind || aside || '',
    ...(source ? { source } : {}),
    ...(pointing ? { pointing } : {}),
    ...(pointing && person ? { person } : {}),
  };
}

/** The words of a subject without saying and pointing words around it and without the publishers; empty where it only points. */
function contentOf(tokens: readonly Token[]): string {
  const kept = tokens.filter(({ letter }) => letter !== 'P');
  const letters = lettersOf(kept);
  if (POINTING.test(letters)) return '';
  const [from, to] = AROUND.exec(letters)?.indices?.[1] ?? [0, letters.length];
  return textOf(kept.slice(from, to));
}

const textOf = (tokens: readonly Token[]): string =>
  tokens.flatMap(({ words }) => words.map(({ text }) => text)).join(' ');
