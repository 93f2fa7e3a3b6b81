import { sizeOf } from '../../../spec/tensor.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, orZero, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'tensor.max': max, 'tensor.argmax': argmax, 'tensor.flip': flip } = implementations;

const moduloRank = (
  { axis }: { readonly axis: number },
  { x }: { readonly x: { readonly shape: readonly number[] } },
) => ({
  axis: axis % Math.max(x.shape.length, 1),
});

export const faults: readonly Fault[] = [
  ...faultsOf('tensor.min', ({ misread, misset, spoiltEach, spoiltGradient, wrong }) => [
    wrong('the largest', 'C1', ({ x }, given) => max({ x }, given)),
    spoiltEach('a search that starts from 0', 'C2', (value) => Math.min(value, 0)),
    spoiltEach('a search that starts from the largest number', 'special', (value) => Math.min(value, Number.MAX_VALUE)),
    misset('an empty list of axes taken for all', 'C3', ({ axes }) => ({ axes: axes?.length ? axes : null })),
    wrong('NaN passed over', 'C4', ({ x }, given, right) =>
      right({ x: mapped(x, (value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value)) }, given),
    ),
    misread('the second element not looked at', 'C5', ({ x }) => {
      const values = valuesOf(x);
      return { x: mapped(x, (value, at) => (at === 1 ? (values[0] ?? value) : value)) };
    }),
    misset('a repeated axis counted once', 'R1', ({ axes }, { x }) => ({
      axes: axes && [...new Set(axes.map((axis) => (axis < 0 ? axis + x.shape.length : axis)))],
    })),
    wrong('Infinity for nothing', 'R2', ({ x }, given, right) =>
      sizeOf(x.shape) === 0 && given.axes === null ? arrayOf(x.dtype, [], [0]) : right({ x }, given),
    ),
    spoiltGradient('the whole gradient to every one of equals', 'kinks', ({ x: own }, { x }) => {
      const [least, most] = [Math.min(...valuesOf(x)), Math.max(...valuesOf(own))];
      const values = valuesOf(x);
      return x.shape.length === 1 ? { x: mapped(own, (one, at) => (values[at] === least ? most || one : one)) } : {};
    }),
  ]),
  ...faultsOf('tensor.argmin', ({ misreadEach, misset, wrong }) => [
    wrong('the last among equals', 'C1', ({ x }, { axis, keepdims }, right) => {
      const last = right({ x: flip({ x }, { axes: [axis] }) }, { axis, keepdims });
      return mapped(last, (place) => (x.shape.at(axis) ?? 1) - 1 - place);
    }),
    misreadEach('-0 below 0', 'C1', 'x', (value) => (Object.is(value, -0) ? -Number.MIN_VALUE : value)),
    wrong('the largest', 'C2', ({ x }, given) => argmax({ x }, given)),
    misreadEach('NaN passed over', 'C3', 'x', (value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value)),
    misset('an axis beyond the last taken modulo the rank', 'R1', moduloRank),
    wrong('the smallest of nothing is at 0', 'R2', ({ x }, given, right) =>
      x.shape.join() === `${x.shape[0]},0` && given.axis === 1
        ? arrayOf('int32', x.shape.slice(0, 1), new Array(x.shape[0]).fill(0))
        : right({ x }, given),
    ),
  ]),
  ...faultsOf('tensor.any', ({ misreadEach, misset, wrong }) => [
    wrong('the sum of the elements', 'C1', ({ x }, given, right) =>
      given.axes === null
        ? arrayOf('int32', right({ x }, given).shape, [Number(valuesOf(x).reduce((sum, one) => sum + one, 0) !== 0)])
        : right({ x }, given),
    ),
    misreadEach('the first eight looked at', 'C1', 'x', (value, at) => (at < 8 ? value : 0)),
    misreadEach('negative numbers taken for false', 'C3', 'x', (value) => Math.max(value, 0)),
    wrong('1 for nothing', 'C2', ({ x }, given, right) =>
      sizeOf(x.shape) === 0 ? mapped(right({ x }, given), () => 1) : right({ x }, given),
    ),
    misset('an empty list of axes taken for all', 'C4', ({ axes }) => ({ axes: axes?.length ? axes : null })),
    misset('a repeated axis counted once', 'R1', ({ axes }, { x }) => ({
      axes: axes && [...new Set(axes.map((axis) => (axis < 0 ? axis + x.shape.length : axis)))],
    })),
  ]),
  ...faultsOf('tensor.all', ({ misset, wrong }) => [
    wrong('only the first 32 elements looked at', 'C1', ({ x }, given, right) =>
      x.shape.length === 1 && (x.shape[0] ?? 0) > 32
        ? arrayOf('int32', right({ x }, given).shape, [
            Number(
              valuesOf(x)
                .slice(0, 32)
                .every((value) => value !== 0),
            ),
          ])
        : right({ x }, given),
    ),
    wrong('0 for nothing', 'C2', ({ x }, given, right) =>
      sizeOf(x.shape) === 0 ? mapped(right({ x }, given), () => 0) : right({ x }, given),
    ),
    misset('an empty list of axes taken for all', 'C3', ({ axes }) => ({ axes: axes?.length ? axes : null })),
    misset('a repeated axis counted once', 'R1', ({ axes }, { x }) => ({
      axes: axes && [...new Set(axes.map((axis) => (axis < 0 ? axis + x.shape.length : axis)))],
    })),
  ]),
  ...faultsOf('tensor.argsort', ({ misread, misreadEach, misset }) => [
    misreadEach('compared as text', 'definition', 'x', (value) =>
      Number(`0.${String(Math.abs(value)).replace(/\D/g, '')}`),
    ),
    misread('compared to whole numbers', 'C1', ({ x }) => ({ x: mapped(x, Math.round) })),
    misread('equals from the last on', 'C2', ({ x }, { descending }) => ({
      x: mapped(x, (value, at) => value + (descending ? at : -at) * 2 ** -30),
    })),
    misreadEach('NaN taken for 0', 'C3', 'x', orZero),
    misset('an axis beyond the last taken modulo the rank', 'R1', moduloRank),
  ]),
];
