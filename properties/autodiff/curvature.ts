import { classifierFisher, classifierGaussNewton, twoLayerLossGaussNewton } from '../../spec/autodiff/curvature.ts';
import { twoLayerLossHvp } from '../../spec/autodiff/landscapes.ts';
import { classifierHvp } from '../../spec/autodiff/networks.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { allowedBy, apart } from '../verbs/apart.ts';
import { boundedResults } from '../verbs/judge.ts';
import { near } from '../verbs/measured.ts';
import { inner, map, only, zeros } from '../verbs/tensors.ts';
import { classifiers } from './_internal/classifiers.ts';
import { notNegative } from './_internal/notNegative.ts';

const network = { w1: '', w2: '', x: '', y: '', d_w1: '', d_w2: '', d_x: '', d_y: '', c_loss: '' } as const;
const like = (tensor: Tensor, value: number): Tensor => map(tensor, () => value);

/** A classifier and directions of its parameters, of which no number is 0 alone. */
const directed = (context: Context) => classifiers(context, { d_bias: 'c', d_weight: 'c i' });

/** How far results may be off, by name. */
const allowedAt = (operation: AnyOperation, given: Readonly<Record<string, Tensor>>, context: Context) =>
  allowedBy(boundedResults(operation, given, {}, context), context);

