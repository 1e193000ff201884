/** A question -> what it is about, and how sure that is. */
import type { Entry, KnowledgeBase, Name, Stance } from '../knowledge/knowledge-base.ts';
import { plainText } from '../language/words.ts';
import { type Analyser, type Analysis, analyse, isFollowing } from './analysis.ts';
import { Lexicon } from './lexicon.ts';
import { type Candidate, Matcher } from './matcher.ts';
import { buildIndex, type PhraseIndex } from './phrase-index.ts';
import {
  type CheckedPremise,
  type Contradiction,
  checkPremise,
  describeContradiction,
  isAbout,
  preparePremises,
  saidWrongly,
} from './premise.ts';
import { Recent } from './recent.ts';
import type { Sense } from './sense.ts';
import { type Signals, signalsOf } from './signals.ts';
import { Speller, withMendedWords } from './speller.ts';
import { StanceReader } from './stance.ts';
import { type Target, targetsOf } from './targets.ts';
import { BOUNDS, confidenceIn } from './verdict.ts';

/** What one question, or one part of a question, was understood as. */
export interface Understanding {
  readonly analysis: Analysis;
  readonly candidates: readonly Candidate[];
  /** The best entry, where any entry shares a word with the question. */
  readonly entry?: Candidate & { readonly target: Target & { readonly kind: 'entry' } };
  /** The best gap or chat. */
  readonly other?: Candidate;
  readonly signals: Signals;
  /** Probability that the best entry is the right answer. */
  readonly confidence: number;
  /** Where it is settled already; else `stanceOf` tells. */
  readonly stance?: Stance;
  /** What the question takes for granted and the articles contradict. */
  readonly contradiction?: Contradiction;
}

/** An understanding that has an entry at all. */
export type Understood = Understanding & Required<Pick<Understanding, 'entry'>>;

/** A change of the terms of a question before it is matched: what a conversation adds to it. */
export type Completion = (analysis: Analysis) => Analysis;

/** Everything that is prepared once for a knowledge base. */
export class Comprehension {
  readonly analyser: Analyser;
  readonly targets: readonly Target[];
  readonly matcher: Matcher;
  readonly stances: StanceReader;
  readonly #speller: Speller;
  readonly #premises: readonly CheckedPremise[];
  readonly #analyses = new Recent<string, Analysis>(REMEMBERED);

  /** `kept`: the index of this very knowledge, where it is there already. */
  constructor(knowledge: KnowledgeBase, kept?: PhraseIndex) {
    const lexicon = new Lexicon(knowledge.vocabulary);
    this.targets = targetsOf(knowledge);
    const index = kept ?? buildIndex(this.targets, lexicon);
    this.matcher = new Matcher(this.targets, index);
    this.#speller = new Speller(() => new Set([...lexicon.words(), ...index.words]));
    this.analyser = { lexicon, speller: this.#speller };
    this.stances = new StanceReader(this.analyser, this.matcher);
    this.#premises = preparePremises(knowledge.entries, knowledge.vocabulary.names);
  }

  /** A text taken apart; the last few are remembered, since a question is looked at whole, in parts and in its conversation. */
  readonly analysed = (text: string): Analysis => {
    const analysis = this.#analyses.get(text) ?? analyse(text, this.analyser);
    this.#analyses.set(text, analysis);
    return analysis;
  };

  /** Never throws; a question without words has no candidates and a confidence of 0. */
  understand(question: string, completion: Completion = (analysis) => analysis, sense?: Sense): Understanding {
    const analysis = this.analysed(question);
    const whole = this.#weigh(completion(analysis), sense);
    if (whole.candidates[0]?.verbatim) return whole;
    const mistaken = this.#tellApart(analysis);
    if (mistaken) return mistaken;
    if (whole.confidence >= BOUNDS.answer) return whole;
    const asking = focused(analysis);
    if (!asking) return whole;
    const clause = this.#weigh(completion(asking), sense);
    return clause.confidence >= BOUNDS.answer ? clause : whole;
  }

  /** At a glance, how probable it is that an entry answers a text: 0 to 1, as learnt from the phrasings; 1 where nothing was. */
  promiseOf(text: string): number {
    return this.matcher.promiseOf(this.analysed(text));
  }

  /** Whether the best entry says yes or no, or corrects; looked for only when it is told, since that takes long. */
  stanceOf({ stance, entry, analysis }: Understanding): Stance {
    if (stance) return stance;
    return entry ? this.stances.stanceOf(analysis, entry.target, entry.target.phrasings[entry.phrasing]) : 'open';
  }

  /** The text whose vector tells what a question means. */
  meant(question: string): string {
    return withMendedWords(plainText(question), this.#speller);
  }

  /** Who somebody is whom a question takes for somebody else; where that is not known, who the other one is. */
  #tellApart(analysis: Analysis): Understanding | undefined {
    const { mistaken, yesNo, negated } = analysis;
    if (!mistaken || !yesNo || negated) return undefined;
    const { said, meant } = mistaken;
    const who = this.#whoIs(said);
    if (who) return { ...who, analysis, stance: 'no' };
    const other = this.#whoIs(meant);
    if (!other?.entry) return undefined;
    const contradiction = { entry: other.entry.target.item, said: said.name, names: [said] };
    return { ...other, analysis, stance: 'no', contradiction };
  }

  #whoIs({ id, name }: Name): Understanding | undefined {
    const understood = this.#weigh(this.analysed(`who is ${name}`));
    const { entry, confidence } = understood;
    return entry && confidence >= BOUNDS.answer && this.matcher.has(entry.target, `@${id}`) ? understood : undefined;
  }

