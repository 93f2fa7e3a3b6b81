import { mapped, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...faultsOf('autodiff.diamondVjp', ({ wrong, spoiltEach, spoiltGradient }) => {
    let kept = 0;
    return [
      wrong('one use of x + x counted', 'C1', ({ x, c_twice, c_quartic }) =>
        zipped(
          c_twice,
          zipped(x, c_quartic, (value, c) => (4 * value ** 3 + 3 * value ** 2) * c),
          (c, rest) => c + rest,
        ),
      ),
      wrong('the later use overwrites the earlier', 'C1', ({ x, c_quartic }) =>
        zipped(x, c_quartic, (value, c) => (2 * value ** 3 + value ** 2) * c),
      ),
      wrong('a node that is met twice is visited twice', 'C1', ({ x, c_twice, c_quartic }, _, right) =>
        zipped(
          right({ x, c_twice, c_quartic }, {}),
          zipped(x, c_quartic, (value, c) => 2 * value ** 3 * c),
          (g, more) => g + more,
        ),
      ),
      spoiltEach('gradients of the call before are added', 'repeatable', (value) => {
        kept += value;
        return kept;
      }),
      spoiltGradient('not recorded while it is swept: the second derivative by x is 0', 'jacobian', ({ x }) => ({
        x: mapped(x, () => 0),
      })),
    ];
  }),
  ...faultsOf('autodiff.diamondJvp', ({ spoilt, wrong, spoiltGradient }) => [
    spoilt('the direction of one factor of the square alone', 'C1', ({ d_quartic }) => ({
      d_quartic: mapped(d_quartic, (value) => value / 2),
    })),
    wrong('gradients in place of directions, the result of the second missing', 'definition', ({ x, d_x }) => ({
      d_twice: mapped(d_x, (value) => 2 * value),
      d_quartic: mapped(x, () => 0),
    })),
    spoiltGradient('reverse over forward lacks what the point gives', 'jacobian', ({ x }) => ({
      x: mapped(x, () => 0),
    })),
  ]),
  ...faultsOf('autodiff.diamondHvp', ({ wrong, spoiltEach, spoiltGradient }) => [
    wrong('one path of the second derivative is lost', 'C1', ({ x, d_x, c_quartic }) =>
      zipped(
        zipped(x, d_x, (value, d) => 12 * value ** 2 * d),
        c_quartic,
        (h, c) => h * c,
      ),
    ),
    spoiltEach('a Hessian of half of it', 'C1', (value) => value / 2),
    spoiltGradient('no third derivative', 'jacobian', ({ x }) => ({ x: mapped(x, () => 0) })),
  ]),
];
