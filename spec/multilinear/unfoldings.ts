import { axisFromFront } from '../attributeKinds.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { deLathauwer2000, koldaBader2009 } from '../sources.ts';
import { unfolding } from './_internal/unfolding.ts';

const axisRule = 'axis must be an integer from -rank to rank - 1';

export const unfold = defineOperation({
  id: 'multilinear.unfold',
  meaning:
    'The unfolding of a tensor along an axis: a matrix with a row for every index along it; the other axes, in row-major order, are the columns.',
  signature: 'x[s*] -> y[n, k]',
  attributes: { axis: { kind: 'axis', of: 's', clause: 'R1' } },
  sizes({ s }, { axis }) {
    const { rows, columns } = unfolding(s, axisFromFront(axis, s.length));
    return { n: rows, k: columns };
  },
  definition({ x }, S, { axis }) {
    const shape = S.shape('s');
    return { y: (row, column) => x(...unfolding(shape, axisFromFront(axis, shape.length)).at(row, column)) };
  },
  special: 'propagates',
  zeros: 'signed',
  rejects: { R1: axisRule },
  feasible: ({ s }) => ({ s: s.length === 0 ? [1] : s }),
  homogeneous: [{ x: 1, y: 1 }],
  derivative(_, { y: g }, S, attributes) {
    const shape = S.shape('s');
    const axis = axisFromFront(attributes.axis, shape.length);
    return { x: (...index) => g(index[axis] ?? 0, unfolding(shape, axis).columnOf(index)) };
  },
  clauses: {
    C1: 'fold(unfold(x)) = x, bitwise',
    C2: 'along the first axis it is the reshape to (n_1, n_2 n_3 ..), bitwise; along the last of two it is the transpose',
    C3: 'the unfolding of u o v o w along an axis is its own vector times the Kronecker product of the others, on integers',
  },
  sources: [
    koldaBader2009('section 2.4, where the other axes come in the reverse order'),
    deLathauwer2000('definition 1, likewise in another order'),
  ],
  cost: { multiplications: () => 0, additions: () => 0 },
});

export const fold = defineOperation({
  id: 'multilinear.fold',
  meaning: 'The tensor of a shape whose unfolding along an axis is a matrix: the inverse of `unfold`.',
  signature: 'y[n, k] -> x[s*]',
  attributes: {
    shape: { kind: 'shape', of: 's', by: 'choice', clause: 'R1' },
    axis: { kind: 'integer', min: 0, clause: 'R2' },
  },
  sizes({ n, k }, { shape, axis }) {
    if (axis >= shape.length) refuse('R2', `axis must be below ${shape.length}, the number of axes, got ${axis}`);
    const { rows, columns } = unfolding(shape, axis);
    if (n !== rows || k !== columns) {
      refuse(
        'R1',
        `shape [${shape.join(', ')}] along axis ${axis} must be of ${n} by ${k}, is of ${rows} by ${columns}`,
      );
    }
    return { s: shape };
  },
  definition: ({ y }, _, { shape, axis }) => ({
    x: (...index) => y(index[axis] ?? 0, unfolding(shape, axis).columnOf(index)),
  }),
  special: 'propagates',
  zeros: 'signed',
  rejects: {
    R1: 'shape must be a list of sizes, whose unfolding along the axis has the shape of y',
    R2: 'axis must be an integer from 0 to rank - 1',
  },
  feasible(_, { shape, axis }) {
    const { rows, columns } = unfolding(shape, axis);
    return { n: rows, k: columns };
  },
  compatible: ({ shape, axis }) => ({
    shape: shape.length === 0 ? [1] : shape,
    axis: shape.length === 0 ? 0 : axis % shape.length,
  }),
  homogeneous: [{ y: 1, x: 1 }],
  derivative: (_, { x: g }, _S, { shape, axis }) => ({
    y: (row, column) => g(...unfolding(shape, axis).at(row, column)),
  }),
  clauses: { C1: 'unfold(fold(y)) = y, bitwise' },
  sources: [koldaBader2009('section 2.4')],
  cost: { multiplications: () => 0, additions: () => 0 },
});

export const modeProduct = defineOperation({
  id: 'multilinear.modeProduct',
  meaning:
    'The product of a tensor with a matrix along an axis, X x_axis U: every vector along the axis is multiplied.',
  signature: 'x[s*], u[j, i] -> y[t*]',
  attributes: { axis: { kind: 'axis', of: 's', clause: 'R1' } },
  sizes({ s, j, i }, attributes) {
    const axis = axisFromFront(attributes.axis, s.length);
    if (s[axis] !== i) refuse('R2', `u must have ${s[axis]} columns, as many as axis ${axis} of x is long, got ${i}`);
    return { t: s.with(axis, j) };
  },
  definition({ x, u }, S, attributes) {
    const axis = axisFromFront(attributes.axis, S.shape('s').length);
    return { y: (...index) => S.sum('i', (i) => S.mul(u(index[axis] ?? 0, i), x(...index.with(axis, i)))) };
  },
  special: 'propagates',
  rejects: { R1: axisRule, R2: 'u must have as many columns as the axis is long' },
  feasible({ s }, attributes) {
    const shape = s.length === 0 ? [1] : s;
    return { s: shape, i: shape[axisFromFront(attributes.axis, shape.length)] ?? 1 };
  },
  homogeneous: [
    { x: 1, y: 1 },
    { u: 1, y: 1 },
  ],
  derivative({ x, u }, { y: g }, S, attributes) {
    const shape = S.shape('s');
    const axis = axisFromFront(attributes.axis, shape.length);
    return {
      x: (...index) => S.sum('j', (j) => S.mul(u(j, index[axis] ?? 0), g(...index.with(axis, j)))),
      u: (j, i) =>
        S.sum(shape.with(axis, 1), (...index) => S.mul(g(...index.with(axis, j)), x(...index.with(axis, i)))),
    };
  },
  clauses: {
    C1: 'the unfolding of X x_n U along the axis is U times that of X, on integers',
    C2: 'along different axes the order does not matter: X x_m U x_n V = X x_n V x_m U, on integers',
    C3: 'along one axis matrices multiply: X x_n U x_n V = X x_n (V U), on integers',
    C4: 'an orthogonal matrix keeps the norm: ||X x_n Q||_F = ||X||_F, of integers and integer Q with Q^T Q = p I',
    C5: 'the identity changes nothing, on integers; of a matrix, X x_1 U is U X and X x_2 U is X U^T',
  },
  sources: [koldaBader2009('section 2.5'), deLathauwer2000('definition 8, properties 2 and 3')],
});
