import { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, rearranged, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'layers.im2col': im2col } = implementations;

const swapped = ([first = 1, second = 1]: readonly number[]): number[] => [second, first];

/** Rows of a matrix of patches in another order: the entries of the kernel before the channels. */
const channelsLast = (at: number, entries: number, rows: number, columns: number): number => {
  const [row, column] = [Math.floor(at / columns) % rows, at % columns];
  const from = (row % (rows / entries)) * entries + Math.floor(row / (rows / entries));
  return at - row * columns - column + from * columns + column;
};

const area = ([kh = 1, kw = 1]: readonly number[]): number => kh * kw;

const gathering = faultsOf('layers.im2col', ({ spoilt, misset, spoiltEach, spoiltGradientEach }) => [
  spoilt('entries of the kernel before the channels', 'C1', (y, _, { kernel }) => {
    const [rows = 1, columns = 1] = y.shape.slice(1);
    return rearranged(y, (at) => channelsLast(at, area(kernel), rows, columns));
  }),
  spoiltEach('overlaps divided by on the way out', 'C2', (value, at) => (at % 3 === 1 ? value / 2 : value)),
  spoilt('columns and rows of the positions exchanged', 'C3', (y) => {
    const columns = y.shape[2] ?? 1;
    const side = Math.round(Math.sqrt(columns));
    const turned = (at: number) => (at % side) * side + Math.floor(at / side);
    return side * side === columns ? rearranged(y, (at) => at - (at % columns) + turned(at % columns)) : y;
  }),
  misset('strides of rows and columns exchanged', 'shapes', ({ stride }) => ({ stride: swapped(stride) })),
  misset('dilation ignored', 'definition', ({ dilation }) => ({ dilation: dilation.map(() => 1) })),
  spoiltGradientEach('gradient of what overlaps averaged', 'jacobian', 'x', (value) => value / 2),
]);

const scattering = faultsOf('layers.col2im', ({ spoilt, misread, spoiltGradientEach }) => [
  spoilt('divided by the number of patches', 'C1', (x, _, attributes) => {
    const { size, ...steps } = attributes;
    const ones = mapped(x, () => 1);
    const counts = valuesOf(implementations['layers.col2im']({ y: im2col({ x: ones }, steps) }, { ...steps, size }));
    return mapped(x, (value, at) => value / Math.max(counts[at] ?? 1, 1));
  }),
  misread('channels before the entries of the kernel', 'C2', ({ y }, { kernel }) => {
    const [rows = 1, columns = 1] = y.shape.slice(1);
    return { y: rearranged(y, (at) => channelsLast(at, area(kernel), rows, columns)) };
  }),
  spoilt('patches that overwrite each other', 'integers', (x, { y }, { size: _, ...steps }) => {
    const order = mapped(x, (_value, at) => at);
    const places = valuesOf(im2col({ x: order }, steps));
    const last = new Map<number, number>();
    for (const [at, value] of valuesOf(y).entries()) last.set(places[at] ?? -1, value);
    return arrayOf(
      x.dtype,
      x.shape,
      Array.from({ length: valuesOf(x).length }, (_value, at) => last.get(at) ?? 0),
    );
  }),
  spoiltGradientEach(
    'gradient divided by the size of the kernel',
    'jacobian',
    'y',
    (value, _, __, { kernel }) => value / area(kernel),
  ),
]);

export const faults: readonly Fault[] = [...gathering, ...scattering];
