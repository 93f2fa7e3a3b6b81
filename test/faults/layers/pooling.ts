import { implementations } from '../../../src/registry.generated.ts';
import { mapped, rearranged, scaled, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'layers.maxPool2d': maxPool2d, 'tensor.pad': pad } = implementations;

type Image = Parameters<typeof maxPool2d>[0]['x'];

const framed = (x: Image, [rows = 0, columns = 0]: readonly number[]): Image =>
  pad({ x }, { before: [0, 0, rows, columns], after: [0, 0, rows, columns], mode: 'constant', value: 0 });

/** Pixels of every image turned by half a turn. */
const upsideDown = (x: Image): Image => {
  const [h = 1, w = 1] = x.shape.slice(2);
  return rearranged(x, (at) => at - (at % (h * w)) + h * w - 1 - (at % (h * w)));
};

const largest = faultsOf('layers.maxPool2d', ({ wrong, misset, wrongGradient, spoiltEach, spoiltGradientEach }) => [
  wrong('padding of zeros', 'definition', ({ x }, attributes, right) =>
    right({ x: framed(x, attributes.padding) }, { ...attributes, padding: [0, 0] }),
  ),
  wrong('NaN is found where it is the first of the window alone', 'special', ({ x }, attributes, right) => {
    const y = right({ x }, attributes);
    if (attributes.padding.some((size) => size > 0)) return y;
    const isFound = mapped(right({ x }, { ...attributes, kernel: [1, 1] }), (value) => Number(Number.isNaN(value)));
    const others = right(
      { x: mapped(x, (value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value)) },
      attributes,
    );
    const [[, , rows = 1, columns = 1], [, , tall = 1, wide = 1]] = [y.shape, isFound.shape];
    const [found, largest] = [valuesOf(isFound), valuesOf(others)];
    return mapped(y, (value, at) => {
      const [row, column] = [Math.floor(at / columns) % rows, at % columns];
      const first = (Math.floor(at / (rows * columns)) * tall + row) * wide + column;
      return found[first] === 1 ? value : (largest[at] ?? value);
    });
  }),
  wrong('the smallest', 'C1', ({ x }, attributes, right) => scaled(right({ x: scaled(x, -1) }, attributes), -1)),
  wrong('the last row of the window left out', 'C2', ({ x }, attributes, right) => {
    const [kh = 1, kw = 1] = attributes.kernel;
    const { h, w } = { h: x.shape[2] ?? 0, w: x.shape[3] ?? 0 };
    const y = right({ x }, attributes);
    if (kh < 2 || h < 2 || w < 1 || attributes.padding.some((size) => size > 0)) return y;
    const less = right({ x }, { ...attributes, kernel: [kh - 1, kw] });
    const [, , rows = 1, columns = 1] = less.shape;
    const [, , tall = 1, wide = 1] = y.shape;
    const cut = (at: number) => {
      const plane = Math.floor(at / (tall * wide));
      return (plane * rows + (Math.floor(at / wide) % tall)) * columns + (at % wide);
    };
    const kept = rearranged(less, (at) => at);
    return mapped(y, (_, at) => Number(kept.data[kept.offset + cut(at)]));
  }),
  spoiltEach('the largest magnitude', 'C3', (value) => Math.abs(value)),
  wrongGradient('the last of equal elements takes the cotangent', 'C4', ({ x }, g, attributes, right) => {
    const { x: turned } = right({ x: upsideDown(x) }, upsideDown(g), attributes);
    const [down, across] = [0, 1].map((axis) => {
      const length = (attributes.dilation[axis] ?? 1) * ((attributes.kernel[axis] ?? 1) - 1) + 1;
      return ((x.shape[2 + axis] ?? 0) + 2 * (attributes.padding[axis] ?? 0) - length) % (attributes.stride[axis] ?? 1);
    });
    // Only where the windows are the same from the other side.
    return down === 0 && across === 0 ? { x: upsideDown(turned ?? x) } : right({ x }, g, attributes);
  }),
  misset('dilation ignored', 'shapes', () => ({ dilation: [1, 1] })),
  spoiltGradientEach(
    'gradient averaged over the window',
    'jacobian',
    'x',
    (value, _, __, { kernel }) => value / ((kernel[0] ?? 1) * (kernel[1] ?? 1)),
  ),
]);

const mean = faultsOf('layers.avgPool2d', ({ misset, spoiltEach, spoiltGradientEach }) => [
  misset('padding never counted', 'C1', () => ({ countIncludePad: false })),
  misset('padding always counted', 'C2', () => ({ countIncludePad: true })),
  spoiltGradientEach(
    'gradient not divided',
    'C3',
    'x',
    (value, _, __, { kernel }) => value * (kernel[0] ?? 1) * (kernel[1] ?? 1),
  ),
  spoiltEach('the sum', 'C2', (value, _, __, { kernel }) => value * (kernel[0] ?? 1) * (kernel[1] ?? 1)),
  misset('strides of rows and columns exchanged', 'shapes', ({ stride }) => ({ stride: [...stride].reverse() })),
  spoiltEach('computed in single precision', 'definition', Math.fround),
]);

const whole = faultsOf('layers.globalAvgPool2d', ({ misread, spoiltEach, spoiltGradientEach }) => [
  misread('the last pixel taken for the one before', 'C1', ({ x }) => {
    const area = (x.shape[2] ?? 1) * (x.shape[3] ?? 1);
    return { x: rearranged(x, (at) => (area > 1 && at % area === area - 1 ? at - 1 : at)) };
  }),
  spoiltEach('the sum', 'C2', (value, _, { x }) => value * (x.shape[2] ?? 1) * (x.shape[3] ?? 1)),
  spoiltGradientEach(
    'gradient not divided',
    'jacobian',
    'x',
    (value, _, { x }) => value * (x.shape[2] ?? 1) * (x.shape[3] ?? 1),
  ),
]);

export const faults: readonly Fault[] = [...largest, ...mean, ...whole];
