import { at, type Matrix } from '../../_internal/dense/matrix.ts';

/** The sums of the rows and of the columns. */
export function marginals(p: Matrix): { readonly ofRows: Float64Array; readonly ofColumns: Float64Array } {
  const [ofRows, ofColumns] = [new Float64Array(p.rows), new Float64Array(p.columns)];
  for (let x = 0; x < p.rows; x++) {
    for (let y = 0; y < p.columns; y++) {
      ofRows[x] = (ofRows[x] as number) + at(p, x, y);
      ofColumns[y] = (ofColumns[y] as number) + at(p, x, y);
    }
  }
  return { ofRows, ofColumns };
}
