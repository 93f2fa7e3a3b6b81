import { holds } from '../_internal/holds.ts';
import { defineOperation } from '../operation.ts';
import type { Drawn } from '../random.ts';
import { massart1990, numpy } from '../sources.ts';
import type { FloatDtype } from '../tensor.ts';

interface Precision {
  readonly dtype: FloatDtype;
}

const powers = Array.from({ length: 64 }, (_, bit) => 2 ** bit);
/** The bit of this number, the first behind the point being 1; a remainder of a large number takes many times as long as this. */
function bitOf(member: Drawn, bit: number): boolean {
  const units = Math.floor((member[0] ?? 0) * (powers[bit] ?? 0));
  return units - 2 * Math.trunc(units / 2) === 1;
}
const bits = Array.from({ length: 40 }, (_, k) => k + 1);
/** Another bit, for one that single precision may not have. */
const held = (bit: number, dtype: Precision['dtype']): number => (dtype === 'float32' ? 1 + (bit % 20) : bit);

export const uniform = defineOperation({
  id: 'numerics.uniform',
  meaning: 'Independent numbers from the uniform distribution on [0, 1), as a key says.',
  signature: '() -> x[s*]',
  attributes: {
    shape: { kind: 'shape', of: 's', by: 'choice', clause: 'R1' },
    key: { kind: 'key', clause: 'R2' },
    dtype: { kind: 'dtype', clause: 'R3' },
  },
  sizes: (_, { shape }) => ({ s: shape }),
  equations: {
    C1: ({ x }, { minus, absolute, largest, isZero }) => holds(isZero(minus(x, absolute(x))) && largest(x) < 1),
  },
  random: {
    at: [{}],
    coins: [([x = 0]) => x < 1 / 2, (member) => bitOf(member, 2)],
    statistics: {
      C2: [
        { distribution: (x) => x },
        { happens: ([x = 0]) => x < 2 ** -11, probability: () => 2 ** -11 },
        { happens: ([x = 0]) => x >= 1 - 2 ** -11, probability: () => 2 ** -11 },
      ],
      C3: { quantity: ([x = 0]) => x, mean: () => 1 / 2, variance: () => 1 / 12, scale: () => 1 / 6 },
      C4: bits.flatMap((bit) => [
        { happens: (x: Drawn, { dtype }: Precision) => bitOf(x, held(bit, dtype)), probability: () => 1 / 2 },
        {
          happens: (x: Drawn, { dtype }: Precision) => bitOf(x, held(bit, dtype)) !== bitOf(x, held(bit, dtype) + 1),
          probability: () => 1 / 2,
        },
      ]),
      C5: { happens: ([x = 0]) => x === 1, probability: () => 0 },
    },
  },
  freedom: 'the bits that a key gives; the same key gives the same ones again',
  special: 'undefined',
  rejects: {
    R1: 'shape must be a list of sizes',
    R2: 'key must be an integer; that it lies from 0 to 2^32 - 1 is a convention',
    R3: 'dtype must be float64 or float32',
  },
  clauses: {
    C1: '0 <= x < 1',
    C2: 'P(x <= t) = t, near 0 and near 1 too',
    C3: 'E x = 1/2',
    C4: 'each of the first forty bits is 1 half of the time, and unlike the next one half of the time; of the first twenty in single precision',
    C5: 'x = 1 does not come, in a sample neither',
  },
  sources: [massart1990('corollary 1'), numpy('Generator.random')],
});
