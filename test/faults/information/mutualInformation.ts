import { binnedMutualInformation, mutualInformation } from '../../../spec/information/mutualInformation.ts';
import { at, type Matrix, matrix, rowOf } from '../../../src/_internal/dense/matrix.ts';
import { columnOf } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { arrayOf, sum } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const bitsOf = (unit: string): number => (unit === 'bits' ? Math.LN2 : 1);
const entropyOf = (p: ArrayLike<number>): number =>
  sum(Array.from(p, (value) => (value > 0 ? -value * Math.log(value) : 0)));
const rows = (p: Matrix): number[] => Array.from({ length: p.rows }, (_, i) => sum([...rowOf(p, i)]));
const columns = (p: Matrix): number[] => Array.from({ length: p.columns }, (_, j) => sum([...columnOf(p, j)]));

/** That of cells, by a function of a number that says which. */
function ofCells(x: ArrayLike<number>, y: ArrayLike<number>, cellOf: (value: number) => number): number {
  const [a, b] = [Array.from(x, cellOf), Array.from(y, cellOf)];
  const share = <T>(list: readonly T[], one: T) => list.filter((other) => other === one).length / list.length;
  const pairs = a.map((one, i) => `${one} ${b[i]}`);
  return sum(a.map((one, i) => Math.log(share(pairs, pairs[i]) / (share(a, one) * share(b, b[i]))))) / a.length;
}

export const faults: readonly Fault[] = [
  ...memberFaultsOf(mutualInformation, ({ wrong, spoiltGradient }) => [
    wrong(
      'the conditional entropy',
      'C1',
      ({ p }, { unit }) => (entropyOf(p.data) - entropyOf(rows(p))) / bitsOf(unit),
    ),
    wrong(
      'the sign of the joint entropy forgotten',
      'C2',
      ({ p }) => entropyOf(rows(p)) + entropyOf(columns(p)) - entropyOf(p.data) / 2,
    ),
    wrong('the last column left out of the sums', 'C3', ({ p }, { unit }) => {
      const cut = matrix(
        p.rows,
        p.columns,
        p.data.map((value, i) => (i % p.columns === p.columns - 1 ? 0 : value)),
      );
      return (entropyOf(rows(cut)) + entropyOf(columns(p)) - entropyOf(p.data)) / bitsOf(unit);
    }),
    wrong('its square', 'C4', ({ p }) => (entropyOf(rows(p)) + entropyOf(columns(p)) - entropyOf(p.data)) ** 2),
    wrong('its negative', 'C5', ({ p }) => entropyOf(p.data) - entropyOf(rows(p)) - entropyOf(columns(p))),
    wrong(
      'nats, whatever is asked for',
      'definition',
      ({ p }) => entropyOf(rows(p)) + entropyOf(columns(p)) - entropyOf(p.data),
    ),
    spoiltGradient('gradient that takes the sums for constant', 'jacobian', ({ p }) => ({
      p: matrix(
        p.rows,
        p.columns,
        p.data.map((_, i) => at(p, 0, i % p.columns) + 2),
      ),
    })),
  ]),
  ...memberFaultsOf(binnedMutualInformation, ({ wrong }) => [
    wrong('one cell more, so that the last number has its own', 'C2', ({ x, y }, { bins, low, high }) =>
      ofCells(x, y, (value) => Math.round(((value - low) / (high - low)) * bins)),
    ),
    wrong('cells of both counted by the first', 'C1', ({ x }, { bins, low, high }) =>
      ofCells(x, x, (value) => Math.min(Math.max(Math.floor(((value - low) / (high - low)) * bins), 0), bins - 1)),
    ),
    wrong('cells of a fixed width', 'C4', ({ x, y }) => ofCells(x, y, (value) => Math.floor(value * 4))),
    wrong('what is outside counted by itself', 'definition', ({ x, y }, { bins, low, high }) =>
      ofCells(x, y, (value) => Math.floor(((value - low) / (high - low)) * bins)),
    ),
    wrong('cells too wide by half', 'C3', ({ x, y }, { bins, low, high }) =>
      ofCells(x, y, (value) => Math.floor(((value - low) / (high - low)) * Math.min(bins, 4))),
    ),
    wrong(
      'a network that is wider is taken to compress',
      'E39',
      ({ x, y }, { bins }) => ofCells(x, y, (value) => Math.floor(value * bins)) - (Math.max(...y) > 0.5 ? 1 : 0),
    ),
  ]),
  ...faultsOf('information.binnedMutualInformation', ({ wrong, misset }) => [
    misset('a range without a width widened', 'R2', ({ low, high }) => (low < high ? {} : { high: low + 1 })),
    wrong('0 of no pairs', 'R3', (inputs, attributes, right) =>
      inputs.x.shape.includes(0) ? arrayOf(inputs.x.dtype, [], [0]) : right(inputs, attributes),
    ),
  ]),
];
