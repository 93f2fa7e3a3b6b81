import type { NdArray } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, byRows, none, perRow, sum, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'layers.softmax': softmax, 'layers.logSumExp': logSumExp, 'layers.layerNorm': layerNorm } = implementations;

type Row = readonly number[];

const exponentials = (row: Row, shift: number): number[] => row.map((value) => Math.exp(value - shift));

const largestOf = (row: Row): number => Math.max(...row);

const meanOf = (row: Row): number => sum(row) / row.length;

const centred = (row: Row): number[] => row.map((value) => value - meanOf(row));

const squares = (row: Row): number => sum(row.map((value) => value * value));

const varianceOf = (row: Row): number => squares(centred(row)) / row.length;

/** The rows of a tensor as one row: what a reduction over the wrong axes sees. */
const asOneRow = (x: NdArray): NdArray => arrayOf(x.dtype, [valuesOf(x).length], valuesOf(x));

const softmaxFaults = faultsOf('layers.softmax', ({ misreadEach, spoiltEach, wrong, wrongGradient }) => {
  /** Softmax of every row, shifted by something. */
  const shifted = (name: string, clause: string, shiftOf: (row: Row, x: NdArray) => number) =>
    wrong(name, clause, ({ x }) =>
      byRows(x, (row) => {
        const terms = exponentials(row, shiftOf(row, x));
        return terms.map((term) => term / sum(terms));
      }),
    );
  return [
    shifted('largest entry not subtracted', 'C4', () => 0),
    shifted('shifted by the first entry', 'C4', ([first = 0]) => first),
    shifted('shifted by the largest of the first 64 entries', 'tiles', (row) => largestOf(row.slice(0, 64))),
    shifted('shifted by a third of the mean', 'C4', (row) => meanOf(row) / 3),
    misreadEach('logits clipped to 500, against overflow', 'C2', 'x', (value) => Math.min(value, 500)),
    shifted('not shifted where nothing overflows', 'C7', (row) =>
      largestOf(row.map(Math.abs)) < 100 ? 0 : largestOf(row),
    ),
    shifted('shifted by the largest entry of the whole batch', 'neighbours', (_, x) => largestOf(valuesOf(x))),
    wrong('taken over the whole batch', 'batch', ({ x }, attributes) =>
      arrayOf(x.dtype, x.shape, valuesOf(softmax({ x: asOneRow(x) }, attributes))),
    ),
    spoiltEach('1e-12 added to the sum', 'C5', (value) => value / (1 + 1e-12)),
    wrong('not divided by the sum', 'C1', ({ x }) => byRows(x, (row) => exponentials(row, largestOf(row)))),
    misreadEach('sign of the exponent exchanged', 'C3', 'x', (value) => -value),
    wrongGradient('gradient y g less the square of y, times the sum of g', 'C8', ({ x }, g) => {
      const total = (row: Row) => row.map(() => sum(row));
      const y = softmax({ x }, {});
      return {
        x: zipped(
          zipped(y, g, (p, one) => p * one),
          zipped(y, byRows(g, total), (p, all) => p * p * all),
          (a, b) => a - b,
        ),
      };
    }),
    misreadEach('a temperature of 1/2', 'C9', 'x', (value) => 2 * value),
    misreadEach('a base of 2', 'C10', 'x', (value) => value * Math.LN2),
    misreadEach(
      'logits below 1 in size taken for 1',
      'C11',
      'x',
      (value) => Math.sign(value) * Math.max(Math.abs(value), 1),
    ),
    wrongGradient('gradient y g without the term that normalises it', 'C6', ({ x }, g) => ({
      x: zipped(softmax({ x }, {}), g, (y, incoming) => y * incoming),
    })),
    wrongGradient('mean of the cotangent subtracted in the gradient', 'jacobian', ({ x }, g) => ({
      x: zipped(softmax({ x }, {}), byRows(g, centred), (y, incoming) => y * incoming),
    })),
  ];
});

const logSumExpFaults = faultsOf('layers.logSumExp', ({ spoilt, spoiltEach, wrong, wrongGradient }) => {
  /** Every row by a rule of its own. */
  const each = (name: string, clause: string, of: (row: Row) => number) =>
    spoilt(name, clause, (y, { x }) => perRow(x, y.shape, of));
  const largest = (x: NdArray, y: NdArray) => perRow(x, y.shape, largestOf);
  return [
    each('the root of the sum of the squares of the exponentials', 'C3', (row) => {
      const most = largestOf(row);
      return most + Math.log(sum(exponentials(row, most).map((term) => term ** 2))) / 2;
    }),
    each('the smallest entry, and the logarithm of the sum of reciprocals', 'C7', (row) => {
      const least = Math.min(...row);
      return least - Math.log(sum(row.map((value) => Math.exp(least - value))));
    }),
    each('largest entry not subtracted', 'C4', (row) => Math.log(sum(exponentials(row, 0)))),
    each('smallest entry subtracted', 'C4', (row) => {
      const least = Math.min(...row);
      return least + Math.log(sum(exponentials(row, least)));
    }),
    each('largest of the first 64 entries subtracted', 'tiles', (row) => {
      const most = largestOf(row.slice(0, 64));
      return most + Math.log(sum(exponentials(row, most)));
    }),
    spoilt('the shift not added back', 'C2', (y, { x }) => zipped(y, largest(x, y), (value, most) => value - most)),
    spoiltEach(
      'logarithm of the mean of the exponentials',
      'C3',
      (value, _, { x }) => value - Math.log(x.shape.at(-1) ?? 1),
    ),
    each(
      'the largest term counted twice',
      'C5',
      (row) => largestOf(row) + Math.log(1 + sum(exponentials(row, largestOf(row)))),
    ),
    spoilt('base-2 logarithm', 'C1', (y, { x }) =>
      zipped(y, largest(x, y), (value, most) => most + (value - most) / Math.LN2),
    ),
    wrong('a row without entries gives 0', 'R1', ({ x }, attributes) =>
      x.shape.at(-1) === 0 ? none({ ...x, shape: x.shape.slice(0, -1) }) : logSumExp({ x }, attributes),
    ),
    wrongGradient('gradient G exp(x - max), not divided by the sum', 'C6', ({ x }, g) => {
      const incoming = valuesOf(g);
      return {
        x: byRows(x, (row, at) => exponentials(row, largestOf(row)).map((term) => (incoming[at] ?? 0) * term)),
      };
    }),
    wrongGradient('gradient G exp(x - y) of a y that was rounded far from 0', 'C6', ({ x }, g) => {
      const [incoming, results] = [valuesOf(g), valuesOf(logSumExp({ x }, {}))];
      return {
        x: byRows(x, (row, at) => exponentials(row, results[at] ?? 0).map((term) => (incoming[at] ?? 0) * term)),
      };
    }),
  ];
});