  #weigh(analysis: Analysis, sense?: Sense): Understanding {
    const candidates = this.matcher.match(analysis, sense);
    const entry = candidates.find(isEntry);
    const other = candidates.find((candidate) => candidate.target.kind !== 'entry');
    if (!entry) return { analysis, candidates, signals: [], confidence: 0, ...(other ? { other } : {}) };
    const corrected = this.#contradicted(analysis, entry, candidates);
    const signals = signalsOf(analysis, entry, candidates, corrected !== undefined, this.matcher);
    // What a gap foresees is of another event, or not told, whatever premise it would contradict.
    const fits = corrected?.fits === true && (other?.score ?? 0) <= entry.score + FORESEEN;
    return {
      analysis,
      candidates,
      entry,
      signals,
      confidence: this.#confidence(analysis, candidates, signals, fits),
      ...(other ? { other } : {}),
      ...(corrected ? { contradiction: corrected.contradiction } : {}),
    };
  }

  /** A question that stands word for word in the knowledge is decided by it. */
  #confidence(analysis: Analysis, [best]: readonly Candidate[], signals: Signals, fits: boolean): number {
    if (best?.verbatim) return best.target.kind === 'entry' ? CERTAIN : 1 - CERTAIN;
    const confidence = confidenceIn(signals, isFollowing(analysis));
    return fits ? Math.max(confidence, BOUNDS.answer) : confidence;
  }

  /**
   * The most special premise that the question is about, if the question says otherwise; else the best entry's own; with those
   * of other kinds. `fits`: whether the question makes sense but for what is wrong, which makes its answer sure.
   */
  #contradicted(
    analysis: Analysis,
    best: Candidate,
    candidates: readonly Candidate[],
  ): { contradiction: Contradiction; fits: boolean } | undefined {
    const terms = new Set(analysis.terms.map(({ id }) => id));
    const own = (premise: CheckedPremise): boolean => premise.entry.id === best.target.item.id;
    const premises = [
      ...this.#premises.filter((premise) => isAbout(premise, terms)),
      ...this.#premises.filter(own),
    ].filter((premise) => this.#hasPersons(premise, analysis));
    // What is right of one kind, such as the day, does not make up for what is wrong of another, such as the place.
    const settled = new Set<CheckedPremise['kind']>();
    const next = (wrong: readonly Name[]): { contradiction: Contradiction; fits: boolean } | undefined => {
      for (const premise of premises) {
        if (settled.has(premise.kind)) continue;
        const verdict = checkPremise(premise, analysis);
        if (verdict === 'agrees') settled.add(premise.kind);
        if (verdict === 'agrees' || verdict === 'silent') continue;
        const plain = own(premise) && analysis.yesNo && best.nearest >= FITTING;
        const besides = isAbout(premise, terms) ? this.#fitting(analysis, premise, candidates, wrong) : undefined;
        const fits = plain || besides !== undefined || (isAbout(premise, terms) && isDated(premise, analysis, wrong));
        if (!fits && !own(premise)) continue;
        settled.add(premise.kind);
        const contradiction = describeContradiction(premise, analysis);
        // What the curators wrote word for word is answered by what they wrote it for.
        const rest = besides && !candidates[0]?.verbatim ? { besides } : {};
        return { contradiction: { ...contradiction, ...rest }, fits };
      }
      return undefined;
    };
    const first = next([]);
    const second = first && next(first.contradiction.names);
    if (!second) return first;
    return { contradiction: { ...first.contradiction, further: [second.contradiction] }, fits: first.fits };
  }

  /** Whether a premise has to do with all persons of a question: what is said of others is true or not of another event. */
  #hasPersons({ entry, kind }: CheckedPremise, { names }: Analysis): boolean {
    const persons = names.filter(({ name, focus }) => name.kind === 'person' && focus === 1);
    if (kind === 'person' || persons.length === 0) return true;
    const target = this.targets.find(({ item }) => item === entry);
    return target !== undefined && persons.every(({ name }) => this.matcher.has(target, `@${name.id}`));
  }

  /**
   * What the question would ask, had it said what is true, where that makes sense here: only then the rest of it is about this
   * event. None of the entries where a gap foresees it. `wrong`: names of which it is known already that they are not true.
   */
  #fitting(
    analysis: Analysis,
    premise: CheckedPremise,
    candidates: readonly Candidate[],
    wrong: readonly Name[],
  ): readonly Entry[] | undefined {
    if (premise.kind === 'date') return undefined;
    const unknown = unknownIn(analysis, wrong);
    const [said, more] = unknown.length > 0 ? unknown : placedIn(analysis, premise);
    if (!said || more || said.kind !== premise.kind) return undefined;
    const [truth] = premise.names;
    const terms = analysis.terms.map((term) => (term.id === `@${said.id}` ? { ...term, id: `@${truth}` } : term));
    const [best] = this.matcher.match({ ...analysis, terms });
    if (!best || best.nearest < FITTING || !this.matcher.has(best.target, `@${truth}`)) return undefined;
    // A name of the articles may be right here, of another part of the story.
    if (said.known && best.nearest < ALIKE) return undefined;
    if (said.known && candidates.some((other) => other.nearest >= best.nearest - LEAD && this.#places(other, said)))
      return undefined;
    const sure = best.nearest >= BESIDES || candidates.find(isEntry)?.target === best.target;
    return best.target.kind === 'entry' && sure ? [best.target.item] : [];
  }

  /** Whether the phrasing to which a question is most like says that something is in or at a place. */
  #places({ target, phrasing }: Candidate, place: Name): boolean {
    const { names } = this.analysed(target.phrasings[phrasing]?.text ?? '');
    return names.some(({ name, placed }) => name === place && placed !== undefined);
  }
}

