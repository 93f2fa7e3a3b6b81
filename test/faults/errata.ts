import { implementations } from '../../src/registry.generated.ts';
import { arrayOf, byRows, mapped, valuesOf } from './_internal/plain.ts';
import { type Fault, faultsOf } from './fault.ts';

export const faults: readonly Fault[] = [
  ...faultsOf('multilinear.vec', ({ wrong }) => [
    wrong('rows stacked, for which the product from the right is B^T kron A', 'E01', ({ a }) =>
      arrayOf(a.dtype, [a.shape[0] === 0 ? 0 : valuesOf(a).length], valuesOf(a)),
    ),
  ]),
  ...faultsOf('linalg.spectralNorm', ({ wrong }) => [
    wrong('the nuclear norm in place of the largest singular value', 'E02', ({ a }) => {
      const { s } = implementations['decompositions.svd']({ a }, {});
      return arrayOf(a.dtype, s.shape.slice(0, -1), [valuesOf(s).reduce((sum, value) => sum + value, 0)]);
    }),
  ]),
  ...faultsOf('decompositions.lu', ({ wrong }) => [
    wrong('A = LU for every matrix, L the identity where there is no pivot', 'E03', ({ a }) => {
      const n = a.shape.at(-1) ?? 0;
      const order = Array.from({ length: n }, (_, at) => at);
      const unit = order.flatMap((i) => order.map((j) => (i === j ? 1 : 0)));
      return { permutation: arrayOf('int32', [n], order), l: arrayOf(a.dtype, a.shape, unit), u: a };
    }),
  ]),
  ...faultsOf('decompositions.eig', ({ spoilt }) => [
    spoilt('vectors made independent', 'E04', ({ v }) => {
      const n = v.shape.at(-1) ?? 1;
      return {
        v: { ...v, data: v.data.map((_, at) => (at % 2 === 0 && ((at / 2) % (n * n)) % (n + 1) === 0 ? 1 : 0)) },
      };
    }),
    spoilt('real eigenvalues', 'E05', ({ w }) => ({
      w: { ...w, data: w.data.map((x, at) => (at % 2 === 0 ? x : 0)) },
    })),
  ]),
  ...faultsOf('layers.layerNorm', ({ wrong }) => [
    wrong('rows centred and not scaled: from two of them one is told from the other', 'E32', ({ x }) =>
      byRows(x, (row) => row.map((value) => value - row.reduce((sum, one) => sum + one, 0) / row.length)),
    ),
  ]),
  ...faultsOf('layers.batchNorm', ({ misread }) => [
    misread('no bias, so that nothing shifts', 'E45', () => ({ bias: undefined })),
  ]),
  ...faultsOf('layers.softmax', ({ wrong }) => [
    wrong('the one-hot vector of argmax', 'E35', ({ x }) =>
      byRows(x, (row) => row.map((v) => (v === Math.max(...row) ? 1 : 0))),
    ),
  ]),
  ...faultsOf('layers.conv2d', ({ spoilt }) => [
    spoilt('the mean of the image, which no translation changes', 'E43', (y, { x }) => {
      const values = valuesOf(x);
      return mapped(y, () => values.reduce((sum, one) => sum + one, 0) / values.length);
    }),
  ]),
  ...faultsOf('layers.convTranspose2d', ({ wrongGradient }) => [
    wrongGradient(
      'the convolution of the cotangent for the gradient of the kernel too',
      'E90',
      (inputs, g, how, right) => {
        const gradients = right(inputs, g, how);
        const values = valuesOf(gradients.x ?? g);
        return { ...gradients, weight: mapped(gradients.weight ?? inputs.weight, (value, at) => values[at] ?? value) };
      },
    ),
  ]),
  ...faultsOf('layers.convToeplitz', ({ spoilt }) => [
    spoilt('constant diagonals at every stride', 'E63', (t, _, { stride }) => {
      const [columns, values] = [t.shape[1] ?? 1, valuesOf(t)];
      const along = (at: number) => Math.max((at % columns) - Math.floor(at / columns), 0);
      return stride[1] === 1 ? t : mapped(t, (_value, at) => values[along(at)] ?? 0);
    }),
  ]),
  ...faultsOf('layers.relu', ({ wrongGradient }) => [
    wrongGradient('a gradient that does not saturate', 'E44', (_, y) => ({ x: y })),
  ]),
  ...faultsOf('layers.step', ({ wrongGradient }) => [
    wrongGradient('a gradient to follow where there is a derivative', 'E34', (_, g) => ({ x: g })),
  ]),
  ...faultsOf('tensor.add', ({ wrong }) => [
    wrong('the smaller operand stretched to the shape of the larger', 'E66', ({ a, b }) => {
      const [large, small] = valuesOf(a).length < valuesOf(b).length ? [b, a] : [a, b];
      const values = valuesOf(small);
      return mapped(large, (value, at) => value + (values[at % values.length] ?? 0));
    }),
  ]),
  ...faultsOf('tensor.reshape', ({ wrong }) => [
    wrong('heads split by the reshape', 'E67', ({ x }, { shape }) => {
      const plain = implementations['tensor.reshape']({ x }, { shape });
      return shape.length === 4 ? implementations['tensor.permute']({ x: plain }, { axes: [0, 2, 1, 3] }) : plain;
    }),
  ]),
  ...faultsOf('decompositions.pinv', ({ spoilt }) => [
    spoilt('a row as if it could be inverted', 'E33', (x, { a }) =>
      a.shape[0] === 1 ? mapped(x, (value) => value || 1) : x,
    ),
  ]),
  ...faultsOf('linalg.tensordot', ({ misset }) => [
    misset('the same axes of both, cut to where they agree', 'E65', ({ axesA, axesB }, { a, b }) => {
      const agree = axesA?.every((axis, k) => a.shape[axis] === b.shape[axesB?.[k] ?? -1]) ?? true;
      return agree ? {} : { axesA: [], axesB: [] };
    }),
  ]),
  ...faultsOf('linalg.norm', ({ wrong }) => [
    wrong('the sum of all entries for the 1-norm', 'E79', ({ a }, { ord }, right) =>
      ord === '1' && a.shape.length === 2
        ? arrayOf(a.dtype, [], [valuesOf(a).reduce((sum, value) => sum + Math.abs(value), 0)])
        : right({ a }, { ord }),
    ),
  ]),
  ...faultsOf('decompositions.svd', ({ wrong }) => [
    wrong('singular values that are 0 left out', 'E68', ({ a }) => {
      const { u, s, v } = implementations['decompositions.svd']({ a }, {});
      const positive = valuesOf(s).filter((value) => value > 0);
      return { u, v, s: arrayOf(a.dtype, [...s.shape.slice(0, -1), positive.length], positive) };
    }),
  ]),
  ...faultsOf('decompositions.svdvals', ({ wrong }) => [
    wrong('moduli of the eigenvalues', 'E52', ({ a }, attributes, right) =>
      valuesOf(a).length === 4 ? mapped(right({ a }, attributes), () => 1) : right({ a }, attributes),
    ),
  ]),
  ...faultsOf('multilinear.lowRankTruncate', ({ wrong }) => [
    wrong('of equal singular values all terms kept', 'E69', ({ a }, { rank }) =>
      rank > 0 ? a : implementations['multilinear.lowRankTruncate']({ a }, { rank }),
    ),
  ]),
];
