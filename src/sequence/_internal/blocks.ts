import {
  at,
  build,
  columnsOf,
  type Matrix,
  matrix,
  plus,
  rowOf,
  times,
  transposed,
} from '../../_internal/dense/matrix.ts';
import { gelu, geluSlope } from '../../_internal/gelu.ts';
import { attentionGradients, weightsOf } from './attention.ts';
import { columnSums } from './recurrence.ts';

type Vector = Float64Array;

/** A result, and what pulls a cotangent of it back. */
export interface Block<Gradients> {
  readonly y: Matrix;
  readonly back: (g: Matrix) => Gradients;
}

interface OfAffine {
  readonly x: Matrix;
  readonly weight: Matrix;
  readonly bias: Vector;
}

/** X W^T + b: dX = G W, dW = G^T X, and db sums the rows of G. */
export function affine(x: Matrix, weight: Matrix, bias?: Vector): Block<OfAffine> {
  const products = times(x, transposed(weight));
  return {
    y:
      bias === undefined
        ? products
        : build(products.rows, products.columns, (i, k) => at(products, i, k) + (bias[k] as number)),
    back: (g) => ({ x: times(g, weight), weight: times(transposed(g), x), bias: columnSums(g) }),
  };
}

/** Rows of mean 0 and variance 1, scaled and shifted: dx = (h - mean h - z mean(h z)) / root, h = g scale. */
export function normalised(x: Matrix, scale: Vector, shift: Vector, epsilon: number): Block<OfNorm> {
  const n = x.columns;
  const meanOf = (values: Vector) => values.reduce((sum, value) => sum + value, 0) / n;
  const roots = new Float64Array(x.rows);
  const z = matrix(x.rows, n);
  for (let i = 0; i < x.rows; i++) {
    const row = rowOf(x, i);
    const mean = meanOf(row);
    const centred = row.map((value) => value - mean);
    const root = Math.sqrt(meanOf(centred.map((value) => value * value)) + epsilon);
    roots[i] = root;
    rowOf(z, i).set(centred.map((value) => value / root));
  }
  return {
    y: build(x.rows, n, (i, k) => at(z, i, k) * (scale[k] as number) + (shift[k] as number)),
    back(g) {
      const dx = matrix(x.rows, n);
      for (let i = 0; i < x.rows; i++) {
        const [own, h] = [rowOf(z, i), rowOf(g, i).map((value, k) => value * (scale[k] as number))];
        const [mean, along] = [meanOf(h), meanOf(h.map((value, k) => value * (own[k] as number)))];
        rowOf(dx, i).set(h.map((value, k) => (value - mean - (own[k] as number) * along) / (roots[i] as number)));
      }
      return { x: dx, scale: columnSums(build(g.rows, n, (i, k) => at(g, i, k) * at(z, i, k))), shift: columnSums(g) };
    },
  };
}

interface OfNorm {
  readonly x: Matrix;
  readonly scale: Vector;
  readonly shift: Vector;
}

export type Activation = 'relu' | 'gelu' | 'geluTanh' | 'identity';

const formOf = (kind: 'gelu' | 'geluTanh') => (kind === 'gelu' ? 'none' : 'tanh');

const activated = (x: number, kind: Activation): number => {
  if (kind === 'identity') return x;
  return kind === 'relu' ? (x > 0 || Number.isNaN(x) ? x : 0) : gelu(x, formOf(kind));
};

const slopeOf = (x: number, kind: Activation): number => {
  if (kind === 'identity') return 1;
  return kind === 'relu' ? Number(x > 0) : geluSlope(x, formOf(kind));
};

interface Fed {
  readonly x: Matrix;
  readonly weight1: Matrix;
  readonly bias1: Vector;
  readonly weight2: Matrix;
  readonly bias2: Vector;
}

interface Feeding {
  readonly x: Matrix;
  readonly weight1: Matrix;
  readonly bias1?: Vector | undefined;
  readonly weight2: Matrix;
  readonly bias2?: Vector | undefined;
}

