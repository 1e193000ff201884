/** Questions about the sources themselves: which article says something, whether a certain one or all of them do. */
import type { Source } from '../knowledge/knowledge-base.ts';

export interface AttributionRequest {
  /** `which` of the articles, whether `one` of them, or whether `all` of them say it; or `what` one of them says of it. */
  readonly kind: 'which' | 'one' | 'all' | 'what';
  /** The one that is asked about. */
  readonly source?: Source;
  /** What they are asked to say, as a question of its own; empty for what was just answered. */
  readonly subject: string;
}

const ARTICLE =
  '(?:articles?|newspapers?|papers?|sources?|outlets?|sites?|websites?|publications?|publishers?|texts?|stories|story|pieces?|reports?|media|journals?)';
const SAY =
  '(?:reports?|reported|says?|said|mentions?|mentioned|writes?|wrote|written|speaks?|spoke|talks?|talked|tells?|told|brings? (?:up)?|brought up|covers?|covered|states?|stated|names?|named|quotes?|quoted|notes?|noted|claims?|describes?|discuss(?:es)?|refers?|includes?|contains?|touch(?:es)?|points? out|has|have|gives?|gave)';
const ABOUT = '(?: (?:about|of|on|to|up|that|it that))?';
const ADVERB = '(?: (?:even|also|actually|only|really|specifically|at all|any|anything|something|too))*';
const LEAD = '^(?:(?:and|but|ok|okay|so|well|hmm|hey|um|uh|please|tell me|now) )*';
const BOTH = `(?:both|the two|all|each|either)(?: of)?(?: (?:the|these|your|them))?(?: two)?(?: ${ARTICLE})?`;
const WHICH = `(?:which|what)(?: one)?(?: of (?:the|these|your|them|both|those))*(?: (?:two|both))?(?: ${ARTICLE})?`;
const NAMED = `(?:which|what)(?: one)?(?: of (?:the|these|your|both|those))*(?: (?:two|both))? ${ARTICLE}`;

/** What stands for the thing just told. */
const POINTING =
  /^(?:(?:that|this|it|so|these|those|them|him|her|one|thing|is|was|from|the|same|words?|quote)(?: |$))*$/;

/** Forms of the request; `<source>` stands for any publisher, the first group is what the articles are asked to say. */
const FORMS: readonly (readonly [AttributionRequest['kind'], string])[] = [
  [
    'which',
    `${LEAD}(?:(?:in|by|from|according to) )?${NAMED}(?: is it that)?${ADVERB} ${SAY}${ADVERB}${ABOUT}\\b ?(.*)$`,
  ],
  [
    'which',
    `${LEAD}which(?: one)?(?: of (?:them|the two|these))? (?:reports|mentions|writes|speaks|talks|covers|brings)${ADVERB}${ABOUT}\\b ?(.*)$`,
  ],
  [
    'which',
    `${LEAD}(?:in|by|from|according to) ${NAMED} (?:is|are|was|were|does|do|did|can i read)\\b ?(.*?)(?: (?:mentioned|reported|said|written|stand|appear|covered|from|in))?$`,
  ],
  ['which', `${LEAD}${WHICH} (?:is|was|does) (that|this|it)(?: come)? from$`],
  ['all', `${LEAD}(?:do|does|did|is|are|has|have) ${BOTH}${ADVERB} ${SAY}${ADVERB}${ABOUT}\\b ?(.*)$`],
  [
    'all',
    `${LEAD}(?:both|all|the two) (?:of (?:them|the ${ARTICLE}) )?(?:${ARTICLE} )?${SAY}${ADVERB}${ABOUT}\\b ?(.*)$`,
  ],
  [
    'all',
    `${LEAD}(?:is|are|was|were) (.*?) (?:mentioned |reported |covered )?(?:in|by) (?:both|all|each)(?: of)?(?: the)?(?: ${ARTICLE})?$`,
  ],
  [
    'what',
    `${LEAD}(?:what|how)(?: exactly)? (?:does|do|did|has)(?: the)? <source>(?: ${ARTICLE})?${ADVERB} ${SAY}${ADVERB} (?:about|of|on|to)\\b ?(.*)$`,
  ],
  [
    'one',
    `${LEAD}(?:does|do|did|is|has|was)(?: the)? <source>(?: ${ARTICLE})?${ADVERB} ${SAY}${ADVERB}${ABOUT}\\b ?(.*)$`,
  ],
  [
    'one',
    `${LEAD}(?:is|are|was|were) (.*?) (?:mentioned|reported|covered|said|written) (?:in|by|on)(?: the)? <source>(?: ${ARTICLE})?$`,
  ],
  ['one', `^(?:.* )?<source> (?:says?|said|reports?|mentions?|writes?|wrote)${ABOUT} (that|this|it|so)(?: right)?$`],
];

/** Finds such requests for one set of sources. */
export class AttributionReader {
  readonly #forms: readonly {
    readonly kind: AttributionRequest['kind'];
    readonly source?: Source;
    readonly form: RegExp;
  }[];

  constructor(sources: readonly Source[]) {
    this.#forms = FORMS.flatMap(([kind, form]) =>
      form.includes('<source>')
        ? sources.map((source) => ({
            kind,
            source,
            form: new RegExp(form.replace('<source>', foldOf(source.publisher)), 'u'),
          }))
        : [{ kind, form: new RegExp(form, 'u') }],
    );
  }

  /** The request that a question makes of the sources, if it is one. */
  requestOf(question: string): AttributionRequest | undefined {
    const text = foldOf(question);
    for (const { kind, source, form } of this.#forms) {
      const match = form.exec(text);
      if (!match) continue;
      const subject = POINTING.test(match[1] ?? '') ? '' : (match[1] ?? '');
      return { kind, subject, ...(source ? { source } : {}) };
    }
    return undefined;
  }
}

/** Lower case, words only. */
const foldOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
