import {
  matrixPower as matrixPowerSpecification,
  multiDot as multiDotSpecification,
} from '../../spec/linalg/chains.ts';
import { identity, type Matrix, matrix, plus, times, transposed } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';

/** A^exponent by squares. */
function powerOf(a: Matrix, exponent: number): Matrix {
  if (exponent === 0) return identity(a.rows);
  if (exponent === 1) return a;
  const half = powerOf(a, Math.floor(exponent / 2));
  const square = times(half, half);
  return exponent % 2 === 0 ? square : times(square, a);
}

export const matrixPower = reference(matrixPowerSpecification, {
  halves: true,
  member: ({ a }, { exponent }) => powerOf(a, exponent),
  // dA^t is the sum of A^k dA A^(t - 1 - k).
  pullback({ a }, g, { exponent }) {
    const turned = transposed(a);
    const powers = [identity(a.rows)];
    while (powers.length < exponent) powers.push(times(powers.at(-1) as Matrix, turned));
    const terms = Array.from({ length: exponent }, (_, k) =>
      times(powers[k] as Matrix, g, powers[exponent - 1 - k] as Matrix),
    );
    return { a: terms.reduce(plus, matrix(a.rows, a.columns)) };
  },
});

/** The product of a chain in the order that takes the fewest multiplications (Cormen and others, section 15.2). */
function productOf(chain: readonly Matrix[]): Matrix {
  const sizes = [chain[0]?.rows ?? 0, ...chain.map(({ columns }) => columns)];
  const sizeAt = (at: number) => sizes[at] as number;
  const known = new Map<string, { readonly cost: number; readonly cut: number }>();
  const cheapest = (first: number, last: number): { readonly cost: number; readonly cut: number } => {
    const key = `${first} ${last}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    let best = { cost: first === last ? 0 : Number.POSITIVE_INFINITY, cut: first };
    for (let cut = first; cut < last; cut++) {
      const own = sizeAt(first) * sizeAt(cut + 1) * sizeAt(last + 1);
      const cost = cheapest(first, cut).cost + cheapest(cut + 1, last).cost + own;
      if (cost < best.cost) best = { cost, cut };
    }
    known.set(key, best);
    return best;
  };
  const between = (first: number, last: number): Matrix => {
    if (first === last) return chain[first] as Matrix;
    const { cut } = cheapest(first, last);
    return times(between(first, cut), between(cut + 1, last));
  };
  return between(0, chain.length - 1);
}

export const multiDot = reference(multiDotSpecification, {
  halves: true,
  member: ({ xs }) => productOf(xs),
  // Y = L X R: dX is L^T G R^T, L and R the products before and behind.
  pullback: ({ xs }, g) => ({
    xs: xs.map((_, k) => {
      const before = xs.slice(0, k).map(transposed).reverse();
      const behind = xs
        .slice(k + 1)
        .map(transposed)
        .reverse();
      return productOf([...before, g, ...behind]);
    }),
  }),
});