/** W2 phi(W1 x + b1) + b2, row by row. */
export function fed({ x, weight1, bias1, weight2, bias2 }: Feeding, kind: Activation): Block<Fed> {
  const inner = affine(x, weight1, bias1);
  const hidden = matrix(
    inner.y.rows,
    inner.y.columns,
    inner.y.data.map((value) => activated(value, kind)),
  );
  const outer = affine(hidden, weight2, bias2);
  return {
    y: outer.y,
    back(g) {
      const second = outer.back(g);
      const first = inner.back(
        build(g.rows, hidden.columns, (i, k) => at(second.x, i, k) * slopeOf(at(inner.y, i, k), kind)),
      );
      return { x: first.x, weight1: first.weight, bias1: first.bias, weight2: second.weight, bias2: second.bias };
    },
  };
}

export interface Heads {
  readonly heads: number;
  readonly groups: number;
  readonly causal: boolean;
}

export interface Attended {
  readonly x: Matrix;
  readonly context: Matrix;
  readonly weightQ: Matrix;
  readonly weightK: Matrix;
  readonly weightV: Matrix;
  readonly weightO: Matrix;
  readonly biasQ?: Vector | undefined;
  readonly biasK?: Vector | undefined;
  readonly biasV?: Vector | undefined;
  readonly biasO?: Vector | undefined;
  readonly mask?: Matrix | undefined;
}

/** Adds a matrix to some columns of another. */
function addColumns(to: Matrix, first: number, one: Matrix): void {
  for (let i = 0; i < one.rows; i++) {
    for (let k = 0; k < one.columns; k++) {
      to.data[i * to.columns + first + k] = at(to, i, first + k) + at(one, i, k);
    }
  }
}

/** Attention in heads; `id` is that of the operation, which refuses a mask. */
export function multiHead(id: string, given: Attended, { heads, groups, causal }: Heads) {
  const { x, context, weightQ, weightK, weightV, weightO, mask } = given;
  const d = weightQ.rows / heads;
  const queries = affine(x, weightQ, given.biasQ);
  const [keys, values] = [affine(context, weightK, given.biasK), affine(context, weightV, given.biasV)];
  const each = Array.from({ length: heads }, (_, head) => {
    const group = Math.floor((head * groups) / heads);
    const inputs = {
      query: columnsOf(queries.y, head * d, d),
      key: columnsOf(keys.y, group * d, d),
      value: columnsOf(values.y, group * d, d),
      mask,
    };
    return { group, inputs, weights: weightsOf(id, inputs, causal) };
  });
  const merged = matrix(x.rows, heads * d);
  for (const [head, { inputs, weights }] of each.entries()) addColumns(merged, head * d, times(weights, inputs.value));
  const outer = affine(merged, weightO, given.biasO);
  return {
    y: outer.y,
    back(g: Matrix) {
      const last = outer.back(g);
      const ofQueries = matrix(x.rows, heads * d);
      const [ofKeys, ofValues] = [matrix(context.rows, groups * d), matrix(context.rows, groups * d)];
      let ofMask = matrix(x.rows, context.rows);
      for (const [head, { group, inputs, weights }] of each.entries()) {
        const pulled = attentionGradients(weights, inputs, columnsOf(last.x, head * d, d));
        addColumns(ofQueries, head * d, pulled.query);
        addColumns(ofKeys, group * d, pulled.key);
        addColumns(ofValues, group * d, pulled.value);
        ofMask = plus(ofMask, pulled.scores);
      }
      const [q, k, v] = [queries.back(ofQueries), keys.back(ofKeys), values.back(ofValues)];
      return {
        x: q.x,
        context: plus(k.x, v.x),
        weightQ: q.weight,
        weightK: k.weight,
        weightV: v.weight,
        weightO: last.weight,
        biasQ: q.bias,
        biasK: k.bias,
        biasV: v.bias,
        biasO: last.bias,
        mask: mask && ofMask,
      };
    },
  };
}