/** How many analyses are remembered. */
const REMEMBERED = 64;
/** Confidence in what the curators wrote themselves. */
const CERTAIN = 0.99;
/** Likeness from which a question with its wrong name replaced counts as one about the event. */
const FITTING = 0.5;
/** The same where the name is one of the articles, and the least lead over what the question is like as it was said. */
const ALIKE = 0.75;
const LEAD = 0.1;
/** By how much more a gap scores that foresees a question, wrong premise and all. */
const FORESEEN = 0.2;
/** Likeness from which what a question with a wrong name asks besides is answered too. */
const BESIDES = 0.8;

/** Names that are in no article, but for those of which it is known already that they are wrong. */
const unknownIn = ({ names }: Analysis, wrong: readonly Name[]): Name[] =>
  names.flatMap(({ name }) => (name.known || wrong.includes(name) ? [] : name));

/** Whether a premise is a date, and nothing else in the question is foreign to the event. */
const isDated = ({ kind }: CheckedPremise, analysis: Analysis, wrong: readonly Name[]): boolean =>
  kind === 'date' && unknownIn(analysis, wrong).length === 0;

/** Names of the articles in or at which a question wrongly says that a premise's subject is. */
const placedIn = (analysis: Analysis, premise: CheckedPremise): Name[] =>
  saidWrongly(premise, analysis).flatMap(({ name, placed }) => (placed === undefined ? [] : name));

const isEntry = (candidate: Candidate): candidate is Candidate & { target: Target & { kind: 'entry' } } =>
  candidate.target.kind === 'entry';

/** Only the clause that asks of a long question, without the story around it; nothing where there is no story. */
function focused(analysis: Analysis): Analysis | undefined {
  const terms = analysis.terms.filter(({ focus }) => focus === 1);
  const content = terms.filter(({ kind }) => kind === 'name' || kind === 'group');
  if (terms.length === analysis.terms.length || content.length === 0) return undefined;
  return { ...analysis, terms, names: analysis.names.filter(({ focus }) => focus === 1) };
}
