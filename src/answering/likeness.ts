/**
 * How like a question is to phrasings, by what the terms weigh that both have: twice the weight shared over the weight of both
 * (L. Dice, Measures of the Amount of Ecologic Association Between Species, 1945).
 */

/** The terms of a text by their numbers, what each weighs, and all of them together, those without a number too. */
export interface Weighed {
  readonly terms: readonly number[];
  readonly weights: readonly number[];
  readonly total: number;
}

/** Compares questions with many phrasings. */
export class Likeness {
  /** Weight of each term in the question at hand; 0 between two questions. */
  readonly #asked: Float64Array;

  /** `terms`: how many there are. */
  constructor(terms: number) {
    this.#asked = new Float64Array(terms);
  }

  /** Likeness, 0 to 1, of a question to the nearest of some phrasings, of those that are wanted by their place; 0 where there is none. */
  nearest(
    { terms, weights, total }: Weighed,
    phrasings: readonly Weighed[],
    isWanted: (place: number) => boolean = () => true,
  ): number {
    const asked = this.#asked;
    for (let at = 0; at < terms.length; at += 1) asked[terms[at] as number] = weights[at] as number;
    let nearest = 0;
    phrasings.forEach((phrasing, place) => {
      const both = total + phrasing.total;
      // One that has all of the other, and is no nearer for that, is not looked at.
      if (2 * Math.min(total, phrasing.total) <= nearest * both || !isWanted(place)) return;
      nearest = Math.max(nearest, (2 * sharedBy(asked, phrasing)) / both);
    });
    for (const term of terms) asked[term] = 0;
    return nearest;
  }
}

/** Weight that a phrasing shares with what is asked: of each term the lesser of its two. */
function sharedBy(asked: Float64Array, { terms, weights }: Weighed): number {
  let shared = 0;
  for (let at = 0; at < terms.length; at += 1)
    shared += Math.min(asked[terms[at] as number] as number, weights[at] as number);
  return shared;
}