const layerNormFaults = faultsOf('layers.layerNorm', ({ misset, wrong, wrongGradient }) => {
  /** Layer norm made of a rule that centres and scales a row. */
  const normed = (name: string, clause: string, normalise: (row: Row, epsilon: number) => Row) =>
    wrong(name, clause, ({ x, weight, bias }, { epsilon }) => {
      const [factors, offsets] = [weight && valuesOf(weight), bias && valuesOf(bias)];
      return byRows(x, (row) => normalise(row, epsilon).map((z, i) => z * (factors?.[i] ?? 1) + (offsets?.[i] ?? 0)));
    });
  const over = (row: Row, deviation: number) => row.map((value) => value / deviation);
  return [
    normed('variance in one pass: mean of squares less square of mean', 'C7', (row, epsilon) => {
      const variance = squares(row) / row.length - meanOf(row) ** 2;
      return over(centred(row), Math.sqrt(Math.max(variance, 0) + epsilon));
    }),
    normed('epsilon outside the root', 'C1', (row, epsilon) =>
      over(centred(row), Math.sqrt(varianceOf(row)) + epsilon),
    ),
    normed('variance divided by n - 1', 'C1', (row, epsilon) =>
      over(centred(row), Math.sqrt(squares(centred(row)) / Math.max(row.length - 1, 1) + epsilon)),
    ),
    normed('mean not subtracted', 'C2', (row, epsilon) => over(row, Math.sqrt(squares(row) / row.length + epsilon))),
    misset('epsilon kept above 1e-12', 'C3', ({ epsilon }) => ({ epsilon: Math.max(epsilon, 1e-12) })),
    misset('epsilon forgotten: 0 / 0 for a constant row', 'C4', () => ({ epsilon: 0 })),
    normed('scaled to the mean absolute deviation', 'C5', (row, epsilon) =>
      over(centred(row), Math.sqrt(meanOf(centred(row).map(Math.abs)) ** 2 + epsilon)),
    ),
    wrong('normalised over the whole batch', 'neighbours', ({ x, weight, bias }, attributes) => {
      const normalised = arrayOf(x.dtype, x.shape, valuesOf(layerNorm({ x: asOneRow(x) }, attributes)));
      const times = weight ? zipped(normalised, weight, (z, factor) => z * factor) : normalised;
      return bias ? zipped(times, bias, (z, offset) => z + offset) : times;
    }),
    wrongGradient('the variance held constant in the gradient', 'C6', (inputs, g, attributes, right) => {
      const factors = inputs.weight && valuesOf(inputs.weight);
      const pulled = byRows(g, (row) => centred(row.map((value, i) => value * (factors?.[i] ?? 1))));
      const deviations = byRows(inputs.x, (row) => row.map(() => Math.sqrt(varianceOf(row) + attributes.epsilon)));
      return {
        ...right(inputs, g, attributes),
        x: zipped(pulled, deviations, (value, deviation) => value / deviation),
      };
    }),
    wrongGradient('the mean held constant in the gradient', 'C8', (inputs, g, attributes, right) => {
      const own = valuesOf(right(inputs, g, attributes).x ?? g);
      const factors = inputs.weight && valuesOf(inputs.weight);
      const levels = valuesOf(
        byRows(g, (row) => row.map(() => meanOf(row.map((value, i) => value * (factors?.[i] ?? 1))))),
      );
      const roots = valuesOf(byRows(inputs.x, (row) => row.map(() => Math.sqrt(varianceOf(row) + attributes.epsilon))));
      return {
        ...right(inputs, g, attributes),
        x: arrayOf(
          g.dtype,
          g.shape,
          own.map((value, at) => value + (levels[at] ?? 0) / (roots[at] ?? 1)),
        ),
      };
    }),
    normed('divided by the deviation twice', 'C9', (row, epsilon) =>
      over(over(centred(row), Math.sqrt(varianceOf(row) + epsilon)), varianceOf(row) > 2 ? 2 : 1),
    ),
    wrongGradient('weight left out of the gradient', 'jacobian', (inputs, g, attributes, right) => ({
      ...right(inputs, g, attributes),
      x: right({ x: inputs.x }, g, attributes).x,
    })),
  ];
});

export const faults: readonly Fault[] = [...softmaxFaults, ...logSumExpFaults, ...layerNormFaults];
