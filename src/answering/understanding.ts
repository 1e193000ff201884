/** A question -> what it is about, and how sure that is. */
import type { KnowledgeBase, Name, Stance } from '../knowledge/knowledge-base.ts';
import { plainText } from '../language/words.ts';
import { type Analyser, type Analysis, analyse } from './analysis.ts';
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
  readonly stance: Stance;
  /** What the question takes for granted and the articles contradict. */
  readonly contradiction?: Contradiction;
}

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
    this.stances = new StanceReader(lexicon, this.matcher);
    this.#speller = new Speller(() => new Set([...lexicon.words(), ...index.words]));
    this.analyser = { lexicon, speller: this.#speller };
    this.#premises = preparePremises(knowledge.entries, knowledge.vocabulary.names);
  }

  /** A text taken apart; the last few are remembered, since a question is looked at whole, in parts and in its conversation. */
  readonly analysed = (text: string): Analysis => {
    const analysis = this.#analyses.get(text) ?? analyse(text, this.analyser);
    this.#analyses.set(text, analysis);
    return analysis;
  };

  /** Never throws; a question without words has no candidates and a confidence of 0. */
  understand(
    question: string,
    completion: Completion = (analysis) => analysis,
    preferred: ReadonlyMap<string, number> = new Map(),
    sense?: Sense,
  ): Understanding {
    const analysis = this.analysed(question);
    const whole = this.#weigh(completion(analysis), preferred, sense);
    if (whole.candidates[0]?.verbatim) return whole;
    const mistaken = this.#tellApart(analysis);
    if (mistaken) return mistaken;
    if (whole.confidence >= BOUNDS.answer) return whole;
    const asking = focused(analysis);
    if (!asking) return whole;
    const clause = this.#weigh(completion(asking), preferred, sense);
    return clause.confidence >= BOUNDS.answer ? clause : whole;
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
    const understood = this.#weigh(this.analysed(`who is ${name}`), new Map());
    const { entry, confidence } = understood;
    return entry && confidence >= BOUNDS.answer && this.matcher.has(entry.target, `@${id}`) ? understood : undefined;
  }

  #weigh(analysis: Analysis, preferred: ReadonlyMap<string, number>, sense?: Sense): Understanding {
    const candidates = prefer(this.matcher.match(analysis, sense), preferred);
    const entry = candidates.find(isEntry);
    const other = candidates.find((candidate) => candidate.target.kind !== 'entry');
    if (!entry)
      return { analysis, candidates, signals: [], confidence: 0, stance: 'open', ...(other ? { other } : {}) };
    const corrected = this.#contradicted(analysis, entry);
    const stance = this.stances.stanceOf(analysis, entry.target);
    const signals = signalsOf(
      analysis,
      entry,
      candidates,
      { stance, corrected: corrected !== undefined },
      this.matcher,
    );
    return {
      analysis,
      candidates,
      entry,
      signals,
      stance,
      confidence: this.#confidence(candidates, signals, corrected?.fits === true),
      ...(other ? { other } : {}),
      ...(corrected ? { contradiction: corrected.contradiction } : {}),
    };
  }

  /** A question that stands word for word in the knowledge is decided by it. */
  #confidence([best]: readonly Candidate[], signals: Signals, fits: boolean): number {
    if (best?.verbatim) return best.target.kind === 'entry' ? CERTAIN : 1 - CERTAIN;
    const confidence = confidenceIn(signals);
    return fits ? Math.max(confidence, BOUNDS.answer) : confidence;
  }

  /**
   * The most special premise that the question is about, if the question says otherwise; else the best entry's own.
   * `fits`: whether the question makes sense but for the wrong name, which makes its answer sure.
   */
  #contradicted(analysis: Analysis, best: Candidate): { contradiction: Contradiction; fits: boolean } | undefined {
    const terms = new Set(analysis.terms.map(({ id }) => id));
    const own = (premise: CheckedPremise): boolean => premise.entry.id === best.target.item.id;
    const premises = [...this.#premises.filter((premise) => isAbout(premise, terms)), ...this.#premises.filter(own)];
    // What is right of one kind, such as the day, does not make up for what is wrong of another, such as the place.
    const agreed = new Set<CheckedPremise['kind']>();
    for (const premise of premises) {
      if (agreed.has(premise.kind)) continue;
      const verdict = checkPremise(premise, analysis);
      if (verdict === 'agrees') agreed.add(premise.kind);
      if (verdict === 'agrees' || verdict === 'silent') continue;
      const plain = own(premise) && analysis.yesNo && best.nearest >= FITTING;
      const fits = plain || (isAbout(premise, terms) && this.#wouldFit(analysis, premise));
      if (fits || own(premise)) return { contradiction: describeContradiction(premise, analysis), fits };
    }
    return undefined;
  }

  /** Whether the question would make sense here, had it said what is true: only then the rest of it is about this event. */
  #wouldFit(analysis: Analysis, premise: CheckedPremise): boolean {
    const names = analysis.names.filter(({ name }) => !name.known);
    if (premise.kind === 'date') return names.length === 0;
    if (names.length !== 1 || names[0]?.name.kind !== premise.kind) return false;
    const [truth] = premise.names;
    const terms = analysis.terms.map((term) =>
      term.id === `@${names[0]?.name.id}` ? { ...term, id: `@${truth}` } : term,
    );
    const [best] = this.matcher.match({ ...analysis, terms });
    return best !== undefined && best.nearest >= FITTING && this.matcher.has(best.target, `@${truth}`);
  }
}

/** How many analyses are remembered. */
const REMEMBERED = 64;
/** Confidence in what the curators wrote themselves. */
const CERTAIN = 0.99;
/** Likeness from which a question with its wrong name replaced counts as one about the event. */
const FITTING = 0.5;

const isEntry = (candidate: Candidate): candidate is Candidate & { target: Target & { kind: 'entry' } } =>
  candidate.target.kind === 'entry';

/** Only the clause that asks of a long question, without the story around it; nothing where there is no story. */
function focused(analysis: Analysis): Analysis | undefined {
  const terms = analysis.terms.filter(({ focus }) => focus === 1);
  const content = terms.filter(({ kind }) => kind === 'name' || kind === 'group');
  if (terms.length === analysis.terms.length || content.length === 0) return undefined;
  return { ...analysis, terms, names: analysis.names.filter(({ focus }) => focus === 1) };
}

/** Candidates in a new order: what the conversation makes likelier gains. */
function prefer(candidates: Candidate[], preferred: ReadonlyMap<string, number>): Candidate[] {
  if (preferred.size === 0) return candidates;
  const gain = (candidate: Candidate): number => preferred.get(candidate.target.item.id) ?? 0;
  return candidates
    .map((candidate) => ({ ...candidate, score: candidate.score + gain(candidate) }))
    .sort((a, b) => b.score - a.score);
}
