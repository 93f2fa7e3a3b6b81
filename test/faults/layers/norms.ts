import { groupNorm, instanceNorm } from '../../../spec/layers/groupNorms.ts';
import { rmsNorm } from '../../../spec/layers/rmsNorm.ts';
import { build, type Matrix } from '../../../src/_internal/dense/matrix.ts';
import { inner } from '../../../src/_internal/rows.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { type Fault, faultsOf } from '../fault.ts';

type Row = Float64Array<ArrayBuffer>;

const meanOf = (row: Row): number => row.reduce((sum, value) => sum + value, 0) / row.length;

const centred = (row: Row): Row => row.map((value) => value - meanOf(row));

const rmsFaults = memberFaultsOf(rmsNorm, ({ wrong, spoiltGradient, wrongGradient, spoilt }) => {
  /** Over another root than that of the mean of the squares. */
  const over = (name: string, clause: string, root: (row: Row, epsilon: number, place: string) => number) =>
    wrong(name, clause, ({ x, weight }, { epsilon, epsilonPlace }) =>
      x.map((value, i) => (value / root(x, epsilon, epsilonPlace)) * (weight?.[i] ?? 1)),
    );
  const square = (row: Row) => inner(row, row) / row.length;
  return [
    over('epsilon inside the root wherever it is said to be', 'definition', (x, epsilon) =>
      Math.sqrt(square(x) + epsilon),
    ),
    over('the length, not divided by n', 'C2', (x, epsilon) => Math.sqrt(inner(x, x) + epsilon)),
    over('divided by n - 1', 'C2', (x, epsilon) => Math.sqrt(inner(x, x) / Math.max(x.length - 1, 1) + epsilon)),
    over('epsilon kept above 1e-12', 'C1', (x, epsilon, place) =>
      place === 'inside' ? Math.sqrt(square(x) + Math.max(epsilon, 1e-12)) : Math.sqrt(square(x)) + epsilon,
    ),
    over('epsilon forgotten: 0 / 0 of zeros', 'C4', (x) => Math.sqrt(square(x))),
    over('the root of the first 64 entries', 'tiles', (x, epsilon) => Math.sqrt(square(x.slice(0, 64)) + epsilon)),
    wrong('the mean subtracted', 'definition', ({ x, weight }, { epsilon }) => {
      const row = centred(x);
      return row.map((value, i) => (value / Math.sqrt(square(row) + epsilon)) * (weight?.[i] ?? 1));
    }),
    spoilt('the weight from 1, as deviation from it', 'definition', (y, { weight }) =>
      Float64Array.from(y, (value, i) => (weight?.[i] ? (value * (1 + weight[i])) / weight[i] : value)),
    ),
    wrongGradient('the root held constant in the gradient', 'C3', (inputs, g, attributes, right) => {
      const { epsilon, epsilonPlace } = attributes;
      const [s, e] = [square(inputs.x), epsilon];
      const root = epsilonPlace === 'inside' ? Math.sqrt(s + e) : Math.sqrt(s) + e;
      return {
        ...right(inputs, g, attributes),
        x: Float64Array.from(g, (value, i) => (value * (inputs.weight?.[i] ?? 1)) / root),
      };
    }),
    wrongGradient('the mean of the cotangent subtracted too', 'C3', (inputs, g, attributes, right) =>
      right(inputs, centred(g), attributes),
    ),
    spoiltGradient('gradient of the weight not over the root', 'jacobian', ({ weight }, { x }) => ({
      weight: weight && Float64Array.from(weight, (value) => value * Math.sqrt(square(x))),
    })),
    wrongGradient('0 / 0 in the gradient of zeros', 'C4', (inputs, g, attributes, right) => {
      const { x, ...others } = right(inputs, g, attributes);
      const nothing = (0 * square(inputs.x)) / square(inputs.x);
      return { ...others, x: Float64Array.from(x, (value) => value + nothing) };
    }),
  ];
});

/** The groups of channels that a rule makes, each normalised by another, then scaled and shifted by channels. */
const groupsBy = (
  {
    x,
    weight,
    bias,
  }: {
    readonly x: Matrix;
    readonly weight?: ArrayLike<number> | undefined;
    readonly bias?: ArrayLike<number> | undefined;
  },
  groupOf: (channel: number) => number,
  normalise: (values: Row, epsilon: number) => Row,
  epsilon: number,
): Matrix => {
  const y = build(x.rows, x.columns, () => 0);
  const channels = Array.from({ length: x.rows }, (_, c) => c);
  for (const group of new Set(channels.map(groupOf))) {
    const own = channels.filter((c) => groupOf(c) === group);
    const z = normalise(Float64Array.from(own.flatMap((c) => [...rowIn(x, c)])), epsilon);
    own.forEach((c, k) => {
      for (let t = 0; t < x.columns; t++)
        y.data[c * x.columns + t] = (z[k * x.columns + t] ?? 0) * (weight?.[c] ?? 1) + (bias?.[c] ?? 0);
    });
  }
  return y;
};

const rowIn = ({ data, columns }: Matrix, at: number): Row =>
  Float64Array.from(data.subarray(at * columns, (at + 1) * columns));

const varianceOf = (row: Row): number => inner(centred(row), centred(row)) / row.length;

const plainly = (row: Row, epsilon: number): Row => over(centred(row), Math.sqrt(varianceOf(row) + epsilon));

const over = (row: Row, root: number): Row => row.map((value) => value / root);

