/** How well a score tells two kinds apart. */

/**
 * Area under the ROC curve: the probability that a random positive scores higher than a random negative, ties counting half.
 * From the sum of ranks, (R₊ − n₊(n₊ + 1)/2) / (n₊·n₋), equal scores sharing their mean rank (T. Fawcett, An introduction to
 * ROC analysis, 2006; it is the U of Mann and Whitney). NaN where there are none of one kind.
 */
export function auroc(positives: readonly number[], negatives: readonly number[]): number {
  const scored = [
    ...positives.map((score) => ({ score, positive: true })),
    ...negatives.map((score) => ({ score, positive: false })),
  ].sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let from = 0; from < scored.length; ) {
    let to = from;
    while (to < scored.length && scored[to]?.score === scored[from]?.score) to += 1;
    const shared = (from + 1 + to) / 2;
    ranks += shared * scored.slice(from, to).filter(({ positive }) => positive).length;
    from = to;
  }
  const [n, m] = [positives.length, negatives.length];
  return (ranks - (n * (n + 1)) / 2) / (n * m);
}
