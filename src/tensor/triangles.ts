import * as specification from '../../spec/tensor/triangles.ts';
import { at, build, part } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';

export const tril = reference(specification.tril, {
  halves: true,
  member: ({ x }, { k }) => part(x, (i, j) => j - i <= k),
  pullback: (_, g, { k }) => ({ x: part(g, (i, j) => j - i <= k) }),
});

export const triu = reference(specification.triu, {
  halves: true,
  member: ({ x }, { k }) => part(x, (i, j) => j - i >= k),
  pullback: (_, g, { k }) => ({ x: part(g, (i, j) => j - i >= k) }),
});

/** The row of the first entry of diagonal k; its column is that of diagonal -k. */
const firstOf = (k: number): number => Math.max(-k, 0);

export const diag = reference(specification.diag, {
  halves: true,
  member: ({ x }, { k }, { sizes: { q } }) =>
    Array.from({ length: q }, (_, i) => at(x, firstOf(k) + i, firstOf(-k) + i)),
  pullback: ({ x }, g, { k }) => ({
    x: build(x.rows, x.columns, (i, j) => (j - i === k ? (g[i - firstOf(k)] as number) : 0)),
  }),
});

export const diagEmbed = reference(specification.diagEmbed, {
  halves: true,
  member: ({ v }, { k }, { sizes: { q } }) => build(q, q, (i, j) => (j - i === k ? (v[Math.min(i, j)] as number) : 0)),
  pullback: ({ v }, g, { k }) => ({ v: v.map((_, i) => at(g, firstOf(k) + i, firstOf(-k) + i)) }),
});
