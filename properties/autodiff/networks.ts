import { classifierHvp, classifierVjp, perceptronJvp, perceptronVjp } from '../../spec/autodiff/networks.ts';
import { linear } from '../../spec/layers/linear.ts';
import { crossEntropy } from '../../spec/losses/crossEntropy.ts';
import { batchLoss } from '../../spec/programs/batchLoss.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { applied, type Given } from '../called.ts';
import { erratum } from '../erratum.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Subject } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { allowedBy } from '../verbs/apart.ts';
import { boundedResults } from '../verbs/judge.ts';
import { atLeast, atMost, near } from '../verbs/measured.ts';
import { build, inner, map, only, plus, product, scaled, transposed, vector, zeros } from '../verbs/tensors.ts';
import { classifiers } from './_internal/classifiers.ts';
import { notNegative } from './_internal/notNegative.ts';

const weights = { weight1: 'h i', weight2: 'k h', weight3: 'o k' } as const;
const biases = { bias1: 'h', bias2: 'k', bias3: 'o' } as const;
type Network = Record<'x' | keyof typeof weights | keyof typeof biases, Tensor>;

/** A network whose units are never at their kink: the biases of the first layer are halves, those of the second odd quarters. */
const networks = <Name extends string>(
  context: Context,
  more: Readonly<Record<Name, string>>,
  sizes: Readonly<Record<string, number>> = {},
) =>
  tensors(context, { x: 'n i', ...weights, ...biases, ...more } as Record<Name | keyof Network, string>, {
    most: 3,
    sizes,
  }).map(
    (given): Record<Name | keyof Network, Tensor> => ({
      ...given,
      bias1: map(given.bias1, (value) => value + 1 / 2),
      bias2: map(given.bias2, (value) => value + 1 / 4),
    }),
  );

/** What lets through where it is positive, row by row. */
const affine = (x: Tensor, weight: Tensor, bias: Tensor): Tensor => {
  const y = product(x, transposed(weight));
  return map(y, (value, at) => value + (bias.data[at % bias.data.length] ?? 0));
};
const rectified = (x: Tensor): Tensor => map(x, (value) => Math.max(value, 0));
const masked = (x: Tensor, by: Tensor): Tensor => map(x, (value, at) => ((by.data[at] ?? 0) > 0 ? value : 0));
const statesOf = ({ x, weight1, bias1, weight2, bias2 }: Network): readonly [Tensor, Tensor] => {
  const first = affine(x, weight1, bias1);
  return [first, affine(rectified(first), weight2, bias2)];
};

/** Directions of all inputs: those that are given, and none of the others. */
const onlyAlong = (given: Network, d_x: Tensor) => ({
  ...given,
  d_x,
  d_weight1: zeros(given.weight1),
  d_bias1: zeros(given.bias1),
  d_weight2: zeros(given.weight2),
  d_bias2: zeros(given.bias2),
  d_weight3: zeros(given.weight3),
  d_bias3: zeros(given.bias3),
});

const row = (x: Tensor, i: number): Tensor =>
  build(x, [1, x.shape[1] ?? 0], (_, j) => x.data[i * (x.shape[1] ?? 0) + j] ?? 0);
const parameters = ['weight1', 'bias1', 'weight2', 'bias2', 'weight3', 'bias3'] as const;

/** The mean loss of a classifier, and how far it may be off. */
async function lossOf(on: Subject, given: Given<typeof batchLoss>, context: Context) {
  const { bias, weight, x, target } = given;
  const logits = await applied(on, linear)({ x, weight, bias });
  const loss = only(await applied(on, crossEntropy)({ logits, target }));
  const allowed = allowedBy(boundedResults(batchLoss, { bias, weight, x, target }, {}, context), context);
  return { loss, off: allowed['loss']?.values[0] ?? Number.NaN };
}

