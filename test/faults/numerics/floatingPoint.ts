import type { NdArray } from '../../../src/ndArray.ts';
import { arrayOf, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

interface Tolerances {
  readonly rtol: number;
  readonly atol: number;
  readonly equalNaN: boolean;
}

/** Whether all pairs are close, by another comparison. */
const allBy =
  (isClose: (a: number, b: number, tolerances: Tolerances) => boolean) =>
  ({ a, b }: { readonly a: NdArray; readonly b: NdArray }, tolerances: Tolerances) => {
    const others = valuesOf(b);
    return arrayOf('int32', [], [Number(valuesOf(a).every((one, i) => isClose(one, others[i] ?? 0, tolerances)))]);
  };

const isNear = (a: number, b: number, { rtol, atol }: Tolerances): boolean =>
  a === b || (Math.abs(a - b) <= atol + rtol * Math.abs(b) && Math.abs(b) < Infinity);
const bothNaN = (a: number, b: number): boolean => Number.isNaN(a) && Number.isNaN(b);

/** The right number replaced by one that follows from it and the two that were given. */
const by =
  (next: (x: number, y: number, right: number) => number) =>
  (z: NdArray, { x, y }: { readonly x: NdArray; readonly y: NdArray }): NdArray => {
    const right = valuesOf(z);
    let at = 0;
    return zipped(x, y, (a, b) => next(a, b, right[at++] ?? 0));
  };

export const faults: readonly Fault[] = [
  ...faultsOf('numerics.gamma', ({ wrong, misset }) => [
    wrong('k u alone', 'definition', (_, { k, dtype }) =>
      arrayOf(dtype, [], [k * 2 ** (dtype === 'float64' ? -53 : -24)]),
    ),
    wrong('of twice the unit roundoff', 'C3', (_, { k, dtype }) => {
      const ku = k * 2 ** (dtype === 'float64' ? -52 : -23);
      return arrayOf(dtype, [], [ku / (1 - ku)]);
    }),
    wrong('never above 2^-41', 'golden/ten-thousand', (_, { k, dtype }) => {
      const ku = k * 2 ** (dtype === 'float64' ? -53 : -24);
      return arrayOf(dtype, [], [Math.min(ku, 2 ** -41)]);
    }),
    misset('k rounded down to even numbers', 'C1', ({ k }) => ({ k: k - (k % 2) })),
    wrong('k u / (1 + k u)', 'C2', (_, { k, dtype }) => {
      const ku = k * 2 ** (dtype === 'float64' ? -53 : -24);
      return arrayOf(dtype, [], [ku / (1 + ku)]);
    }),
    wrong('infinity where k u is 1, and below 0 beyond', 'R2', (_, { k, dtype }) => {
      const ku = k * 2 ** (dtype === 'float64' ? -53 : -24);
      return arrayOf(dtype, [], [ku / (1 - ku)]);
    }),
  ]),
  ...faultsOf('numerics.nextAfter', ({ spoilt }) => {
    return [
      spoilt(
        'the way that numbers grow, always',
        'C1',
        by((a, b, right) => (a === b || !(b < a) ? right : a + (a - right))),
      ),
      spoilt(
        'the other number itself',
        'C2',
        by((_, b) => b),
      ),
      spoilt(
        'x (1 + 2 u)',
        'C2',
        by((a, b, right) =>
          a === b || a === 0 || !Number.isFinite(right) ? right : a + Math.sign(b - a) * Math.abs(a) * 2 ** -52,
        ),
      ),
      spoilt(
        'the step of the binade above a power of two, downwards too',
        'C2',
        by((a, _, right) =>
          Math.abs(a) === 2 ** Math.round(Math.log2(Math.abs(a))) &&
          Math.abs(right) < Math.abs(a) &&
          Math.abs(a) > 2 ** -1000
            ? a + 2 * (right - a)
            : right,
        ),
      ),
      spoilt(
        'from 0 to the least normal number',
        'C2',
        by((a, b, right) => (a === 0 && b !== 0 ? Math.sign(b) * 2 ** -1022 : right)),
      ),
      spoilt(
        'stops at the largest number',
        'C2',
        by((_, __, right) => (Math.abs(right) === Infinity ? Math.sign(right) * Number.MAX_VALUE : right)),
      ),
      spoilt(
        'NaN taken for a number',
        'specialCases',
        by((a, _, right) => (Number.isNaN(right) ? a : right)),
      ),
      spoilt(
        'x where they are equal, the sign of its zero too',
        'specialCases',
        by((a, b, right) => (a === b ? a : right)),
      ),
    ];
  }),
  ...faultsOf('numerics.allclose', ({ wrong, misread, misset }) => [
    wrong(
      'less in place of at most',
      'C1',
      allBy((a, b, at) => Math.abs(a - b) < at.atol + at.rtol * Math.abs(b)),
    ),
    misset('NaN equal to NaN always', 'C2', () => ({ equalNaN: true })),
    misset('NaN equal to nothing', 'C2', () => ({ equalNaN: false })),
    wrong(
      'a difference that is no number counted as close',
      'C2',
      allBy((a, b, at) => !(Math.abs(a - b) > at.atol + at.rtol * Math.abs(b))),
    ),
    wrong(
      'infinity within a tolerance of infinity',
      'C3',
      allBy(
        (a, b, at) => a === b || Math.abs(a - b) <= at.atol + at.rtol * Math.abs(b) || (at.equalNaN && bothNaN(a, b)),
      ),
    ),
    wrong(
      'infinities by magnitude',
      'C3',
      allBy(
        (a, b, at) =>
          isNear(a, b, at) || (Math.abs(a) === Infinity && Math.abs(b) === Infinity) || (at.equalNaN && bothNaN(a, b)),
      ),
    ),
    misset('three times the tolerance', 'C4', ({ rtol, atol }) => ({ rtol: 3 * rtol, atol: 3 * atol })),
    wrong('the last element not compared', 'C4', ({ a, b }, attributes, right) => {
      const but = (x: NdArray) => arrayOf(x.dtype, [Math.max(0, valuesOf(x).length - 1)], valuesOf(x).slice(0, -1));
      return right({ a: but(a), b: but(b) }, attributes);
    }),
    wrong('a tenth of the tolerance', 'C4', ({ a, b }, at, right) =>
      right({ a, b }, { ...at, rtol: at.rtol / 10, atol: at.atol / 10 }),
    ),
    misread('relative to a', 'C5', ({ a, b }) => ({ a: b, b: a })),
    wrong('0 of no elements', 'C6', ({ a, b }, attributes, right) =>
      a.shape.includes(0) ? arrayOf('int32', [], [0]) : right({ a, b }, attributes),
    ),
  ]),
];
