/** What a conversation adds to a question: who "he" is, what "and where?" is about. */

import type { Analysis, NameMention, Term, TermKind } from './analysis.ts';
import { type Answer, type Conversation, type Turn, textBesideQuotes } from './answer.ts';
import { fragmentOf } from './rewriting.ts';

/** What earlier turns carry into a question. */
export interface Context {
  /** The last turn that was about something; small talk is passed over. */
  readonly turn: Turn;
  /** Terms of its question as asked and as understood. */
  readonly terms: readonly Term[];
  readonly names: readonly NameMention[];
  /** Its question as asked and as understood. */
  readonly asked: readonly Analysis[];
  /** What was told, without the quotes that proved it. */
  readonly told: Analysis;
}

/** How much a carried term counts beside one that was said. Higher: more is taken for what was asked before. */
const CARRIED = 0.4;

/** How much a word counts that something else has taken the place of. */
const REPLACED = 0.2;
/** How much a name of the last answer counts beside one of the last question. */
const TOLD = 0.5;

/** Words that point back. */
const POINTING = new Set(
  'he him his she her hers it its they them their theirs this that these those there then both one'.split(' '),
);
const OPENING = new Set(['and', 'but', 'or', 'also', 'ok', 'so', 'then', 'oh']);

/** `short`: no sentence of its own ("why?", "and the G7?"); `leaning`: points back or begins as if it went on; `whole`: neither. */
export type Dependence = 'whole' | 'leaning' | 'short';

const CONTENT: ReadonlySet<TermKind> = new Set(['name', 'date', 'number', 'group']);
/** A word of less rarity than this says nothing by itself. */
const RARE = 0.3;

/** Whether a term says what a question is about. */
export const isContent = ({ kind, rarity }: Term): boolean => CONTENT.has(kind) || (kind === 'stem' && rarity > RARE);

/** How strongly a question leans on what was said before. */
export function dependenceOf(analysis: Analysis): Dependence {
  const { names, terms, words } = analysis;
  const content = terms.filter(isContent).length;
  const texts = words.map(({ text }) => text);
  const opens = isOpening(analysis);
  const few = content === 1 && texts.length <= (opens ? 5 : 2);
  const fragment = names.length < 2 && (opens || isCorrection(analysis)) ? fragmentOf(analysis).length : 0;
  if (content === 0 || few || (fragment > 0 && fragment <= LONGEST_FRAGMENT)) return 'short';
  return goesOn(analysis) ? 'leaning' : 'whole';
}

const isOpening = ({ words }: Analysis): boolean =>
  OPENING.has(words[0]?.text ?? '') || /^(?:what|how) about\b/.test(words.map(({ text }) => text).join(' '));

/** Whether a question points back or begins as if it went on. */
export const goesOn = (analysis: Analysis): boolean =>
  isOpening(analysis) || analysis.words.some(({ text }) => POINTING.has(text));

/** More words than this are a sentence. */
const LONGEST_FRAGMENT = 4;

const isUnderstood = ({ entries, gap }: Answer): boolean => entries.length > 0 || gap !== undefined;

/** Whether the reader takes back what was understood before ("no, I mean …"). */
export const isCorrection = ({ plain }: Analysis): boolean =>
  /^(?:(?:no|nah|nope|sorry|oops|wait|actually|oh|ah)[\s,.!]*)*(?:i|we) (?:meant?|wanted to (?:say|ask)|was asking)\b/i.test(
    plain,
  );

/** The last turn of a conversation that had to do with the event and said what it was about. */
export function contextOf(conversation: Conversation, analysed: (text: string) => Analysis): Context | undefined {
  const about = conversation.filter(({ answer }) => answer.verdict !== 'chat' && answer.reason !== 'off-topic');
  const turn =
    about.findLast(({ answer, question }) => isUnderstood(answer) || dependenceOf(analysed(question)) !== 'short') ??
    about.at(-1);
  if (!turn) return undefined;
  const asked = [turn.question, turn.answer.question].map(analysed);
  // Quotes in the text say more than was asked.
  const text = analysed(textBesideQuotes(turn.answer));
  const told = turn.answer.verdict === 'answered' ? text : undefined;
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
    asked,
    told: text,
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
    const isAsk = term.kind === 'ask' || term.kind === 'asked';
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
  // "And X?" asks openly what was asked openly before, whatever mark it ends with.
  const yesNo = analysis.yesNo && !(keepAsks && asks.size > 0);
  return {
    ...analysis,
    terms: [...analysis.terms, ...carried.values()],
    names: [...analysis.names, ...names],
    asks,
    yesNo,
    afterYesNo: context.asked[0]?.yesNo === true,
  };
}
