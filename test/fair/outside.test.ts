import { expect, test } from 'vitest';
import { adapterOf } from './_internal/adapterOf.ts';
import { type Arithmetic, pairwise } from './_internal/arithmetic.ts';
import { type Matrix, matrixOf, valuesOf } from './_internal/dense.ts';
import { judged } from './_internal/verdicts.ts';
import type { Variant } from './variant.ts';

/*
 * Algorithms in use whose error is not within the bound of the definition, and why: a law that passed them would pass worse.
 */

const block = (a: Matrix, i: number, j: number): Matrix => {
  const [rows, columns] = [a.rows / 2, a.columns / 2];
  const values = Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns) + i * rows, (at % columns) + j * columns];
    return a.values[row * a.columns + column] ?? 0;
  });
  return { rows, columns, values };
};

const combined = (a: Matrix, b: Matrix, f: Arithmetic, sign = 1): Matrix => ({
  ...a,
  values: a.values.map((value, at) => f.add(value, sign * (b.values[at] ?? 0))),
});

/** Seven products of halves in the place of eight, where both sides are even. */
function strassen(a: Matrix, b: Matrix, f: Arithmetic): Matrix {
  if ([a.rows, a.columns, b.columns].some((size) => size % 2 !== 0)) {
    const values = Array.from({ length: a.rows * b.columns }, (_, at) => {
      const [i, j] = [Math.floor(at / b.columns), at % b.columns];
      const terms = Array.from({ length: a.columns }, (_term, p) =>
        f.mul(a.values[i * a.columns + p] ?? 0, b.values[p * b.columns + j] ?? 0),
      );
      return pairwise(terms, f);
    });
    return { rows: a.rows, columns: b.columns, values };
  }
  const [a11, a12, a21, a22] = [block(a, 0, 0), block(a, 0, 1), block(a, 1, 0), block(a, 1, 1)];
  const [b11, b12, b21, b22] = [block(b, 0, 0), block(b, 0, 1), block(b, 1, 0), block(b, 1, 1)];
  const [plus, minus] = [(x: Matrix, y: Matrix) => combined(x, y, f), (x: Matrix, y: Matrix) => combined(x, y, f, -1)];
  const m1 = strassen(plus(a11, a22), plus(b11, b22), f);
  const m2 = strassen(plus(a21, a22), b11, f);
  const m3 = strassen(a11, minus(b12, b22), f);
  const m4 = strassen(a22, minus(b21, b11), f);
  const m5 = strassen(plus(a11, a12), b22, f);
  const m6 = strassen(minus(a21, a11), plus(b11, b12), f);
  const m7 = strassen(minus(a12, a22), plus(b21, b22), f);
  const [c11, c12] = [plus(minus(plus(m1, m4), m5), m7), plus(m3, m5)];
  const [c21, c22] = [plus(m2, m4), plus(plus(minus(m1, m2), m3), m6)];
  const [rows, columns] = [a.rows, b.columns];
  const values = Array.from({ length: rows * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    const [top, left] = [i < rows / 2, j < columns / 2];
    const part = top ? (left ? c11 : c12) : left ? c21 : c22;
    return part.values[(i % (rows / 2)) * (columns / 2) + (j % (columns / 2))] ?? 0;
  });
  return { rows, columns, values };
}

const transposed = ({ rows, columns, values }: Matrix): Matrix => ({
  rows: columns,
  columns: rows,
  values: values.map((_, at) => values[(at % rows) * columns + Math.floor(at / rows)] ?? 0),
});

const outside: readonly { readonly variant: Variant; readonly why: string }[] = [
  {
    why: 'a small element of C errs by the norms of A and B, not by its own row and column (Higham 2002, section 23.2.2)',
    variant: {
      name: "Strassen's products",
      operation: 'linalg.matmul',
      compute: ({ a, b }, { transposeA, transposeB }, f) => {
        const [left, right] = [matrixOf(a), matrixOf(b)];
        return {
          c: strassen(transposeA === true ? transposed(left) : left, transposeB === true ? transposed(right) : right, f)
            .values,
        };
      },
    },
  },
  {
    why: 'the error is that of x, not of its distance from the largest entry (Blanchard, Higham and Higham 2021, section 3)',
    variant: {
      name: 'exp(x - logSumExp x) of logits that are not shifted',
      operation: 'layers.softmax',
      compute: ({ x }, _, f) => {
        const row = valuesOf(x);
        const most = Math.max(...row);
        const sum = f.add(
          most,
          f.log(
            pairwise(
              row.map((value) => f.exp(f.sub(value, most))),
              f,
            ),
          ),
        );
        return { y: row.map((value) => f.exp(f.sub(value, sum))) };
      },
    },
  },
  {
    why: 'the mean of the squares less the square of the mean cancels (Higham 2002, section 1.9)',
    variant: {
      name: 'one pass that is not shifted',
      operation: 'layers.layerNorm',
      compute: ({ x, weight, bias }, { epsilon }, f) => {
        const row = valuesOf(x);
        const mean = f.div(pairwise(row, f), row.length);
        const squares = f.div(
          pairwise(
            row.map((value) => f.mul(value, value)),
            f,
          ),
          row.length,
        );
        const variance = Math.max(0, f.sub(squares, f.mul(mean, mean)));
        const root = f.sqrt(f.add(variance, f.round(Number(epsilon))));
        return {
          y: row.map((value, i) =>
            f.fma(f.div(f.sub(value, mean), root), valuesOf(weight)[i] ?? 1, valuesOf(bias)[i] ?? 0),
          ),
        };
      },
    },
  },
];

test.each(outside.map(({ variant, why }) => [`${variant.operation}, ${variant.name}: ${why}`, variant] as const))(
  '%s',
  async (_, variant) => {
    const laws = `${variant.operation}/{definition,batch,shapes,integers,C2,C4,C7}`;
    const reports = await judged(adapterOf(variant), laws, { dtype: 'float32' });
    const failed = reports.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id);
    expect(failed.length).toBeGreaterThan(0);
    // A loss of digits is all that is wrong with them.
    expect(failed).not.toContain(`${variant.operation}/shapes`);
    expect(failed).not.toContain(`${variant.operation}/integers`);
  },
  60_000,
);
