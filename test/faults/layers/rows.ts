import { doubles } from '../../../src/_internal/values.ts';
import type { NdArray } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, byRows, mapped, sum, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

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
  {
    name: 'largest entry not subtracted',
    operation: 'layers.softmax',
    caughtBy: 'layers.softmax/C4',
    operations: { 'layers.softmax': ({ x }) => shiftedSoftmax(x, () => 0) },
  },
  {
    name: 'shifted by the first entry',
    operation: 'layers.softmax',
    caughtBy: 'layers.softmax/C4',
    operations: { 'layers.softmax': ({ x }) => shiftedSoftmax(x, (row) => row[0] ?? 0) },
  },
  {
    name: 'shifted by a third of the mean',
    operation: 'layers.softmax',
    caughtBy: 'layers.softmax/C4',
    operations: { 'layers.softmax': ({ x }) => shiftedSoftmax(x, (row) => meanOf(row) / 3) },
  },
  {
    name: 'logits clipped to 500, against overflow',
    operation: 'layers.softmax',
    caughtBy: 'layers.softmax/C2',
    operations: {
      'layers.softmax': ({ x }, attributes) => softmax({ x: mapped(x, (value) => Math.min(value, 500)) }, attributes),
    },
  },
  {
    name: 'not shifted where nothing overflows',
    operation: 'layers.softmax',
    caughtBy: 'layers.softmax/C7',
    operations: {
      'layers.softmax': ({ x }) =>
        shiftedSoftmax(x, (row) => (Math.max(...row.map(Math.abs)) < 100 ? 0 : Math.max(...row))),
    },
  },
  {
    name: 'shifted by the largest entry of the whole batch',
    operation: 'layers.softmax',
    caughtBy: 'layers.softmax/neighbours',
    operations: {
      'layers.softmax': ({ x }) => {
        const largest = Math.max(...valuesOf(x));
        return shiftedSoftmax(x, () => largest);
      },
    },
  },
  {
    name: 'taken over the whole batch',
    operation: 'layers.softmax',
    caughtBy: 'layers.softmax/batch',
    operations: {
      'layers.softmax': async ({ x }, attributes) =>
        arrayOf(x.dtype, x.shape, valuesOf(await softmax({ x: asOneRow(x) }, attributes))),
    },
  },
  {
    name: '1e-12 added to the sum',
    operation: 'layers.softmax',
    caughtBy: 'layers.softmax/C5',
    operations: {
      'layers.softmax': async ({ x }, attributes) =>
        mapped(await softmax({ x }, attributes), (value) => value / (1 + 1e-12)),
    },
  },
  {
    name: 'not divided by the sum',
    operation: 'layers.softmax',
    caughtBy: 'layers.softmax/C1',
    operations: {
      'layers.softmax': ({ x }) => byRows(x, (row) => row.map((value) => Math.exp(value - Math.max(...row)))),
    },
  },
  {
    name: 'sign of the exponent exchanged',
    operation: 'layers.softmax',
    caughtBy: 'layers.softmax/C3',
    operations: { 'layers.softmax': ({ x }, attributes) => softmax({ x: mapped(x, (value) => -value) }, attributes) },
  },
  {
    name: 'gradient y g without the term that normalises it',
    operation: 'layers.softmax',
    caughtBy: 'layers.softmax/C6',
    gradients: {
      'layers.softmax': async ({ x }, g) => {
        const incoming = valuesOf(g);
        return { x: mapped(await softmax({ x }, {}), (y, at) => y * (incoming[at] ?? 0)) };
      },
    },
  },
  {
    name: 'mean of the cotangent subtracted in the gradient',
    operation: 'layers.softmax',
    caughtBy: 'layers.softmax/jacobian',
    gradients: {
      'layers.softmax': async ({ x }, g) => {
        const incoming = valuesOf(byRows(g, centred));
        return { x: mapped(await softmax({ x }, {}), (y, at) => y * (incoming[at] ?? 0)) };
      },
    },
  },
  {
    name: 'largest entry not subtracted',
    operation: 'layers.logSumExp',
    caughtBy: 'layers.logSumExp/C4',
    operations: {
      'layers.logSumExp': async ({ x }, attributes) => {
        await logSumExp({ x }, attributes);
        return shiftedLogSum(x, () => 0);
      },
    },
  },
  {
    name: 'smallest entry subtracted',
    operation: 'layers.logSumExp',
    caughtBy: 'layers.logSumExp/C4',
    operations: {
      'layers.logSumExp': async ({ x }, attributes) => {
        await logSumExp({ x }, attributes);
        return shiftedLogSum(x, (row) => Math.min(...row));
      },
    },
  },
  {
    name: 'the shift not added back',
    operation: 'layers.logSumExp',
    caughtBy: 'layers.logSumExp/C2',
    operations: {
      'layers.logSumExp': async ({ x }, attributes) => {
        const most = valuesOf(await implementations['tensor.max']({ x }, { axes: [-1], keepdims: false }));
        return mapped(await logSumExp({ x }, attributes), (value, at) => value - (most[at] ?? 0));
      },
    },
  },
  {
    name: 'logarithm of the mean of the exponentials',
    operation: 'layers.logSumExp',
    caughtBy: 'layers.logSumExp/C3',
    operations: {
      'layers.logSumExp': async ({ x }, attributes) =>
        mapped(await logSumExp({ x }, attributes), (value) => value - Math.log(x.shape.at(-1) ?? 1)),
    },
  },
  {
    name: 'the largest term counted twice',
    operation: 'layers.logSumExp',
    caughtBy: 'layers.logSumExp/C5',
    operations: {
      'layers.logSumExp': async ({ x }, attributes) => {
        await logSumExp({ x }, attributes);
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
      },
    },
  },
  {
    name: 'base-2 logarithm',
    operation: 'layers.logSumExp',
    caughtBy: 'layers.logSumExp/C1',
    operations: {
      'layers.logSumExp': async ({ x }, attributes) => {
        const most = valuesOf(await implementations['tensor.max']({ x }, { axes: [-1], keepdims: false }));
        return mapped(await logSumExp({ x }, attributes), (value, at) => {
          const largest = most[at] ?? 0;
          return largest + (value - largest) / Math.LN2;
        });
      },
    },
  },
  {
    name: 'a row without entries gives 0',
    operation: 'layers.logSumExp',
    caughtBy: 'layers.logSumExp/R1',
    operations: {
      'layers.logSumExp': ({ x }, attributes) => {
        const batch = x.shape.slice(0, -1);
        const none = new Array<number>(batch.reduce((size, one) => size * one, 1)).fill(0);
        return x.shape.at(-1) === 0 ? arrayOf(x.dtype, batch, none) : logSumExp({ x }, attributes);
      },
    },
  },
  {
    name: 'gradient G exp(x - max), not divided by the sum',
    operation: 'layers.logSumExp',
    caughtBy: 'layers.logSumExp/C6',
    gradients: {
      'layers.logSumExp': ({ x }, g) => {
        const incoming = valuesOf(g);
        return {
          x: byRows(x, (row, at) => row.map((value) => (incoming[at] ?? 0) * Math.exp(value - Math.max(...row)))),
        };
      },
    },
  },
  {
    name: 'variance in one pass: mean of squares less square of mean',
    operation: 'layers.layerNorm',
    caughtBy: 'layers.layerNorm/C7',
    operations: {
      'layers.layerNorm': (inputs, { epsilon }) =>
        normed(inputs, (row) => {
          const variance = squares(row) / row.length - meanOf(row) ** 2;
          return centred(row).map((value) => value / Math.sqrt(Math.max(variance, 0) + epsilon));
        }),
    },
  },
  {
    name: 'epsilon outside the root',
    operation: 'layers.layerNorm',
    caughtBy: 'layers.layerNorm/C1',
    operations: {
      'layers.layerNorm': (inputs, { epsilon }) =>
        normed(inputs, (row) => {
          const deviation = Math.sqrt(squares(centred(row)) / row.length);
          return centred(row).map((value) => value / (deviation + epsilon));
        }),
    },
  },
  {
    name: 'variance divided by n - 1',
    operation: 'layers.layerNorm',
    caughtBy: 'layers.layerNorm/C1',
    operations: {
      'layers.layerNorm': (inputs, { epsilon }) =>
        normed(inputs, (row) => {
          const variance = squares(centred(row)) / Math.max(row.length - 1, 1);
          return centred(row).map((value) => value / Math.sqrt(variance + epsilon));
        }),
    },
  },
  {
    name: 'mean not subtracted',
    operation: 'layers.layerNorm',
    caughtBy: 'layers.layerNorm/C2',
    operations: {
      'layers.layerNorm': (inputs, { epsilon }) =>
        normed(inputs, (row) => row.map((value) => value / Math.sqrt(squares(row) / row.length + epsilon))),
    },
  },
  {
    name: 'epsilon kept above 1e-12',
    operation: 'layers.layerNorm',
    caughtBy: 'layers.layerNorm/C3',
    operations: {
      'layers.layerNorm': (inputs, { epsilon }) => layerNorm(inputs, { epsilon: Math.max(epsilon, 1e-12) }),
    },
  },
  {
    name: 'epsilon forgotten: 0 / 0 for a constant row',
    operation: 'layers.layerNorm',
    caughtBy: 'layers.layerNorm/C4',
    operations: { 'layers.layerNorm': (inputs) => layerNorm(inputs, { epsilon: 0 }) },
  },
  {
    name: 'scaled to the mean absolute deviation',
    operation: 'layers.layerNorm',
    caughtBy: 'layers.layerNorm/C5',
    operations: {
      'layers.layerNorm': (inputs, { epsilon }) =>
        normed(inputs, (row) => {
          const deviation = meanOf(centred(row).map(Math.abs));
          return centred(row).map((value) => value / Math.sqrt(deviation ** 2 + epsilon));
        }),
    },
  },
  {
    name: 'normalised over the whole batch',
    operation: 'layers.layerNorm',
    caughtBy: 'layers.layerNorm/neighbours',
    operations: {
      'layers.layerNorm': async ({ x, weight, bias }, attributes) => {
        const whole = await layerNorm({ x: asOneRow(x) }, attributes);
        return normed({ x: arrayOf(x.dtype, x.shape, valuesOf(whole)), weight, bias }, (row) => [...row]);
      },
    },
  },
  {
    name: 'the variance held constant in the gradient',
    operation: 'layers.layerNorm',
    caughtBy: 'layers.layerNorm/C6',
    gradients: {
      'layers.layerNorm': async (inputs, g, attributes) => {
        const right = await pullbacks['layers.layerNorm'](inputs, g, attributes);
        const factors = inputs.weight && doubles(inputs.weight);
        const rows = byRows(inputs.x, (row) =>
          row.map(() => Math.sqrt(squares(centred(row)) / row.length + attributes.epsilon)),
        );
        const deviations = valuesOf(rows);
        const pulled = byRows(g, (row) => centred(row.map((value, i) => value * (factors?.[i] ?? 1))));
        return { ...right, x: mapped(pulled, (value, at) => value / (deviations[at] ?? 1)) };
      },
    },
  },
  {
    name: 'weight left out of the gradient',
    operation: 'layers.layerNorm',
    caughtBy: 'layers.layerNorm/jacobian',
    gradients: {
      'layers.layerNorm': async (inputs, g, attributes) => {
        const right = await pullbacks['layers.layerNorm'](inputs, g, attributes);
        const bare = await pullbacks['layers.layerNorm']({ x: inputs.x }, g, attributes);
        return { ...right, x: bare.x };
      },
    },
  },
];
