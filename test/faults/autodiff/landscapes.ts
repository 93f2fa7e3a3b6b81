import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...faultsOf('autodiff.rosenbrockVjp', ({ spoilt }) => [
    spoilt('descent in place of the gradient', 'C1', ({ g_x, g_y }) => ({
      g_x: mapped(g_x, (value) => -value),
      g_y: mapped(g_y, (value) => -value),
    })),
    spoilt('no factor of 2', 'C1', ({ g_y }) => ({ g_y: mapped(g_y, (value) => value / 2) })),
  ]),
  ...faultsOf('autodiff.rosenbrockHvp', ({ spoilt, misread }) => [
    spoilt('the mixed derivative by one order alone', 'C2', ({ h_y }, { b, d_y, c_f }) => ({
      h_y: mapped(h_y, () => 2 * (b.data[b.offset] ?? 0) * (d_y.data[d_y.offset] ?? 0) * (c_f.data[c_f.offset] ?? 0)),
    })),
    misread('the diagonal of the Hessian alone', 'C1', ({ d_y }) => ({ d_y: mapped(d_y, () => 0) })),
  ]),
  ...faultsOf('autodiff.twoLayerLossVjp', ({ spoilt, misread }) => [
    spoilt('the layers have the gradients of one another', 'C1', ({ g_w1, g_w2 }) => ({ g_w1: g_w2, g_w2: g_w1 })),
    misread('the residual the other way round', 'C1', ({ c_loss }) => ({ c_loss: mapped(c_loss, (value) => -value) })),
  ]),
  ...faultsOf('autodiff.twoLayerLossHvp', ({ wrong, spoilt }) => [
    // (J^T J) d, as Gauss and Newton have it.
    wrong('the curvature of the residual is left out', 'C2', (inputs, _, right) =>
      right({ ...inputs, y: mapped(inputs.y, () => at(inputs.w1) * at(inputs.w2) * at(inputs.x)) }, {}),
    ),
    spoilt('the Hessian of the squared error without its half', 'C1', ({ h_w1 }) => ({
      h_w1: mapped(h_w1, (value) => 2 * value),
    })),
  ]),
  ...faultsOf('autodiff.quadraticFormVjp', ({ wrong }) => [
    wrong('2 A x, as of a symmetric matrix', 'C1', (inputs, _, right) => {
      const { a, x } = inputs;
      const n = x.shape[0] ?? 0;
      const [lower, values] = [mapped(a, (one) => one), mapped(x, (one) => one)];
      const g_x = mapped(
        x,
        (_one, i) =>
          Array.from({ length: n }, (_, j) => 2 * (lower.data[i * n + j] ?? 0) * (values.data[j] ?? 0)).reduce(
            (s, one) => s + one,
            0,
          ) * at(inputs.c_f),
      );
      return { ...right(inputs, {}), g_x };
    }),
  ]),
  ...faultsOf('autodiff.quadraticFormHvp', ({ spoilt }) => [
    spoilt('half of the Hessian', 'C1', ({ h_x }) => ({ h_x: mapped(h_x, (value) => value / 2) })),
    spoilt('the gradient at the direction', 'definition', ({ h_a }) => ({ h_a: mapped(h_a, (value) => value / 2) })),
  ]),
];

function at({ data, offset }: { readonly data: ArrayLike<number>; readonly offset: number }): number {
  return data[offset] ?? 0;
}
