import { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const counted = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

export const faults: readonly Fault[] = [
  ...faultsOf('tensor.flip', ({ misset, spoilt }) => [
    misset('of several axes the first alone flipped', 'C2', ({ axes }) => ({ axes: axes?.slice(0, 1) ?? null })),
    spoilt('the first element stays in its place', 'C4', (y, { x }) => {
      const [first] = valuesOf(x);
      return mapped(y, (value, at) => (at === 0 ? (first ?? value) : value));
    }),
    spoilt('the last two elements exchanged besides', 'C1', (y) => {
      const values = valuesOf(y);
      const n = values.length;
      return n < 3 ? y : mapped(y, (value, at) => (at < n - 2 ? value : (values[2 * n - 3 - at] ?? 0)));
    }),
    spoilt('the last element dropped', 'C3', (y) => mapped(y, (value, at) => (at === 0 ? 0 : value))),
    misset('a repeated axis counted once', 'R1', ({ axes }, { x }) => ({
      axes: axes && [...new Set(axes.map((axis) => counted(axis, x.shape.length)))],
    })),
    misset('the sign of negative axes dropped', 'definition', ({ axes }, { x }) => ({
      axes: axes?.map((axis) => Math.min(Math.abs(axis), x.shape.length - 1)) ?? null,
    })),
  ]),
  ...faultsOf('tensor.roll', ({ misset, missetGradient, wrong }) => [
    misset('the other way', 'C3', ({ shift }) => ({ shift: -shift })),
    misset('a negative shift in size alone', 'C1', ({ shift }) => ({ shift: Math.abs(shift) })),
    misset('no farther than the axis', 'C2', ({ shift, axis }, { x }) => ({
      shift: Math.min(shift, Math.max((x.shape.at(axis) ?? 1) - 1, 0)),
    })),
    wrong('shifted, and zeros let in', 'C4', ({ x }, attributes, right) => {
      const y = right({ x }, attributes);
      return x.shape.length === 1
        ? mapped(y, (value, at) => (attributes.shift > 0 && at < attributes.shift ? 0 : value))
        : y;
    }),
    misset('the sign of a negative axis dropped', 'C5', ({ axis }, { x }) => ({
      axis: Math.min(Math.abs(axis), x.shape.length - 1),
    })),
    misset('an axis beyond the last taken modulo the rank', 'R1', ({ axis }, { x }) => ({
      axis: axis % x.shape.length,
    })),
    misset('half a shift rounded', 'R2', ({ shift }) => ({ shift: Math.round(shift) || 0 })),
    missetGradient('gradient rolled the same way', 'jacobian', ({ shift }) => ({ shift: -shift })),
  ]),
  ...faultsOf('tensor.slice', ({ misset, wrong, wrongGradient }) => [
    misset('the stop taken too', 'C1', ({ stops, steps }) => ({
      stops: stops.map((stop, axis) => (stop === -1 ? stop : stop + Math.sign(steps[axis] ?? 1))),
    })),
    misset('a negative step in size alone', 'C2', ({ starts, stops, steps }) => ({
      starts: starts.map((start, axis) => ((steps[axis] ?? 1) < 0 ? (stops[axis] ?? 0) + 1 : start)),
      stops: stops.map((stop, axis) => ((steps[axis] ?? 1) < 0 ? (starts[axis] ?? 0) + 1 : stop)),
      steps: steps.map(Math.abs),
    })),
    wrong('a stop beyond the axis read, as zeros', 'C3', ({ x }, attributes, right) => {
      const y = right({ x }, attributes);
      const beyond = Math.max((attributes.stops[0] ?? 0) - (x.shape[0] ?? 0), 0);
      if (x.shape.length !== 1 || beyond === 0 || attributes.steps[0] !== 1) return y;
      return arrayOf(y.dtype, [(y.shape[0] ?? 0) + beyond], [...valuesOf(y), ...new Array<number>(beyond).fill(0)]);
    }),
    misset('a negative start taken for the first', 'C4', ({ starts, steps }) => ({
      starts: starts.map((start, axis) => ((steps[axis] ?? 1) > 0 ? Math.max(start, 0) : start)),
    })),
    misset('a step of 0 taken for 1', 'R2', ({ steps }) => ({ steps: steps.map((step) => step || 1) })),
    misset('what is beyond the rank ignored', 'R1', ({ starts }, { x }) => ({
      starts: starts.slice(0, x.shape.length),
    })),
    misset('steps ignored', 'definition', ({ steps }) => ({ steps: steps.map(Math.sign) })),
    wrongGradient('gradient of the first places, as many as were taken', 'C5', ({ x }, g) => {
      const after = g.shape.map((size, axis) => (x.shape[axis] ?? 0) - size);
      return {
        x: implementations['tensor.pad']({ x: g }, { before: after.map(() => 0), after, mode: 'constant', value: 0 }),
      };
    }),
  ]),
];
