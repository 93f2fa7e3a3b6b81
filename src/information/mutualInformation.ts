import {
  binnedMutualInformation as binnedSpecification,
  mutualInformation as mutualSpecification,
} from '../../spec/information/mutualInformation.ts';
import { at, build, type Matrix } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { logRatio, nats } from './_internal/logarithms.ts';
import { marginals } from './_internal/marginals.ts';

/** sum p ln(p / (p_x p_y)); NaN stays. */
export function sharedBy(p: Matrix): number {
  const { ofRows, ofColumns } = marginals(p);
  let sum = 0;
  for (let x = 0; x < p.rows; x++) {
    for (let y = 0; y < p.columns; y++) {
      const value = at(p, x, y);
      sum += value > 0 ? value * logRatio(value, (ofRows[x] as number) * (ofColumns[y] as number)) : value;
    }
  }
  return sum;
}

/** Its slopes, ln(p / (p_x p_y)) - 1: what the logarithms change cancels but for one. */
export function slopesOf(p: Matrix, g: number): Matrix {
  const { ofRows, ofColumns } = marginals(p);
  return build(
    p.rows,
    p.columns,
    (x, y) => g * (logRatio(at(p, x, y), (ofRows[x] as number) * (ofColumns[y] as number)) - 1),
  );
}

export const mutualInformation = reference(mutualSpecification, {
  halves: true,
  member: ({ p }, { unit }) => sharedBy(p) * nats(unit),
  pullback: ({ p }, g, { unit }) => ({ p: slopesOf(p, g * nats(unit)) }),
});

export const binnedMutualInformation = reference(binnedSpecification, {
  halves: true,
  member({ x, y }, { bins, low, high }) {
    const cell = (value: number): number =>
      Math.min(Math.max(Math.floor(((value - low) / (high - low)) * bins), 0), bins - 1);
    const [cellsX, cellsY] = [Array.from(x, cell), Array.from(y, cell)];
    const [ofX, ofY, ofBoth] = [new Map<number, number>(), new Map<number, number>(), new Map<string, number>()];
    const count = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1);
    cellsX.forEach((one, i) => {
      const other = cellsY[i] as number;
      count(ofX, one);
      count(ofY, other);
      count(ofBoth, `${one} ${other}`);
    });
    let sum = 0;
    for (const [key, both] of ofBoth) {
      const [one, other] = key.split(' ').map(Number) as [number, number];
      sum += both * logRatio(x.length * both, (ofX.get(one) as number) * (ofY.get(other) as number));
    }
    return sum / x.length;
  },
});
