import { describe, expect, test } from 'vitest';
import { solve } from '../../spec/decompositions/solve.ts';
import { svd } from '../../spec/decompositions/svd.ts';
import { evaluate } from '../../spec/evaluate.ts';
import { linear } from '../../spec/layers/linear.ts';
import { relu } from '../../spec/layers/relu.ts';
import { softmax } from '../../spec/layers/softmax.ts';
import { matmul } from '../../spec/linalg/matmul.ts';
import { crossEntropy } from '../../spec/losses/crossEntropy.ts';
import { type AnyOperation, defineOperation } from '../../spec/operation.ts';
import { boundArithmetic } from '../../spec/scalars/bound.ts';
import { cost } from '../../spec/scalars/cost.ts';
import { dual } from '../../spec/scalars/dual.ts';
import { exact, toNumber } from '../../spec/scalars/exact.ts';
import { float } from '../../spec/scalars/float.ts';
import { reverse } from '../../spec/scalars/reverse.ts';
import { sizeOf, type Tensor, tensorOf } from '../../spec/tensor.ts';

const plain = { meaning: 'A test.', clauses: {}, sources: [] } as const;
const real = (shape: readonly number[], seed: number): Tensor =>
  tensorOf(
    'float64',
    shape,
    Array.from({ length: sizeOf(shape) }, (_, at) => (((at + 1) * seed) % 17) / 4 - 2),
  );
const valuesOf = (record: AnyOperation, inputs: Readonly<Record<string, Tensor>>, attributes = {}) =>
  evaluate(record, inputs, attributes, float('float64'))['y']?.values;

/** Rows of probabilities from a product, of parts. */
const composed = defineOperation({
  ...plain,
  id: 'test.composed',
  signature: 'a[..., m, p], b[..., n, p] -> y[..., m, n]',
  parts: { matmul, softmax },
  definition: ({ a, b }, _, __, { matmul, softmax }) => ({
    y: softmax({ x: matmul({ a, b }, { transposeB: true }).c }).y,
  }),
});

/** The same, written out. */
const written = defineOperation({
  ...plain,
  id: 'test.written',
  signature: 'a[..., m, p], b[..., n, p] -> y[..., m, n]',
  definition: ({ a, b }, { sum, max, mul, sub, exp, log, div, detach, either, memo }) => {
    const product = memo((i, j) => sum('p', (p) => mul(a(i, p), b(j, p))));
    const largest = memo((i) => detach(max('n', (j) => product(i, j))));
    const distance = (i: number, j: number) => sub(product(i, j), largest(i));
    const total = memo((i) => sum('n', (j) => exp(distance(i, j))));
    return {
      y: (i, j) => either(div(exp(distance(i, j)), total(i)), () => exp(sub(distance(i, j), log(total(i))))),
    };
  },
});

describe('a definition made of others is the one that would be written', () => {
  const inputs = { a: real([2, 3, 2], 5), b: real([4, 2], 7) };

  test('in value, in floating point and exactly', () => {
    expect(evaluate(composed, inputs, {}, float('float32'))).toEqual(evaluate(written, inputs, {}, float('float32')));
    const numbers = (record: AnyOperation) => evaluate(record, inputs, {}, exact)['y']?.values.map(toNumber);
    expect(numbers(composed)).toEqual(numbers(written));
  });

  test('in the bound of its error', () => {
    const errors = (record: AnyOperation) =>
      evaluate(record, inputs, {}, boundArithmetic({ dtype: 'float64' }))['y']?.values.map(({ error }) => error);
    expect(errors(composed)).toEqual(errors(written));
    expect(errors(composed)?.every((error) => error > 0 && error < 1e3)).toBe(true);
  });

  test('in its derivative along a direction', () => {
    const tangents = (record: AnyOperation) =>
      evaluate(record, inputs, {}, dual(exact), (value, name, position) => ({
        value: exact.constant(value),
        tangent: exact.constant(name === 'a' ? position - 3 : 1),
      }))['y']?.values.map(({ tangent }) => toNumber(tangent));
    expect(tangents(composed)).toEqual(tangents(written));
  });

  test('in its gradient, and in the bound of that', () => {
    const gradient = (record: AnyOperation) => {
      const inner = boundArithmetic({ dtype: 'float64' });
      const { system, variable, pull } = reverse(inner);
      const outputs = evaluate(record, inputs, {}, system, (value) => variable(inner.constant(value)));
      const seeds = outputs['y']?.values.map((value, at) => [value, inner.constant((at % 5) - 2)] as const) ?? [];
      return pull(seeds).map(({ value, error }) => [toNumber(value), error]);
    };
    expect(gradient(composed)).toEqual(gradient(written));
  });

  test('in its cost: what elements share is computed once', () => {
    const counts = (record: AnyOperation) => {
      const { scalars, counted } = cost();
      evaluate(record, { a: real([3, 2], 5), b: real([4, 2], 7) }, {}, scalars);
      return counted;
    };
    const [m, n, p] = [3, 4, 2];
    // `written` takes the exponential of a distance for the sum and for the quotient, as softmax does.
    expect(counts(composed)).toEqual(counts(written));
    expect(counts(composed)).toMatchObject({ multiplications: m * n * p, divisions: m * n });
  });
});

