import type { NdArray } from '../../../src/ndArray.ts';
import { arrayOf, byRows, mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** Every entry times 1 where it is kept and 0 where it is not, by the number of its diagonal. */
const multiplied = (x: NdArray, isKept: (offset: number) => boolean): NdArray => {
  const [m = 1, n = 1] = x.shape.slice(-2);
  return mapped(x, (value, at) => value * Number(isKept((at % n) - (Math.floor(at / n) % m))));
};
const whole = (k: number): number => Math.round(k) || 0;

export const faults: readonly Fault[] = [
  ...faultsOf('tensor.tril', ({ misset, spoiltEach, wrong, wrongGradient }) => [
    misset('the sign of k that of the other side', 'C2', ({ k }) => ({ k: -k })),
    wrong('multiplied by zeros and ones', 'C4', ({ x }, { k }) => multiplied(x, (offset) => offset <= k)),
    wrong('the diagonal itself left out', 'C1', ({ x }, { k }, right) => right({ x }, { k: k - 1 })),
    spoiltEach('something added to the first entry', 'C3', (value, at) => (at === 0 ? value + 1 : value)),
    misset('half a diagonal rounded', 'R1', ({ k }) => ({ k: whole(k) })),
    wrongGradient('gradient of all entries', 'jacobian', (_, g) => ({ x: g })),
  ]),
  ...faultsOf('tensor.triu', ({ misset, spoiltEach, wrong, wrongGradient }) => [
    misset('the sign of k that of the other side', 'definition', ({ k }) => ({ k: -k })),
    wrong('multiplied by zeros and ones', 'C3', ({ x }, { k }) => multiplied(x, (offset) => offset >= k)),
    wrong('the diagonal itself left out', 'C1', ({ x }, { k }, right) => right({ x }, { k: k + 1 })),
    misset('no diagonal beyond the first', 'C2', ({ k }) => ({ k: k > 1 ? 0 : k })),
    spoiltEach('the first entry doubled', 'C4', (value, at) => (at === 1 ? 2 * value + 1 : value)),
    misset('half a diagonal rounded', 'R1', ({ k }) => ({ k: whole(k) })),
    wrongGradient('gradient of all entries', 'jacobian', (_, g) => ({ x: g })),
  ]),
  ...faultsOf('tensor.diag', ({ misset, spoilt }) => [
    misset('the sign of k that of the other side', 'definition', ({ k }) => ({ k: -k })),
    misset('k always on or above the main diagonal', 'C1', ({ k }) => ({ k: Math.abs(k) })),
    spoilt('the last of several entries left out', 'C2', (y) =>
      (y.shape.at(-1) ?? 0) < 2 ? y : byRows(y, (row) => [...row.slice(0, -1), 0]),
    ),
    spoilt('of single entries nothing', 'C3', (y) => (y.shape.at(-1) === 1 ? mapped(y, () => 0) : y)),
    spoilt('a zero where there is no diagonal', 'C4', (y) => (y.shape.join() === '0' ? arrayOf(y.dtype, [1], [0]) : y)),
    misset('half a diagonal rounded', 'R1', ({ k }) => ({ k: whole(k) })),
  ]),
  ...faultsOf('tensor.diagEmbed', ({ misread, misset, spoilt }) => [
    misset('k always on or above the main diagonal', 'C2', ({ k }) => ({ k: Math.abs(k) })),
    misread('from last to first', 'C3', ({ v }) => ({ v: byRows(v, (row) => [...row].reverse()) })),
    spoilt('ones beside the main diagonal', 'C1', (y) => mapped(y, (value) => value || 1)),
    misset('half a diagonal rounded', 'R1', ({ k }) => ({ k: whole(k) })),
  ]),
];
