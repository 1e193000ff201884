/** What a follow-up asks of the last answer itself instead of the event: its proof, whether it is sure, what else there is. */
import { fillers, functionWords } from '../language/english.ts';
import type { Word } from '../language/words.ts';
import { Alphabet, OTHER, type Utterance } from './letters.ts';
import { stemOf } from './lexicon.ts';

/** `words`: the very words of a person, where `proof` is those of the articles. */
export type MetaRequest = 'proof' | 'words' | 'certainty' | 'more';

/** A request about an answer has no more words. */
const LONGEST = 18;
/** Letter of a word that means nothing here. */
const GLUE = '_';

/** The classes of words by which a request is recognised. */
const CLASSES = {
  [GLUE]:
    'give needed needs show send drop share provide want need wanna though nice great good wow wait hold sorry somewhere anywhere',
  n: 'source sources proof proofs link links url citation citations reference references ref refs evidence receipt receipts passage passages sentence sentences line lines excerpt paragraph footnote basis backing',
  w: 'words word wording quote quotes quotation phrase phrasing',
  v: 'cite prove verify confirm paste quoted cited support supports backs back',
  s: 'say says said saying state states stated claim claims claimed stand stands write writes written',
  k: 'know tell told tells',
  a: 'article articles text texts paper papers newspaper newspapers page',
  h: 'who whom whose anybody anyone somebody someone everybody everyone nobody',
  A: 'according',
  L: 'where',
  W: 'how',
  f: 'from get got find found see read check look',
  c: 'sure certain positive true legit serious really accurate reliable correct truth',
  R: 'real',
  r: 'trust believe',
  m: 'else besides more further additional elaborate expand rest continue',
  G: 'go',
  O: 'on',
  t: 'that this it so these those',
  o: 'they them',
  p: 'he she him her his hers',
  y: 'you',
  I: 'i we me us',
  q: 'what which when',
  X: 'exact exactly original actual verbatim literal literally precise precisely',
  e: 'thing things stuff part bit fact facts information info detail details statement there anything something much',
  E: 'come comes up interesting important worth noting knowing list agenda table menu topic topics',
  Z: 'other another',
  T: 'about for behind regarding concerning',
  N: 'no not never',
  D: 'do',
  '!': 'mean means meant why',
} as const;

interface Form {
  readonly kind: MetaRequest;
  /** What stands in it, in order. */
  readonly has: RegExp;
  /** Letters of which none stands in it. */
  readonly never: RegExp;
}

const FORMS: readonly Form[] = [
  { kind: 'words', has: /p[X]*w|^[IT]*[vw]p$/, never: /[hLmn]/ },
  { kind: 'certainty', has: /[yt].*c|c.*[yt]|^T?c+$|^TR|t.*R|r[yt]/, never: /[hLnwspokmqaZ]|Ic|Wc*[^yI]*$/ },
  { kind: 'more', has: /m|^GO|qZ|Z.*e/, never: /[hLnwvpcNWr]|yD$/ },
  { kind: 'proof', has: /W.*[yI]k/, never: /[pmo]/ },
  { kind: 'proof', has: /s[tT]*h|h[_w]*[sk][tT]*|Ah|hw/, never: /[pmqaL]|ht|h[sk].*[IT]/ },
  { kind: 'proof', has: /L.*(?:[sa]|t.*f|f.*t)|[fa]L.*t/, never: /[pmhqk]/ },
  { kind: 'proof', has: /X.*s|s.*X|X[Xa]*$/, never: /[pmhLk]/ },
  { kind: 'proof', has: /[nw]|v[eya]*[toan]|^v$/, never: /[pmcN]|h.*v/ },
];

/** A form needs one of these. */
const TELLING = /[nwvscmrGkfXhZLR]/;
/** What a request is about, where it says so: the words after it count nothing when the last answer was about them. */
const TOPIC = /(?:[TcsoO]|[cs]t)(x.*)$/;

export class MetaReader {
  readonly #alphabet = new Alphabet(CLASSES);

  /** The request that a few words make about the last answer, if they do; `known`: the words of it and of its question. */
  requestOf({ words, isQuestion }: Utterance, known: () => readonly Word[]): MetaRequest | undefined {
    if (words.length === 0 || words.length > LONGEST) return undefined;
    const all = words.map((word) => this.#letterOf(word));
    const letters = all.join('').replaceAll(GLUE, '');
    if (!TELLING.test(letters)) return undefined;
    const request = letters.replace(TOPIC, (whole, about: string) => whole.slice(0, -about.length));
    if (/[x!]/.test(request) || (request === 'c' && !isQuestion)) return undefined;
    const found = FORMS.find(({ has, never }) => has.test(request) && !never.test(request))?.kind;
    if (!found || request === letters) return found;
    const foreign = words.filter((_, at) => all[at] === OTHER);
    const about = new Set(known().map(({ text }) => stemOf(text)));
    return foreign.every(({ text }) => about.has(stemOf(text))) ? found : undefined;
  }

  #letterOf(word: Word): string {
    const letter = this.#alphabet.letterOf(word);
    return letter === OTHER && (functionWords.has(word.text) || fillers.has(word.text)) ? GLUE : letter;
  }
}
