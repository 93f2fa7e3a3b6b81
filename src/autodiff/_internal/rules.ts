import { arrayFrom, doubles } from '../../_internal/values.ts';
import { linear } from '../../layers/linear.ts';
import { relu } from '../../layers/relu.ts';
import { softmax } from '../../layers/softmax.ts';
import { dot } from '../../linalg/dot.ts';
import { matmul } from '../../linalg/matmul.ts';
import { crossEntropy } from '../../losses/crossEntropy.ts';
import type { NdArray } from '../../ndArray.ts';
import { add } from '../../tensor/add.ts';
import { scale, sub } from '../../tensor/arithmetic.ts';
import { broadcastTo } from '../../tensor/broadcastTo.ts';
import { mul } from '../../tensor/mul.ts';
import { square } from '../../tensor/powers.ts';
import { reshape } from '../../tensor/reshape.ts';
import { round } from '../../tensor/round.ts';
import { sumToShape } from '../../tensor/sumToShape.ts';
import { detach, straightThrough } from '../detached.ts';
import { apply, given, type Rule, type Settings, type Variable, type Variables } from './graph.ts';

type Input = 'a' | 'b' | 'x' | 'q' | 'weight' | 'bias' | 'logits' | 'target' | 'g';
type Named = Readonly<Record<Input, Variable>>;
type Pull = (inputs: Named, g: Variable, attributes: Settings, y: Variable) => Partial<Named>;

/** A reference as a rule: its inputs are those of its record, and so are those that its pullback reads. */
const rule = (forward: unknown, pull: Pull): Rule => ({
  forward: forward as Rule['forward'],
  pull: pull as Rule['pull'],
});

const shapeOf = ({ value }: Variable): readonly number[] => value.shape;
const isOf = (x: Variable, shape: readonly number[]): boolean => shapeOf(x).join() === shape.join();

export const plus = (a: Variable, b: Variable): Variable => apply(rules['tensor.add'], { a, b });
const minus = (a: Variable, b: Variable): Variable => apply(rules['tensor.sub'], { a, b });
const times = (a: Variable, b: Variable): Variable => apply(rules['tensor.mul'], { a, b });
const scaled = (x: Variable, factor: number): Variable => apply(rules['tensor.scale'], { x }, { factor });
const product = (a: Variable, b: Variable, transposeA: boolean, transposeB: boolean): Variable =>
  apply(rules['linalg.matmul'], { a, b }, { transposeA, transposeB });
/** The adjoint of stretching to the shape of x. */
const summed = (x: Variable, shape: readonly number[]): Variable =>
  isOf(x, shape) ? x : apply(rules['tensor.sumToShape'], { x }, { shape });
const stretched = (x: Variable, shape: readonly number[]): Variable =>
  isOf(x, shape) ? x : apply(rules['tensor.broadcastTo'], { x }, { shape });
const reshaped = (x: Variable, shape: readonly number[]): Variable =>
  isOf(x, shape) ? x : apply(rules['tensor.reshape'], { x }, { shape });
/** A vector as a matrix of one row. */
const asRows = (x: Variable): Variable => (shapeOf(x).length === 1 ? reshaped(x, [1, ...shapeOf(x)]) : x);

/** What a rectifier of x lets through, and 0 elsewhere, in place of infinities too: a product with 0 would be NaN. */
const passed = (x: Variable, g: Variable): Variable => apply(passing, { x, g });
const passing = rule(
  ({ x, g }: Readonly<Record<'x' | 'g', NdArray>>) => {
    const shares = doubles(g);
    return arrayFrom(
      g.dtype,
      g.shape,
      doubles(x).map((one, at) => (one > 0 ? (shares[at] as number) : 0)),
    );
  },
  ({ x }, cotangent) => ({ g: passed(x, cotangent) }),
);

/** g (softmax - one-hot) / n, the gradient of the mean cross entropy: its own derivative is g (diag p - p p^T) / n, row by row. */
const classResidual = rule(
  ({ logits, target, g }: Record<Input, never>) => crossEntropy.gradient({ logits, target }, g, {}).logits,
  ({ logits, target, g }, cotangent) => {
    const p = apply(rules['layers.softmax'], { x: logits });
    const one = given(arrayFrom(g.value.dtype, [], [1]));
    const weight = scaled(g, 1 / (shapeOf(logits)[0] ?? 1));
    return {
      logits: times(weight, softened(p, cotangent)),
      g: summed(times(cotangent, apply(classResidual, { logits, target, g: one })), []),
    };
  },
);

