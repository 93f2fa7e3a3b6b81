import { expect, expectTypeOf, test } from 'vitest';
import {
  type IntegerInput,
  type OptionalInput,
  type OutputName,
  parseSignature,
  type RequiredInput,
} from '../../spec/signature.ts';

test('reads batch axes, named axes, optional and integer operands', () => {
  const { inputs, outputs } = parseSignature('x[..., i], weight[o, i], bias?[o], int k[s*] -> y[..., o], norm[]');
  expect(inputs.map(({ name, batched, optional, integer }) => ({ name, batched, optional, integer }))).toEqual([
    { name: 'x', batched: true, optional: false, integer: false },
    { name: 'weight', batched: false, optional: false, integer: false },
    { name: 'bias', batched: false, optional: true, integer: false },
    { name: 'k', batched: false, optional: false, integer: true },
  ]);
  expect(inputs[3]?.axes).toEqual([{ name: 's', variadic: true }]);
  expect(outputs.map(({ name, axes }) => [name, axes.map((axis) => axis.name)])).toEqual([
    ['y', ['o']],
    ['norm', []],
  ]);
});

test.each([
  'a[m]',
  'a[m] -> b[m] -> c[m]',
  'a(m) -> b[m]',
  'a[m,] -> b[m]',
  'a[m n] -> b[m]',
  'x[n] -> x[n]',
  'a[n], a[n] -> b[n]',
])('refuses %s', (text) => {
  expect(() => parseSignature(text)).toThrow(SyntaxError);
});

test('the types of inputs and outputs follow from the text', () => {
  type Linear = 'x[..., i], weight[o, i], bias?[o] -> y[..., o]';
  expectTypeOf<RequiredInput<Linear>>().toEqualTypeOf<'x' | 'weight'>();
  expectTypeOf<OptionalInput<Linear>>().toEqualTypeOf<'bias'>();
  expectTypeOf<OutputName<Linear>>().toEqualTypeOf<'y'>();
  type Loss = 'logits[n, c], int target[n] -> loss[]';
  expectTypeOf<IntegerInput<Loss>>().toEqualTypeOf<'target'>();
  expectTypeOf<OutputName<'a[..., n, n] -> int p[..., n], l[..., n, n]'>>().toEqualTypeOf<'p' | 'l'>();
});
