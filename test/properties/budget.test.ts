import { expect, test } from 'vitest';
import { isWithin } from '../../properties/generators/budget.ts';
import { inverseIteration } from '../../spec/decompositions/iterations.ts';
import { evaluate } from '../../spec/evaluate.ts';
import { cost } from '../../spec/scalars/cost.ts';
import { scaledDotProductAttention } from '../../spec/sequence/scaledDotProductAttention.ts';
import { sizeOf, tensorOf } from '../../spec/tensor.ts';

/** What an oracle spends on a count of operations: roots, quotients and elementary functions are eight products each. */
const weighed = ({
  additions,
  multiplications,
  comparisons,
  divisions,
  roots,
  transcendentals,
}: ReturnType<typeof cost>['counted']) =>
  additions + multiplications + comparisons + 8 * (divisions + roots + transcendentals);

test.each([
  [{ l: 3, s: 4, d: 2, e: 5 }, false],
  [{ l: 4, s: 3, d: 5, e: 2 }, true],
])('a composed definition is weighed as what all of its elements take together: %o', ({ l, s, d, e }, causal) => {
  const ones = (...shape: number[]) => tensorOf('float64', shape, new Array(sizeOf(shape)).fill(1));
  const inputs = { query: ones(l, d), key: ones(s, d), value: ones(s, e) };
  const { scalars, counted } = cost();
  evaluate(scaledDotProductAttention, inputs, { causal }, scalars);
  const read = l * d + s * d + s * e;
  const spent = weighed(counted) + l * e + read;
  const shaped = { sizes: { l, s, d, e }, attributes: { causal }, batches: { query: [], key: [], value: [] } };
  expect(isWithin(scaledDotProductAttention, shaped, spent, 'definition')).toBe(true);
  expect(isWithin(scaledDotProductAttention, shaped, spent - 1, 'definition')).toBe(false);
});

test('a number among the inputs makes no case of equations dearer', () => {
  const shaped = {
    sizes: { n: 6, steps: 2 },
    attributes: { steps: 2 },
    batches: { a: [], shift: [], start: [] },
  };
  expect(isWithin(inverseIteration, shaped, 6 ** 3, 'equations')).toBe(true);
  expect(isWithin(inverseIteration, shaped, 6 ** 3 - 1, 'equations')).toBe(false);
});
