import { transpose } from '../../../src/ndArray.ts';
import { arrayOf, mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...faultsOf('linalg.permutationMatrix', ({ spoilt, misreadEach }) => [
    spoilt('the inverse permutation', 'C2', (p) => transpose(p)),
    spoilt('ones on the diagonal too', 'C1', (p) =>
      mapped(p, (value, k) => (k % ((p.shape[0] ?? 0) + 1) === 0 ? 1 : value)),
    ),
    spoilt('the rows of more than three the other way round', 'C3', (p) =>
      (p.shape[0] ?? 0) === 3 ? { ...p, offset: 6, strides: [-3, 1] } : p,
    ),
    misreadEach('rows beyond the last counted from the first', 'R1', 'order', (row, _, { order }) => {
      const n = order.shape[0] ?? 1;
      return ((row % n) + n) % n;
    }),
  ]),
  ...faultsOf('linalg.pathLaplacian', ({ misset, spoilt }) => [
    misset('always free ends', 'C3', () => ({ ends: 'free' })),
    spoilt('with its opposite sign', 'C2', (l) => mapped(l, (value) => -value)),
    spoilt('a closed path', 'C1', (l) => {
      const n = l.shape[0] ?? 0;
      return arrayOf(
        l.dtype,
        l.shape,
        mapped(l, (value, at) => (n > 2 && (at === n - 1 || at === n * (n - 1)) ? -1 : value)).data,
      );
    }),
    misset('other ends taken for fixed ones', 'attributes', ({ ends }) => ({
      ends: ends === 'free' ? 'free' : 'fixed',
    })),
  ]),
];
