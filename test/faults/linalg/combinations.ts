import { axpy, gemm, matvec } from '../../../spec/linalg/combinations.ts';
import { at, matrix, plus, scaled, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { transpose } from '../../../src/ndArray.ts';
import { entries } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...memberFaultsOf(axpy, ({ wrong, spoiltGradient }) => [
    wrong('alpha = 0 taken for a default of 1', 'C1', ({ x, y }, { alpha }) =>
      y.map((value, i) => (alpha || 1) * (x[i] ?? 0) + value),
    ),
    wrong('y multiplied too', 'C2', ({ x, y }, { alpha }) => y.map((value, i) => alpha * ((x[i] ?? 0) + value))),
    wrong('a multiple that is no less than 0', 'C3', ({ x, y }, { alpha }) =>
      y.map((value, i) => Math.max(alpha, 0) * (x[i] ?? 0) + value),
    ),
    wrong('the product in single precision', 'definition', ({ x, y }, { alpha }) =>
      y.map((value, i) => Math.fround(alpha * (x[i] ?? 0)) + value),
    ),
    spoiltGradient('gradient of x without alpha', 'jacobian', ({ y }) => ({ x: y })),
  ]),
  ...memberFaultsOf(matvec, ({ misread, spoilt, spoiltGradient }) => [
    misread('a square matrix read by columns', 'C2', ({ a }) => ({ a: a.rows === a.columns ? transposed(a) : a })),
    spoilt('a bias of 1', 'C1', (y) => Array.from(y, (value) => value + 1)),
    spoilt('sizes of the results', 'C3', (y) => Array.from(y, Math.abs)),
    spoilt('the first row computed twice', 'C4', (y) => Array.from(y, (value, i) => (i === 0 ? 2 * value : value))),
    spoilt('zeros skipped', 'special', (_, { a, x }) =>
      Float64Array.from({ length: a.rows }, (_, i) =>
        x.reduce((sum, value, j) => (value === 0 ? sum : sum + at(a, i, j) * value), 0),
      ),
    ),
    spoiltGradient('gradient of the matrix transposed where it is square', 'jacobian', ({ a }) => ({
      a: a.rows === a.columns ? transposed(a as ReturnType<typeof transposed>) : a,
    })),
  ]),
  ...memberFaultsOf(gemm, ({ spoilt, wrong, wrongGradient }) => [
    wrong('C added without beta', 'C3', ({ a, b, c }, { alpha, beta }) => {
      const product = scaled(times(a, b), alpha);
      return c && beta !== 0 ? plus(product, c) : product;
    }),
    wrong('beta applied to the product too', 'C3', ({ a, b, c }, { alpha, beta }) => {
      const product = scaled(times(a, b), alpha);
      return c && beta !== 0 ? scaled(plus(product, c), beta) : product;
    }),
    spoilt('the last row of more than two left out', 'C5', (d) =>
      entries(d, (value, i) => (d.rows > 2 && i === d.rows - 1 ? 0 : value)),
    ),
    wrong('the product in single precision', 'definition', ({ a, b, c = matrix(a.rows, b.columns) }, { alpha, beta }) =>
      plus(entries(scaled(times(a, b), alpha), Math.fround), scaled(c, beta)),
    ),
    wrongGradient('gradient of C without beta', 'jacobian', (inputs, g, attributes, right) => ({
      ...right(inputs, g, attributes),
      c: inputs.c && g,
    })),
    wrongGradient('gradient of A and B without alpha', 'adjoint', (inputs, g, attributes, right) =>
      right(inputs, g, { ...attributes, alpha: 1 }),
    ),
  ]),
  ...faultsOf('linalg.gemm', ({ misread, wrong }) => [
    wrong('C multiplied by beta = 0', 'C1', ({ a, b, c }, attributes, right) =>
      right(c ? { a, b, c } : { a, b }, { ...attributes, beta: attributes.beta || Number.MIN_VALUE }),
    ),
    wrong('A B multiplied by alpha = 0', 'C2', (inputs, attributes, right) =>
      right(inputs, { ...attributes, alpha: attributes.alpha || Number.MIN_VALUE }),
    ),
    wrong('transposeA ignored for square matrices', 'C4', (inputs, attributes, right) =>
      right(inputs, {
        ...attributes,
        transposeA: attributes.transposeA && inputs.a.shape.at(-1) !== inputs.a.shape.at(-2),
      }),
    ),
    misread('a square second factor read by columns', 'C5', ({ b }) => ({
      b: b.shape.at(-1) === b.shape.at(-2) ? transpose(b) : b,
    })),
  ]),
];
