import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { repeated, withoutLast } from './_internal/lists.ts';

export const faults: readonly Fault[] = faultsOf('tensor.split', ({ misset, spoilt, wrong, wrongGradient }) => [
  spoilt('the last part dropped', 'C1', (ys) => ys.slice(0, -1)),
  spoilt('the parts in reverse', 'C1', (ys) =>
    ys.every(({ shape }) => shape.join() === ys[0]?.shape.join()) ? ys.toReversed() : ys,
  ),
  spoilt('the first part for every one of its shape', 'integers', repeated),
  wrong('what is left over dropped', 'R2', ({ x }, { axis, parts }, right) => {
    const size = x.shape.at(axis) ?? 0;
    if (typeof parts !== 'number' || !(parts >= 1) || size % parts === 0) return right({ x }, { axis, parts });
    const own = Math.floor(size / parts);
    const sizes = [...new Array<number>(parts).fill(own), size - parts * own];
    return right({ x }, { axis, parts: sizes }).slice(0, parts);
  }),
  spoilt('one added where the axis is negative', 'C3', (ys, _, { axis }) =>
    axis < 0 ? ys.map((y) => mapped(y, (value) => value + 1)) : ys,
  ),
  misset('a number of parts taken for the size of each', 'C2', ({ axis, parts }, { x }) => {
    const size = x.shape.at(axis) ?? 0;
    const isSize = typeof parts === 'number' && parts > 1 && size % parts === 0 && parts * parts !== size;
    return { parts: isSize ? size / parts : parts };
  }),
  misset('an axis beyond the last taken for the last', 'R1', ({ axis }, { x }) => ({
    axis: Math.min(axis, Math.max(x.shape.length - 1, 0)),
  })),
  spoilt('the second part in single precision', 'definition', (ys) =>
    ys.map((y, k) => (k === 1 ? mapped(y, Math.fround) : y)),
  ),
  spoilt('the second part of another data type', 'shapes', (ys) =>
    ys.map((y, k) => (k === 1 ? { ...y, dtype: 'int32' as const, data: Int32Array.from(y.data) } : y)),
  ),
  wrongGradient('without the last part', 'jacobian', (inputs, gs, attributes, right) =>
    right(inputs, withoutLast(gs), attributes),
  ),
]);
