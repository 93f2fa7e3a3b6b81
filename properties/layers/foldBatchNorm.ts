import type fc from 'fast-check';
import { batchNorm } from '../../spec/layers/batchNorm.ts';
import { conv2d } from '../../spec/layers/conv2d.ts';
import { foldBatchNorm } from '../../spec/layers/foldBatchNorm.ts';
import { linear } from '../../spec/layers/linear.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { allowedError } from '../../spec/scalars/bound.ts';
import { exact } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { partsOf } from '../called.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { boundedResults } from '../verbs/judge.ts';
import { each, nearExactly } from '../verbs/measured.ts';
import { filled, inShape, map, zeros } from '../verbs/tensors.ts';

type Averages = Readonly<
  Record<'x' | 'weight' | 'bias' | 'runningMean' | 'runningVariance' | 'scale' | 'shift', Tensor>
> & {
  readonly epsilon: number;
};

const positive = (tensor: Tensor): Tensor => map(tensor, (value) => Math.abs(value) + 1);

const shapes = { bias: 'o', runningMean: 'o', runningVariance: 'o', scale: 'o', shift: 'o' } as const;

/** Inputs and weights of a layer, and averages; all of one size may be left out by laws. */
const layers = (context: Context, own: { readonly x: string; readonly weight: string }, most: number) =>
  beside(tensors(context, { ...own, ...shapes }, { most }), { epsilon: dealt([1e-5, 0, 0.25]) }).map((given) => ({
    ...given,
    runningVariance: positive(given.runningVariance),
  }));

/** The values of an operation at inputs, and what each may be off by. */
function at(operation: AnyOperation, given: Case, context: Context, output: string) {
  const { inputs, attributes } = partsOf(operation, given);
  const values = boundedResults(operation, inputs, attributes, context)[output]?.values ?? [];
  return { sizes: values.map(({ size }) => size), allowed: values.map((one) => allowedError(one, context.profile)) };
}

/** The folded layer against the layer and batchNorm after it, each step off by no more than its own bound allows. */
const folds = (
  clause: 'C1' | 'C2',
  layer: typeof linear | typeof conv2d,
  cases: (context: Context) => fc.Arbitrary<Averages>,
): Law =>
  law<Averages>(foldBatchNorm, clause, {
    needs: [layer, batchNorm],
    hint: 'the bias is not moved by the running mean, or not scaled',
    cases,
    check: async (on, { x, weight, bias, epsilon, scale, shift, ...averages }, context) => {
      const layerOf = layer as typeof conv2d;
      const inRows = inShape(weight, [bias.data.length, weight.data.length / bias.data.length]);
      const folding = { weight: inRows, bias, ...averages, scale, shift };
      const [{ foldedWeight, foldedBias }, inner] = await Promise.all([
        on(foldBatchNorm, folding, { epsilon }),
        on(layerOf, { x, weight, bias }),
      ]);
      const [n = 1, o = 1, ...others] = inner.y.shape;
      const normalising = {
        x: inShape(inner.y, [n, o, others.reduce((size, one) => size * one, 1)]),
        ...averages,
        weight: scale,
        bias: shift,
        training: false,
        epsilon,
      };
      const folded = { x, weight: inShape(foldedWeight, weight.shape), bias: foldedBias };
      const [one, two] = await Promise.all([
        on(layerOf, folded),
        on(batchNorm, partsOf(batchNorm, normalising).inputs, { training: false, epsilon }),
      ]);
      const [ofFolding, ofBias] = ['foldedWeight', 'foldedBias'].map((name) =>
        at(foldBatchNorm, { ...folding, epsilon }, context, name),
      );
      // What the layer makes of the errors of its weight and its bias, x by its size.
      const carried = at(
        layer,
        {
          x: map(x, Math.abs),
          weight: tensorOf('float64', weight.shape, ofFolding?.allowed ?? []),
          bias: tensorOf('float64', bias.shape, ofBias?.allowed ?? []),
        },
        context,
        'y',
      );
      const [first, second, third] = [
        at(layer, folded, context, 'y'),
        at(layer, { x, weight, bias }, context, 'y'),
        at(batchNorm, normalising, context, 'y'),
      ];
      const width = others.reduce((size, one) => size * one, 1);
      const allowed = (place: number) => {
        const channel = Math.floor(place / width) % o;
        const root = Math.sqrt((averages.runningVariance.data[channel] ?? 0) + epsilon);
        const factor = Math.abs(scale.data[channel] ?? 0) / root;
        const own = (first.allowed[place] ?? 0) + (third.allowed[place] ?? 0);
        return own + (carried.sizes[place] ?? 0) + factor * (second.allowed[place] ?? 0);
      };
      return [
        each('folded', one.y, (what, value, place) =>
          nearExactly(what, value, exact.constant(two.y.data[place] ?? Number.NaN), allowed(place)),
        ),
      ];
    },
  });

export const laws: readonly Law[] = [
  folds('C1', linear, (context) => layers(context, { x: 'b i', weight: 'o i' }, 4)),
  folds('C2', conv2d, (context) => layers(context, { x: 'b i h v', weight: 'o i h v' }, 3)),
  closedForm(foldBatchNorm, 'C3', {
    cases: (context) =>
      beside(tensors(context, { weight: 'o i', bias: 'o', shift: 'o' }, { entries: 'reals' }), {
        bare: dealt([false, true]),
      }),
    from: ({ weight, bias, bare }) => ({
      weight,
      bias: bare ? undefined : bias,
      runningMean: zeros(bias),
      runningVariance: filled(bias, bias.shape, 1),
      epsilon: 0,
    }),
    result: ({ weight, bias, bare }) => ({ foldedWeight: weight, foldedBias: bare ? zeros(bias) : bias }),
    exactWhere: ({ ulps }) => (ulps?.sqrt ?? 0.5) <= 0.5 && (ulps?.div ?? 0.5) <= 0.5,
  }),
];
