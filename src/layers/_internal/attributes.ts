import { requireInteger, requireIntegers } from '../../_internal/attributes.ts';
import { fail } from '../../_internal/fail.ts';
import type { Sliding } from './reading.ts';

/** What conv2d and convTranspose2d have in common: steps for rows and columns, and groups of channels. */
export interface ConvolutionAttributes {
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
}

/** Refuses steps and groups outside their domains (clauses R3 and R4). */
export function requireSteps(operation: string, { stride, padding, dilation, groups }: ConvolutionAttributes): void {
  requireIntegers(`${operation}/R3`, 'stride', stride, 2, 1);
  requireIntegers(`${operation}/R3`, 'padding', padding, 2, 0);
  requireIntegers(`${operation}/R3`, 'dilation', dilation, 2, 1);
  requireInteger(`${operation}/R4`, 'groups', groups, 1);
}

/** Refuses channels that do not fall into groups (clause R1). */
export function requireGroups(
  operation: string,
  groups: number,
  whole: readonly [name: string, size: number],
  other: readonly [name: string, size: number],
  perGroup: number,
): void {
  if (whole[1] !== groups * perGroup) {
    fail(`${operation}/R1`, `${whole[0]} must be groups i = ${groups * perGroup}, got ${whole[1]}`);
  }
  if (other[1] % groups !== 0) {
    fail(`${operation}/R1`, `${other[0]} must be a multiple of groups = ${groups}, got ${other[1]}`);
  }
}

/** The steps along the rows (0) or the columns (1). */
export const sliding = ({ stride, padding, dilation }: ConvolutionAttributes, axis: 0 | 1): Sliding => ({
  stride: stride[axis] ?? 1,
  padding: padding[axis] ?? 0,
  dilation: dilation[axis] ?? 1,
});

/** Length that the dilated kernel covers. */
export const extent = (kernel: number, { dilation }: Sliding): number => dilation * (kernel - 1) + 1;
