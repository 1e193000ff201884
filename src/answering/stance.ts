/** Does an entry say yes or no to a question, or does it contradict what the question takes for granted? */
import type { Phrasing, Stance } from '../knowledge/knowledge-base.ts';
import { auxiliaries, fillers } from '../language/english.ts';
import { type Analyser, type Analysis, analyse, type NameMention, type Term } from './analysis.ts';
import { stemOf } from './lexicon.ts';
import { Likeness, type Weighed, type WeighedTexts, weighedTexts } from './likeness.ts';
import { weighed } from './logistic.ts';
import type { Matcher } from './matcher.ts';
import { type Target, type TargetPhrasing, textsOf } from './targets.ts';
import weights from './weights.json' with { type: 'json' };

/** Bounds of the stances. */
export const STANCES = {
  /** How sure a yes or a no has to be to be said; below, the answer speaks for itself. 0.5 would always say one. */
  sure: 0.8,
  /** Least likeness to a wrong premise for it to be corrected, and its least lead over the questions with a right one. */
  leastWrong: 0.55,
  leadOfWrong: 0.1,
  /** How much a "no", "not" or "never" counts, which elsewhere is next to nothing. */
  negation: 1.2,
};

/** Evidence for "yes" (positive) and "no" (negative), in the order of the fitted weights. */
export const POLARITY_SIGNALS = [
  /** Likeness to the nearest question with a yes less that to the nearest with a no. */
  'nearerToYes',
  /** Share of the question that the true statements and the questions with a yes have. */
  'true',
  /** Share that only the questions with a no or a wrong premise have. */
  'false',
  /** Share that only the questions with a yes have. */
  'onlyYes',
  /** 1 with a "not" or the like. */
  'negated',
  /** Names that the true statements do not have, at most 2, over 2. */
  'otherNames',
  /** Pairs of names in the order of the true statements, less those in the order of the false ones; -1 to 1. */
  'order',
] as const;

type Weigh = (term: Term) => number;

/** A phrasing taken apart and weighed, once. */
interface Taken {
  readonly analysis: Analysis;
  /** How many it names. */
  readonly named: number;
  readonly plain: Weighed;
  /** With what denies counted as much as it does in a question with a yes or a no. */
  readonly denying: Weighed;
}

/** What an entry affirms and denies, in terms. */
interface Profile {
  /** The questions with a yes and with a no, with what denies. */
  readonly yes: WeighedTexts;
  readonly no: WeighedTexts;
  /** Those with a yes or a no, and how many each names. */
  readonly closed: WeighedTexts;
  readonly named: readonly number[];
  readonly truth: ReadonlySet<string>;
  readonly affirmed: ReadonlySet<string>;
  readonly denied: ReadonlySet<string>;
  readonly trueOrders: ReadonlySet<string>;
  readonly falseOrders: ReadonlySet<string>;
}

/** Terms that deny. */
export const NEGATIONS: ReadonlySet<string> = new Set(
  ['no', 'not', 'never', 'nothing', 'none', 'without', 'neither'].map(stemOf),
);

/** Words that may stand for somebody who is named in the questions with a yes or a no. */
const PRONOUNS = new Set('he him his she her hers it its they them their theirs this that these those'.split(' '));

const GOES_ON = new Set(['and', 'but', 'or', 'also']);

/** How many are named, each once. */
const countOf = (names: readonly NameMention[]): number => new Set(names.map(({ name }) => name.id)).size;

const idsOf = (analyses: readonly Analysis[]): Set<string> =>
  new Set(analyses.flatMap(({ terms }) => terms.map(({ id }) => id)));

/** Names of a text two by two, as "first<second". */
function ordersOf({ names }: Analysis): string[] {
  return names.flatMap(({ name }, index) => names.slice(index + 1).map((next) => `${name.id}<${next.name.id}`));
}

export class StanceReader {
  readonly #analyser: Analyser;
  readonly #matcher: Matcher;
  readonly #weightOf: Weigh;
  readonly #likeness: Likeness;
  /** Made when an entry is first asked for yes or no: most never are. */
  readonly #profiles = new Map<Target, Profile>();
  /** What proves an entry, and phrasings that were like a question, taken apart so far. */
  readonly #proofs = new Map<Target, readonly Analysis[]>();
  readonly #taken = new Map<Phrasing, Taken>();

  constructor(analyser: Analyser, matcher: Matcher) {
    this.#analyser = analyser;
    this.#matcher = matcher;
    this.#weightOf = matcher.weightOf;
    this.#likeness = new Likeness(matcher.termCount);
  }

  /** Makes what is needed to tell how an entry is asked, before it is asked for: it takes some milliseconds. */
  prepare(target: Target): void {
    if (target.kind === 'entry') this.#profileOf(target);
  }

