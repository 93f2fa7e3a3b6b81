import { type Arithmetic, inLanes, pairwise, products } from '../_internal/arithmetic.ts';
import { columnsOf, type Matrix, matrixOf, valuesOf } from '../_internal/dense.ts';
import type { Variant } from '../variant.ts';

type Row = readonly number[];

const exponentials = (row: Row, f: Arithmetic): { shares: number[]; sum: number; most: number } => {
  const most = Math.max(...row);
  const terms = row.map((value) => f.exp(f.sub(value, most)));
  const sum = pairwise(terms, f);
  return { shares: terms.map((term) => f.div(term, sum)), sum, most };
};

const rowsOf = ({ rows, columns, values }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));

/** The pullback from what the forward pass has kept: the normalised row and the reciprocal of the root. */
const layerNorm = (
  name: string,
  moments: (row: Row, f: Arithmetic) => { mean: number; variance: number },
): Variant => ({
  name,
  operation: 'layers.layerNorm',
  pullback: ({ x, weight, bias }, { y: g }, { epsilon }, f) => {
    const [row, incoming] = [valuesOf(x), valuesOf(g)];
    const n = row.length;
    const { mean, variance } = moments(row, f);
    const reciprocal = f.div(1, f.sqrt(f.add(variance, f.round(Number(epsilon)))));
    const normalised = row.map((value) => f.mul(f.sub(value, mean), reciprocal));
    const weighted = incoming.map((value, i) => f.mul(value, valuesOf(weight)[i] ?? 1));
    const level = f.div(pairwise(weighted, f), n);
    const along = f.div(pairwise(products(weighted, normalised, f), f), n);
    return {
      x: weighted.map((value, i) => f.mul(reciprocal, f.sub(f.sub(value, level), f.mul(normalised[i] ?? 0, along)))),
      ...(weight === undefined ? {} : { weight: products(incoming, normalised, f) }),
      ...(bias === undefined ? {} : { bias: incoming }),
    };
  },
});

