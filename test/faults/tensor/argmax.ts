import type { NdArray } from '../../../src/ndArray.ts';
import { permuteAxes } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'tensor.argmax': argmax } = implementations;

interface Given {
  readonly axis: number;
  readonly keepdims: boolean;
}

/** The positions that `of` finds along the axis; the shape is that of the reference. */
const found =
  (of: (line: readonly number[]) => number) =>
  ({ x }: { readonly x: NdArray }, given: Given): NdArray => {
    const { shape } = argmax({ x }, given);
    const axis = given.axis < 0 ? given.axis + x.shape.length : given.axis;
    const last = permuteAxes(x, [...x.shape.keys()].filter((one) => one !== axis).concat(axis));
    const [length, values] = [x.shape[axis] ?? 1, valuesOf(last)];
    const lines = Array.from({ length: values.length / length }, (_, at) =>
      values.slice(at * length, (at + 1) * length),
    );
    return arrayOf('int32', shape, lines.map(of));
  };

export const faults: readonly Fault[] = faultsOf('tensor.argmax', ({ misread, misset, wrong }) => [
  wrong(
    'the last among equals',
    'C2',
    found((line) => line.lastIndexOf(Math.max(...line))),
  ),
  wrong(
    'the smallest element',
    'C1',
    found((line) => line.indexOf(Math.min(...line))),
  ),
  wrong(
    'the largest size',
    'integers',
    found((line) => line.map(Math.abs).indexOf(Math.max(...line.map(Math.abs)))),
  ),
  wrong(
    'a search that starts from 0',
    'definition',
    found((line) => {
      const largest = Math.max(...line);
      return largest > 0 ? line.indexOf(largest) : 0;
    }),
  ),
  misread('NaN left out of the search', 'C3', ({ x }) => ({
    x: mapped(x, (value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value)),
  })),
  misread('compared in float32', 'definition', ({ x }) => ({ x: mapped(x, Math.fround) })),
  misset('keepdims ignored', 'C4', () => ({ keepdims: false })),
  wrong('an axis beyond the last taken modulo the rank', 'R1', ({ x }, { axis, keepdims }) =>
    argmax({ x }, { axis: axis % x.shape.length, keepdims }),
  ),
  wrong('the largest of nothing is at 0', 'R2', ({ x }, given) =>
    x.shape.join() === `${x.shape[0]},0` && given.axis === 1
      ? arrayOf('int32', x.shape.slice(0, 1), new Array(x.shape[0]).fill(0))
      : argmax({ x }, given),
  ),
]);
