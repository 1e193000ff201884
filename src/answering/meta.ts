/** What a follow-up asks of the last answer itself instead of the event: its proof, whether it is sure, what else there is. */
import { fillers, functionWords, questionWords } from '../language/english.ts';
import type { Word } from '../language/words.ts';
import { Alphabet, OTHER, type Utterance } from './letters.ts';
import { stemOf } from './lexicon.ts';

/** `words`: the very words of a person, where `proof` is those of the articles; `repeat`: the same once more, or more simply. */
export type MetaRequest = 'proof' | 'words' | 'certainty' | 'more' | 'repeat';

/** A request about an answer has no more words. */
const LONGEST = 18;
/** Letter of a word that means nothing here. */
const GLUE = '_';

/** The classes of words by which a request is recognised. */
const CLASSES = {
  [GLUE]:
    'give needed needs show send drop share provide want need wanna though last latest mate buddy bro dude man fam lol nice great good wow wait hold sorry somewhere anywhere',
  n: 'source sources proof proofs link links url citation citations reference references ref refs evidence receipt receipts passage passages sentence sentences line lines excerpt paragraph footnote basis backing',
  w: 'words word wording quote quotes quotation phrase phrasing',
  v: 'cite prove verify confirm paste quoted cited support supports backs back',
  s: 'say says said saying state states stated claim claims claimed stand stands write writes written',
  k: 'know tell told tells',
  a: 'article articles text texts paper papers newspaper newspapers page outlet outlets site sites website websites publisher publishers',
  h: 'who whom whose anybody anyone somebody someone everybody everyone nobody',
  A: 'according',
  L: 'where',
  W: 'how',
  f: 'from get got find found see read check look',
  c: 'sure certain true legit serious really accurate reliable correct truth',
  C: 'positive',
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
  Q: 'what',
  q: 'which when',
  X: 'exact exactly original actual verbatim literal literally precise precisely',
  e: 'thing things stuff part bit fact facts information info detail details statement there anything something much',
  E: 'come comes up interesting important worth noting knowing list agenda table menu topic topics',
  Z: 'other another different',
  T: 'about for behind regarding concerning',
  N: 'no not never',
  D: 'do',
  B: 'repeat rephrase reword simplify paraphrase clarify explain summarize summarise recap restate eli5 tldr pardon huh eh',
  S: 'simple simpler simply short shorter shortly easier plain plainly clearer briefly brief english version',
  M: 'mean means meant',
  P: 'make put',
  u: 'understand follow',
  1: 'again',
  '!': 'why',
} as const;

interface Form {
  readonly kind: MetaRequest;
  /** What stands in it, in order. */
  readonly has: RegExp;
  /** Letters of which none stands in it. */
  readonly never: RegExp;
}

const FORMS: readonly Form[] = [
  { kind: 'repeat', has: /^y?[BI]+[mS1w]*$|^y?B[It]|^[yI]*m?S+w?$|[skP].*S/, never: /[hLncpXFNQq]|^I$/ },
  { kind: 'repeat', has: /^(?:y?[skE]?[It]*|Qt)1$|^[Ot]?Q[Dt]*[yt]M$|^ID?N[uf]t?$/, never: /[hL]/ },
  { kind: 'words', has: /p[X]*w|^[IT]*[vw]p$/, never: /[hLmnM]/ },
  { kind: 'certainty', has: /[yt].*c|c.*[yt]|y.*C|^T?c+$|^TR|t.*R|r[yt]/, never: /[hLnwspokmQqaZM]|Ic|Wc*[^yI]*$/ },
  { kind: 'more', has: /m|^GO|[Qq]Z|Z.*e|^Z+$/, never: /[hLnwvpcNWrM]|yD$/ },
  { kind: 'proof', has: /W.*[yI]k/, never: /[pmoM]/ },
  { kind: 'proof', has: /s[tT]*h|h[_w]*[sk][tT]*|Ah|hw/, never: /[pmQqaLM]|ht|h[sk].*[IT]/ },
  { kind: 'proof', has: /L.*(?:[sa]|t.*f|f.*t)|[fa]L.*t/, never: /[pmhQqkM]/ },
  { kind: 'proof', has: /X.*s|s.*X|X[Xa]*$/, never: /[pmhLkM]/ },
  { kind: 'proof', has: /[nw]|v[eya]*[toan]|^v$/, never: /[pmcNM]|h.*v/ },
];

