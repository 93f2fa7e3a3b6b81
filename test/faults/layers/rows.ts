import { doubles } from '../../../src/_internal/values.ts';
import type { NdArray } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, byRows, mapped, sum, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'layers.softmax': softmax, 'layers.logSumExp': logSumExp, 'layers.layerNorm': layerNorm } = implementations;

/** Softmax of every row, shifted by something. */
const shiftedSoftmax = (x: NdArray, shiftOf: (row: readonly number[]) => number): NdArray =>
  byRows(x, (row) => {
    const shift = shiftOf(row);
    const terms = row.map((value) => Math.exp(value - shift));
    const total = sum(terms);
    return terms.map((term) => term / total);
  });

const shiftedLogSum = (x: NdArray, shiftOf: (row: readonly number[]) => number): NdArray =>
  arrayOf(
    x.dtype,
    x.shape.slice(0, -1),
    valuesOf(
      byRows(x, (row) => {
        const shift = shiftOf(row);
        return row.map(() => shift + Math.log(sum(row.map((value) => Math.exp(value - shift)))));
      }),
    ).filter((_, at) => at % (x.shape.at(-1) ?? 1) === 0),
  );

interface Normed {
  readonly x: NdArray;
  readonly weight?: NdArray | undefined;
  readonly bias?: NdArray | undefined;
}

/** Layer norm made of a rule that centres and scales a row. */
const normed = ({ x, weight, bias }: Normed, normalise: (row: readonly number[]) => number[]): NdArray => {
  const [factors, offsets] = [weight && doubles(weight), bias && doubles(bias)];
  return byRows(x, (row) => normalise(row).map((z, i) => z * (factors?.[i] ?? 1) + (offsets?.[i] ?? 0)));
};

const meanOf = (row: readonly number[]): number => sum(row) / row.length;

const centred = (row: readonly number[]): number[] => row.map((value) => value - meanOf(row));

const squares = (row: readonly number[]): number => sum(row.map((value) => value * value));

/** The rows of a tensor as one row: what a reduction over the wrong axes sees. */
const asOneRow = (x: NdArray): NdArray => arrayOf(x.dtype, [valuesOf(x).length], valuesOf(x));

