import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'tensor.where': where } = implementations;
const { 'tensor.where': pullback } = pullbacks;

export const faults: readonly Fault[] = faultsOf('tensor.where', ({ wrong, wrongGradient }) => [
  wrong('the two the wrong way round', 'integers', ({ condition, a, b }) => where({ condition, a: b, b: a }, {})),
  wrong('a sum of both, each times its mask', 'C3', ({ condition, a, b }) => {
    const product = implementations['tensor.mul'];
    const mask = (of: (value: number) => number) => ({ ...mapped({ ...condition, dtype: a.dtype }, of) });
    const kept = product({ a: mask((value) => (value === 0 ? 0 : 1)), b: a }, {});
    return implementations['tensor.add'](
      { a: kept, b: product({ a: mask((value) => (value === 0 ? 1 : 0)), b }, {}) },
      {},
    );
  }),
  wrong('negative numbers taken for false', 'C4', ({ condition, a, b }) =>
    where({ condition: mapped(condition, (value) => Math.max(value, 0)), a, b }, {}),
  ),
  wrong('the last bit of the condition alone', 'definition', ({ condition, a, b }) =>
    where({ condition: mapped(condition, (value) => value & 1), a, b }, {}),
  ),
  wrong('what is not chosen is left at 0', 'C1', ({ condition, a, b }) =>
    where({ condition, a, b: mapped(b, () => 0) }, {}),
  ),
  wrong('the size of the second', 'C2', ({ condition, a, b }) => where({ condition, a, b: mapped(b, Math.abs) }, {})),
  wrong('-0 becomes 0', 'zeros', (inputs) => mapped(where(inputs, {}), (value) => value + 0)),
  wrongGradient('gradient given to both', 'jacobian', ({ condition, a, b }, g) => {
    const taken = (value: number) => pullback({ condition: mapped(condition, () => value), a, b }, g, {});
    const [{ a: first = a }, { b: second = b }] = [taken(1), taken(0)];
    return { a: first, b: second };
  }),
  wrongGradient('gradients the wrong way round', 'adjoint', ({ condition, a, b }, g) =>
    pullback({ condition: mapped(condition, (value) => (value === 0 ? 1 : 0)), a, b }, g, {}),
  ),
]);
