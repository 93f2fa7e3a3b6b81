import fc from 'fast-check';
import { type Law, law, type Observation, type OperationCase } from '../../properties/law.ts';
import { dot } from '../../spec/linalg/dot.ts';
import { outer } from '../../spec/linalg/outer.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';

const vectors = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 8, maxLength: 8 }))
  .map(([n, entries]) => ({
    inputs: {
      a: tensorOf('float64', [n], entries.slice(0, n)),
      b: tensorOf('float64', [n], entries.slice(4, 4 + n)),
    },
    attributes: {},
  }));

interface Vectors extends OperationCase {
  readonly inputs: { readonly a: Tensor; readonly b: Tensor };
}

const exactDot = ({ a, b }: Vectors['inputs']): number =>
  Array.from(a.data).reduce((sum, x, i) => sum + x * (b.data[i] ?? 0), 0);

/** Integers: the dot product is exact. */
export const dotLaw: Law = law<Vectors>(dot, 'toy', {
  statement: 'c = sum a_i b_i',
  hint: 'a toy is broken',
  cases: () => vectors,
  check: async (on, { inputs }) => {
    const { c } = await on(dot, inputs);
    const [want, got] = [exactDot(inputs), c.data[0] ?? Number.NaN];
    const ratio = Number.isNaN(got) ? Number.NaN : got === want ? 0 : Number.POSITIVE_INFINITY;
    return [{ ratio, what: 'c', expected: String(want), received: String(got) }];
  },
});

export const pureLaw: Law = law<Vectors>(dot, 'pure', {
  statement: 'inputs stay as they are',
  cases: () => vectors,
  check: async (on, { inputs }) => {
    const { inputsAfter } = await on.observed(dot, inputs);
    const same = inputs.a.data.every((value, i) => Object.is(value, inputsAfter['a']?.data[i]));
    return [{ ratio: same ? 0 : Number.POSITIVE_INFINITY, what: 'a after the call' }];
  },
});

/** Needs another operation: the corner of the outer product is a product. */
export const outerLaw: Law = law<Vectors>(outer, 'toy', {
  statement: 'trace(a b^T) = a . b',
  needs: [dot],
  cases: () => vectors,
  check: async (on, { inputs }) => {
    const { c } = await on(outer, inputs);
    const product = await on(dot, inputs);
    const n = inputs.a.data.length;
    const trace = Array.from({ length: n }, (_, i) => c.data[i * n + i] ?? Number.NaN).reduce((sum, x) => sum + x, 0);
    return [{ ratio: trace === product.c.data[0] ? 0 : Number.POSITIVE_INFINITY, what: 'trace' }];
  },
});

/** A law of numbers alone: ratio of what is drawn. */
export const numbers = (check: (x: number) => Observation[] | Promise<Observation[]>): Law =>
  law<{ x: number }>(dot, 'numbers', {
    statement: 'x is small',
    cases: () => fc.record({ x: fc.integer({ min: 0, max: 1000 }) }),
    check: async (_on, { x }) => check(x),
  });
