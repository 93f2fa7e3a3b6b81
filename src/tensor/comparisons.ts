import * as specification from '../../spec/tensor/comparisons.ts';
import { reference } from '../_internal/reference.ts';

export const less = reference(specification.less, { halves: true, member: ({ a, b }) => Number(a < b) });

export const lessEqual = reference(specification.lessEqual, { halves: true, member: ({ a, b }) => Number(a <= b) });

export const greater = reference(specification.greater, { halves: true, member: ({ a, b }) => Number(a > b) });

export const greaterEqual = reference(specification.greaterEqual, {
  halves: true,
  member: ({ a, b }) => Number(a >= b),
});

export const equal = reference(specification.equal, { halves: true, member: ({ a, b }) => Number(a === b) });

export const notEqual = reference(specification.notEqual, { halves: true, member: ({ a, b }) => Number(a !== b) });

export const isnan = reference(specification.isnan, { halves: true, member: ({ x }) => Number(Number.isNaN(x)) });

export const isinf = reference(specification.isinf, {
  halves: true,
  member: ({ x }) => Number(Math.abs(x) === Infinity),
});

export const isfinite = reference(specification.isfinite, {
  halves: true,
  member: ({ x }) => Number(Number.isFinite(x)),
});
