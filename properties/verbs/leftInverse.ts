/** Columns whose distance from the span of those before is a smaller share of their length count as dependent. */
const dependent = 2 ** -45;

/**
 * A left inverse X of a matrix of at least as many rows as columns, X J = I, in doubles: R^-1 Q^T for QR = D J E, D and E what rows and
 * columns are multiplied by, so that they are of one size; undefined where the columns are dependent. Gram and Schmidt, a second time
 * where digits cancelled (Giraud, Langou and Rozloznik 2005: twice is enough).
 */
export function leftInverse(
  rows: readonly (readonly number[])[],
  down: readonly number[],
  across: readonly number[],
): number[][] | undefined {
  const columns = across.length;
  const basis: Float64Array[] = [];
  const upper: number[][] = [];
  for (let j = 0; j < columns; j++) {
    const column = Float64Array.from(rows, (row, i) => (down[i] ?? 1) * (row[j] ?? 0) * (across[j] ?? 1));
    const length = Math.hypot(...column);
    const shares = new Array<number>(j).fill(0);
    let before = Number.POSITIVE_INFINITY;
    let rest = length;
    while (rest < before / 2) {
      before = rest;
      basis.forEach((q, i) => {
        const share = dot(q, column);
        shares[i] = (shares[i] ?? 0) + share;
        for (let at = 0; at < column.length; at++) column[at] = (column[at] ?? 0) - share * (q[at] ?? 0);
      });
      rest = Math.hypot(...column);
    }
    if (!(rest > dependent * length)) return undefined;
    basis.push(column.map((value) => value / rest));
    upper.push([...shares, rest]);
  }
  // Column by column of X: R x = Q^T e.
  const inverse = Array.from({ length: columns }, () => new Array<number>(rows.length).fill(0));
  for (let at = 0; at < rows.length; at++) {
    for (let i = columns - 1; i >= 0; i--) {
      let value = basis[i]?.[at] ?? 0;
      for (let j = i + 1; j < columns; j++) value -= (upper[j]?.[i] ?? 0) * (inverse[j]?.[at] ?? 0);
      (inverse[i] as number[])[at] = value / (upper[i]?.[i] ?? 1);
    }
  }
  return inverse.map((row, i) => row.map((value, at) => value * (across[i] ?? 1) * (down[at] ?? 1)));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
