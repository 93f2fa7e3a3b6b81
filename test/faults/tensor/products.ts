import { sizeOf } from '../../../spec/tensor.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { alongAxis } from '../../../src/tensor/_internal/alongAxis.ts';
import { mapped, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'tensor.cumsum': cumsum, 'tensor.cumprod': cumprod, 'tensor.sum': total } = implementations;

export const faults: readonly Fault[] = [
  ...faultsOf('tensor.prod', ({ misread, misset, spoiltEach, spoiltGradientEach, wrong, wrongGradient }) => [
    wrong('the sum', 'integers', ({ x }, given) => total({ x }, given)),
    misset('an empty list of axes taken for all', 'C1', ({ axes }) => ({ axes: axes?.length ? axes : null })),
    wrong('the product of nothing is 0', 'C2', ({ x }, given, right) =>
      sizeOf(x.shape) === 0 ? mapped(right({ x }, given), () => 0) : right({ x }, given),
    ),
    misread('the first element of the last row twice', 'C3', ({ x }) => {
      const n = x.shape.at(-1) ?? 1;
      const values = valuesOf(x);
      return { x: mapped(x, (value, at) => (at === values.length - 1 && at >= n ? (values[at - 1] ?? 1) : value)) };
    }),
    misset('keepdims ignored', 'C5', () => ({ keepdims: false })),
    misset('a repeated axis counted once', 'R1', ({ axes }, { x }) => ({
      axes: axes && [...new Set(axes.map((axis) => (axis < 0 ? axis + x.shape.length : axis)))],
    })),
    spoiltEach('zeros skipped', 'definition', (value) => value || 1),
    wrongGradient('divided by the element', 'C4', ({ x }, g, given) => {
      const y = implementations['tensor.prod']({ x }, { ...given, keepdims: true });
      const wide = { ...g, shape: y.shape, strides: y.strides, offset: 0, data: Float64Array.from(valuesOf(g)) };
      return {
        x: zipped(
          zipped(wide, y, (one, all) => one * all),
          x,
          (one, own) => one / own,
        ),
      };
    }),
    spoiltGradientEach('0 wherever there is a zero', 'C4', 'x', (value, _, { x }) =>
      valuesOf(x).includes(0) ? 0 : value,
    ),
  ]),
  ...faultsOf('tensor.cumprod', ({ misset, spoilt, wrong, wrongGradient }) => [
    wrong('running sums', 'integers', ({ x }, given) => cumsum({ x }, given)),
    spoilt('the element itself left out', 'C1', (y, { x }, { axis }) => {
      const n = x.shape.at(axis) ?? 0;
      return n === 0 ? y : zipped(y, x, (value, own) => (own === 0 ? value : value / own));
    }),
    wrong('from 256 on anew', 'C2', ({ x }, { axis }) =>
      alongAxis(x, axis, (run) => {
        for (let i = 1; i < run.length; i++) run[i] = (run[i] ?? 1) * (i % 256 === 0 ? 1 : (run[i - 1] ?? 1));
      }),
    ),
    wrong('from the end of the axis', 'C2', ({ x }, { axis }) => {
      const reversed = (one: typeof x) => alongAxis(one, axis, (run) => void run.reverse());
      return reversed(cumprod({ x: reversed(x) }, { axis }));
    }),
    misset('the sign of a negative axis dropped', 'C4', ({ axis }, { x }) => ({
      axis: Math.min(Math.abs(axis), x.shape.length - 1),
    })),
    misset('an axis beyond the last taken modulo the rank', 'R1', ({ axis }, { x }) => ({
      axis: axis % Math.max(x.shape.length, 1),
    })),
    wrongGradient('divided by the element', 'C3', ({ x }, g, { axis }) => {
      const terms = zipped(g, cumprod({ x }, { axis }), (one, y) => one * y);
      const reversed = (one: typeof x) => alongAxis(one, axis, (run) => void run.reverse());
      return { x: zipped(reversed(cumsum({ x: reversed(terms) }, { axis })), x, (sum, own) => sum / own) };
    }),
    wrongGradient('gradient of the running sum', 'jacobian', ({ x }, g, { axis }) => {
      const reversed = (one: typeof x) => alongAxis(one, axis, (run) => void run.reverse());
      return { x: reversed(cumsum({ x: reversed(g) }, { axis })) };
    }),
  ]),
];