export const faults: readonly Fault[] = [
  ...faultsOf('layers.softmax', ({ misread, spoilt, wrong, wrongGradient }) => [
    wrong('largest entry not subtracted', 'C4', ({ x }) => shiftedSoftmax(x, () => 0)),
    wrong('shifted by the first entry', 'C4', ({ x }) => shiftedSoftmax(x, (row) => row[0] ?? 0)),
    wrong('shifted by a third of the mean', 'C4', ({ x }) => shiftedSoftmax(x, (row) => meanOf(row) / 3)),
    misread('logits clipped to 500, against overflow', 'C2', ({ x }) => ({
      x: mapped(x, (value) => Math.min(value, 500)),
    })),
    wrong('not shifted where nothing overflows', 'C7', ({ x }) =>
      shiftedSoftmax(x, (row) => (Math.max(...row.map(Math.abs)) < 100 ? 0 : Math.max(...row))),
    ),
    wrong('shifted by the largest entry of the whole batch', 'neighbours', ({ x }) => {
      const largest = Math.max(...valuesOf(x));
      return shiftedSoftmax(x, () => largest);
    }),
    wrong('taken over the whole batch', 'batch', ({ x }, attributes) =>
      arrayOf(x.dtype, x.shape, valuesOf(softmax({ x: asOneRow(x) }, attributes))),
    ),
    spoilt('1e-12 added to the sum', 'C5', (result) => mapped(result, (value) => value / (1 + 1e-12))),
    wrong('not divided by the sum', 'C1', ({ x }) =>
      byRows(x, (row) => row.map((value) => Math.exp(value - Math.max(...row)))),
    ),
    misread('sign of the exponent exchanged', 'C3', ({ x }) => ({ x: mapped(x, (value) => -value) })),
    wrongGradient('gradient y g without the term that normalises it', 'C6', ({ x }, g) => {
      const incoming = valuesOf(g);
      return { x: mapped(softmax({ x }, {}), (y, at) => y * (incoming[at] ?? 0)) };
    }),
    wrongGradient('mean of the cotangent subtracted in the gradient', 'jacobian', ({ x }, g) => {
      const incoming = valuesOf(byRows(g, centred));
      return { x: mapped(softmax({ x }, {}), (y, at) => y * (incoming[at] ?? 0)) };
    }),
  ]),
  ...faultsOf('layers.logSumExp', ({ spoilt, wrong, wrongGradient }) => [
    wrong('largest entry not subtracted', 'C4', ({ x }, attributes) => {
      logSumExp({ x }, attributes);
      return shiftedLogSum(x, () => 0);
    }),
    wrong('smallest entry subtracted', 'C4', ({ x }, attributes) => {
      logSumExp({ x }, attributes);
      return shiftedLogSum(x, (row) => Math.min(...row));
    }),
    wrong('the shift not added back', 'C2', ({ x }, attributes) => {
      const most = valuesOf(implementations['tensor.max']({ x }, { axes: [-1], keepdims: false }));
      return mapped(logSumExp({ x }, attributes), (value, at) => value - (most[at] ?? 0));
    }),
    spoilt('logarithm of the mean of the exponentials', 'C3', (result, { x }) =>
      mapped(result, (value) => value - Math.log(x.shape.at(-1) ?? 1)),
    ),
    wrong('the largest term counted twice', 'C5', ({ x }, attributes) => {
      logSumExp({ x }, attributes);
      const doubled = byRows(x, (row) =>
        row.map(() => Math.log(1 + sum(row.map((value) => Math.exp(value - Math.max(...row)))))),
      );
      const most = valuesOf(byRows(x, (row) => row.map(() => Math.max(...row))));
      const n = x.shape.at(-1) ?? 1;
      const sums = valuesOf(doubled).map((value, at) => value + (most[at] ?? 0));
      return arrayOf(
        x.dtype,
        x.shape.slice(0, -1),
        sums.filter((_, at) => at % n === 0),
      );
    }),
    wrong('base-2 logarithm', 'C1', ({ x }, attributes) => {
      const most = valuesOf(implementations['tensor.max']({ x }, { axes: [-1], keepdims: false }));
      return mapped(logSumExp({ x }, attributes), (value, at) => {
        const largest = most[at] ?? 0;
        return largest + (value - largest) / Math.LN2;
      });
    }),
    wrong('a row without entries gives 0', 'R1', ({ x }, attributes) => {
      const batch = x.shape.slice(0, -1);
      const none = new Array<number>(batch.reduce((size, one) => size * one, 1)).fill(0);
      return x.shape.at(-1) === 0 ? arrayOf(x.dtype, batch, none) : logSumExp({ x }, attributes);
    }),
    wrongGradient('gradient G exp(x - max), not divided by the sum', 'C6', ({ x }, g) => {
      const incoming = valuesOf(g);
      return {
        x: byRows(x, (row, at) => row.map((value) => (incoming[at] ?? 0) * Math.exp(value - Math.max(...row)))),
      };
    }),
  ]),
  ...faultsOf('layers.layerNorm', ({ misset, wrong, wrongGradient }) => [
    wrong('variance in one pass: mean of squares less square of mean', 'C7', (inputs, { epsilon }) =>
      normed(inputs, (row) => {
        const variance = squares(row) / row.length - meanOf(row) ** 2;
        return centred(row).map((value) => value / Math.sqrt(Math.max(variance, 0) + epsilon));
      }),
    ),
    wrong('epsilon outside the root', 'C1', (inputs, { epsilon }) =>
      normed(inputs, (row) => {
        const deviation = Math.sqrt(squares(centred(row)) / row.length);
        return centred(row).map((value) => value / (deviation + epsilon));
      }),
    ),
    wrong('variance divided by n - 1', 'C1', (inputs, { epsilon }) =>
      normed(inputs, (row) => {
        const variance = squares(centred(row)) / Math.max(row.length - 1, 1);
        return centred(row).map((value) => value / Math.sqrt(variance + epsilon));
      }),
    ),
    wrong('mean not subtracted', 'C2', (inputs, { epsilon }) =>
      normed(inputs, (row) => row.map((value) => value / Math.sqrt(squares(row) / row.length + epsilon))),
    ),
    misset('epsilon kept above 1e-12', 'C3', ({ epsilon }) => ({ epsilon: Math.max(epsilon, 1e-12) })),
    wrong('epsilon forgotten: 0 / 0 for a constant row', 'C4', (inputs) => layerNorm(inputs, { epsilon: 0 })),
    wrong('scaled to the mean absolute deviation', 'C5', (inputs, { epsilon }) =>
      normed(inputs, (row) => {
        const deviation = meanOf(centred(row).map(Math.abs));
        return centred(row).map((value) => value / Math.sqrt(deviation ** 2 + epsilon));
      }),
    ),
    wrong('normalised over the whole batch', 'neighbours', ({ x, weight, bias }, attributes) => {
      const whole = layerNorm({ x: asOneRow(x) }, attributes);
      return normed({ x: arrayOf(x.dtype, x.shape, valuesOf(whole)), weight, bias }, (row) => [...row]);
    }),
    wrongGradient('the variance held constant in the gradient', 'C6', (inputs, g, attributes) => {
      const right = pullbacks['layers.layerNorm'](inputs, g, attributes);
      const factors = inputs.weight && doubles(inputs.weight);
      const rows = byRows(inputs.x, (row) =>
        row.map(() => Math.sqrt(squares(centred(row)) / row.length + attributes.epsilon)),
      );
      const deviations = valuesOf(rows);
      const pulled = byRows(g, (row) => centred(row.map((value, i) => value * (factors?.[i] ?? 1))));
      return { ...right, x: mapped(pulled, (value, at) => value / (deviations[at] ?? 1)) };
    }),
    wrongGradient('weight left out of the gradient', 'jacobian', (inputs, g, attributes) => {
      const right = pullbacks['layers.layerNorm'](inputs, g, attributes);
      const bare = pullbacks['layers.layerNorm']({ x: inputs.x }, g, attributes);
      return { ...right, x: bare.x };
    }),
  ]),
];
