/** What a follow-up would be as a question of its own: "and nato?" after "where is the g7" is "where is the nato". */
import type { Name } from '../knowledge/knowledge-base.ts';
import { auxiliaries, fillers, functionWords, questionWords } from '../language/english.ts';
import type { Word } from '../language/words.ts';
import type { Analysis } from './analysis.ts';
import type { Context } from './conversation.ts';
import type { Lexicon, Piece } from './lexicon.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** What only leads to the thing that a follow-up names. */
const LEAD = list(
  'and but or also ok okay k so then oh oops ah well no nah nope sorry wait right hmm what how about for by of in at the i meant mean',
);
/** What may follow it. */
const TRAIL = list('then too instead though tho please pls either also side part bit one ones');
const PERSONAL = list('he him his she her hers');
const ONES = list('one ones');

/** Names of these kinds are parties alike. */
const PARTIES: ReadonlySet<string> = new Set(['place', 'organisation']);

const areAlike = (a: Name, b: Name): boolean => a.kind === b.kind || (PARTIES.has(a.kind) && PARTIES.has(b.kind));

const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');

const isContent = ({ text }: Word): boolean => !functionWords.has(text) && !fillers.has(text);

/** Words with others in the place of some. */
const replaced = (words: readonly Word[], { from, to }: Pick<Piece, 'from' | 'to'>, by: string): string =>
  [textOf(words.slice(0, from)), by, textOf(words.slice(to))].filter((text) => text !== '').join(' ');

/** The thing that a follow-up names and asks nothing more of ("what about the G7 then?"); empty where it asks or tells. */
export function fragmentOf({ words }: Analysis): readonly Word[] {
  const from = words.findIndex(({ text }) => !LEAD.has(text));
  const to = words.findLastIndex(({ text }) => !TRAIL.has(text)) + 1;
  const fragment = from < 0 ? [] : words.slice(from, to);
  return fragment.some(({ text }) => questionWords.has(text) || auxiliaries.has(text)) ? [] : fragment;
}

/** The questions that a follow-up may have been meant as, with the words of the last one or of its answer. */
export function rewritingsOf(analysis: Analysis, context: Context, lexicon: Lexicon): string[] {
  const person = personFor(analysis, context);
  return [
    ...new Set([
      ...context.asked.flatMap((asked) => replacedIn(asked, analysis, lexicon)),
      ...context.asked.slice(0, 1).flatMap((asked) => headedBy(asked, analysis, lexicon)),
      ...(person ? [resolvedTo(person, analysis)] : []),
    ]),
  ];
}

/**
 * The last question with what the follow-up names ("and the one with the EU?") in the place of each thing of the same kind; where
 * there are some that the articles do not have, in the place of those: what else is asked for takes their place.
 */
function replacedIn(asked: Analysis, analysis: Analysis, lexicon: Lexicon): string[] {
  const fragment = fragmentOf(analysis);
  const [said, ...others] = lexicon.pieces(fragment).flatMap(({ name }) => name ?? []);
  if (!said || others.length > 0) return [];
  const from = fragment.findIndex((word) => isContent(word) && !ONES.has(word.text));
  const alike = lexicon.pieces(asked.words).filter(({ name }) => name && name.id !== said.id && areAlike(name, said));
  const foreign = alike.filter(({ name }) => !name?.known);
  return (foreign.length > 0 ? foreign : alike).map((piece) =>
    replaced(asked.words, piece, textOf(fragment.slice(from))),
  );
}

/** "The gas ones", with each thing that the last question, as it was asked, has and "ones" may stand for. */
function headedBy(asked: Analysis, { words }: Analysis, lexicon: Lexicon): string[] {
  const at = words.findLastIndex(({ text }) => ONES.has(text));
  const before = words[at - 1];
  if (!before || !isContent(before)) return [];
  return lexicon
    .pieces(asked.words)
    .filter(({ name, from, to }) => !name && asked.words.slice(from, to).some(isContent))
    .map(({ from, to }) => replaced(words, { from: at, to: at + 1 }, textOf(asked.words.slice(from, to))));
}

/** Whom a pronoun stands for: the first person who was told of, else asked about; nobody whom the question itself names. */
function personFor({ words, names }: Analysis, { told, asked }: Context): Name | undefined {
  if (!words.some(({ text }) => PERSONAL.has(text))) return undefined;
  const own = new Set(names.map(({ name }) => name.id));
  const named = [told, ...asked].flatMap((text) => text.names.map(({ name }) => name));
  return named.find((name) => name.kind === 'person' && name.known && !own.has(name.id));
}

const resolvedTo = (name: Name, { words }: Analysis): string =>
  words.map(({ text }) => (PERSONAL.has(text) ? (name.aliases[0] ?? text) : text)).join(' ');
