import type { Fault } from '../fault.ts';
import { ofOne, ofTwo } from './_internal/elements.ts';

export const faults: readonly Fault[] = [
  ...ofTwo('tensor.logicalAnd', [
    ['bits combined', 'C1', (a, b) => Number((a & b) !== 0)],
    ['the second operand not read', 'C2', (a) => Number(a !== 0)],
    ['the last operand, as JavaScript gives it', 'specialCases', (a, b) => (a === 0 ? 0 : b === 0 ? 1 : 1)],
  ]),
  ...ofTwo('tensor.logicalOr', [
    ['negative numbers taken for false', 'C1', (a, b) => Number(a > 0 || b > 0)],
    ['the second operand not read', 'C2', (a) => Number(a !== 0)],
    ['one or the other', 'specialCases', (a, b) => Number((a !== 0) !== (b !== 0))],
  ]),
  ...ofTwo('tensor.logicalXor', [
    ['bits combined', 'C1', (a, b) => Number((a ^ b) !== 0)],
    ['one or both', 'C2', (a, b) => Number(a !== 0 || b !== 0)],
  ]),
  ...ofOne('tensor.logicalNot', [
    ['bits turned', 'C1', (x) => ~x & 1],
    ['always true', 'C2', () => 1],
    ['negative numbers taken for false', 'definition', (x) => Number(x <= 0)],
  ]),
];
