import {
  groupNorm21 as groupNorm21Specification,
  l1Norm as l1NormSpecification,
  l2Norm as l2NormSpecification,
  lInfNorm as lInfNormSpecification,
  lpNorm as lpNormSpecification,
} from '../../spec/linalg/vectorNorms.ts';
import { type Matrix, matrix, rowOf } from '../_internal/dense/matrix.ts';
import { largestMagnitude, normOf } from '../_internal/dense/scale.ts';
import { reference } from '../_internal/reference.ts';
import { pNormOf } from './_internal/pNorm.ts';

const sizesOf = (x: Float64Array): number => x.reduce((sum, value) => sum + Math.abs(value), 0);

/** What x is divided by, and a gradient of 0 for the norm 0. */
const direction = (x: Float64Array, norm: number, g: number): Float64Array =>
  x.map((value) => (norm === 0 ? 0 : g * (value / norm)));

export const l1Norm = reference(l1NormSpecification, {
  halves: true,
  member: ({ x }) => sizesOf(x),
  pullback: ({ x }, g) => ({ x: x.map((value) => g * Math.sign(value)) }),
});

export const lInfNorm = reference(lInfNormSpecification, {
  halves: true,
  member: ({ x }) => largestMagnitude(x),
  pullback({ x }, g) {
    const largest = largestMagnitude(x);
    const place = x.findIndex((value) => Math.abs(value) === largest);
    return { x: x.map((value, i) => (i === place ? g * Math.sign(value) : 0)) };
  },
});

export const l2Norm = reference(l2NormSpecification, {
  halves: true,
  member: ({ x }) => normOf(x),
  pullback: ({ x }, g) => ({ x: direction(x, normOf(x), g) }),
});

export const lpNorm = reference(lpNormSpecification, {
  halves: true,
  member: ({ x }, { p }) => pNormOf(x, p),
  pullback({ x }, g, { p }) {
    const norm = pNormOf(x, p);
    const slope = (value: number) => g * Math.sign(value) * (Math.abs(value) / norm) ** (p - 1);
    return { x: x.map((value) => (norm === 0 ? 0 : slope(value))) };
  },
});

const lengthsOf = (a: Matrix): number[] => Array.from({ length: a.rows }, (_, i) => normOf(rowOf(a, i)));

export const groupNorm21 = reference(groupNorm21Specification, {
  halves: true,
  member: ({ a }) => lengthsOf(a).reduce((sum, length) => sum + length, 0),
  pullback({ a }, g) {
    const gradient = matrix(a.rows, a.columns);
    lengthsOf(a).forEach((length, i) => {
      rowOf(gradient, i).set(direction(rowOf(a, i), length, g));
    });
    return { a: gradient };
  },
});