export const laws: readonly Law[] = [
  closedForm(twoLayerLossGaussNewton, 'C1', {
    bits: 20,
    hint: 'the curvature of the model is added, as in the Hessian, or a factor of J is lost',
    cases: (context) => tensors(context, network),
    result: (given) => {
      const { w1, w2, x, d_w1, d_w2, d_x, d_y, c_loss } = given;
      const jacobian = [only(w2) * only(x), only(w1) * only(x), only(w1) * only(w2), -1];
      const direction = [d_w1, d_w2, d_x, d_y].map(only);
      const along = jacobian.reduce((sum, slope, k) => sum + slope * (direction[k] ?? 0), 0) * only(c_loss);
      const [h_w1, h_w2, h_x, h_y] = jacobian.map((slope) => like(x, slope * along));
      return { h_w1, h_w2, h_x, h_y } as Record<'h_w1' | 'h_w2' | 'h_x' | 'h_y', Tensor>;
    },
  }),
  equal(twoLayerLossGaussNewton, 'C2', {
    needs: [twoLayerLossHvp],
    bits: 20,
    hint: 'the Hessian of the loss by what the model gives is taken for something else than 1',
    cases: (context) =>
      tensors(context, network).map((given) => ({
        ...given,
        y: like(given.y, only(given.w1) * only(given.w2) * only(given.x)),
      })),
    sides: async (f, given, hvp) => {
      const [mine, theirs] = await Promise.all([f.all(given), hvp.all(given)]);
      return Object.fromEntries(
        (['h_w1', 'h_w2', 'h_x', 'h_y'] as const).map((name) => [name, [mine[name], theirs[name]] as const]),
      );
    },
  }),
  law(classifierGaussNewton, 'C1', {
    share: 0.5,
    hint: 'the curvature of the logits is added, as in the Hessian, or has the wrong sign',
    cases: (context) => classifiers(context, { d_bias: 'c', d_weight: 'c i', d_x: 'n i' }),
    check: async (on, given, context) => {
      const results = await on(classifierGaussNewton, given);
      return [notNegative(classifierGaussNewton, given, results, ['bias', 'weight', 'x'], context)];
    },
  }),
  law(classifierGaussNewton, 'C2', {
    needs: [classifierHvp],
    share: 0.5,
    hint: 'a factor of the number of examples, or the Hessian of another loss',
    cases: (context) => directed(context).map((given) => ({ ...given, d_x: zeros(given.x) })),
    check: async (on, given, context) => {
      const [mine, theirs] = await Promise.all([on(classifierGaussNewton, given), on(classifierHvp, given)]);
      const allowed = [classifierGaussNewton, classifierHvp].map((one) => allowedAt(one, given, context));
      return (['h_bias', 'h_weight'] as const).map((name) =>
        apart(
          name,
          mine[name],
          theirs[name],
          allowed.map((one) => one[name]),
        ),
      );
    },
  }),
  metamorphic(classifierGaussNewton, 'C3', {
    share: 0.5,
    repeats: true,
    hint: 'the gradients of the labels themselves are multiplied: an empirical matrix of Fisher',
    cases: (context) => classifiers(context, { d_bias: 'c', d_weight: 'c i', d_x: 'n i' }),
    to: ({ bias, target }) => {
      const classes = bias.shape[0] ?? 1;
      return {
        target: tensorOf(
          'int32',
          target.shape,
          Array.from(target.data, (label) => (label + 1) % classes),
        ),
      };
    },
  }),
  law(classifierFisher, 'C1', {
    needs: [classifierGaussNewton],
    share: 0.5,
    hint: 'the labels are not those of the classifier itself, or the sum is taken for the mean',
    cases: directed,
    check: async (on, given, context) => {
      const { target, c_loss, ...mine } = given;
      const full = { ...mine, target, d_x: zeros(given.x), c_loss };
      const [fisher, other] = await Promise.all([on(classifierFisher, mine), on(classifierGaussNewton, full)]);
      const allowed = [allowedAt(classifierFisher, mine, context), allowedAt(classifierGaussNewton, full, context)];
      return (['h_bias', 'h_weight'] as const).map((name) =>
        apart(
          name,
          fisher[name],
          other[name],
          allowed.map((one) => one[name]),
        ),
      );
    },
  }),
  law(classifierFisher, 'C2', {
    share: 0.5,
    hint: 'the scores have lost their mean, or the sign is that of a Hessian of the likelihood',
    cases: directed,
    check: async (on, { target: _, c_loss: __, ...given }, context) => [
      notNegative(classifierFisher, given, await on(classifierFisher, given), ['bias', 'weight'], context),
    ],
  }),
  law(classifierFisher, 'C3', {
    share: 0.5,
    hint: 'scores and directions have different weights',
    cases: (context) => classifiers(context, { d_bias: 'c', d_weight: 'c i', e_bias: 'c', e_weight: 'c i' }),
    check: async (on, { bias, weight, x, d_bias, d_weight, e_bias, e_weight }, context) => {
      const u = { bias, weight, x, d_bias, d_weight };
      const v = { bias, weight, x, d_bias: e_bias, d_weight: e_weight };
      const [fu, fv] = await Promise.all([on(classifierFisher, u), on(classifierFisher, v)]);
      const off = (of: typeof u, by: typeof u) => {
        const allowed = allowedAt(classifierFisher, of, context);
        const weighted = (name: string, { data }: Tensor) =>
          (allowed[name]?.values ?? []).reduce((sum, one, k) => sum + one * Math.abs(data[k] ?? 0), 0);
        return weighted('h_bias', by.d_bias) + weighted('h_weight', by.d_weight);
      };
      const form = (by: typeof u, { h_bias, h_weight }: typeof fu) =>
        inner(by.d_bias, h_bias) + inner(by.d_weight, h_weight);
      return [near('u^T F v', form(u, fv), form(v, fu), off(u, v) + off(v, u))];
    },
  }),
  law(classifierFisher, 'C4', {
    share: 0.5,
    hint: 'the mean of the scores is not taken off',
    cases: (context) => classifiers(context, { common: 'i', shift: '' }),
    check: async (on, { bias, weight, x, common, shift }, context) => {
      const width = common.data.length;
      const given = {
        bias,
        weight,
        x,
        d_bias: map(bias, () => only(shift)),
        d_weight: map(weight, (_, k) => common.data[k % width] ?? 0),
      };
      const results = await on(classifierFisher, given);
      const allowed = allowedAt(classifierFisher, given, context);
      return (['h_bias', 'h_weight'] as const).map((name) =>
        apart(name, results[name], zeros(results[name]), [allowed[name]]),
      );
    },
  }),
];
