import { hooi as hooiSpecification, tucker as tuckerSpecification } from '../../spec/multilinear/tucker.ts';
import { sizeOf, type WideDtype } from '../../spec/tensor.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { along, type Cube, unfolded } from '../_internal/dense/cube.ts';
import { columnsOf, type Matrix, transposed } from '../_internal/dense/matrix.ts';
import { finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import type { NdArray } from '../ndArray.ts';

type Axis = 0 | 1 | 2;
const axes = [0, 1, 2] as const;

/** Orthonormal columns for each axis. */
type Factors = readonly [u: Matrix, v: Matrix, w: Matrix];

/** The leading left singular vectors of an unfolding. */
const leading = (clause: string, a: Cube, axis: Axis, rank: number): Matrix =>
  columnsOf(finiteSingularValues(clause, unfolded(a, axis)).u, 0, rank);

/** The factors of leading singular vectors of the unfoldings: the truncated HOSVD. */
const truncatedFactors = (clause: string, a: Cube, ranks: readonly number[]): Factors =>
  axes.map((axis) => leading(clause, a, axis, ranks[axis] as number)) as unknown as Factors;

/** The tensor in the bases of the factors, but that of an axis. */
const inBases = (a: Cube, factors: Factors, but?: Axis): Cube =>
  axes.reduce((cube, axis) => (axis === but ? cube : along(cube, axis, transposed(factors[axis]))), a);

/** Each factor anew in turn: the best for its axis where the others are kept. */
const iterated = (clause: string, a: Cube, ranks: readonly number[], factors: Factors): Factors =>
  axes.reduce<Factors>(
    (current, axis) =>
      current.with(axis, leading(clause, inBases(a, current, axis), axis, ranks[axis] as number)) as unknown as Factors,
    factors,
  );

/** The core and the factors of every member of a batch of cubes. */
function decomposed(
  a: NdArray,
  {
    dtype,
    batch,
    sizes: { l, m, n, p, q, r },
  }: {
    readonly dtype: WideDtype;
    readonly batch: readonly number[];
    readonly sizes: Readonly<Record<'l' | 'm' | 'n' | 'p' | 'q' | 'r', number>>;
  },
  factorsOf: (cube: Cube) => Factors,
): Readonly<Record<'core' | 'u' | 'v' | 'w', NdArray>> {
  const values = doubles(a);
  const size = l * m * n;
  const members = Array.from({ length: sizeOf(batch) }, (_, k) => {
    const cube = { shape: [l, m, n], data: values.subarray(k * size, (k + 1) * size) };
    const [u, v, w] = factorsOf(cube);
    return { core: inBases(cube, [u, v, w]).data, u: u.data, v: v.data, w: w.data };
  });
  const stacked = (name: 'core' | 'u' | 'v' | 'w', shape: readonly number[]) =>
    arrayFrom(
      dtype,
      [...batch, ...shape],
      members.flatMap((member) => [...member[name]]),
    );
  return {
    core: stacked('core', [p, q, r]),
    u: stacked('u', [l, p]),
    v: stacked('v', [m, q]),
    w: stacked('w', [n, r]),
  };
}

export const tucker = arrayReference(tuckerSpecification, {
  whole: ({ a }, { ranks }, call) =>
    decomposed(a, call, (cube) => truncatedFactors('multilinear.tucker/R2', cube, ranks)),
});

export const hooi = arrayReference(hooiSpecification, {
  whole: ({ a }, { ranks, iterations }, call) =>
    decomposed(a, call, (cube) => {
      const clause = 'multilinear.hooi/R2';
      let factors = truncatedFactors(clause, cube, ranks);
      for (let k = 0; k < iterations; k++) factors = iterated(clause, cube, ranks, factors);
      return factors;
    }),
});
