import { type NdArray, permuteAxes } from '../../../src/ndArray.ts';
import { arrayOf, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

type Line = readonly number[];

/** The lines along an axis. */
function linesOf(x: NdArray, given: number): number[][] {
  const axis = given < 0 ? given + x.shape.length : given;
  const values = valuesOf(permuteAxes(x, [...x.shape.keys()].filter((one) => one !== axis).concat(axis)));
  const length = x.shape[axis] ?? 1;
  return Array.from({ length: values.length / length }, (_, at) => values.slice(at * length, (at + 1) * length));
}

const sizes = (line: Line): Line => line.map(Math.abs);

export const faults: readonly Fault[] = faultsOf('tensor.argmax', ({ misreadEach, misset, wrong }) => {
  /** The positions that `of` finds along the axis; the shape is that of the reference. */
  const found = (name: string, clause: string, of: (line: Line) => number) =>
    wrong(name, clause, ({ x }, given, right) =>
      arrayOf('int32', right({ x }, given).shape, linesOf(x, given.axis).map(of)),
    );
  return [
    found('the last among equals', 'C2', (line) => line.lastIndexOf(Math.max(...line))),
    found('the smallest element', 'C1', (line) => line.indexOf(Math.min(...line))),
    found('the largest size', 'integers', (line) => sizes(line).indexOf(Math.max(...sizes(line)))),
    found('a search that starts from 0', 'definition', (line) => Math.max(line.indexOf(Math.max(0, ...line)), 0)),
    misreadEach('NaN left out of the search', 'C3', 'x', (value) => (Number.isNaN(value) ? -Infinity : value)),
    misreadEach('compared in float32', 'definition', 'x', Math.fround),
    misset('keepdims ignored', 'C4', () => ({ keepdims: false })),
    misset('an axis beyond the last taken modulo the rank', 'R1', ({ axis }, { x }) => ({
      axis: axis % x.shape.length,
    })),
    wrong('the largest of nothing is at 0', 'R2', ({ x }, given, right) =>
      x.shape.join() === `${x.shape[0]},0` && given.axis === 1
        ? arrayOf('int32', x.shape.slice(0, 1), new Array(x.shape[0]).fill(0))
        : right({ x }, given),
    ),
  ];
});
