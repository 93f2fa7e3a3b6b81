import * as specification from '../../spec/layers/groupNorms.ts';
import { build, type Matrix } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { inner, total } from '../_internal/rows.ts';

type Row = Float64Array;

/** The values of each of some groups of rows: centred about their mean, in two passes, and over the root. */
function groupsOf(x: Matrix, groups: number, epsilon: number) {
  const size = x.data.length / groups;
  return Array.from({ length: x.data.length === 0 ? 0 : groups }, (_, k) => {
    const row = x.data.subarray(k * size, (k + 1) * size);
    const mean = total(row) / size;
    const centred = row.map((value) => value - mean);
    const root = Math.sqrt(inner(centred, centred) / size + epsilon);
    return { z: centred.map((value) => value / root), root };
  });
}

const joined = (rows: readonly Row[], { rows: c, columns: l }: Matrix): Matrix => {
  const all = rows.flatMap((row) => Array.from(row));
  return build(c, l, (i, j) => all[i * l + j] as number);
};

type Given = { readonly x: Matrix; readonly weight?: Row | undefined; readonly bias?: Row | undefined };

function normalised({ x, weight, bias }: Given, groups: number, epsilon: number): Matrix {
  const z = joined(
    groupsOf(x, groups, epsilon).map((group) => group.z),
    x,
  );
  return build(
    x.rows,
    x.columns,
    (c, t) => (z.data[c * x.columns + t] as number) * (weight?.[c] ?? 1) + (bias?.[c] ?? 0),
  );
}

/** With h = g w: dx = (h - mean(h) - z mean(h z)) / root in each group, dw the sum of g z over a channel, db that of g. */
function pulled({ x, weight }: Given, g: Matrix, groups: number, epsilon: number) {
  const [l, size] = [x.columns, x.data.length / groups];
  const h = g.data.map((value, at) => value * (weight?.[Math.floor(at / l)] ?? 1));
  const all = groupsOf(x, groups, epsilon);
  const rows = all.map(({ z, root }, k) => {
    const own = h.subarray(k * size, (k + 1) * size);
    const [level, along] = [total(own) / size, inner(own, z) / size];
    return own.map((value, at) => (value - level - (z[at] as number) * along) / root);
  });
  const z = joined(
    all.map((group) => group.z),
    x,
  );
  const channel = ({ data }: Matrix, c: number) => data.subarray(c * l, (c + 1) * l);
  const perChannel = (of: (c: number) => number) => Float64Array.from({ length: x.rows }, (_, c) => of(c));
  return {
    x: joined(rows, x),
    weight: perChannel((c) => inner(channel(g, c), channel(z, c))),
    bias: perChannel((c) => total(channel(g, c))),
  };
}

export const groupNorm = reference(specification.groupNorm, {
  halves: true,
  member: (given, { groups, epsilon }) => normalised(given, groups, epsilon),
  pullback: (given, g, { groups, epsilon }) => pulled(given, g, groups, epsilon),
});

export const instanceNorm = reference(specification.instanceNorm, {
  halves: true,
  member: (given, { epsilon }) => normalised(given, given.x.rows, epsilon),
  pullback: (given, g, { epsilon }) => pulled(given, g, given.x.rows, epsilon),
});
