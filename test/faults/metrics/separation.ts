import { classScatter, fisherRatio, silhouette } from '../../../spec/metrics/separation.ts';
import { at, type Matrix, rowOf } from '../../../src/_internal/dense/matrix.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { arrayOf, sum } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** Of each class, how many samples, and the sums of squares as a mean of squares less the square of the mean. */
function onePass(x: Matrix, label: ArrayLike<number>) {
  const scatter = (rows: readonly number[]) =>
    sum(
      Array.from({ length: x.columns }, (_, k) => {
        const column = rows.map((i) => at(x, i, k));
        return sum(column.map((value) => value * value)) - sum(column) ** 2 / rows.length;
      }),
    );
  const all = Array.from(label, (_, i) => i);
  const within = sum([...new Set(Array.from(label))].map((name) => scatter(all.filter((i) => label[i] === name))));
  return { within, between: scatter(all) - within };
}

const distance = (x: Matrix, i: number, j: number): number =>
  Math.hypot(...Array.from(rowOf(x, i), (value, k) => value - at(x, j, k)));

/** With another way to take the mean distance from some samples. */
function silhouettes(
  x: Matrix,
  label: ArrayLike<number>,
  insideOf: (i: number, own: readonly number[]) => number,
): Float64Array {
  const all = Array.from(label, (_, i) => i);
  const mean = (i: number, rows: readonly number[]) => sum(rows.map((j) => distance(x, i, j))) / rows.length;
  return Float64Array.from(label, (name, i) => {
    const own = all.filter((j) => label[j] === name);
    const others = [...new Set(Array.from(label))].filter((other) => other !== name);
    const nearest = Math.min(
      ...others.map((other) =>
        mean(
          i,
          all.filter((j) => label[j] === other),
        ),
      ),
    );
    const inside = insideOf(i, own);
    return (nearest - inside) / Math.max(nearest, inside, Number.MIN_VALUE);
  });
}

export const faults: readonly Fault[] = [
  ...memberFaultsOf(classScatter, ({ wrong, spoilt }) => [
    wrong('the mean of squares less the square of the mean', 'C3', ({ x, label }) => onePass(x, label)),
    spoilt('means, not sums', 'C1', ({ within, between }, { label }) => ({
      within: within / label.length,
      between: between / label.length,
    })),
    spoilt('exchanged', 'C2', ({ within, between }) => ({ within: between, between: within })),
  ]),
  ...faultsOf('metrics.classScatter', ({ wrong }) => [
    wrong('0 of no samples', 'R1', (inputs, attributes, right) => {
      if (!inputs.label.shape.includes(0)) return right(inputs, attributes);
      const none = arrayOf(inputs.x.dtype, [], [0]);
      return { within: none, between: none };
    }),
  ]),
  ...memberFaultsOf(fisherRatio, ({ wrong, spoilt }) => [
    spoilt('its reciprocal', 'C2', (r) => 1 / r),
    spoilt('between over the whole', 'C2', (r) => r / (1 + r)),
    wrong('the first coordinate alone', 'C1', ({ x, label }) => {
      const first = { rows: x.rows, columns: 1, data: Float64Array.from(label, (_, i) => at(x, i, 0)) };
      const { within, between } = onePass(first, label);
      return between / within;
    }),
  ]),
  ...faultsOf('metrics.fisherRatio', ({ wrong }) => [
    wrong('0 of no samples', 'R1', (inputs, attributes, right) =>
      inputs.label.shape.includes(0) ? arrayOf(inputs.x.dtype, [], [0]) : right(inputs, attributes),
    ),
  ]),
  ...memberFaultsOf(silhouette, ({ wrong, spoilt }) => [
    wrong('the sample itself counts among its class', 'C1', ({ x, label }) =>
      silhouettes(x, label, (i, own) => sum(own.map((j) => distance(x, i, j))) / own.length),
    ),
    spoilt('with the wrong sign', 'C2', (s) => s.map((value) => 0 - value)),
    spoilt('names of classes as weights', 'C3', (s, { label }) =>
      s.map((value, i) => value * (1 + (label[i] ?? 0) / 64)),
    ),
    wrong('of two samples that are alone the better', 'definition', ({ label }) => label.map((_, i) => i % 2)),
  ]),
];