/** p (g - <p, g>), along the last axis. */
const softened = (p: Variable, g: Variable): Variable =>
  times(p, minus(g, summed(times(p, g), [...shapeOf(p).slice(0, -1), 1])));

const turned = ({ transposeA, transposeB }: Settings): [boolean, boolean] => [transposeA === true, transposeB === true];

/** The operations that can be differentiated any number of times, by id: each pullback is made of these operations again. */
export const rules = {
  'tensor.add': rule(add, ({ a, b }, g) => ({ a: summed(g, shapeOf(a)), b: summed(g, shapeOf(b)) })),
  'tensor.sub': rule(sub, ({ a, b }, g) => ({ a: summed(g, shapeOf(a)), b: scaled(summed(g, shapeOf(b)), -1) })),
  'tensor.mul': rule(mul, ({ a, b }, g) => ({
    a: summed(times(g, b), shapeOf(a)),
    b: summed(times(g, a), shapeOf(b)),
  })),
  'tensor.scale': rule(scale, (_, g, { factor }) => ({ x: scaled(g, Number(factor)) })),
  'tensor.square': rule(square, ({ x }, g) => ({ x: times(g, scaled(x, 2)) })),
  'tensor.round': rule(round, () => ({})),
  'tensor.sumToShape': rule(sumToShape, ({ x }, g) => ({ x: stretched(g, shapeOf(x)) })),
  'tensor.broadcastTo': rule(broadcastTo, ({ x }, g) => ({ x: summed(g, shapeOf(x)) })),
  'tensor.reshape': rule(reshape, ({ x }, g) => ({ x: reshaped(g, shapeOf(x)) })),
  'linalg.dot': rule(dot, ({ a, b }, g) => ({ a: times(g, b), b: times(g, a) })),
  // C = A B: dA = G B^T and dB = A^T G; where A or B is given turned, so is its gradient.
  'linalg.matmul': rule(matmul, ({ a, b }, g, settings) => {
    const [ta, tb] = turned(settings);
    return {
      a: ta ? product(b, g, tb, true) : product(g, b, false, !tb),
      b: tb ? product(g, a, true, ta) : product(a, g, !ta, false),
    };
  }),
  // Y = X W^T + b: dX = G W, dW = G^T X.
  'layers.linear': rule(linear, (inputs, g) => {
    const { x, weight } = inputs;
    const rows = asRows(g);
    return {
      x: reshaped(product(rows, weight, false, false), shapeOf(x)),
      weight: product(rows, asRows(x), true, false),
      ...('bias' in inputs ? { bias: summed(g, shapeOf(inputs.bias)) } : {}),
    };
  }),
  'layers.relu': rule(relu, ({ x }, g) => ({ x: passed(x, g) })),
  'layers.softmax': rule(softmax, (_, g, _attributes, p) => ({ x: softened(p, g) })),
  'losses.crossEntropy': rule(crossEntropy, ({ logits, target }, g) => ({
    logits: apply(classResidual, { logits, target, g }),
  })),
  'autodiff.detach': rule(detach, () => ({})),
  'autodiff.straightThrough': rule(straightThrough, (_, g) => ({ x: g })),
} satisfies Readonly<Record<string, Rule>>;

/** The matrix of Fisher times a direction, X^T diag(p) (Z - <p, Z>) / n, Z what the logits change by: (diag p - p p^T) Z of every row. */
export const fisherProduct = ({ bias, weight, x, d_bias, d_weight }: Readonly<Record<string, Variable>>) => {
  const affine = rules['layers.linear'];
  const inputs = x as Variable;
  const p = apply(rules['layers.softmax'], { x: apply(affine, { x: inputs, weight, bias } as Variables) });
  const changed = apply(affine, { x: inputs, weight: d_weight, bias: d_bias } as Variables);
  const share = scaled(softened(p, changed), 1 / (shapeOf(inputs)[0] ?? 1));
  return [summed(share, shapeOf(bias as Variable)), product(share, inputs, true, false)];
};
