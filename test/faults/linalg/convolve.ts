import type { NdArray } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, byRows, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'linalg.convolve': convolve } = implementations;
const { 'linalg.convolve': convolveGradient } = pullbacks;

type Convolve = typeof convolve;

const planted = (name: string, caughtBy: string, wrong: (...given: Parameters<Convolve>) => NdArray): Fault => ({
  name,
  operation: 'linalg.convolve',
  caughtBy: `linalg.convolve/${caughtBy}`,
  operations: { 'linalg.convolve': wrong },
});

const reversed = (array: NdArray): NdArray => byRows(array, (row) => row.toReversed());
const lengthOf = ({ shape }: NdArray): number => shape.at(-1) ?? 0;

export const faults: readonly Fault[] = [
  planted('the correlation', 'C3', ({ a, b }) => convolve({ a, b: reversed(b) }, {})),
  planted('the last product of every sum left out where there are several', 'C1', ({ a, b }) => {
    const n = lengthOf(b);
    return byRows(convolve({ a, b }, {}), (row) =>
      row.map((value, k) => (n > 1 && k === n - 1 ? value - (valuesOf(a)[0] ?? 0) * (valuesOf(b)[n - 1] ?? 0) : value)),
    );
  }),
  planted('circular: what goes beyond the longer one wraps around', 'C2', ({ a, b }) => {
    const most = Math.max(lengthOf(a), lengthOf(b), 1);
    return byRows(convolve({ a, b }, {}), (row) =>
      row.map((value, k) => (k < most ? value + (row[k + most] ?? 0) : 0)),
    );
  }),
  planted('an empty sequence taken for 0', 'R1', ({ a, b }) => {
    const some = (x: NdArray) => (lengthOf(x) === 0 ? arrayOf(x.dtype, [...x.shape.slice(0, -1), 1], [0]) : x);
    return convolve({ a: some(a), b: some(b) }, {});
  }),
  planted('delayed by one where both are longer than one', 'C4', ({ a, b }) =>
    byRows(convolve({ a, b }, {}), (row) => (row.length > 2 ? [0, ...row.slice(0, -1)] : row)),
  ),
  {
    name: 'gradient by convolution, not correlation',
    operation: 'linalg.convolve',
    caughtBy: 'linalg.convolve/jacobian',
    gradients: {
      'linalg.convolve': ({ a, b }, g, attributes) => ({
        ...convolveGradient({ a, b: reversed(b) }, g, attributes),
        b: convolveGradient({ a, b }, g, attributes).b,
      }),
    },
  },
];