/** In one pass: the mean of the squares less the square of the mean. */
const inOnePass = (row: Row, epsilon: number): Row =>
  over(centred(row), Math.sqrt(Math.max(inner(row, row) / row.length - meanOf(row) ** 2, 0) + epsilon));

const byLess = (row: Row, epsilon: number): Row =>
  over(centred(row), Math.sqrt((varianceOf(row) * row.length) / Math.max(row.length - 1, 1) + epsilon));

const withoutEpsilon = (row: Row): Row => over(centred(row), Math.sqrt(varianceOf(row)));

const groupFaults = memberFaultsOf(groupNorm, ({ wrong, wrongGradient, spoiltGradient }) => {
  const inGroups = (name: string, clause: string, normalise: (values: Row, epsilon: number) => Row) =>
    wrong(name, clause, (given, { groups, epsilon }) =>
      groupsBy(given, (c) => Math.floor((c * groups) / given.x.rows), normalise, epsilon),
    );
  return [
    inGroups('variance in one pass', 'C4', inOnePass),
    inGroups('variance divided by one less', 'C1', byLess),
    inGroups('epsilon forgotten: 0 / 0 of equal values', 'C5', withoutEpsilon),
    inGroups('epsilon outside the root', 'C2', (row, epsilon) =>
      over(centred(row), Math.sqrt(varianceOf(row)) + epsilon),
    ),
    wrong('every group of channels that lie apart', 'C3', (given, { groups, epsilon }) =>
      groupsBy(given, (c) => c % groups, plainly, epsilon),
    ),
    wrong('all channels as one group', 'C2', (given, { epsilon }) => groupsBy(given, () => 0, plainly, epsilon)),
    wrong('as many channels a group as there are to be groups', 'definition', (given, { groups, epsilon }) =>
      groupsBy(given, (c) => Math.floor(c / groups), plainly, epsilon),
    ),
    wrongGradient('the variance held constant in the gradient', 'jacobian', (inputs, g, attributes, right) => {
      const { x, weight, bias } = right(inputs, g, attributes);
      return { x: build(x.rows, x.columns, (c, t) => (x.data[c * x.columns + t] ?? 0) * 1.5), weight, bias };
    }),
    spoiltGradient('gradient of the bias over one position', 'jacobian', ({ bias }, { x }) => ({
      bias: bias && Float64Array.from(bias, (value) => value / Math.max(x.columns, 1)),
    })),
    wrongGradient('0 / 0 in the gradient of equal values', 'C5', (inputs, g, attributes, right) => {
      const { x, weight, bias } = right(inputs, g, attributes);
      const nothing = (0 * varianceOf(rowIn(inputs.x, 0))) / varianceOf(rowIn(inputs.x, 0));
      return { x: build(x.rows, x.columns, (c, t) => (x.data[c * x.columns + t] ?? 0) + nothing), weight, bias };
    }),
  ];
});

const groupRefusals = faultsOf('layers.groupNorm', ({ misset, misread }) => [
  misset('groups that do not divide the channels taken for one', 'R2', ({ groups }, { x }) => ({
    groups: (x.shape.at(-2) ?? 0) % groups === 0 ? groups : 1,
  })),
  misread('the weight along the positions', 'signature', ({ weight, x }) => ({
    weight: weight?.shape[0] === x.shape.at(-2) ? weight : undefined,
  })),
]);

const instanceFaults = memberFaultsOf(instanceNorm, ({ wrong, wrongGradient }) => {
  const perChannel = (name: string, clause: string, normalise: (values: Row, epsilon: number) => Row) =>
    wrong(name, clause, (given, { epsilon }) => groupsBy(given, (c) => c, normalise, epsilon));
  return [
    perChannel('variance in one pass', 'C2', inOnePass),
    perChannel('variance divided by l - 1', 'C1', byLess),
    perChannel('epsilon forgotten: 0 / 0 of equal values', 'C3', withoutEpsilon),
    perChannel('scaled to the mean absolute deviation', 'C4', (row, epsilon) =>
      over(centred(row), Math.sqrt(meanOf(centred(row).map(Math.abs)) ** 2 + epsilon)),
    ),
    wrong('all channels together', 'C1', (given, { epsilon }) => groupsBy(given, () => 0, plainly, epsilon)),
    wrongGradient('the cotangent over the root, and no more', 'jacobian', (inputs, g, attributes, right) => {
      const root = (c: number) => Math.sqrt(varianceOf(rowIn(inputs.x, c)) + attributes.epsilon);
      const { weight, bias } = right(inputs, g, attributes);
      const x = build(
        g.rows,
        g.columns,
        (c, t) => ((g.data[c * g.columns + t] ?? 0) * (inputs.weight?.[c] ?? 1)) / root(c),
      );
      return { x, weight, bias };
    }),
    wrongGradient('0 / 0 in the gradient of equal values', 'C3', (inputs, g, attributes, right) => {
      const { x, weight, bias } = right(inputs, g, attributes);
      const nothing = (0 * varianceOf(rowIn(inputs.x, 0))) / varianceOf(rowIn(inputs.x, 0));
      return { x: build(x.rows, x.columns, (c, t) => (x.data[c * x.columns + t] ?? 0) + nothing), weight, bias };
    }),
  ];
});

export const faults: readonly Fault[] = [...rmsFaults, ...groupFaults, ...groupRefusals, ...instanceFaults];
