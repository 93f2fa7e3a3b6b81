import fc from 'fast-check';
import { largestOf, ulpOf, unitRoundoff } from '../../spec/scalars/float.ts';
import { add } from '../../spec/tensor/add.ts';
import { sizeOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law, Unsupported } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { refuted } from '../verbs/refuted.ts';
import { build, negated, vector, zeros } from '../verbs/tensors.ts';
import { commutes, followsIeee, stretchesBoth } from './_internal/elementwise.ts';

const special = [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -2, 0];

export const laws: readonly Law[] = [
  commutes(add, 'b + a'),
  equal(add, 'C2', {
    cases: (context) => tensors(context, { x: 'm n' }, { entries: 'reals' }),
    sides: (f, { x }) => ({
      'x + 0': [f({ a: x, b: zeros(x) }), x],
      'x + (-x)': [f({ a: x, b: negated(x) }), zeros(x)],
    }),
  }),
  equal(add, 'C3', {
    cases: (context) => tensors(context, { a: 'm n', b: 'm n', c: 'm n' }),
    sides: (f, { a, b, c }) => ({ '(a + b) + c': [f({ a: f({ a, b }), b: c }), f({ a, b: f({ a: b, b: c }) })] }),
  }),
  law(add, 'C6', {
    share: 0.1,
    hint: 'sums are computed in another precision',
    cases: ({ dtype }) => {
      const u = unitRoundoff(dtype);
      const triples = [{ a: 1, b: u, c: u, left: 1, right: 1 + 2 * u }];
      if (dtype === 'float64') triples.push({ a: 0.1, b: 0.2, c: 0.3, left: 0.6000000000000001, right: 0.6 });
      return dealt(triples).map(({ left, right, ...terms }) => ({
        ...Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, vector({ dtype }, [value])])),
        left: vector({ dtype }, [left]),
        right: vector({ dtype }, [right]),
      })) as fc.Arbitrary<Record<'a' | 'b' | 'c' | 'left' | 'right', Tensor>>;
    },
    check: async (on, { a, b, c, left, right }, { u, dtype }) => {
      if (u > unitRoundoff(dtype)) throw new Unsupported('sums are declared to keep fewer bits than the data type');
      const sum = async (one: Tensor, other: Tensor) => (await on(add, { a: one, b: other })).c;
      return [
        identical(await sum(await sum(a, b), c), left, '(a + b) + c'),
        identical(await sum(a, await sum(b, c)), right, 'a + (b + c)'),
      ];
    },
  }),
  stretchesBoth(add, 'C4'),
  law(add, 'edge', {
    share: 0.3,
    statement: 'a sum that is nearer to the largest number than to what would come next is that number',
    hint: 'infinity is given from the largest number on',
    cases: ({ dtype }) =>
      fc.record({ sign: dealt([1, -1]), eighths: dealtBelow(4) }).map(({ sign, eighths }) => {
        const largest = largestOf(dtype);
        const beyond = (eighths * ulpOf(dtype, largest)) / 8;
        return { a: vector({ dtype }, [sign * largest]), b: vector({ dtype }, [sign * beyond]) };
      }),
    check: async (on, { a, b }, { u, dtype }) => {
      if (u > unitRoundoff(dtype)) throw new Unsupported('sums are declared to keep fewer bits than the data type');
      return [identical((await on(add, { a, b })).c, a, 'the largest number and less than half its ulp')];
    },
  }),
  followsIeee(add, 'C5', { a: special, b: special }, (x, y) => x + y),
  erratum(add, 'E66', {
    asks: ['broadcasting'],
    given: ({ dtype }) => ({ a: tensorOf(dtype, [3, 1], [10, 20, 30]), b: tensorOf(dtype, [1, 4], [1, 2, 3, 4]) }),
    check: async (on, { a, b }) => {
      const { c } = await on(add, { a, b });
      const right = build(a, [3, 4], (i, j) => 10 * (i + 1) + j + 1);
      return [
        refuted('the result has the shape of one operand', sizeOf(c.shape) - Math.max(a.data.length, b.data.length), 8),
        identical(c, right, 'a + b'),
      ];
    },
  }),
];
