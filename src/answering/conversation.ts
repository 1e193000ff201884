/** What a conversation adds to a question: who "he" is, what "and where?" is about. */

import type { Analysis, NameMention, Term, TermKind } from './analysis.ts';
import type { Conversation, Turn } from './answer.ts';

/** What earlier turns carry into a question. */
export interface Context {
  /** The last turn that was about something; small talk is passed over. */
  readonly turn: Turn;
  /** Terms of its question as asked and as understood. */
  readonly terms: readonly Term[];
  readonly names: readonly NameMention[];
}

/** How much a carried term counts beside one that was said. */
const CARRIED = 0.6;

/** How much a word counts that something else has taken the place of. */
const REPLACED = 0.2;
/** How much a name of the last answer counts beside one of the last question. */
const TOLD = 0.5;

/** Words that point back. */
const POINTING = new Set(
  'he him his she her hers it its they them their theirs this that these those there then both one'.split(' '),
);
const OPENING = new Set(['and', 'but', 'or', 'also', 'ok', 'so', 'then', 'oh']);

/** How strongly a question leans on what was said before. */
export type Dependence = 'whole' | 'opening' | 'pointing' | 'elliptic';

const CONTENT: ReadonlySet<TermKind> = new Set(['name', 'date', 'number', 'group']);
/** A word of less rarity than this says nothing by itself. */
const RARE = 0.3;

/**
 * `elliptic`: no sentence of its own ("and where?", "why?"); `pointing`: has a pronoun or the like; `opening`: only begins as
 * if it went on ("and when is …"); `whole`: stands alone.
 */
export function dependenceOf({ terms, words }: Analysis): Dependence {
  const content = terms.filter(({ kind, rarity }) => CONTENT.has(kind) || (kind === 'stem' && rarity > RARE)).length;
  const texts = words.map(({ text }) => text);
  const opens = OPENING.has(texts[0] ?? '') || /^(?:what|how) about\b/.test(texts.join(' '));
  const short = (opens && content === 1 && texts.length <= 5) || (content === 1 && texts.length <= 2);
  if (content === 0 || short) return 'elliptic';
  if (texts.some((word, at) => POINTING.has(word) && !isExpletive(texts, at))) return 'pointing';
  return opens ? 'opening' : 'whole';
}

/** "there is", "is there" and a "that" within a sentence point at nothing. */
const isExpletive = (words: readonly string[], at: number): boolean =>
  (words[at] === 'that' && at > 3) ||
  (words[at] === 'there' &&
    [words[at + 1], words[at - 1]].some((word) => word !== undefined && /^(?:is|are|be|was|were)$/.test(word)));

/** The last turn of a conversation that was about something. */
export function contextOf(conversation: Conversation, analysed: (text: string) => Analysis): Context | undefined {
  const turn = conversation.findLast(({ answer }) => answer.verdict !== 'chat');
  if (!turn) return undefined;
  const asked = [turn.question, turn.answer.question].map(analysed);
  const told = turn.answer.verdict === 'answered' ? analysed(turn.answer.text) : undefined;
  const faint = <Mention extends { readonly focus: number }>(mention: Mention): Mention => ({
    ...mention,
    focus: mention.focus * TOLD,
  });
  return {
    turn,
    terms: [
      ...asked.flatMap(({ terms }) => terms),
      ...(told?.terms.filter(({ kind }) => kind === 'name').map(faint) ?? []),
    ],
    names: [...asked.flatMap(({ names }) => names), ...(told?.names.map(faint) ?? [])],
  };
}

/**
 * The question with what the context adds: names and subjects that it does not replace by others of the same kind; what is
 * asked for only where the question asks for nothing itself.
 */