  /**
   * The stance in which an entry is asked: `open` where there is nothing to affirm, deny or correct. `nearest`: the phrasing that is most
   * like the question.
   */
  stanceOf(analysis: Analysis, target: Target, nearest?: TargetPhrasing): Stance {
    if (target.kind !== 'entry') return 'open';
    if (!analysis.yesNo) return this.#takesWrongForGranted(analysis, target) ? 'wrong' : 'open';
    // Offers a choice ("before or after?"): neither yes nor no answers it.
    if (offersChoice(analysis) || deniesAndAsks(analysis) || namesMerely(analysis)) return 'open';
    if (nearest?.stance === 'open' && isKeyword(analysis)) return 'open';
    if (!target.phrasings.some(({ stance }) => stance === 'yes' || stance === 'no')) return 'open';
    if (this.#leavesOutWho(analysis, target)) return 'open';
    const yes = probabilityOfYes(this.signals(analysis, target));
    if (yes >= STANCES.sure) return 'yes';
    return yes <= 1 - STANCES.sure ? 'no' : 'open';
  }

  /** What speaks for yes and for no, in the order of `POLARITY_SIGNALS`. */
  signals(whole: Analysis, target: Target): number[] {
    const analysis = asking(whole);
    const profile = this.#profileOf(target);
    const content = analysis.terms.filter(({ kind }) => kind !== 'function' && kind !== 'ask' && kind !== 'asked');
    const total = content.reduce((sum, term) => sum + this.#weightOf(term), 0) || 1;
    const share = (of: (id: string) => boolean): number =>
      content.filter(({ id }) => of(id)).reduce((sum, term) => sum + this.#weightOf(term), 0) / total;
    const right = (id: string): boolean => profile.truth.has(id) || profile.affirmed.has(id);
    const orders = ordersOf(analysis);
    const count = (of: ReadonlySet<string>, without: ReadonlySet<string>): number =>
      orders.filter((order) => of.has(order) && !without.has(order)).length;
    const values: Record<(typeof POLARITY_SIGNALS)[number], number> = {
      nearerToYes: this.#nearerToYes(analysis, profile),
      true: share(right),
      false: share((id) => profile.denied.has(id) && !right(id)),
      onlyYes: share((id) => profile.affirmed.has(id) && !profile.denied.has(id)),
      negated: analysis.terms.some(({ id }) => NEGATIONS.has(id)) ? 1 : 0,
      otherNames: Math.min(2, analysis.names.filter(({ name }) => !right(`@${name.id}`)).length) / 2,
      order: Math.max(
        -1,
        Math.min(1, count(profile.trueOrders, profile.falseOrders) - count(profile.falseOrders, profile.trueOrders)),
      ),
    };
    return POLARITY_SIGNALS.map((signal) => values[signal]);
  }

  /** Likeness to the nearest question with a yes less that to the nearest with a no. */
  #nearerToYes(analysis: Analysis, { yes, no }: Profile): number {
    const denying = this.#weigh(analysis, this.#denying);
    return this.#likeness.nearest(denying, yes) - this.#likeness.nearest(denying, no);
  }

  #takesWrongForGranted(analysis: Analysis, target: Target): boolean {
    const like = this.#matcher.wrongLike(target, analysis, STANCES.leastWrong).filter(isWhole).map(this.#takenApart);
    if (like.length === 0) return false;
    const named = new Set(analysis.names.map(({ name }) => name.id));
    // Of a phrasing that names somebody who does not belong here, that name is what is wrong with it.
    const said = like.filter(({ analysis: { names } }) =>
      names.every(({ name }) => named.has(name.id) || this.#isTrueOf(target, `@${name.id}`)),
    );
    const question = this.#weigh(analysis, this.#weightOf);
    const wrong = this.#likeness.nearest(question, weighedTexts(said.map(({ plain }) => plain)));
    if (wrong <= STANCES.leastWrong) return false;
    const most = wrong - STANCES.leadOfWrong;
    const isNearer = (phrasing: TargetPhrasing): boolean =>
      isWhole(phrasing) &&
      isRight(phrasing) &&
      this.#likeness.nearest(question, weighedTexts([this.#takenApart(phrasing).plain]), most) > most;
    return !this.#matcher.phrasingsLike(target, analysis, most).some(isNearer);
  }

  /** Whether an entry's proof or one of the questions that ask for it openly has a term. */
  #isTrueOf(target: Target, id: string): boolean {
    const asked = this.#matcher.phrasingsWith(target, id);
    return (
      asked.some((phrasing) => phrasing.stance === 'open' && isWhole(phrasing)) ||
      this.#proofOf(target).some(({ terms }) => terms.some((term) => term.id === id))
    );
  }

  #proofOf(target: Target): readonly Analysis[] {
    const known = this.#proofs.get(target);
    const proof = known ?? textsOf(target).map((text) => analyse(text, this.#analyser));
    if (!known) this.#proofs.set(target, proof);
    return proof;
  }

  /**
   * Whether the like questions with a yes or a no are about what somebody says or does whom this one does not name ("did Ann call
   * Ben a liar?", "is Ben a liar?"): their yes is not the articles' own.
   */
  #leavesOutWho(whole: Analysis, target: Target): boolean {
    const analysis = asking(whole);
    if (analysis.names.length === 0 || analysis.words.some(({ text }) => PRONOUNS.has(text))) return false;
    const { closed, named } = this.#profileOf(target);
    const most = countOf(analysis.names);
    const question = this.#weigh(analysis, this.#weightOf);
    const complete = this.#likeness.nearest(question, closed, 0, (place) => (named[place] as number) <= most);
    const least = complete + STANCES.leadOfWrong;
    return this.#likeness.nearest(question, closed, least) > least;
  }

  #profileOf(target: Target): Profile {
    const known = this.#profiles.get(target);
    if (known) return known;
    const taken = target.phrasings
      .filter(isWhole)
      .map((phrasing) => ({ stance: phrasing.stance, taken: this.#takeApart(phrasing) }));
    const profile = profileOf(taken, this.#proofOf(target));
    this.#profiles.set(target, profile);
    return profile;
  }

  readonly #denying: Weigh = (term) => (NEGATIONS.has(term.id) ? STANCES.negation : this.#weightOf(term));

  readonly #takenApart = (phrasing: Phrasing): Taken => {
    const taken = this.#taken.get(phrasing) ?? this.#takeApart(phrasing);
    this.#taken.set(phrasing, taken);
    return taken;
  };

  #takeApart({ text }: Phrasing): Taken {
    const analysis = analyse(text, this.#analyser);
    return {
      analysis,
      named: countOf(analysis.names),
      plain: this.#weigh(analysis, this.#weightOf),
      denying: this.#weigh(analysis, this.#denying),
    };
  }

  #weigh({ terms }: Analysis, weigh: Weigh): Weighed {
    const numbers: number[] = [];
    const weights: number[] = [];
    let total = 0;
    for (const term of terms) {
      const weight = weigh(term);
      total += weight;
      const number = this.#matcher.numberOf(term.id);
      if (number === undefined) continue;
      numbers.push(number);
      weights.push(weight);
    }
    return { terms: numbers, weights, total };
  }
}

/** Takes nothing wrong for granted: asked openly, or with a yes. */
const isRight = ({ stance }: Phrasing): boolean => stance === 'open' || stance === 'yes';

/** What a follow-up affirms is known only with what it comes after. */
const isWhole = ({ after }: TargetPhrasing): boolean => after === undefined;

function profileOf(
  phrasings: readonly { readonly stance: Stance; readonly taken: Taken }[],
  proof: readonly Analysis[],
): Profile {
  const of = (...stances: Stance[]): Taken[] =>
    phrasings.filter(({ stance }) => stances.includes(stance)).map(({ taken }) => taken);
  const [yes, no, open] = [of('yes'), of('no', 'wrong'), of('open')];
  const analyses = (taken: readonly Taken[]): Analysis[] => taken.map(({ analysis }) => analysis);
  const closed = [...yes, ...no];
  return {
    yes: weighedTexts(yes.map(({ denying }) => denying)),
    no: weighedTexts(no.map(({ denying }) => denying)),
    closed: weighedTexts(closed.map(({ plain }) => plain)),
    named: closed.map(({ named }) => named),
    truth: idsOf([...proof, ...analyses(open)]),
    affirmed: idsOf(analyses(yes)),
    denied: idsOf(analyses(no)),
    trueOrders: new Set([...analyses(yes), ...proof].flatMap(ordersOf)),
    falseOrders: new Set(analyses(no).flatMap(ordersOf)),
  };
}

/** Only what is asked: a "not" or a name in the story around a question says nothing of its answer. */
function asking(analysis: Analysis): Analysis {
  const terms = analysis.terms.filter(({ focus }) => focus === 1);
  return terms.length === 0
    ? analysis
    : { ...analysis, terms, names: analysis.names.filter(({ focus }) => focus === 1) };
}

/** Probability that the answer to a yes/no question is yes; fitted by `bench/fit.ts` on the curators' own yes/no questions. */
const probabilityOfYes = (signals: readonly number[]): number => weighed(POLARITY_SIGNALS, signals, weights.polarity);

/** "They have not met, have they?": a "yes" or "no" to it is understood either way. */
const deniesAndAsks = ({ asking, negated }: Analysis): boolean => {
  const first = asking.find(({ text }) => !fillers.has(text))?.text ?? '';
  return negated && !auxiliaries.has(first);
};

/** "And the date?" claims nothing; unless it goes on with a yes/no question, as "and in June?" may. */
const namesMerely = ({ words, afterYesNo }: Analysis): boolean =>
  GOES_ON.has(words[0]?.text ?? '') && !afterYesNo && !words.some(({ text }) => auxiliaries.has(text));

/** "Date of the summit?": nothing but the question mark makes a question of it, and perhaps not one with a yes or a no. */
const isKeyword = ({ words }: Analysis): boolean =>
  !words.some(({ text }) => auxiliaries.has(text) || PRONOUNS.has(text));

/** "… or …", but not "… or not". */
const offersChoice = ({ words }: Analysis): boolean =>
  words.some(
    ({ text }, at) => text === 'or' && at > 0 && !/^(?:not|no|nah|nope|what)$/.test(words[at + 1]?.text ?? 'not'),
  );