export const laws: readonly Law[] = [
  closedForm(perceptronVjp, 'C1', {
    bits: 24,
    share: 0.5,
    hint: 'a transposition or a layer is missing, or the signs are those of another layer',
    cases: (context) => networks(context, { c_y: 'n o' }),
    result: (given) => {
      const [first, second] = statesOf(given);
      const back = masked(product(given.c_y, given.weight3), second);
      return { g_x: product(masked(product(back, given.weight2), first), given.weight1) };
    },
  }),
  equal(perceptronVjp, 'C2', {
    bits: 24,
    share: 0.25,
    hint: 'members of a batch are mixed up, or averaged',
    cases: (context) => networks(context, { c_y: 'n o' }),
    sides: async (f, given) => {
      const whole = await f.all(given);
      const members = await Promise.all(
        Array.from({ length: given.x.shape[0] ?? 0 }, (_, i) =>
          f.all({ ...given, x: row(given.x, i), c_y: row(given.c_y, i) }),
        ),
      );
      const sums = parameters.map((name): [string, [Tensor, Tensor]] => {
        const grown = `g_${name}` as const;
        return [grown, [whole[grown], members.map((one) => one[grown]).reduce(plus)]];
      });
      return {
        ...Object.fromEntries(sums),
        ...Object.fromEntries(members.map((one, i) => [`g_x, row ${i}`, [row(whole.g_x, i), one.g_x] as const])),
      };
    },
  }),
  equal(perceptronVjp, 'C3', {
    bits: 24,
    share: 0.5,
    hint: 'the gradient of a layer has another factor than those of the others',
    cases: (context) =>
      networks(context, { c_y: 'n o' }).map((given) => ({
        ...given,
        bias1: zeros(given.bias1),
        bias2: zeros(given.bias2),
        bias3: zeros(given.bias3),
      })),
    sides: async (f, given) => {
      const gradients = await f.all(given);
      const y = affine(rectified(statesOf(given)[1]), given.weight3, given.bias3);
      const value = (one: number) => vector({ dtype: 'float64' }, [one]);
      return Object.fromEntries(
        (['weight1', 'weight2', 'weight3'] as const).map((name) => [
          `<${name}, g>`,
          [value(inner(given[name], gradients[`g_${name}`])), value(inner(y, given.c_y))],
        ]),
      );
    },
  }),
  erratum(perceptronVjp, 'E55', {
    given: ({ dtype }) => ({ like: tensorOf(dtype, [1, 1], [1]) }),
    check: async (on, { like }) => {
      const one = like as Tensor;
      const none = build(one, [1], () => 0);
      const gradientAt = async (first: number): Promise<number> => {
        const given = { x: one, weight1: scaled(one, first), weight2: scaled(one, 3), weight3: scaled(one, 5) };
        const all = await on(perceptronVjp, { ...given, bias1: none, bias2: none, bias3: none, c_y: one });
        return only(all.g_weight1);
      };
      const [two, four] = await Promise.all([gradientAt(2), gradientAt(4)]);
      return [near('g of W1 = 2', two, 15, 0), near('g of W1 = 4', four, 15, 0)];
    },
  }),
  closedForm(perceptronJvp, 'C1', {
    bits: 24,
    share: 0.5,
    hint: 'a layer is missing, or directions pass where the unit does not',
    cases: (context) => networks(context, { d_x: 'n i' }).map((given) => onlyAlong(given, given.d_x)),
    result: (given) => {
      const [first, second] = statesOf(given);
      const inside = masked(product(given.d_x, transposed(given.weight1)), first);
      return { d_y: product(masked(product(inside, transposed(given.weight2)), second), transposed(given.weight3)) };
    },
  }),
  metamorphic(perceptronJvp, 'C2', {
    bits: 24,
    share: 0.5,
    hint: 'the Jacobian depends on the values, and not on their signs alone',
    cases: (context) =>
      networks(context, { d_x: 'n i', delta: 'n i' }).map(({ delta, ...given }) => ({
        ...onlyAlong(given, given.d_x),
        delta,
      })),
    // Too small for any unit to reach its kink, which is a quarter away.
    to: ({ x, delta }) => ({ x: plus(x, scaled(delta, 2 ** -16)) }),
  }),
  closedForm(perceptronJvp, 'C3', {
    bits: 24,
    share: 0.5,
    hint: 'the Jacobian is not that of the function itself',
    cases: (context) => networks(context, { d_x: 'n i' }).map((given) => onlyAlong(given, given.d_x)),
    result: (given) => {
      // Exact in double precision, whatever type is judged.
      const wide = (tensor: Tensor): Tensor => tensorOf('float64', tensor.shape, tensor.data);
      const x = wide(given.x);
      const valueAt = (moved: Tensor) =>
        affine(rectified(statesOf({ ...given, x: moved })[1]), given.weight3, given.bias3);
      const [here, there] = [valueAt(x), valueAt(plus(x, scaled(wide(given.d_x), 2 ** -16)))];
      const slope = (at: number): number => ((there.data[at] ?? 0) - (here.data[at] ?? 0)) * 2 ** 16;
      return {
        d_y: tensorOf(
          given.x.dtype,
          here.shape,
          Array.from(here.data, (_, at) => slope(at)),
        ),
      };
    },
  }),
  law(perceptronJvp, 'C4', {
    bits: 24,
    share: 0.5,
    hint: 'something goes past the layer, or its unit is several',
    cases: (context) => networks(context, { d_x: 'n i', e_x: 'n i' }, { n: 1, h: 1 }),
    check: async (on, { d_x, e_x, ...given }) => {
      const [one, other] = await Promise.all(
        [d_x, e_x].map(async (direction) => (await on(perceptronJvp, onlyAlong(given, direction))).d_y.data),
      );
      const minors = Array.from(one ?? [], (_, i) =>
        Array.from(one ?? [], (_one, j) => (one?.[i] ?? 0) * (other?.[j] ?? 0) - (one?.[j] ?? 0) * (other?.[i] ?? 0)),
      ).flat();
      return [near('the largest minor of order 2', Math.max(0, ...minors.map(Math.abs)), 0, 0)];
    },
  }),
  law(classifierVjp, 'C1', {
    needs: [linear, crossEntropy],
    dtype: 'float64',
    share: 0.25,
    hint: 'the gradient has the wrong sign, or is longer than the slope',
    cases: (context) => classifiers(context, {}),
    check: async (on, given, context) => {
      const { g_bias, g_weight } = await on(classifierVjp, given);
      const squares = inner(g_bias, g_bias) + inner(g_weight, g_weight);
      const width = given.x.shape[1] ?? 0;
      const norms = Array.from({ length: given.x.shape[0] ?? 0 }, (_, i) => inner(row(given.x, i), row(given.x, i)));
      const step = 2 / (1 + Math.max(...norms));
      const moved = (by: number) => ({
        ...given,
        bias: plus(given.bias, scaled(g_bias, by)),
        weight: plus(given.weight, scaled(g_weight, by)),
      });
      const [start, down, up] = await Promise.all([
        lossOf(on, given, context),
        lossOf(on, moved(-step), context),
        lossOf(on, moved(step), context),
      ]);
      // The point is rounded, where the loss has slopes of at most |x_n| + 1, by u of its largest logit.
      const rounded = 8 * context.u * (1 + width) * (1 + Math.max(...norms)) * (16 + step);
      const off = (end: { readonly off: number }) => start.off + end.off + rounded;
      return [
        atMost('loss after a step of -g / L', down.loss, start.loss - (step * squares) / 2, off(down)),
        atLeast('loss after a step of g / L', up.loss, start.loss + step * squares, off(up)),
      ];
    },
  }),
  erratum(classifierVjp, 'E31', {
    needs: [linear, crossEntropy],
    given: ({ dtype }) => ({ like: tensorOf(dtype, [1], [1]) }),
    check: async (on, { like }, context) => {
      const one = like as Tensor;
      const given = {
        bias: build(one, [2], () => 0),
        weight: build(one, [2, 1], () => 0),
        x: build(one, [1, 1], () => 1),
        target: tensorOf('int32', [1], [0]),
      };
      const { g_bias, g_weight } = await on(classifierVjp, { ...given, c_loss: build(one, [], () => 1) });
      const at = (by: number) =>
        lossOf(
          on,
          { ...given, bias: plus(given.bias, scaled(g_bias, by)), weight: plus(given.weight, scaled(g_weight, by)) },
          context,
        );
      const [start, along, against] = await Promise.all([at(0), at(1 / 8), at(-1 / 8)]);
      // Slopes of |g|^2 = 1, and a curvature of 1/2 at most.
      return [
        atLeast('the loss along the gradient', along.loss, start.loss + 1 / 8, along.off + start.off),
        atMost('the loss against it', against.loss, start.loss - 1 / 16, against.off + start.off),
      ];
    },
  }),
  law(classifierHvp, 'C1', {
    share: 0.5,
    hint: 'the curvature has the wrong sign: the loss is convex in its parameters',
    cases: (context) =>
      classifiers(context, { d_bias: 'c', d_weight: 'c i' }).map((given) => ({ ...given, d_x: zeros(given.x) })),
    check: async (on, given, context) => {
      return [notNegative(classifierHvp, given, await on(classifierHvp, given), ['bias', 'weight'], context)];
    },
  }),
];
