import { feedForward } from '../../../spec/sequence/feedForward.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { byRows, mapped, none, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...memberFaultsOf(feedForward, ({ spoilt, misread, spoiltGradient }) => [
    spoilt('a rectifier at the end, too', 'C3', (y) => Float64Array.from(y, (value) => Math.max(0, value))),
    spoilt('in single precision', 'definition', (y) => Float64Array.from(y, Math.fround)),
    misread('the first bias left out', 'C2', () => ({ bias1: undefined })),
    spoiltGradient('of the first bias twice', 'jacobian', ({ bias1 }) => ({
      bias1: bias1 && Float64Array.from(bias1, (value) => 2 * value),
    })),
  ]),
  ...faultsOf('sequence.feedForward', ({ wrong, misset, spoilt, missetGradient, spoiltGradient }) => [
    misset('always a rectifier', 'C2', () => ({ activation: 'relu' as const })),
    misset('no activation', 'C3', () => ({ activation: 'identity' as const })),
    wrong(
      'the Gaussian error linear unit by x times the logistic function of 1.702 x',
      'definition',
      (inputs, attributes, right) => {
        if (attributes.activation !== 'geluTanh') return right(inputs, attributes);
        const { x, weight1, bias1, weight2, bias2 } = inputs;
        const inner = right({ x, weight1, bias1, weight2: identityOf(weight1) }, { activation: 'identity' });
        const hidden = mapped(inner, (value) => value / (1 + Math.exp(-1.702 * value)));
        return right({ x: hidden, weight1: identityOf(weight1), weight2, bias2 }, { activation: 'identity' });
      },
    ),
    wrong('the form with tanh whichever is asked for', 'definition', (inputs, attributes, right) =>
      right(inputs, attributes.activation === 'gelu' ? { activation: 'geluTanh' } : attributes),
    ),
    spoilt('the result times its own size', 'C5', (y) => mapped(y, (value) => value * Math.max(1, Math.abs(value)))),
    wrong('softplus in the place of the Gaussian error linear unit', 'C4', (inputs, attributes, right) => {
      const y = right(inputs, attributes);
      if (attributes.activation !== 'gelu' && attributes.activation !== 'geluTanh') return y;
      return zipped(y, right(inputs, { activation: 'relu' }), (one, other) => one + (other === 0 ? 0.5 : 0));
    }),
    spoilt('the mean of the positions taken off', 'C1', (y) => {
      const n = y.shape.at(-2) ?? 1;
      const sums: number[] = [];
      byRows(y, (row) => {
        row.forEach((value, k) => {
          sums[k] = (sums[k] ?? 0) + value / n;
        });
        return row;
      });
      return y.shape.length < 2
        ? y
        : byRows(y, (row, at) => row.map((value, k) => (at === 0 ? value - (sums[k] ?? 0) : value)));
    }),
    missetGradient('as if there were no activation', 'jacobian', () => ({ activation: 'identity' as const })),
    spoiltGradient('no gradient of the second bias', 'adjoint', ({ bias2 }) => ({ bias2: bias2 && none(bias2) })),
  ]),
];

/** The identity on the hidden features. */
function identityOf(weight1: Parameters<typeof none>[0]) {
  const f = weight1.shape[0] ?? 0;
  return mapped({ ...none({ ...weight1, shape: [f, f] }) }, (_, at) => Number(at % (f + 1) === 0));
}
