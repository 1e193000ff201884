/**
 * Whitening: directions in which all texts of a knowledge differ from each other anyway count less, those in which they are
 * much alike count more. Vectors of an encoder share a few strong directions ("a question", "about politics"), which say
 * nothing about what tells one text from another.
 *
 * A vector x becomes L⁻¹(x − m), where m is the mean of the vectors, and LLᵀ (Cholesky) their covariance plus a share of its
 * mean variance in each direction; products are then those of Mahalanobis' distance (P. C. Mahalanobis, 1936), shrunk towards
 * plain ones (O. Ledoit and M. Wolf, A well-conditioned estimator for large-dimensional covariance matrices, 2004).
 */
export interface Whitening {
  /** m. */
  readonly centre: Float32Array;
  /** L, row after row, with nothing right of the diagonal. */
  readonly factor: Float32Array;
}

/**
 * The whitening of some vectors of `size` numbers, with a pause after each: it takes size² steps for each of them. `shrinkage`:
 * how much of the mean variance is added in every direction; with 0 noise counts like differences, with very much the vectors
 * are plain ones around their mean.
 */
export function* whitening(
  vectors: readonly ArrayLike<number>[],
  size: number,
  shrinkage: number,
): Generator<void, Whitening> {
  const centre = meanOf(vectors, size);
  const covariance = yield* covarianceOf(vectors, centre);
  let variance = 0;
  for (let at = 0; at < size; at += 1) variance += (covariance[at * size + at] as number) / size;
  for (let at = 0; at < size; at += 1)
    covariance[at * size + at] = (covariance[at * size + at] as number) + (shrinkage * variance || 1);
  return { centre, factor: choleskyOf(covariance, size) };
}

function meanOf(vectors: readonly ArrayLike<number>[], size: number): Float32Array {
  const mean = new Float32Array(size);
  for (const vector of vectors)
    for (let at = 0; at < size; at += 1) mean[at] = (mean[at] as number) + (vector[at] as number) / vectors.length;
  return mean;
}

/** The lower half of the covariance, row after row. */
function* covarianceOf(vectors: readonly ArrayLike<number>[], centre: Float32Array): Generator<void, Float64Array> {
  const size = centre.length;
  const covariance = new Float64Array(size * size);
  const apart = new Float64Array(size);
  for (const vector of vectors) {
    for (let at = 0; at < size; at += 1) apart[at] = (vector[at] as number) - (centre[at] as number);
    for (let row = 0; row < size; row += 1) {
      const by = (apart[row] as number) / vectors.length;
      for (let at = 0; at <= row; at += 1)
        covariance[row * size + at] = (covariance[row * size + at] as number) + by * (apart[at] as number);
    }
    yield;
  }
  return covariance;
}

/** L of a symmetric, positive definite matrix of which the lower half is given: row by row (Cholesky and Banachiewicz). */
function choleskyOf(matrix: Float64Array, size: number): Float32Array {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let left = matrix[row * size + column] as number;
      for (let at = 0; at < column; at += 1)
        left -= (factor[row * size + at] as number) * (factor[column * size + at] as number);
      factor[row * size + column] =
        row === column ? Math.sqrt(Math.max(left, Number.EPSILON)) : left / (factor[column * size + column] as number);
    }
  return Float32Array.from(factor);
}

/** A vector whitened and of length 1; nothing but zeros where it is the centre itself. By forward substitution. */
export function whitened(vector: ArrayLike<number>, { centre, factor }: Whitening): Float32Array {
  const size = centre.length;
  const white = new Float32Array(size);
  let squares = 0;
  for (let row = 0; row < size; row += 1) {
    let left = (vector[row] as number) - (centre[row] as number);
    const start = row * size;
    for (let at = 0; at < row; at += 1) left -= (factor[start + at] as number) * (white[at] as number);
    left /= factor[start + row] as number;
    white[row] = left;
    squares += left * left;
  }
  const length = Math.sqrt(squares) || 1;
  return white.map((value) => value / length);
}
