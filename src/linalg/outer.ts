import { outer as specification } from '../../spec/linalg/outer.ts';
import { at, build } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';

export const outer = reference(specification, {
  halves: true,
  member: ({ a, b }) => build(a.length, b.length, (i, j) => (a[i] as number) * (b[j] as number)),
  pullback: ({ a, b }, g) => ({
    a: a.map((_, i) => b.reduce((sum, value, j) => sum + at(g, i, j) * value, 0)),
    b: b.map((_, j) => a.reduce((sum, value, i) => sum + at(g, i, j) * value, 0)),
  }),
});
