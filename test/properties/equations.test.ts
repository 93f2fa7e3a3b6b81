import { describe, expect, test } from 'vitest';
import { satisfies } from '../../properties/verbs/judge.ts';
import type { Algebra, ExactMatrix } from '../../spec/exactMatrix.ts';
import { type AnyOperation, defineOperation } from '../../spec/operation.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';

const context = { u: 2 ** -53, profile: { dtype: 'float64' } } as const;

type Values = Readonly<Record<string, ExactMatrix>>;

const isEqual = ({ x, y }: Values, { minus, ratio, largest, u }: Algebra): number =>
  x === undefined || y === undefined ? Number.NaN : ratio(largest(minus(x, y)), u * largest(x));

/** y = x, as an equation on tensors of some signature. */
const copy = (signature: string): AnyOperation =>
  defineOperation({
    id: 'tensor.copy',
    meaning: 'The same tensor.',
    signature,
    equations: { C1: isEqual },
    clauses: { C1: 'y = x' },
    sources: [],
  });

const tensor = (shape: readonly number[]): Tensor => {
  const size = shape.reduce((product, one) => product * one, 1);
  return tensorOf(
    'float64',
    shape,
    Array.from({ length: size }, (_, at) => at + 1),
  );
};

/** The ratio of C1 when one element of the copy is off. */
function ratioWith(signature: string, x: Tensor, position: number): number {
  const y = tensorOf(x.dtype, x.shape, x.data.with(position, -1));
  return satisfies(copy(signature), 'C1', { x }, {}, { y }, context).ratio;
}

describe('an equation sees every element', () => {
  test.each([
    ['x[] -> y[]', []],
    ['x[n] -> y[n]', [3]],
    ['x[m, n] -> y[m, n]', [2, 3]],
    ['x[l, m, n] -> y[l, m, n]', [2, 3, 2]],
    ['x[k, l, m, n] -> y[k, l, m, n]', [2, 1, 2, 3]],
    ['x[..., l, m, n] -> y[..., l, m, n]', [2, 2, 1, 3]],
    ['x[s*] -> y[s*]', [2, 2, 2]],
    ['x[s*] -> y[s*]', []],
    ['x[..., n] -> y[..., n]', [2, 2, 2]],
  ])('of %s for shape %j', (signature, shape) => {
    const x = tensor(shape);
    expect(satisfies(copy(signature), 'C1', { x }, {}, { y: x }, context).ratio).toBe(0);
    for (const position of x.data.keys()) expect(ratioWith(signature, x, position)).toBeGreaterThan(1);
  });

  test('of an operand that is given transposed', () => {
    const flipped = defineOperation({
      id: 'tensor.flipped',
      meaning: 'The matrix, however it is given.',
      signature: 'x[..., m, n] -> y[..., m, n]',
      attributes: { flip: { kind: 'boolean', default: false } },
      transposable: { x: 'flip' },
      equations: { C1: isEqual },
      clauses: { C1: 'y = x' },
      sources: [],
    });
    const x = tensorOf('float64', [2, 3, 2], [1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12]);
    const y = tensor([2, 2, 3]);
    expect(satisfies(flipped, 'C1', { x }, { flip: true }, { y }, context).ratio).toBe(0);
    expect(satisfies(flipped, 'C1', { x: y }, { flip: false }, { y }, context).ratio).toBe(0);
  });

  test('of a tensor that is refolded by the sizes', () => {
    const modes = defineOperation({
      id: 'multilinear.swapped',
      meaning: 'The last two axes exchanged.',
      signature: 'x[l, m, n] -> y[l, n, m]',
      equations: {
        C1: ({ x, y }, { at }, _, { l, m, n }) => {
          for (let i = 0; i < l; i++)
            for (let j = 0; j < m; j++)
              for (let k = 0; k < n; k++)
                if (at(x, i, j * n + k) !== at(y, i, k * m + j)) return Number.POSITIVE_INFINITY;
          return 0;
        },
      },
      clauses: { C1: 'y_ikj = x_ijk' },
      sources: [],
    });
    const x = tensor([2, 2, 3]);
    const y = tensorOf('float64', [2, 3, 2], [1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12]);
    expect(satisfies(modes, 'C1', { x }, {}, { y }, context).ratio).toBe(0);
    expect(satisfies(modes, 'C1', { x }, {}, { y: { ...x, shape: [2, 3, 2] } }, context).ratio).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});
