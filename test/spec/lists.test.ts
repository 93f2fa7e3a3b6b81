import { describe, expect, expectTypeOf, test } from 'vitest';
import { bind, shapeOf } from '../../spec/binding.ts';
import { evaluate, outputShapes } from '../../spec/evaluate.ts';
import type { Inputs, Outputs } from '../../spec/implementation.ts';
import { flattened, gathered, operandOf } from '../../spec/lists.ts';
import { defineOperation } from '../../spec/operation.ts';
import { refuse } from '../../spec/refusal.ts';
import { float } from '../../spec/scalars/float.ts';
import { type InputSizes, membersOf, parseSignature } from '../../spec/signature.ts';
import { add } from '../../spec/tensor/add.ts';
import { concat } from '../../spec/tensor/concat.ts';
import { split } from '../../spec/tensor/split.ts';
import { stack } from '../../spec/tensor/stack.ts';
import { tensorOf } from '../../spec/tensor.ts';

const record = (signature: string) => ({ id: 'toy.lists', signature });

describe('lists in signatures', () => {
  test('bind how many there are, what they share and what each has', () => {
    const { sizes } = bind(
      record('w[r], fs*[each n, r], xs*[s*] -> y[n*]'),
      {
        w: [2],
        'fs.0': [3, 2],
        'fs.1': [5, 2],
        'xs.0': [4, 1],
      },
      {},
    );
    expect(sizes).toEqual({ fs: 2, xs: 1, r: 2, n: [3, 5], s: [4, 1] });
  });

  test('have members of shapes of their own', () => {
    const { inputs } = parseSignature('fs*[each n, r], xs*[..., each s*] -> y[r]');
    const binding = { sizes: { fs: 2, xs: 2, n: [3, 5], r: 2, s: [[1], [2, 4]] }, batch: [] };
    expect(membersOf(inputs, binding.sizes).map((one) => [one.name, shapeOf(one, binding)])).toEqual([
      ['fs.0', [3, 2]],
      ['fs.1', [5, 2]],
      ['xs.0', [1]],
      ['xs.1', [2, 4]],
    ]);
  });

  test.each([
    [{ 'xs.0': [2], 'xs.1': [3] }, 'axes s of xs.1 must be [2], as in xs.0, got [3]'],
    [{}, 'xs must hold at least one tensor'],
    [{ 'xs.1': [2] }, 'xs must hold at least one tensor'],
  ])('refuse %o', (shapes, message) => {
    expect(() => bind(record('xs*[s*] -> y[s*]'), shapes, {})).toThrow(`toy.lists/signature: ${message}`);
  });

  test('broadcast the batch axes of their members', () => {
    const { batch } = bind(record('xs*[..., n] -> y[..., n]'), { 'xs.0': [3, 1, 2], 'xs.1': [4, 2] }, {});
    expect(batch).toEqual([3, 4]);
  });

  test.each(['x[each n] -> y[n*]', 'xs**[n] -> y[n]', 'xs?*[n] -> y[n]', 'xs*[each] -> y[]'])(
    '%s cannot be read',
    (text) => {
      expect(() => {
        const { inputs } = parseSignature(text);
        // An axis may be called each.
        if (inputs[0]?.axes[0]?.name === 'each') throw new SyntaxError('each');
      }).toThrow(SyntaxError);
    },
  );

  test('are lists for the types of definitions and implementations', () => {
    type Concat = typeof concat.signature;
    expectTypeOf<Inputs<Concat, 1>['xs']>().toEqualTypeOf<readonly 1[]>();
    expectTypeOf<Outputs<typeof split.signature, 1>>().toEqualTypeOf<readonly 1[]>();
    expectTypeOf<InputSizes<Concat>>().toExtend<{ readonly s: readonly (readonly number[])[]; readonly xs: number }>();
    expectTypeOf<InputSizes<'fs*[each n, r] -> y[n*]'>>().toExtend<{
      readonly n: readonly number[];
      readonly r: number;
    }>();
  });
});