export function completed(analysis: Analysis, context: Context): Analysis {
  const said = new Set(analysis.terms.map(({ id }) => id));
  const replaced = new Set(analysis.names.map(({ name }) => name.kind));
  const keepAsks = analysis.asks.size === 0 && (!analysis.yesNo || analysis.words.length <= 3);
  const dropped = new Set(context.names.filter(({ name }) => replaced.has(name.kind)).map(({ name }) => `@${name.id}`));
  // "And X?" puts X in the place of what was asked about: of the rest only a trace stays.
  const replacing = keepAsks && analysis.terms.some(({ kind }) => kind === 'name' || kind === 'group');
  const carried = new Map<string, Term>();
  for (const term of context.terms) {
    const isAsk = term.kind === 'ask';
    if (
      said.has(term.id) ||
      dropped.has(term.id) ||
      term.kind === 'function' ||
      term.kind === 'surface' ||
      (isAsk && !keepAsks)
    )
      continue;
    const weight = replacing && term.kind !== 'name' ? REPLACED : CARRIED;
    if (!carried.has(term.id)) carried.set(term.id, { ...term, focus: weight * term.focus });
  }
  const names = context.names
    .filter(({ name }) => carried.has(`@${name.id}`))
    .map((mention) => ({ ...mention, focus: CARRIED * mention.focus }));
  const asks = keepAsks ? new Set([...carried.keys()].filter((id) => id.startsWith('?'))) : analysis.asks;
  return { ...analysis, terms: [...analysis.terms, ...carried.values()], names: [...analysis.names, ...names], asks };
}

/** What a follow-up asks of the answer itself instead of the event. */
export type MetaRequest = 'proof' | 'more' | 'certainty';

const META: readonly (readonly [RegExp, MetaRequest])[] = [
  [/^(?:(?:and|but|ok|so|the) )*(?:sources?|proof|links?|citations?|references?|evidence|quotes?|receipts?)$/, 'proof'],
  [
    /\b(?:what|which|where|got|any|have|give|show|your|link|need) (?:is |was |are |you |me |a |an |the |your |any |got )*(?:sources?|proof|links?|citations?|references?|evidence|receipts?)\b(?: for (?:that|this|it))?$/,
    'proof',
  ],
  [
    /\b(?:quote|cite|prove|show|paste|verify|link|back up) (?:that|this|it|me that|me the sentence|the sentence|the exact words|the passage|the line)(?: up)?(?: for me| exactly| word for word)?$/,
    'proof',
  ],
  [
    /^(?:(?:and|but|ok|so) )*(?:says who|who says so|who says that|who says this|where does it say (?:that|so|this)|where do you (?:get|have|know) (?:that|this|it) from|how do you know(?: that| this)?|where is (?:that|this|it) from|(?:exact|original) (?:words|wording|quote|sentence)(?: please)?|what are the exact words|what is the exact (?:quote|wording|sentence|line)|what does (?:it|the article|the text) (?:say )?exactly(?: say)?|word for word)$/,
    'proof',
  ],
  [
    /^(?:(?:and|but|ok|so) )*(?:whose (?:words|quote|claim) (?:is|are|was|were) (?:that|this|those|these|it)|whose words|who (?:said|claims?|wrote|told) (?:that|this|it|so|those words)|according to (?:whom|who)|says who)$/,
    'proof',
  ],
  [
    /^(?:(?:and|but|ok|so|wait|hmm) )*(?:(?:are|r) )?(?:you|u|ya) (?:quite |really |absolutely |totally |100 )*(?:sure|certain|positive)\b(?: [\p{L}' ]{0,60})?$/u,
    'certainty',
  ],
  [
    /^(?:(?:and|but|ok|so) )*(?:are you (?:really )?sure(?: about (?:that|this|it))?|you sure|sure|certain|is that (?:certain|really so|really true|for sure|sure)|for real|really)$/,
    'certainty',
  ],
  [
    /^(?:(?:and|but|ok|so) )*(?:(?:what|anything|something|who|where) else|tell me more|more|go on|continue|anything more|what more|and then|else|what other things)(?: (?:please|(?:on|in|of) (?:that|this|the|it)|list|menu|agenda|table|topic|about (?:that|this|it)|can you (?:say|tell)|do (?:they|you|we) (?:say|know)|is there|there|to (?:know|say)|important|worth|interesting|did (?:he|she|they) say))*$/,
    'more',
  ],
];

/** The request about the last answer that a short question makes, if it is one. */
export function metaRequestOf(analysis: Analysis): MetaRequest | undefined {
  const text = analysis.words.map(({ text: word }) => word).join(' ');
  const raw = analysis.plain
    .toLowerCase()
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return META.find(([pattern]) => pattern.test(text) || pattern.test(raw))?.[1];
}
