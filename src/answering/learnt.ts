/** What is learnt from the phrasings when they are indexed, and what it says of a question. */
import { type Answerability, answerableOdds, learnAnswerability } from './answerability.ts';
import { type Discernment, discern, logOddsOf } from './discernment.ts';
import { inUnits, type Lessons, raritiesOf, valuesOf, vectorOf } from './learning.ts';
import type { KnownFeatures, Usage } from './likelihood.ts';

/** Plain data, so that it can be kept. */
export interface Learnt {
  /** Rarity of each feature, in units. */
  readonly rarities: Int16Array;
  readonly discernment: Discernment;
  readonly answerability: Answerability;
}

/** What was learnt says of a question, in log odds. */
export interface Judgement {
  /** That it belongs to each target, by its number. */
  readonly targets: readonly number[];
  /** That anything answers it. */
  readonly answerable: number;
}

/** Deterministic: the same phrasings teach the same. */
export function learn(usage: Usage, lessons: Lessons): Learnt {
  const rarities = raritiesOf(usage, lessons.targets.length);
  const values = valuesOf(lessons, rarities);
  return {
    rarities: inUnits(rarities),
    discernment: discern(usage, lessons, values),
    answerability: learnAnswerability(usage, lessons, values),
  };
}

/** Asks what was learnt. */
export class Judge {
  readonly #usage: Usage;
  readonly #learnt: Learnt;
  /** Log odds of each target whatever the question says. */
  readonly #prior: readonly number[];

  constructor(usage: Usage, learnt: Learnt) {
    this.#usage = usage;
    this.#learnt = learnt;
    this.#prior = Array.from(learnt.discernment.targets);
  }

  /** What was learnt says of a question's features. */
  of(known: KnownFeatures): Judgement {
    const { rarities, discernment, answerability } = this.#learnt;
    const vector = vectorOf(known, rarities);
    return {
      targets: logOddsOf(this.#usage, discernment.postings, this.#prior, known, vector),
      answerable: answerableOdds(answerability, known, vector),
    };
  }
}
