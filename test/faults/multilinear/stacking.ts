import { unvec } from '../../../spec/multilinear/stacking.ts';
import { matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { reversedColumns } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { mapped, rearranged } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...memberFaultsOf(unvec, ({ spoilt, spoiltGradient }) => [
    spoilt('rows filled', 'C1', ({ rows, columns }, { x }) => matrix(rows, columns, x)),
    spoilt('columns filled from the last one', 'C2', (a) => reversedColumns(a)),
    spoiltGradient('gradient read row by row', 'jacobian', ({ x }, _, { m }) => ({
      x: transposed(matrix(m, x.length / m, Float64Array.from(x))).data,
    })),
  ]),
  ...faultsOf('multilinear.commutationMatrix', ({ misset, spoilt }) => [
    misset('that of n by m matrices', 'C1', ({ m, n }) => ({ m: n, n: m })),
    spoilt('the identity', 'C3', (k) => mapped(k, (_, at) => (at % ((k.shape[0] ?? 1) + 1) === 0 ? 1 : 0))),
    spoilt('the last one left out', 'C2', (k) => mapped(k, (value, at) => (at === k.data.length - 1 ? 0 : value))),
    spoilt('columns in reverse order', 'C4', (k) => {
      const [, size = 1] = k.shape;
      return rearranged(k, (at) => at - (at % size) + (size - 1 - (at % size)));
    }),
  ]),
];
