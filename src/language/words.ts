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
  /** Number of the clause in which it stands, from 0. */
  readonly clause: number;
}

const unaccented = (text: string): string => text.normalize('NFKD').replace(/\p{M}+/gu, '');

/**
 * The text without what is no language: code, links, Discord's mentions and emoji, markup, control and invisible characters.
 * White space becomes single spaces.
 */
export function plainText(text: string): string {
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
const CLAUSE_END = /[.?!;:\n()]|,(?!\d)/;

/** "U.S." and "U.K." as one word each; their capitals are kept, they tell the country from the pronoun. */
const undotted = (text: string): string =>
  text.replace(/\b(?:[A-Za-z]\.){2,}/g, (initials) => `${initials.replaceAll('.', '').toUpperCase()} `);

const TOKEN = /[\p{L}\p{N}]+(?:'[\p{L}]+)?|[.?!;:\n(),+&$%]/gu;

/** "putin's" -> "putin"; "who's" -> "who is". */
function withoutPossessive(word: string): string {
  if (!word.includes("'")) return word;
  if (/^(?:who|what|where|when|why|how|that|there|here|it|he|she|let)'s$/.test(word)) return word.replace("'s", ' is');
  return word
    .replace(/n't$/, ' not')
    .replace(/'(?:s|d|m)$/, '')
    .replace(/'re$/, ' are')
    .replace(/'ve$/, ' have')
    .replace(/'ll$/, ' will')
    .replaceAll("'", '');
}

function expand(token: string): readonly string[] {
  const whole = contractions.get(token);
  if (whole) return whole.split(' ');
  const open = withoutPossessive(token);
  return open.split(' ').flatMap((part) => (contractions.get(part) ?? part).split(' '));
}

/** Words of a plain text, in order, with short forms in full and the number of the clause in which each stands. */
export function wordsOf(plain: string): Word[] {
  const words: Word[] = [];
  let clause = 0;
  let opening = true;
  for (const [token] of undotted(plain).matchAll(TOKEN)) {
    if (/^[+&]$/.test(token)) words.push({ text: 'and', capital: false, upper: false, clause });
    else if (CLAUSE_END.test(token)) {
      clause += words.at(-1)?.clause === clause ? 1 : 0;
      opening = token !== ',';
    } else if (!/^[$%]$/.test(token)) {
      const folded = unaccented(token).toLowerCase();
      const upper = token.length > 1 && token === token.toUpperCase() && token !== token.toLowerCase();
      const capital = !opening && token !== folded && /^\p{Lu}/u.test(token);
      for (const text of expand(folded)) words.push({ text: text.slice(0, MAX_WORD), capital, upper, clause });
      opening = false;
    }
  }
  return words;
}

/** The words without the turns of phrase that only introduce a question ("can you tell me …"). */
export function withoutIntroductions(words: readonly Word[]): Word[] {
  const text = words.map((word) => word.text).join(' ');
  const starts: number[] = [];
  let at = 0;
  for (const word of words) {
    starts.push(at);
    at += word.text.length + 1;
  }
  const dropped = introductions.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length] as const),
  );
  if (dropped.length === 0) return [...words];
  const kept = words.filter(
    (_, index) => !dropped.some(([from, to]) => (starts[index] ?? 0) >= from && (starts[index] ?? 0) < to),
  );
  return kept.length > 0 ? kept : [...words];
}
