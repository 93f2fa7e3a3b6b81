import type { zeros } from '../../../src/ndArray.ts';
import { arrayOf, byRows, mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...faultsOf('sequence.causalMask', ({ wrong, misset, spoilt, spoiltEach }) => [
    spoilt('without the place of the query', 'C1', (mask) =>
      byRows(mask, (row, i) => row.map((value, j) => (row.length === mask.shape[0] && i === j ? 0 : value))),
    ),
    misset('always from the start', 'C2', () => ({ align: 'start' as const })),
    misset('always from the end', 'definition', () => ({ align: 'end' as const })),
    spoiltEach('zeros and ones exchanged', 'C3', (value) => 1 - value),
    wrong('queries and keys exchanged', 'definition', (_, { l, s, align }, right) => {
      const mask = right({}, { l: s, s: l, align });
      return arrayOf('int32', [l, s], Array.from(mask.data));
    }),
    misset('fewer than no queries taken for none', 'R1', ({ l }) => ({ l: Math.max(0, Math.floor(l) || 0) })),
  ]),
  ...faultsOf('sequence.paddingMask', ({ misread, misset, spoilt, spoiltEach }) => [
    misreadLength('a place too many', 'C1', 1, misread),
    misreadLength('a place too few', 'definition', -1, misread),
    spoiltEach('1 where there is padding, as in PyTorch', 'C2', (value) => 1 - value),
    spoilt('at the end in place of the front', 'C1', (mask) => byRows(mask, (row) => row.reverse())),
    misread('the length of the first for all', 'batch', ({ lengths }) => ({
      lengths: mapped(lengths, () => (lengths.data.length === 0 ? 0 : (lengths.data[lengths.offset] ?? 0))),
    })),
    misset('fewer than no places taken for none', 'R1', ({ n }) => ({ n: Math.max(0, Math.floor(n) || 0) })),
    spoilt('of length 0 the first place all the same', 'C1', (mask) =>
      byRows(mask, (row) => (row.every((value) => value === 0) ? row.map((_, j) => Number(j === 0)) : row)),
    ),
  ]),
];

function misreadLength(
  name: string,
  clause: string,
  by: number,
  misread: (name: string, clause: string, of: (given: { lengths: ReturnType<typeof zeros> }) => object) => Fault,
): Fault {
  return misread(name, clause, ({ lengths }) => ({ lengths: mapped(lengths, (value) => value + by) }));
}
