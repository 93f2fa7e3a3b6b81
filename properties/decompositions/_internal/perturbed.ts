import fc from 'fast-check';
import { svd } from '../../../spec/decompositions/svd.ts';
import type { AnyOperation } from '../../../spec/operation.ts';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { operationCases } from '../../generators/cases.ts';
import type { Context } from '../../law.ts';
import { outputOf } from '../../verbs/judge.ts';

/** A matrix of any class and one near it, or not so near: integers times a power of two are added, and the sum is rounded. */
export const perturbed = (context: Context, operation: AnyOperation = svd): fc.Arbitrary<{ a: Tensor; near: Tensor }> =>
  fc
    .record({
      base: operationCases(operation, context, { batch: false }),
      change: fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 25, size: 'max' }),
      exponent: fc.integer({ min: -30, max: 0 }),
    })
    .map(({ base, change, exponent }) => {
      const a = outputOf(base.inputs, 'a');
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
