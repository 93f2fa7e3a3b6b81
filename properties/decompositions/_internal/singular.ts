import fc from 'fast-check';
import type { Tensor } from '../../../spec/tensor.ts';
import { dealt } from '../../generators/dealt.ts';
import { tensors } from '../../generators/tensors.ts';
import type { Context } from '../../law.ts';
import { at, build } from '../../verbs/tensors.ts';

/** Integer matrices with a row or a column of zeros: singular without any rounding, whatever the order of elimination. */
export const zeroLineMatrices = (context: Context): fc.Arbitrary<{ a: Tensor }> =>
  fc
    .record({ base: tensors(context, { a: 'n n' }), line: fc.nat(4), isRow: dealt([false, true]) })
    .map(({ base: { a }, line, isRow }) => ({
      a: build(a, a.shape, (i, j) => ((isRow ? i : j) === line % (a.shape[0] ?? 1) ? 0 : at(a, i, j))),
    }));