describe('a part is called as any operation', () => {
  test('its batch axes broadcast, within those of the whole', () => {
    const heads = defineOperation({
      ...plain,
      id: 'test.heads',
      signature: 'x[..., h, l, d], w[k, d, e] -> y[..., h, l, e]',
      parts: { matmul },
      definition: ({ x, w }, { tensor, size }, _, { matmul }) => {
        const shared = tensor([1, size('d'), size('e')], (_, i, j) => w(0, i, j));
        return { y: matmul({ a: x, b: shared }).c };
      },
    });
    const [x, w] = [real([2, 3, 2, 2], 5), real([1, 2, 4], 3)];
    const expected = evaluate(matmul, { a: x, b: tensorOf('float64', [2, 4], w.data) }, {}, float('float64'));
    expect(evaluate(heads, { x, w }, {}, float('float64'))['y']).toEqual(expected['c']);
  });

  test('an operand may be given transposed, in a batch too', () => {
    const gram = defineOperation({
      ...plain,
      id: 'test.gram',
      signature: 'x[h, m, n] -> y[h, n, n]',
      parts: { matmul },
      definition: ({ x }, _, __, { matmul }) => ({ y: matmul({ a: x, b: x }, { transposeA: true }).c }),
    });
    const x = real([2, 3, 2], 5);
    const expected = evaluate(matmul, { a: x, b: x }, { transposeA: true }, float('float64'));
    expect(evaluate(gram, { x }, {}, float('float64'))['y']).toEqual(expected['c']);
  });

  test('an optional input may be left out, or handed on as it came', () => {
    const twice = defineOperation({
      ...plain,
      id: 'test.twice',
      signature: 'x[..., i], weight[i, i], bias?[i] -> y[..., i]',
      parts: { linear },
      definition: ({ x, weight, bias }, _, __, { linear }) => ({
        y: linear({ x: linear({ x, weight }).y, weight, bias }).y,
      }),
    });
    const [x, weight, bias] = [real([2], 5), real([2, 2], 3), real([2], 11)];
    const once = {
      dtype: 'float64',
      shape: [2],
      data: Float64Array.from(valuesOf(linear, { x, weight }) ?? []),
    } as const;
    expect(valuesOf(twice, { x, weight })).toEqual(valuesOf(linear, { x: once, weight }));
    expect(valuesOf(twice, { x, weight, bias })).toEqual(valuesOf(linear, { x: once, weight, bias }));
  });

  test('labels are handed on as numbers, through a part that is composed itself', () => {
    const halved = defineOperation({
      ...plain,
      id: 'test.halved',
      signature: 'logits[n, c], int target[n] -> y[]',
      parts: { crossEntropy },
      definition: ({ logits, target }, { div, constant }, _, { crossEntropy }) => ({
        y: () => div(crossEntropy({ logits, target }).loss(), constant(2)),
      }),
    });
    const inputs = { logits: real([3, 4], 5), target: tensorOf('int32', [3], [0, 3, 1]) };
    const { loss } = evaluate(crossEntropy, inputs, {}, float('float64'));
    expect(valuesOf(halved, inputs)).toEqual([(loss?.values[0] ?? 0) / 2]);
  });

  test('reading beyond a tensor of the definition is refused', () => {
    const beyond = defineOperation({
      ...plain,
      id: 'test.beyond',
      signature: 'x[n] -> y[]',
      definition: ({ x }, { tensor }) => ({ y: () => tensor('n', (i) => x(i))(2) }),
    });
    expect(() => valuesOf(beyond, { x: real([2], 5) })).toThrow('a tensor(2) lies outside the shape [2]');
  });
});

describe('a record whose parts do not go together is refused where it is made', () => {
  const make = (fields: object) => () =>
    defineOperation({
      ...plain,
      id: 'test.wrong',
      signature: 'a[m, p], b[n, p], mask?[m, n] -> y[m, n]',
      ...fields,
    } as never);
  type Call = (...given: unknown[]) => { readonly c: unknown; readonly y: unknown };
  type Called = Readonly<Record<string, Call>>;
  const product = (flags: object) => ({
    parts: { matmul },
    definition: ({ a, b }: Readonly<Record<string, unknown>>, _: unknown, __: unknown, { matmul }: Called) => ({
      y: matmul?.({ a, b }, flags).c,
    }),
  });

  test('for a shape that does not fit, by names of the whole and of the part', () => {
    expect(make(product({ transposeB: true }))).not.toThrow();
    expect(make(product({}))).toThrow(
      'test.wrong/definition: linalg.matmul/signature: axis p of b must be 3, as in a, got 5 (a[..., m, p], b[..., p, n] -> c[..., m, n])',
    );
  });

  test('for a shape that does not fit only where an optional input is given', () => {
    const definition = (
      { a, b, mask }: Readonly<Record<string, unknown>>,
      _: unknown,
      __: unknown,
      { matmul }: Called,
    ) => ({ y: matmul?.({ a: mask ?? a, b }, { transposeB: true }).c });
    expect(make({ parts: { matmul }, definition })).toThrow(
      'test.wrong/definition: linalg.matmul/signature: axis p of b',
    );
  });

  test('for an input that is missing', () => {
    const definition = ({ a }: Readonly<Record<string, unknown>>, _: unknown, __: unknown, { matmul }: Called) => ({
      y: matmul?.({ a }).c,
    });
    expect(make({ parts: { matmul }, definition })).toThrow('linalg.matmul/signature: input b is missing');
  });

  test('for a part without a definition, or one that is judged by its equations', () => {
    expect(make({ ...product({ transposeB: true }), parts: { matmul, svd } })).toThrow(
      'test.wrong/parts: decompositions.svd ',
    );
    expect(make({ ...product({ transposeB: true }), parts: { matmul, solve } })).toThrow(
      'test.wrong/parts: decompositions.solve ',
    );
  });

  test('for a part with kinks of which it says nothing', () => {
    const wrong = { ...product({ transposeB: true }), parts: { matmul, relu }, derivative: 'ofDefinition' };
    expect(make(wrong)).toThrow("test.wrong/kinks: must be stated, for layers.relu has some: relu'(0)");
    expect(make({ ...wrong, kinks: 'those of relu' })).not.toThrow();
  });
});
