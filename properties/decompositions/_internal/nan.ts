import fc from 'fast-check';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import type { Observation } from '../../law.ts';
import { rejects } from '../../verbs/rejects.ts';
import { mirrored } from '../../verbs/symmetry.ts';

/** Symmetric matrices with NaN in one element and its mirror image: in both triangles, whichever is read. */
export const withNaN = (matrices: fc.Arbitrary<{ a: Tensor }>): fc.Arbitrary<{ a: Tensor }> =>
  fc.record({ base: matrices, at: fc.nat(24) }).map(({ base: { a }, at }) => {
    const position = at % a.data.length;
    const data = a.data.with(position, Number.NaN).with(mirrored(a, position), Number.NaN);
    return { a: tensorOf(a.dtype, a.shape, data) };
  });

/** NaN is refused, or the result says so by being no number either. */
export const refusesNaN = (call: Promise<Readonly<Record<string, Tensor>>>): Promise<Observation> =>
  rejects(call, 'NaN is refused', (outputs) =>
    Object.values(outputs).some((output) => output?.data.every(Number.isFinite) === false),
  );
