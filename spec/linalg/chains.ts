import type { Notation } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import type { Element, Shaped } from '../shaped.ts';
import { cormen2009, golubVanLoan2013, higham2008, hornJohnson2013, numpy } from '../sources.ts';

/** What a chain of products is written with. */
interface Products<T> extends Pick<Notation<T>, 'mul' | 'either'> {
  sum(sizes: readonly number[], term: Element<T>): T;
  tensor(sizes: readonly number[], element: Element<T>): Shaped<T>;
}

/** The product of some matrices in any order of evaluation: every product of two parts of the chain is one way to it. */
function chain<T>(factors: readonly Shaped<T>[], { tensor, sum, mul, either }: Products<T>): Shaped<T> {
  const known = new Map<string, Shaped<T>>();
  const between = (first: number, last: number): Shaped<T> => {
    const key = `${first} ${last}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const [left, right] = [factors[first], factors[last]];
    if (left === undefined || right === undefined) throw new RangeError('a chain has at least one factor');
    const ways = Array.from({ length: last - first }, (_, cut) => ({
      left: between(first, first + cut),
      right: between(first + cut + 1, last),
    }));
    const made =
      first === last
        ? left
        : tensor([left.shape[0] ?? 0, right.shape[1] ?? 0], (i, j) => {
            const [one, ...others] = ways.map(
              (way) => () => sum([way.right.shape[0] ?? 0], (p) => mul(way.left(i, p), way.right(p, j))),
            );
            return others.reduce((value, other) => either(value, other), (one as () => T)());
          });
    known.set(key, made);
    return made;
  };
  return between(0, factors.length - 1);
}

export const matrixPower = defineOperation({
  id: 'linalg.matrixPower',
  meaning: 'A power of a square matrix with an exponent that is not negative; the power 0 is the identity.',
  signature: 'a[..., n, n] -> p[..., n, n]',
  attributes: { exponent: { kind: 'integer', min: 0, clause: 'R1' } },
  definition({ a }, S, { exponent }) {
    if (exponent === 0) return { p: (i, j) => S.constant(i === j ? 1 : 0) };
    const times = (left: Shaped<typeof one>, right: Shaped<typeof one>) =>
      S.tensor('n n', (i, j) => S.sum('n', (k) => S.mul(left(i, k), right(k, j))));
    const one = S.constant(1);
    // One factor after the other, or by squares.
    const steps = Array.from({ length: exponent - 1 }, () => a);
    const straight = steps.reduce(times, a);
    let [square, product]: [Shaped<typeof one>, Shaped<typeof one> | undefined] = [a, undefined];
    for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
      if (left % 2 === 1) product = product === undefined ? square : times(product, square);
      square = times(square, square);
    }
    const bySquares = product ?? a;
    return { p: (i, j) => S.either(straight(i, j), () => bySquares(i, j)) };
  },
  freedom: 'infinities, and NaN that they make: products are taken in any order',
  special: 'propagatesNaN',
  specialAt: { exponent: 3 },
  rejects: { R1: 'exponent must be a whole number' },
  // Higher powers of what is drawn over- or underflow.
  compatible: ({ exponent }) => ({ exponent: Math.min(exponent, 12) }),
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'A^s A^t = A^(s + t) on integers',
    C2: 'A^0 = I for every A, 0 and NaN too, and A^1 = A, bitwise',
    C3: '(S D S^-1)^t = S D^t S^-1 for integer S of determinant 1 and diagonal D, on integers',
    C4: '(A^T)^t = (A^t)^T on integers',
  },
  sources: [higham2008('section 4.1'), golubVanLoan2013('section 9.2.5'), numpy('numpy.linalg.matrix_power')],
});

export const multiDot = defineOperation({
  id: 'linalg.multiDot',
  meaning: 'The product of two or more matrices, in whatever order is cheapest.',
  signature: 'xs*[each m, each n] -> y[p, q]',
  sizes({ m, n }) {
    if (m.length < 2) refuse('R1', `there must be at least two matrices, got ${m.length}`);
    m.slice(1).forEach((rows, k) => {
      if (rows !== n[k]) refuse('R2', `matrix ${k + 1} must have ${n[k]} rows, got ${rows}`);
    });
    return { p: m[0] ?? 0, q: n.at(-1) ?? 0 };
  },
  definition: ({ xs }, S) => ({ y: chain(xs, S) }),
  freedom: 'infinities, and NaN that they make: products are taken in any order',
  special: 'propagatesNaN',
  rejects: {
    R1: 'there must be at least two matrices',
    R2: 'a matrix must have as many rows as the one before it has columns',
  },
  feasible({ xs, m, n }) {
    // A chain has as many orders of evaluation as there are binary trees.
    const columns = Array.from({ length: Math.min(Math.max(xs, 2), 4) }, (_, k) => n[k] ?? 1);
    return { xs: columns.length, m: [m[0] ?? 1, ...columns.slice(0, -1)], n: columns };
  },
  derivative: 'ofDefinition',
  clauses: {
    C1: 'it is the product from left to right, on integers',
    C2: 'the product of A B and C is that of A, B and C, on integers',
    C3: 'the product of the transposes in the other order is the transpose, on integers',
    C4: 'an identity in the chain changes nothing, on integers',
  },
  sources: [cormen2009('section 15.2'), hornJohnson2013('section 0.2.5'), numpy('numpy.linalg.multi_dot')],
});
