import { certifiedRadius, fgsm } from '../../../spec/metrics/robustness.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { arrayOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...memberFaultsOf(fgsm, ({ wrong }) => [
    wrong(
      'a gradient of 0 counts as positive',
      'C1',
      ({ x, gradient }, { epsilon }) => x + (gradient < 0 ? -epsilon : epsilon),
    ),
    wrong('the gradient itself is added', 'C2', ({ x, gradient }, { epsilon }) => x + epsilon * gradient),
    wrong('against the gradient', 'C2', ({ x, gradient }, { epsilon }) => x - epsilon * Math.sign(gradient)),
    wrong('cut to the pixels from 0 to 1', 'definition', ({ x, gradient }, { epsilon }) =>
      Math.min(Math.max(x + epsilon * Math.sign(gradient), 0), 1),
    ),
  ]),
  ...memberFaultsOf(certifiedRadius, ({ wrong, spoilt, misread }) => [
    spoilt('sqrt(2) forgotten', 'C2', (r) => r * Math.SQRT2),
    spoilt('the constant left out', 'C1', (r, _, { lipschitz }) => r * lipschitz),
    wrong('a wrong class has a radius too', 'C1', ({ z, target }, { lipschitz }) => {
      const others = Array.from(z).filter((_, j) => j !== target);
      return Math.abs((z[target] ?? 0) - Math.max(...others)) / (Math.SQRT2 * lipschitz);
    }),
    misread('a target past the end taken for the last class', 'R2', ({ z, target }) => ({
      target: Math.max(0, Math.min(target, z.length - 1)),
    })),
  ]),
  ...faultsOf('metrics.certifiedRadius', ({ wrong, misset }) => [
    misset('a constant of 0 taken for 1', 'R1', ({ lipschitz }) => ({ lipschitz: lipschitz || 1 })),
    wrong('0 for a single class', 'R3', (inputs, attributes, right) =>
      inputs.z.shape.at(-1) === 1 ? arrayOf(inputs.z.dtype, [], [0]) : right(inputs, attributes),
    ),
  ]),
];
