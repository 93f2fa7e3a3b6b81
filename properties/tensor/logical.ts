import fc from 'fast-check';
import type { Operation } from '../../spec/operation.ts';
import { logicalAnd, logicalNot, logicalOr, logicalXor } from '../../spec/tensor/logical.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import type { Law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { map, zipped } from '../verbs/tensors.ts';

/** Numbers of which 0 alone is false, some of them large or negative. */
const truths = (values: readonly number[]) => () =>
  fc.array(fc.tuple(dealt(values), dealt(values)), { minLength: 1, maxLength: 6 }).map((pairs) => ({
    a: tensorOf(
      'int32',
      [pairs.length],
      pairs.map(([a]) => a),
    ),
    b: tensorOf(
      'int32',
      [pairs.length],
      pairs.map(([, b]) => b),
    ),
  }));
const anyTruths = truths([0, 1, -1, 2, 256, -(2 ** 31), 0, 2 ** 31 - 1]);
const bits = truths([0, 1, 1, 0, 1]);

/** A record of a connective. */
type Connective = Operation<'int a[...], int b[...] -> int c[...]', Readonly<Record<never, never>>>;

const anyTruth = (operation: Connective, of: (a: boolean, b: boolean) => boolean): Law =>
  closedForm<{ a: Tensor; b: Tensor }, Connective>(operation, 'C1', {
    hint: 'bits are combined, or what is negative is taken for false',
    cases: anyTruths,
    result: ({ a, b }) => ({ c: zipped(a, b, (x, y) => Number(of(x !== 0, y !== 0))) }),
  });

export const laws: readonly Law[] = [
  anyTruth(logicalAnd, (a, b) => a && b),
  equal(logicalAnd, 'C2', {
    needs: [logicalOr, logicalNot],
    cases: anyTruths,
    sides: (f, { a, b }, or, not) => ({
      'not (not a or not b)': [f({ a, b }), not({ x: or({ a: not({ x: a }), b: not({ x: b }) }) })],
    }),
  }),
  anyTruth(logicalOr, (a, b) => a || b),
  metamorphic(logicalOr, 'C2', { cases: anyTruths, to: ({ a, b }) => ({ a: b, b: a }), what: 'b or a' }),
  anyTruth(logicalXor, (a, b) => a !== b),
  equal(logicalXor, 'C2', {
    cases: bits,
    sides: (f, { a, b }) => ({ '(a xor b) xor b': [f({ a: f({ a, b }), b }), a] }),
  }),
  closedForm(logicalNot, 'C1', {
    hint: 'bits are turned, or what is negative is taken for false',
    cases: () => anyTruths().map(({ a }) => ({ x: a })),
    result: ({ x }) => ({ y: map(x, (value) => Number(value === 0)) }),
  }),
  equal(logicalNot, 'C2', {
    cases: () => bits().map(({ a }) => ({ x: a })),
    sides: (f, { x }) => ({ 'not not x': [f({ x: f({ x }) }), x] }),
  }),
];
