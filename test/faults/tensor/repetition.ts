import { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, scaled, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'tensor.tile': tile, 'tensor.repeat': repeat } = implementations;

const counted = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

export const faults: readonly Fault[] = [
  ...faultsOf('tensor.repeat', ({ misset, spoilt, spoiltGradient, wrong }) => [
    wrong('the whole axis repeated', 'C1', ({ x }, { repeats, axis }, right) => {
      right({ x }, { repeats, axis });
      return tile({ x }, { reps: x.shape.map((_, one) => (one === counted(axis, x.shape.length) ? repeats : 1)) });
    }),
    misset('at most three copies', 'C2', ({ repeats }) => ({ repeats: Math.min(repeats, 3) })),
    spoilt('the copies share the value', 'C3', (y, _, { repeats }) => scaled(y, 1 / repeats)),
    misset('the sign of a negative axis dropped', 'C4', ({ axis }, { x }) => ({
      axis: Math.min(Math.abs(axis), x.shape.length - 1),
    })),
    misset('an axis beyond the last taken modulo the rank', 'R1', ({ axis }, { x }) => ({
      axis: axis % x.shape.length,
    })),
    misset('fewer than no copies taken for none', 'R2', ({ repeats }) => ({ repeats: Math.max(repeats, 0) })),
    spoiltGradient('gradient averaged over the copies', 'jacobian', ({ x }, _, { repeats }) => ({
      x: scaled(x, repeats === 0 ? 1 : 1 / repeats),
    })),
  ]),
  ...faultsOf('tensor.tile', ({ misset, spoilt, spoiltGradient, wrong }) => [
    wrong('every element repeated', 'C1', ({ x }, { reps }, right) => {
      right({ x }, { reps });
      return reps.reduce((y, repeats, axis) => repeat({ x: y }, { repeats, axis }), x);
    }),
    misset('at most three copies', 'C2', ({ reps }) => ({ reps: reps.map((many) => Math.min(many, 3)) })),
    spoilt('the copies behind the first are zeros', 'C3', (y, { x }) => {
      const [n, values] = [valuesOf(x).length, valuesOf(y)];
      return x.shape.length === 1
        ? arrayOf(
            y.dtype,
            y.shape,
            values.map((value, at) => (at < n ? value : 0)),
          )
        : y;
    }),
    misset('fewer than no copies taken for none', 'R1', ({ reps }) => ({
      reps: reps.map((many) => Math.max(many, 0)),
    })),
    misset('along the last axis alone', 'definition', ({ reps }) => ({
      reps: reps.map((many, axis) => (axis === reps.length - 1 ? many : 1)),
    })),
    spoiltGradient('gradient of the first copy', 'jacobian', ({ x }, _, { reps }) => {
      const all = reps.reduce((product, many) => product * many, 1);
      return { x: mapped(x, (value) => (all === 0 ? value : value / all)) };
    }),
  ]),
  ...faultsOf('tensor.chunk', ({ misset, spoilt, wrong }) => [
    spoilt('the last part left out', 'C1', (ys) => (ys.length > 1 ? ys.slice(0, -1) : ys)),
    wrong('the first parts larger by one', 'C3', ({ x }, { chunks, axis }, right) => {
      right({ x }, { chunks, axis });
      const n = x.shape.at(axis) ?? 0;
      const parts = Array.from({ length: chunks }, (_, k) => Math.floor(n / chunks) + (k < n % chunks ? 1 : 0));
      return implementations['tensor.split']({ x }, { axis, parts });
    }),
    misset('a part fewer where they are equal', 'C2', ({ chunks, axis }, { x }) => ({
      chunks: chunks > 1 && (x.shape.at(axis) ?? 0) % chunks === 0 ? chunks - 1 : chunks,
    })),
    misset('an axis beyond the last taken modulo the rank', 'R1', ({ axis }, { x }) => ({
      axis: axis % x.shape.length,
    })),
    misset('no parts taken for one', 'R2', ({ chunks }) => ({ chunks: Math.max(chunks, 1) })),
  ]),
  ...faultsOf('tensor.sumToShape', ({ misset, spoilt, spoiltGradient, wrong }) => [
    wrong('the mean over the axes', 'C2', ({ x }, { shape }, right) => {
      const y = right({ x }, { shape });
      return scaled(y, Math.max(valuesOf(y).length, 1) / Math.max(valuesOf(x).length, 1));
    }),
    spoilt('the first of the stretched elements in place of their sum', 'C1', (y, { x }) => {
      const values = valuesOf(x);
      return x.shape.length === y.shape.length ? y : mapped(y, (_, at) => values[at] ?? 0);
    }),
    wrong('the scalar as the mean', 'C3', ({ x }, { shape }, right) => {
      const y = right({ x }, { shape });
      return shape.length === 0 ? scaled(y, 1 / Math.max(valuesOf(x).length, 1)) : y;
    }),
    wrong('twice the sum where the axis is kept', 'C4', ({ x }, { shape }, right) => {
      const y = right({ x }, { shape });
      return x.shape.length === shape.length && shape.includes(1) ? scaled(y, 2) : y;
    }),
    misset('a shape of more axes cut', 'R1', ({ shape }, { x }) => ({
      shape: shape.slice(Math.max(shape.length - x.shape.length, 0)),
    })),
    spoiltGradient('gradient divided by how many were summed', 'jacobian', ({ x }, _, { shape }) => ({
      x: scaled(x, shape.length === 0 ? 0.5 : 1),
    })),
  ]),
];