/** A form needs one of these. */
const TELLING = /[nwvscCmrGkfXhZLRBSM1u]/;
/** The question words that ask for what has these names. */
const ASKED_BY: Readonly<Record<string, string>> = { date: 'when', day: 'when', place: 'where', location: 'where' };
/** What a request is about, where it says so: the words after it count nothing when the last answer was about them. */
const TOPIC = /(?:[TcsoO]|[cs]t)(x.*)$/;

export class MetaReader {
  readonly #alphabet = new Alphabet(CLASSES);

  /** The request that a few words make about the last answer, if they do; `known`: the words of it and of its question. */
  requestOf(utterance: Utterance, known: () => readonly Word[]): MetaRequest | undefined {
    const { words, isQuestion } = utterance;
    return this.#requestIn(words, isQuestion, known) ?? this.#remarkedOn(utterance, known);
  }

  /** "Really? She was so sure of it.": the request is all that asks for anything. */
  #remarkedOn({ words, questioned }: Utterance, known: () => readonly Word[]): MetaRequest | undefined {
    const first = words[0]?.sentence ?? 0;
    const remark = words.filter(({ sentence }) => sentence !== first);
    if (remark.length === 0 || questioned.size !== 1 || !questioned.has(first)) return undefined;
    if (remark.some(({ text }) => questionWords.has(text))) return undefined;
    const request = this.#requestIn(words.slice(0, -remark.length), true, known);
    return request === 'more' ? undefined : request;
  }

  #requestIn(words: readonly Word[], isQuestion: boolean, known: () => readonly Word[]): MetaRequest | undefined {
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
    return foreign.every(({ text }) => about.has(stemOf(text)) || about.has(ASKED_BY[text] ?? '')) ? found : undefined;
  }

  #letterOf(word: Word): string {
    const letter = this.#alphabet.letterOf(word);
    return letter === OTHER && (functionWords.has(word.text) || fillers.has(word.text)) ? GLUE : letter;
  }
}

const ARTICLE = '(?:(?:the|that|this|your|ur)\\s+)?';
/** What may stand after the subject of a request without belonging to it. */
const AFTER =
  '(?:\\s+(?:bit|part|thing|stuff|one|claim|then|now|again|please|pls|plz|too|also|first|mate|bro|dude|man))*';
/** Stands for the last answer. */
const POINTER = /^(?:that|this|it|them|these|those|all that|all this)$/;
/** "The link for …", "where did you get … from". */
const SUBJECTS = [
  new RegExp(
    `\\b(?:links?|url|sources?|proof|citations?|evidence|receipts?|refs?|references?|passage)\\s+(?:for|about|on|behind)\\s+${ARTICLE}(.+?)${AFTER}$`,
  ),
  new RegExp(
    `\\bwhere\\s+(?:do|did)\\s+(?:you|u)\\s+(?:pull|get|find|take|have)\\s+${ARTICLE}(.+?)${AFTER}\\s+from${AFTER}$`,
  ),
  new RegExp(
    `\\bwhere\\s+(?:do|did)\\s+(?:you|u)\\s+(?:read|see|hear|get)\\s+(?:(?:that|it|this)\\s+)?about\\s+${ARTICLE}(.+?)${AFTER}$`,
  ),
];

/** What a request for a proof asks it for, where it says so ("the link for the date then"): the clause is all that counts. */
export function provenSubject({ words }: Utterance): string | undefined {
  for (const clause of Map.groupBy(words, (word) => word.clause).values()) {
    const text = clause.map((word) => word.text).join(' ');
    for (const pattern of SUBJECTS) {
      const subject = pattern.exec(text)?.[1];
      if (subject && !POINTER.test(subject)) return subject;
    }
  }
  return undefined;
}

/** Words in -ly that tell no manner. */
const NO_MANNER = new Set(
  'only nearly early family july really ally italy supply reply likely hardly possibly probably'.split(' '),
);

const isManner = ({ text }: Word): boolean => text.length > 4 && text.endsWith('ly') && !NO_MANNER.has(text);

/** "Gently?", "how gently", "gently or otherwise": asks only in which manner something was done, of an answer that tells a manner. */
export function asksManner(words: readonly Word[], told: readonly Word[]): boolean {
  const content = words.filter(({ text }) => !functionWords.has(text) && !fillers.has(text) && text !== 'otherwise');
  return content.length === 1 && content.every(isManner) && words.length <= MANNER_WORDS && told.some(isManner);
}
const MANNER_WORDS = 3;
