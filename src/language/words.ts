/** Text -> words. */
import { contractions, introductions } from './english.ts';

/** A question longer than this is read only so far; nobody asks in more, and the time for an answer stays bounded. */
export const MAX_LENGTH = 2_000;
/** The longest word that is looked at; longer ones are cut. */
const MAX_WORD = 40;

export interface Word {
  /** Lower case, without accents. */
  readonly text: string;
  /** Written with a capital, and not only because a sentence begins. */
  readonly capital: boolean;
  /** Written in capitals altogether ("US"). */
  readonly upper: boolean;
  /** Number of the clause in which it stands, from 0; a new sentence begins a new clause. */
  readonly clause: number;
  /** Number of the sentence in which it stands, from 0. */
  readonly sentence: number;
}

/** Only letters, digits and plain punctuation: nothing to clean. Most texts are so, and this is much faster. */
const CLEAN = /^[A-Za-z0-9 ,.?!';:()%&$/+"-]*$/;
const ASCII = /^[\x20-\x7e]*$/;

const unaccented = (text: string): string => (ASCII.test(text) ? text : text.normalize('NFKD').replace(/\p{M}+/gu, ''));

/**
 * The text without what is no language: code, links, Discord's mentions and emoji, markup, control and invisible characters.
 * White space becomes single spaces.
 */
export function plainText(text: string): string {
  if (text.length <= MAX_LENGTH && CLEAN.test(text) && !text.includes('://')) return text.replace(/ {2,}/g, ' ').trim();
  return text
    .slice(0, MAX_LENGTH)
    .replace(/<(?:@[!&]?|#|a?:\w+:|t:)[^>\s]*>/g, ' ')
    .replace(/https?:\/\/\S+/g, ' ')
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, (character) => (/\s/.test(character) ? ' ' : ''))
    .replace(/[‘’‛′`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐‑‒–—―]/g, '-')
    .replace(/[*_~|\\#>]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Where one clause ends and the next begins. */
const CLAUSE_END = /[.?!;:\n(),]/;
const SENTENCE_END = /[.?!;\n]/;

/** "U.S." and "U.K." as one word each; their capitals are kept, they tell the country from the pronoun. */
const undotted = (text: string): string =>
  !text.includes('.') ? text : text.replace(INITIALS, (initials) => `${initials.replaceAll('.', '').toUpperCase()} `);

const INITIALS = /\b(?:[A-Za-z]\.){2,}/g;
/** "10.30", "4,50" and "1,000" are one word each. */
const TOKEN = /\d+(?:[.,:]\d+)+(?!\p{L})|[\p{L}\p{N}]+(?:'[\p{L}]+)?|[.?!;:\n(),+&]/gu;

/** "mayor's" -> "mayor"; "who's" -> "who is". */
function withoutPossessive(word: string): string {
  if (/^(?:who|what|where|when|why|how|that|there|here|it|he|she|let)'s$/.test(word)) return word.replace("'s", ' is');
  return word
    .replace(/n't$/, ' not')
    .replace(/'(?:s|d|m)$/, '')
    .replace(/'re$/, ' are')
    .replace(/'ve$/, ' have')
    .replace(/'ll$/, ' will')
    .replaceAll("'", '');
}

/** The words for which a token stands: itself, or a short form in full; numbers without the commas of thousands, times as "10.30". */
function expand(token: string): readonly string[] {
  if (/^\d.*[,:]/.test(token)) return [token.replace(/,(?=\d{3}(?:\D|$))/g, '').replaceAll(':', '.')];
  const whole = contractions.get(token);
  if (whole !== undefined) return whole.split(' ');
  if (!token.includes("'")) return [token];
  return withoutPossessive(token)
    .split(' ')
    .flatMap((part) => (contractions.get(part) ?? part).split(' '));
}

/** Plain words of a first clause by their text: the same ones come again and again, and one object of each is enough. */
const sharedWords = new Map<string, Word>();
const MAX_SHARED = 50_000;

function wordOf(text: string, capital: boolean, upper: boolean, clause: number, sentence: number): Word {
  const plain = !capital && !upper && clause === 0;
  const shared = plain ? sharedWords.get(text) : undefined;
  if (shared) return shared;
  const word: Word = { text, capital, upper, clause, sentence };
  if (plain && sharedWords.size < MAX_SHARED) sharedWords.set(text, word);
  return word;
}

/** Words of a plain text, in order, with short forms in full and the number of the clause in which each stands. */
export function wordsOf(plain: string): Word[] {
  const words: Word[] = [];
  let clause = 0;
  let sentence = 0;
  let opening = true;
  for (const [token] of undotted(plain).matchAll(TOKEN)) {
    if (token === '+' || token === '&') words.push(wordOf('and', false, false, clause, sentence));
    else if (token.length === 1 && CLAUSE_END.test(token)) {
      clause += words.at(-1)?.clause === clause ? 1 : 0;
      if (SENTENCE_END.test(token)) sentence += words.at(-1)?.sentence === sentence ? 1 : 0;
      opening = token !== ',';
    } else {
      const lower = token.toLowerCase();
      const upper = token.length > 1 && token !== lower && token === token.toUpperCase();
      const capital = !opening && token.charAt(0) !== lower.charAt(0);
      for (const text of expand(unaccented(lower))) {
        words.push(wordOf(text.length > MAX_WORD ? text.slice(0, MAX_WORD) : text, capital, upper, clause, sentence));
      }
      opening = false;
    }
  }
  return words;
}

/** Letters, digits and single spaces: what `wordsOf` makes of it is what stands between the spaces. */
const SIMPLE = /^[A-Za-z0-9]{1,40}(?: [A-Za-z0-9]{1,40}){0,9}$/;

/** The words of a name or term by their text alone; for most of them much faster than `wordsOf`. */
export function textsIn(text: string): string[] {
  const simple = SIMPLE.test(text) ? text.toLowerCase().split(' ') : undefined;
  if (simple && !simple.some((word) => contractions.has(word))) return simple;
  return wordsOf(plainText(text)).map((word) => word.text);
}

/** Numbers of the sentences of a plain text that end with a question mark; they count as those of `wordsOf`. */
export function questionedSentences(plain: string): Set<number> {
  const questioned = new Set<number>();
  let sentence = 0;
  let empty = true;
  for (const [token] of undotted(plain).matchAll(TOKEN)) {
    if (token.length > 1 || !CLAUSE_END.test(token)) empty = false;
    else if (SENTENCE_END.test(token) && !empty) {
      if (token === '?') questioned.add(sentence);
      sentence += 1;
      empty = true;
    }
  }
  return questioned;
}

/** All introductions as one pattern: one pass over a text instead of a dozen. */
const INTRODUCTION = new RegExp(introductions.map(({ source }) => `(?:${source})`).join('|'), 'g');

/** One of these stands in every introduction: a text without them needs no closer look. */
const INTRODUCING = new Set(
  'tell say explain remind inform give show clarify enlighten let help run know wondering curious interested confused understand learn find ask get remember recall inquire enquire true correct right so case article articles text texts source sources coverage report reports paper papers said reported written siri alexa cortana google bot chatbot assistant there everyone everybody all guys folks thanks thank thx tysm ty merci cheers gracias danke gotcha got obliged noted understood fair meant mean wanted asking back thing topic subject question matter moving'.split(
    ' ',
  ),
);

/** The words without the turns of phrase that only introduce a question ("can you tell me …"). */
export function withoutIntroductions(words: readonly Word[]): readonly Word[] {
  if (!words.some((word) => INTRODUCING.has(word.text))) return words;
  const text = words.map((word) => word.text).join(' ');
  const dropped = [...text.matchAll(INTRODUCTION)].map(
    (match) => [match.index, match.index + match[0].length] as const,
  );
  if (dropped.length === 0) return words;
  let at = 0;
  const kept = words.filter((word) => {
    const start = at;
    at += word.text.length + 1;
    return !dropped.some(([from, to]) => start >= from && start < to);
  });
  return kept.length > 0 ? kept : words;
}
