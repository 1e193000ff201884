/** Numbers from 0 on, in as little memory as they need: most of the time of a lookup is waiting for memory. */
export type Numbers = Uint16Array | Int32Array;

/** Room for so many numbers below a bound. */
const numbersBelow = (bound: number, length: number): Numbers =>
  bound <= 0x10000 ? new Uint16Array(length) : new Int32Array(length);

/** The same numbers in as little memory as they need. */
export function narrowed(values: ArrayLike<number>): Numbers {
  let greatest = 0;
  for (let at = 0; at < values.length; at += 1) greatest = Math.max(greatest, values[at] as number);
  const numbers = numbersBelow(greatest + 1, values.length);
  numbers.set(values);
  return numbers;
}

/** Rows of numbers of different lengths, kept one after the other: a hundredth of the memory of arrays of arrays. */
export interface Rows<Values extends Numbers = Numbers> {
  /** Where each row begins, and where the last one ends. */
  readonly starts: Int32Array;
  readonly values: Values;
}

export class RowsBuilder {
  readonly #starts = [0];
  readonly #values: number[] = [];

  add(row: Iterable<number>): void {
    for (const value of row) this.#values.push(value);
    this.#starts.push(this.#values.length);
  }

  build(): Rows {
    return { starts: Int32Array.from(this.#starts), values: narrowed(this.#values) };
  }

  /** Of any numbers, those below 0 too. */
  buildAny(): Rows<Int32Array> {
    return { starts: Int32Array.from(this.#starts), values: Int32Array.from(this.#values) };
  }
}

/** Rows of targets by term -> rows of terms by target, or the other way round. `count`: how many rows come out. */
export function inverted(rows: Rows, count: number): Rows {
  const places = placesIn(rows, count);
  const { starts, values } = rows;
  const inverse = numbersBelow(starts.length - 1, values.length);
  const next = places.slice();
  for (let row = 0, at = 0; row + 1 < starts.length; row += 1) {
    const end = starts[row + 1] as number;
    for (; at < end; at += 1) {
      const value = values[at] as number;
      const place = next[value] as number;
      inverse[place] = row;
      next[value] = place + 1;
    }
  }
  return { starts: places, values: inverse };
}

/** A number for each of the values of rows, in the order in which `inverted` puts these. */
export function invertedBeside({ values }: Rows, count: number, beside: Numbers): Numbers {
  const next = placesIn({ values }, count);
  const moved = beside.slice();
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    const place = next[value] as number;
    moved[place] = beside[at] as number;
    next[value] = place + 1;
  }
  return moved;
}

/** Where the row of each value begins among inverted rows, and where the last one ends. */
function placesIn({ values }: Pick<Rows, 'values'>, count: number): Int32Array {
  const places = new Int32Array(count + 1);
  for (let at = 0; at < values.length; at += 1) {
    const next = (values[at] as number) + 1;
    places[next] = (places[next] as number) + 1;
  }
  for (let row = 0; row < count; row += 1) places[row + 1] = (places[row + 1] as number) + (places[row] as number);
  return places;
}

/** Whether an ascending row has a number. */
export const rowHas = ({ starts, values }: Rows, row: number, wanted: number): boolean =>
  placeIn(values, starts[row] as number, starts[row + 1] as number, wanted) >= 0;

/** Where a number stands among ascending ones, from one place to before another; -1 where it does not. */
export function placeIn(values: Numbers, from: number, to: number, wanted: number): number {
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = values[middle] as number;
    if (value === wanted) return middle;
    if (value < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
