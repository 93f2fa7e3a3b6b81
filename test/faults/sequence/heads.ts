import { inShape, type NdArray, permuteAxes, slice } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { byRows } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'sequence.splitHeads': splitHeads, 'sequence.mergeHeads': mergeHeads } = implementations;

type Id = 'sequence.splitHeads' | 'sequence.mergeHeads';

const planted = <O extends Id>(
  name: string,
  operation: O,
  caughtBy: string,
  wrong: (...given: Parameters<(typeof implementations)[O]>) => NdArray,
): Fault => ({ name, operation, caughtBy: `${operation}/${caughtBy}`, operations: { [operation]: wrong } });

/** The last two axes in the other order. */
const lastSwapped = (array: NdArray): NdArray => {
  const axes = array.shape.map((_, axis) => axis);
  return permuteAxes(array, [...axes.slice(0, -2), ...axes.slice(-2).toReversed()]);
};

export const faults: readonly Fault[] = [
  planted('reshaped into heads, the axes not permuted', 'sequence.splitHeads', 'C3', ({ x }, attributes) =>
    inShape(x, splitHeads({ x }, attributes).shape),
  ),
  planted('every heads-th feature to one head', 'sequence.splitHeads', 'C1', ({ x }, { heads }) => {
    const { shape } = splitHeads({ x }, { heads });
    const d = shape.at(-1) ?? 1;
    const axes = x.shape.map((_, axis) => axis);
    const last = axes.length - 1;
    return permuteAxes(inShape(x, [...x.shape.slice(0, -1), d, heads]), [
      ...axes.slice(0, -2),
      last + 1,
      last - 1,
      last,
    ]);
  }),
  planted('features that fill no head dropped', 'sequence.splitHeads', 'signature', ({ x }, { heads }) => {
    const last = x.shape.length - 1;
    const width = x.shape[last] ?? 0;
    return splitHeads({ x: slice(x, last, 0, width - (width % Math.max(heads, 1))) }, { heads });
  }),
  planted('no heads taken for one', 'sequence.splitHeads', 'R1', ({ x }, { heads }) =>
    splitHeads({ x }, { heads: Math.max(heads, 1) }),
  ),
  planted('a single head without its axis in front', 'sequence.splitHeads', 'C2', ({ x }, { heads }) =>
    heads === 1 ? x : splitHeads({ x }, { heads }),
  ),
  planted('reshaped, the axes not permuted', 'sequence.mergeHeads', 'C2', ({ x }) =>
    inShape(x, mergeHeads({ x }, {}).shape),
  ),
  planted('features before heads', 'sequence.mergeHeads', 'C1', ({ x }) => {
    const rank = x.shape.length;
    const axes = x.shape.map((_, axis) => axis);
    return inShape(permuteAxes(x, [...axes.slice(0, -3), rank - 2, rank - 1, rank - 3]), mergeHeads({ x }, {}).shape);
  }),
  {
    name: 'gradient of the first head alone',
    operation: 'sequence.splitHeads',
    caughtBy: 'sequence.splitHeads/jacobian',
    gradients: {
      'sequence.splitHeads': ({ x }, g, attributes) => {
        const { x: right = x } = pullbacks['sequence.splitHeads']({ x }, g, attributes);
        return { x: byRows(right, (row) => row.map((value, k) => (k < (g.shape.at(-1) ?? 0) ? value : 0))) };
      },
    },
  },
  {
    name: 'gradient in the order of the cotangent',
    operation: 'sequence.mergeHeads',
    caughtBy: 'sequence.mergeHeads/jacobian',
    gradients: { 'sequence.mergeHeads': ({ x }, g) => ({ x: inShape(lastSwapped(g), x.shape) }) },
  },
];
