import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { mapped, none } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'tensor.add': add, 'tensor.mul': mul } = implementations;
const { 'tensor.where': pullback } = pullbacks;

const not = (value: number): number => Number(value === 0);

export const faults: readonly Fault[] = faultsOf(
  'tensor.where',
  ({ misread, misreadEach, misreadGradient, spoiltEach, wrong, wrongGradient }) => [
    misread('the two the wrong way round', 'integers', ({ a, b }) => ({ a: b, b: a })),
    wrong('a sum of both, each times its mask', 'C3', ({ condition, a, b }) => {
      const mask = (of: (value: number) => number) => mapped({ ...condition, dtype: a.dtype }, of);
      return add({ a: mul({ a: mask((value) => 1 - not(value)), b: a }, {}), b: mul({ a: mask(not), b }, {}) }, {});
    }),
    misreadEach('negative numbers taken for false', 'C4', 'condition', (value) => Math.max(value, 0)),
    misreadEach('the last bit of the condition alone', 'definition', 'condition', (value) => value & 1),
    misread('what is not chosen is left at 0', 'C1', ({ b }) => ({ b: none(b) })),
    misreadEach('the size of the second', 'C2', 'b', Math.abs),
    spoiltEach('-0 becomes 0', 'zeros', (value) => value + 0),
    wrongGradient('gradient given to both', 'jacobian', ({ condition, a, b }, g) => {
      const taken = (value: number) => pullback({ condition: mapped(condition, () => value), a, b }, g, {});
      const [{ a: first = a }, { b: second = b }] = [taken(1), taken(0)];
      return { a: first, b: second };
    }),
    wrongGradient('the cotangent times a mask', 'C5', ({ condition }, g) => {
      const mask = (of: (value: number) => number) => mapped({ ...condition, dtype: g.dtype }, of);
      return { a: mul({ a: mask((value) => 1 - not(value)), b: g }, {}), b: mul({ a: mask(not), b: g }, {}) };
    }),
    misreadGradient('gradients the wrong way round', 'adjoint', ({ condition }) => ({
      condition: mapped(condition, not),
    })),
  ],
);