describe('definitions of lists', () => {
  const x = tensorOf('float64', [2, 3], [1, 2, 3, 4, 5, 6]);
  const values = (evaluated: ReturnType<typeof evaluate<number>>) =>
    Object.entries(evaluated).map(([name, { shape, values }]) => [name, shape, values]);

  test('take and give members by their names', () => {
    expect(values(evaluate(split, { x }, { axis: 1, parts: [1, 2] }, float('float64')))).toEqual([
      ['ys.0', [2, 1], [1, 4]],
      ['ys.1', [2, 2], [2, 3, 5, 6]],
    ]);
    const inputs = { 'xs.0': x, 'xs.1': tensorOf('float64', [1, 3], [7, 8, 9]) };
    expect(values(evaluate(concat, inputs, { axis: -2 }, float('float64')))).toEqual([
      ['y', [3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ]);
    expect(outputShapes(stack, { 'xs.0': x, 'xs.1': x }, { axis: -1 })).toEqual({ y: [2, 3, 2] });
  });

  test.each([
    [{ axis: 0 }, {}, 'tensor.concat/R1: there must be at least one tensor'],
    [{ axis: 2 }, { 'xs.0': [2, 3] }, 'tensor.concat/R2: axis must be an integer from -2 to 1, got 2'],
    [{ axis: 0 }, { 'xs.0': [2, 3], 'xs.1': [2, 4] }, 'tensor.concat/signature: xs.1 must have shape [2,3], got [2,4]'],
  ])('refuse %o of %o', (attributes, shapes, message) => {
    expect(() => bind(concat, shapes, attributes)).toThrow(message);
  });

  test('are composed: lists in, lists out', () => {
    const swap = defineOperation({
      id: 'toy.swapHalves',
      meaning: 'The halves of a vector in the other order, and their sum.',
      signature: 'x[2n] -> y[2n], z[n]',
      parts: { concat, split, add },
      definition: ({ x }, _, __, parts) => {
        const { ys } = parts.split({ x }, { axis: 0, parts: 2 });
        const [a, b] = ys;
        if (a === undefined || b === undefined) throw new TypeError('two halves');
        return { y: parts.concat({ xs: [b, a] }, { axis: 0 }).y, z: parts.add({ a, b }).c };
      },
      clauses: {},
      sources: [],
    });
    const given = { x: tensorOf('float64', [4], [1, 2, 3, 4]) };
    expect(values(evaluate(swap, given, {}, float('float64')))).toEqual([
      ['y', [4], [3, 4, 1, 2]],
      ['z', [2], [4, 6]],
    ]);
  });

  test('are refused where they may be empty and nothing else says a data type', () => {
    const told = { id: 'toy.lists', meaning: 'All elements.', clauses: {}, sources: [] } as const;
    const make = (more: object) => () =>
      defineOperation({ ...told, signature: 'xs*[each n] -> y[m]', ...more } as never);
    const sizes = ({ xs, n }: { readonly xs: number; readonly n: readonly number[] }) =>
      xs === 0 ? refuse('R1', 'there must be one') : { m: n.reduce((sum, one) => sum + one, 0) };
    const taken = 'toy.lists/sizes: of lists without members nothing says the data type of the result';
    expect(make({ sizes: () => ({ m: 0 }) })).toThrow(taken);
    expect(make({ rejects: { R1: 'one' }, sizes })).toThrow('toy.lists/feasible: ');
    expect(make({ rejects: { R1: 'one' }, sizes, feasible: () => ({ xs: 1, n: [1] }) })).not.toThrow();
    expect(make({ signature: 'w[m], xs*[each n] -> y[m]' })).not.toThrow();
  });
});

test('flattened and gathered are each other backwards', () => {
  const operands = [
    { name: 'a', list: false },
    { name: 'xs', list: true },
    { name: 'none', list: true },
  ];
  const nested = { a: 1, xs: [2, 3], none: [] };
  expect(flattened(nested)).toEqual({ a: 1, 'xs.0': 2, 'xs.1': 3 });
  expect(gathered(flattened(nested), operands)).toEqual(nested);
  expect(flattened({ a: undefined })).toEqual({});
  expect([operandOf('xs.12'), operandOf('a')]).toEqual(['xs', 'a']);
});
