import fc from 'fast-check';
import { svd } from '../../../spec/decompositions/svd.ts';
import { algebra } from '../../../spec/exactMatrix.ts';
import type { AnyOperation } from '../../../spec/operation.ts';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { alone } from '../../generators/alone.ts';
import type { Case, Context, Observation } from '../../law.ts';
import { exactMatrix } from '../../verbs/exactMatrices.ts';
import { outputOf } from '../../verbs/judge.ts';
import { atMost } from '../../verbs/measured.ts';
import { spectralNormOf } from '../../verbs/spectrum.ts';
import { at } from '../../verbs/tensors.ts';

const { minus } = algebra(0);

/** A matrix of any class and one near it, or not so near. */
interface Perturbed extends Case {
  readonly a: Tensor;
  readonly near: Tensor;
}

/** Integers times a power of two are added, and the sum is rounded. */
const perturbed =
  (operation: AnyOperation) =>
  (context: Context): fc.Arbitrary<Perturbed> =>
    fc
      .record({
        base: alone(context, operation),
        change: fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 25, size: 'max' }),
        exponent: fc.integer({ min: -30, max: 0 }),
      })
      .map(({ base, change, exponent }) => {
        const a = outputOf(base, 'a');
        const n = a.shape[1] ?? 1;
        // Symmetric where a is: the change of (i, j) is that of (j, i).
        const at = (position: number) => Math.min(position, (position % n) * n + Math.floor(position / n));
        const isSymmetric = operation !== svd;
        const added = (position: number) => (change[isSymmetric ? at(position) : position] ?? 0) * 2 ** exponent;
        const near = tensorOf(
          a.dtype,
          a.shape,
          Array.from(a.data, (value, position) => value + added(position)),
        );
        return { a, near };
      });

/** What is asked of the values of a matrix and of one near it. */
export const moved = (
  operation: AnyOperation,
  see: (values: readonly [Tensor, Tensor], given: Perturbed, context: Context) => readonly Observation[],
) => ({
  cases: perturbed(operation),
  of: ({ a, near }: Perturbed): [Tensor, Tensor] => [a, near],
  see,
});

/** Weyl: no eigenvalue and no singular value moves by more than ||E||_2, and what both may be off by. */
export const weyl = (
  operation: AnyOperation,
  name: 's' | 'w',
  error: (a: Tensor, values: Tensor, u: number) => number,
) =>
  moved(operation, ([one, two], { a, near }, { u }) => {
    const distance = spectralNormOf(minus(exactMatrix(near), exactMatrix(a)), u);
    const allowed = error(a, one, u) + error(near, two, u);
    return Array.from(one.data, (value, i) =>
      atMost(`|${name}_${i}(A + E) - ${name}_${i}(A)|`, Math.abs(at(two, i) - value), distance, allowed),
    );
  });
