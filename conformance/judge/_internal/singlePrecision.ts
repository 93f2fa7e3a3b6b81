import type { Observation } from '../../../properties/law.ts';
import { largestOf, leastNormalOf } from '../../../spec/scalars/float.ts';
import type { Failure } from './draw.ts';

/** What failures in double precision mean where `isSingle` holds of them. */
export const singlePrecision = 'computed in single precision: every wrong number received is a float32 number';

/** A float32 number that has more significant bits than a number has by chance. */
const isTelling = (value: number): boolean =>
  Number.isFinite(value) && value !== 0 && isSingleNumber(value) && !isSingleNumber(value * (2 ** 12 + 1));

const isSingleNumber = (value: number): boolean => Math.fround(value) === value;

/** Relative errors above this are more than cancellation makes of single precision in most cases. */
const largestError = 2 ** -8;

/** Whether float32 numbers are what was received in place of float64 ones that differ little, or leave its range. */
function isRounded({ expected, received }: Pair): boolean {
  const size = Math.abs(expected);
  if (Number.isFinite(received) && received !== 0)
    return isSingleNumber(received) && Math.abs(expected - received) <= largestError * size;
  return received === 0 ? size > 0 && size < leastNormalOf('float32') : size >= largestOf('float32');
}

interface Pair {
  readonly expected: number;
  readonly received: number;
}

const wrongPairs = ({ outcome }: Failure): readonly (Pair | undefined)[] =>
  outcome.kind === 'judged' ? outcome.observations.filter(({ ratio }) => !(ratio <= 1)).map(pairOf) : [undefined];

function pairOf({ expected, received }: Observation): Pair | undefined {
  const pair = { expected: Number(expected), received: Number(received) };
  return Number.isFinite(pair.expected) && !Number.isNaN(pair.received) ? pair : undefined;
}

/** The numbers of a failing case that went into double-precision calls, and those that came out. */
const numbersOf = ({ calls }: Failure, side: 'inputs' | 'outputs'): readonly number[] =>
  calls.flatMap((call) =>
    Object.values(call[side] ?? {}).flatMap(({ dtype, data }) => (dtype === 'float64' ? [...data] : [])),
  );

/** Whether all that came out of the calls are float32 numbers, though what went in is not. */
function givesSingle(failure: Failure): boolean {
  const outputs = numbersOf(failure, 'outputs');
  return (
    outputs.every(isSingleNumber) &&
    outputs.some(isTelling) &&
    numbersOf(failure, 'inputs').some((value) => Number.isFinite(value) && !isSingleNumber(value))
  );
}

/**
 * Whether the wrong numbers of all failures of a law in double precision are float32 numbers, with an error of that size: where the
 * law compares number by number, those that it compared; where it compares something else, all that came out of its calls.
 */
export function isSingle(failures: readonly Failure[]): boolean {
  const pairs = failures.flatMap(wrongPairs);
  if (pairs.some((pair) => pair === undefined))
    return (
      pairs.every((pair) => pair === undefined) &&
      failures.every((one) => numbersOf(one, 'outputs').every(isSingleNumber)) &&
      failures.some(givesSingle)
    );
  const told = pairs.filter((pair) => pair !== undefined);
  return told.every(isRounded) && told.some(({ received }) => isTelling(received));
}
