/** Where each target has each of its terms: all that is looked up of one target stands together, which is most of the time of a lookup. */
import { placeIn, type Rows, RowsBuilder } from './rows.ts';

export interface Concordance {
  /** Terms of each target's phrasings, ascending. */
  readonly terms: Rows;
  /** For each of those, one after the other, which of the target's phrasings have it, ascending and from 0. */
  readonly places: Rows;
}

export class ConcordanceBuilder {
  readonly #terms = new RowsBuilder();
  readonly #places = new RowsBuilder();

  /** `phrasings`: the terms of each phrasing of the next target. */
  add(phrasings: readonly (readonly number[])[]): void {
    const places = new Map<number, number[]>();
    phrasings.forEach((terms, place) => {
      for (const term of terms) {
        const known = places.get(term);
        if (known) known.push(place);
        else places.set(term, [place]);
      }
    });
    const terms = [...places.keys()].sort((a, b) => a - b);
    this.#terms.add(terms);
    for (const term of terms) this.#places.add(places.get(term) as number[]);
  }

  build(): Concordance {
    return { terms: this.#terms.build(), places: this.#places.build() };
  }
}

/** The row of `places` that a term of a target has; -1 where the target does not have it. */
export const placesOf = ({ terms: { starts, values } }: Concordance, target: number, term: number): number =>
  placeIn(values, starts[target] as number, starts[target + 1] as number, term);

/** How many of a target's phrasings have a term. */
export function countOf(concordance: Concordance, target: number, term: number): number {
  const row = placesOf(concordance, target, term);
  const { starts } = concordance.places;
  return row < 0 ? 0 : (starts[row + 1] as number) - (starts[row] as number);
}
