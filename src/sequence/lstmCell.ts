import { lstmCell as specification } from '../../spec/sequence/lstmCell.ts';
import { at, build, type Matrix } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { sigmoid } from './_internal/sigmoid.ts';

interface Given {
  readonly x: Float64Array;
  readonly hidden: Float64Array;
  readonly cell: Float64Array;
  readonly weightX: Matrix;
  readonly weightHidden: Matrix;
  readonly bias?: Float64Array | undefined;
}

/** The gates and the candidate of unit j, and its next cell. */
function unit({ x, hidden, cell, weightX, weightHidden, bias }: Given, j: number) {
  const h = hidden.length;
  const activation = (row: number): number => {
    let sum = bias?.[row] ?? 0;
    for (let p = 0; p < x.length; p++) sum += at(weightX, row, p) * (x[p] as number);
    for (let p = 0; p < h; p++) sum += at(weightHidden, row, p) * (hidden[p] as number);
    return sum;
  };
  const [i, f, o] = [sigmoid(activation(j)), sigmoid(activation(h + j)), sigmoid(activation(3 * h + j))];
  const [g, before] = [Math.tanh(activation(2 * h + j)), cell[j] as number];
  return { i, f, g, o, before, next: f * before + i * g };
}

export const lstmCell = reference(specification, {
  member(given) {
    const units = Array.from(given.cell, (_, j) => unit(given, j));
    return { nextCell: units.map(({ next }) => next), nextHidden: units.map(({ o, next }) => o * Math.tanh(next)) };
  },
  pullback(given, { nextHidden, nextCell }) {
    const { x, hidden, weightX, weightHidden } = given;
    const h = hidden.length;
    const cell = new Float64Array(h);
    const d = new Float64Array(4 * h);
    for (let j = 0; j < h; j++) {
      const { i, f, g, o, before, next } = unit(given, j);
      const t = Math.tanh(next);
      const ofNext = (nextCell[j] as number) + o * (1 - t * t) * (nextHidden[j] as number);
      cell[j] = f * ofNext;
      d[j] = i * (1 - i) * g * ofNext;
      d[h + j] = f * (1 - f) * before * ofNext;
      d[2 * h + j] = (1 - g * g) * i * ofNext;
      d[3 * h + j] = o * (1 - o) * t * (nextHidden[j] as number);
    }
    const outer = (y: Float64Array) => build(4 * h, y.length, (r, p) => (d[r] as number) * (y[p] as number));
    return {
      x: transposedTimes(weightX, d),
      hidden: transposedTimes(weightHidden, d),
      cell,
      weightX: outer(x),
      weightHidden: outer(hidden),
      bias: d,
    };
  },
});

/** A^T y. */
const transposedTimes = (a: Matrix, y: Float64Array): number[] =>
  Array.from({ length: a.columns }, (_, p) => y.reduce((sum, value, r) => sum + at(a, r, p) * value, 0));
