import type { Observation } from '../../../properties/law.ts';
import type { Failure } from './draw.ts';

/** What failures in double precision mean where `isSingle` holds of them. */
export const singlePrecision = 'computed in single precision: every wrong number received is a float32 number';

/** A float32 number that has more significant bits than a number has by chance. */
const isTelling = (value: number): boolean =>
  Number.isFinite(value) && value !== 0 && isSingleNumber(value) && !isSingleNumber(value * (2 ** 12 + 1));

const isSingleNumber = (value: number): boolean => Math.fround(value) === value;

/** A number that was wrong, beside the right one. */
interface Pair {
  readonly expected: number;
  readonly received: number;
}

/** Of single precision cancellation leaves more than this in most cases, and so in this share of them. */
const [largestError, share] = [2 ** -8, 3 / 4];

const isNear = ({ expected, received }: Pair): boolean =>
  Math.abs(expected - received) <= largestError * Math.abs(expected);

/** The wrong numbers of a failing case; undefined where there is something wrong that is no number. */
const wrongPairs = ({ outcome }: Failure): readonly (Pair | undefined)[] =>
  outcome.kind === 'judged' ? outcome.observations.filter(({ ratio }) => !(ratio <= 1)).map(pairOf) : [undefined];

/** Whether a NaN or an infinity should have come out: what came instead tells nothing of precision. */
const isLost = ({ outcome }: Failure): boolean =>
  outcome.kind === 'judged' &&
  outcome.observations.some(({ ratio, expected }) => !(ratio <= 1) && /NaN|Infinity/.test(expected ?? ''));

function pairOf({ expected, received }: Observation): Pair | undefined {
  const pair = { expected: Number(expected), received: Number(received) };
  return Number.isFinite(pair.expected) && (received === 'NaN' || !Number.isNaN(pair.received)) ? pair : undefined;
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
  if (failures.some(isLost)) return false;
  const pairs = failures.flatMap(wrongPairs);
  const told = pairs.filter((pair) => pair !== undefined);
  if (told.length === 0)
    return failures.some(givesSingle) && failures.every((one) => numbersOf(one, 'outputs').every(isSingleNumber));
  // What leaves the range of float32 is lost or 0, in one way or another.
  const within = told.filter(({ received }) => Number.isFinite(received) && received !== 0);
  return (
    told.length === pairs.length &&
    within.every(({ received }) => isSingleNumber(received)) &&
    within.filter(isNear).length >= share * within.length &&
    within.some((pair) => isNear(pair) && isTelling(pair.received) && !isSingleNumber(pair.expected))
  );
}
