import {
  quadraticFormHvp,
  quadraticFormVjp,
  rosenbrockHvp,
  rosenbrockVjp,
  twoLayerLossHvp,
  twoLayerLossVjp,
} from '../../spec/autodiff/landscapes.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { at, build, map, only, zeros } from '../verbs/tensors.ts';

const point = { x: '', y: '', a: '', b: '' } as const;
const network = { w1: '', w2: '', x: '', y: '' } as const;
const numbers = <Name extends string>(given: Readonly<Record<Name, Tensor>>): Record<Name, number> =>
  Object.fromEntries(Object.entries<Tensor>(given).map(([name, tensor]) => [name, only(tensor)])) as never;
const like = (tensor: Tensor, value: number): Tensor => map(tensor, () => value);
const range = (n: number | undefined): number[] => Array.from({ length: n ?? 0 }, (_, i) => i);
const total = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0);

/** A point and a direction of its first two coordinates. */
const valley = (context: Context) =>
  tensors(context, { ...point, d_x: '', d_y: '', e_x: '', e_y: '', c_f: '' }).map((given) => ({
    ...given,
    d_a: zeros(given.a),
    d_b: zeros(given.b),
  }));

export const laws: readonly Law[] = [
  closedForm(rosenbrockVjp, 'C1', {
    bits: 20,
    hint: 'a sign, a factor of 2, or one of the two uses of x is lost',
    cases: (context) => tensors(context, { ...point, c_f: '' }),
    result: (given) => {
      const { x, y, a, b, c_f: c } = numbers(given);
      const [along, across] = [a - x, y - x * x];
      return {
        g_x: like(given.x, c * (-2 * along - 4 * b * x * across)),
        g_y: like(given.x, c * 2 * b * across),
        g_a: like(given.x, c * 2 * along),
        g_b: like(given.x, c * across * across),
      };
    },
  }),
  closedForm(rosenbrockHvp, 'C1', {
    bits: 20,
    hint: 'a term of the second derivative is lost: the gradient is right, and what made it was not recorded',
    cases: valley,
    result: (given) => {
      const { x, y, b, d_x, d_y, c_f: c } = numbers(given);
      return {
        h_x: like(given.x, c * ((2 + 12 * b * x * x - 4 * b * y) * d_x - 4 * b * x * d_y)),
        h_y: like(given.x, c * (-4 * b * x * d_x + 2 * b * d_y)),
      };
    },
  }),
  equal(rosenbrockHvp, 'C2', {
    bits: 20,
    hint: 'the matrix is no Hessian',
    cases: valley,
    sides: async (f, given) => {
      const { d_x, d_y, e_x, e_y } = given;
      const along = async (u: Tensor, v: Tensor, to: readonly [Tensor, Tensor]) => {
        const { h_x, h_y } = await f.all({ ...given, d_x: u, d_y: v });
        return like(u, only(h_x) * only(to[0]) + only(h_y) * only(to[1]));
      };
      return { 'u^T H v': [along(d_x, d_y, [e_x, e_y]), along(e_x, e_y, [d_x, d_y])] };
    },
  }),
  closedForm(twoLayerLossVjp, 'C1', {
    bits: 20,
    hint: 'the residual is taken the other way round, or a layer gets the weight of another',
    cases: (context) => tensors(context, { ...network, c_loss: '' }),
    result: (given) => {
      const { w1, w2, x, y, c_loss: c } = numbers(given);
      const r = w2 * w1 * x - y;
      return {
        g_w1: like(given.x, c * w2 * x * r),
        g_w2: like(given.x, c * w1 * x * r),
        g_x: like(given.x, c * w1 * w2 * r),
        g_y: like(given.x, -c * r),
      };
    },
  }),
  closedForm(twoLayerLossHvp, 'C1', {
    bits: 20,
    hint: 'the curvature of the residual is left out, as Gauss and Newton do',
    cases: (context) =>
      tensors(context, { ...network, d_w1: '', d_w2: '', c_loss: '' }).map((given) => ({
        ...given,
        d_x: zeros(given.x),
        d_y: zeros(given.y),
      })),
    result: (given) => {
      const { w1, w2, x, y, d_w1, d_w2, c_loss: c } = numbers(given);
      const mixed = 2 * w1 * w2 * x * x - x * y;
      return {
        h_w1: like(given.x, c * ((w2 * x) ** 2 * d_w1 + mixed * d_w2)),
        h_w2: like(given.x, c * (mixed * d_w1 + (w1 * x) ** 2 * d_w2)),
      };
    },
  }),
  closedForm(twoLayerLossHvp, 'C2', {
    bits: 16,
    hint: 'where the gradient vanishes the Hessian is taken to vanish, too',
    cases: (context) =>
      tensors(context, { x: '', y: '', sign: '' }).map(({ x, y, sign }) => {
        const [none, one] = [zeros(x), like(x, 1)];
        const other = like(x, only(sign) < 0 ? -1 : 1);
        return { x, y, w1: none, w2: none, d_x: none, d_y: none, d_w1: one, d_w2: other, c_loss: one };
      }),
    // (1, s) is an eigenvector, of -s x y.
    result: ({ x, y, d_w2 }) => {
      const eigenvalue = -only(d_w2) * only(x) * only(y);
      return { h_w1: like(x, eigenvalue), h_w2: like(x, eigenvalue * only(d_w2)) };
    },
  }),
  closedForm(quadraticFormVjp, 'C1', {
    bits: 20,
    hint: 'the matrix is taken to be symmetric',
    cases: (context) => tensors(context, { a: 'n n', x: 'n', c_f: '' }),
    result: ({ a, x, c_f }) => ({
      g_a: build(a, a.shape, (i, j) => only(c_f) * at(x, i) * at(x, j)),
      g_x: map(x, (_, i) => only(c_f) * total(range(x.shape[0]).map((j) => (at(a, i, j) + at(a, j, i)) * at(x, j)))),
    }),
  }),
  closedForm(quadraticFormHvp, 'C1', {
    bits: 20,
    hint: 'the Hessian is A, or the point enters it',
    cases: (context) =>
      tensors(context, { a: 'n n', x: 'n', d_x: 'n', c_f: '' }).map((given) => ({ ...given, d_a: zeros(given.a) })),
    result: ({ a, d_x, c_f }) => ({
      h_x: map(
        d_x,
        (_, i) => only(c_f) * total(range(d_x.shape[0]).map((j) => (at(a, i, j) + at(a, j, i)) * at(d_x, j))),
      ),
    }),
  }),
];
