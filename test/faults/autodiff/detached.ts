import { mapped, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...faultsOf('autodiff.detach', ({ spoiltEach, wrongGradient }) => [
    spoiltEach('computed in single precision', 'C1', Math.fround),
    wrongGradient('the gradient passes', 'C2', (_, g) => ({ x: g })),
    wrongGradient('ones, whatever the cotangent', 'linearCotangent', ({ x }) => ({
      x: mapped(x, () => 1),
    })),
  ]),
  ...faultsOf('autodiff.straightThrough', ({ wrong, wrongGradient }) => [
    wrong('the value of x', 'C1', ({ x }) => x),
    wrongGradient('the gradient goes to what was rounded', 'C2', ({ x }, g) => ({ x: mapped(x, () => 0), q: g })),
    wrongGradient('the gradient goes to both', 'jacobian', (_, g) => ({ x: g, q: g })),
    wrongGradient('the gradient stops where they differ', 'C2', ({ x, q }, g) => ({
      x: zipped(
        g,
        zipped(x, q, (one, other) => one - other),
        (one, gap) => (gap === 0 ? one : 0),
      ),
      q: mapped(q, () => 0),
    })),
  ]),
];