/** The formulas that libraries write by hand, from what the forward pass has kept. */
export const variants: readonly Variant[] = [
  {
    name: 'pullback y g - y <y, g>',
    operation: 'layers.softmax',
    pullback: ({ x }, { y: g }, _, f) => {
      const { shares } = exponentials(valuesOf(x), f);
      const incoming = products(shares, valuesOf(g), f);
      const total = pairwise(incoming, f);
      return { x: incoming.map((value, i) => f.fma(-(shares[i] ?? 0), total, value)) };
    },
  },
  {
    name: 'pullback y (g - <y, g>)',
    operation: 'layers.softmax',
    pullback: ({ x }, { y: g }, _, f) => {
      const { shares } = exponentials(valuesOf(x), f);
      const total = inLanes(products(shares, valuesOf(g), f), f);
      return { x: shares.map((share, i) => f.mul(share, f.sub(valuesOf(g)[i] ?? 0, total))) };
    },
  },
  {
    name: 'pullback g exp(x - y)',
    operation: 'layers.logSumExp',
    pullback: ({ x }, { y: g }, _, f) => {
      const { sum, most } = exponentials(valuesOf(x), f);
      const log = f.log(sum);
      return { x: valuesOf(x).map((value) => f.mul(valuesOf(g)[0] ?? 0, f.exp(f.sub(f.sub(value, most), log)))) };
    },
  },
  {
    name: 'pullback (softmax - one-hot) g / n',
    operation: 'losses.crossEntropy',
    pullback: ({ logits, target }, { loss: g }, _, f) => {
      const rows = rowsOf(matrixOf(logits));
      const factor = f.div(valuesOf(g)[0] ?? 0, rows.length);
      return {
        logits: rows.flatMap((row, i) =>
          exponentials(row, f).shares.map((share, j) => f.mul(f.sub(share, j === valuesOf(target)[i] ? 1 : 0), factor)),
        ),
      };
    },
  },
  {
    name: 'pullback (exp(log softmax) - one-hot) g / n',
    operation: 'losses.crossEntropy',
    pullback: ({ logits, target }, { loss: g }, _, f) => {
      const rows = rowsOf(matrixOf(logits));
      const factor = f.div(valuesOf(g)[0] ?? 0, rows.length);
      return {
        logits: rows.flatMap((row, i) => {
          const { sum, most } = exponentials(row, f);
          const log = f.log(sum);
          return row.map((value, j) => {
            const share = f.exp(f.sub(f.sub(value, most), log));
            return f.mul(f.sub(share, j === valuesOf(target)[i] ? 1 : 0), factor);
          });
        }),
      };
    },
  },
  layerNorm('pullback from the normalised row and the kept reciprocal root', (row, f) => {
    const mean = f.div(pairwise(row, f), row.length);
    const centred = row.map((value) => f.sub(value, mean));
    return { mean, variance: f.div(pairwise(products(centred, centred, f), f), row.length) };
  }),
  layerNorm("pullback from Welford's mean and variance", (row, f) => {
    let [mean, squares] = [0, 0];
    row.forEach((value, at) => {
      const delta = f.sub(value, mean);
      mean = f.fma(delta, f.div(1, at + 1), mean);
      squares = f.fma(delta, f.sub(value, mean), squares);
    });
    return { mean, variance: f.mul(squares, f.div(1, row.length)) };
  }),
  {
    name: 'pullback of the divisor -g (a / b) / b',
    operation: 'tensor.div',
    pullback: ({ a, b }, { c: g }, _, f) => {
      const [x, y, cotangent] = [valuesOf(a)[0] ?? 0, valuesOf(b)[0] ?? 1, valuesOf(g)[0] ?? 0];
      const quotient = f.div(x, y);
      return { a: [f.div(cotangent, y)], b: [-f.div(f.mul(cotangent, quotient), y)] };
    },
  },
  {
    name: 'pullback of the divisor -g a / b^2',
    operation: 'tensor.div',
    pullback: ({ a, b }, { c: g }, _, f) => {
      const [x, y, cotangent] = [valuesOf(a)[0] ?? 0, valuesOf(b)[0] ?? 1, valuesOf(g)[0] ?? 0];
      return { a: [f.div(cotangent, y)], b: [f.div(-f.mul(cotangent, x), f.mul(y, y))] };
    },
  },
  {
    name: 'pullback (g / norm) A',
    operation: 'linalg.frobeniusNorm',
    pullback: ({ a }, { norm: g }, _, f) => {
      const values = valuesOf(a);
      const norm = f.round(Math.hypot(...values));
      const factor = norm === 0 ? 0 : f.div(valuesOf(g)[0] ?? 0, norm);
      return { a: values.map((value) => f.mul(value, factor)) };
    },
  },
  {
    name: 'pullback in lanes',
    operation: 'linalg.matmul',
    pullback: ({ a, b }, { c: g }, { transposeA, transposeB }, f) => {
      const dot = (x: Row, y: Row) => inLanes(products(x, y, f), f);
      const [left, right, incoming] = [matrixOf(a), matrixOf(b), matrixOf(g)];
      // Rows of op(A)^T and columns of op(B)^T.
      const [acrossA, alongB] = [
        transposeA === true ? rowsOf(left) : columnsOf(left),
        transposeB === true ? columnsOf(right) : rowsOf(right),
      ];
      const forA = rowsOf(incoming).map((row) => alongB.map((line) => dot(row, line)));
      const forB = acrossA.map((line) => columnsOf(incoming).map((column) => dot(line, column)));
      const turned = (rows: number[][]) => (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? 0));
      return {
        a: (transposeA === true ? turned(forA) : forA).flat(),
        b: (transposeB === true ? turned(forB) : forB).flat(),
      };
    },
  },
];
