import { transformerBlock as specification } from '../../spec/sequence/transformerBlock.ts';
import { type Matrix, matrix, plus } from '../_internal/dense/matrix.ts';
import { type MembersOf, reference } from '../_internal/reference.ts';
import { type Activation, fed, multiHead, normalised } from './_internal/blocks.ts';

type Inputs = MembersOf<typeof specification>;

interface Settings {
  readonly heads: number;
  readonly norm: 'pre' | 'post';
  readonly activation: Activation;
  readonly causal: boolean;
  readonly epsilon: number;
}

/** Three blocks, one below the other. */
function thirds(weight: Matrix, bias: Float64Array) {
  const [rows, width] = [weight.rows / 3, weight.columns];
  const part = (k: number) => matrix(rows, width, weight.data.subarray(k * rows * width, (k + 1) * rows * width));
  const slice = (k: number) => bias.subarray(k * rows, (k + 1) * rows);
  return {
    weightQ: part(0),
    weightK: part(1),
    weightV: part(2),
    biasQ: slice(0),
    biasK: slice(1),
    biasV: slice(2),
  };
}

const joined = (...parts: readonly Float64Array[]): Float64Array =>
  Float64Array.from(parts.flatMap((part) => [...part]));

/** The block, and what pulls a cotangent back through the feed-forward layer, and then through the attention. */
function blockOf(inputs: Inputs, { heads, norm, activation, causal, epsilon }: Settings) {
  const { x, weightIn, biasIn, weightOut, biasOut, weight1, bias1, weight2, bias2 } = inputs;
  const { scale1, shift1, scale2, shift2 } = inputs;
  const weights = { ...thirds(weightIn, biasIn), weightO: weightOut, biasO: biasOut };
  const attend = (z: Matrix) =>
    multiHead(specification.id, { ...weights, x: z, context: z }, { heads, groups: heads, causal });
  const feed = (z: Matrix) => fed({ x: z, weight1, bias1, weight2, bias2 }, activation);
  const isFirst = norm === 'pre';
  const norm1 = (z: Matrix) => normalised(z, scale1, shift1, epsilon);
  const norm2 = (z: Matrix) => normalised(z, scale2, shift2, epsilon);

  const before = isFirst ? norm1(x) : undefined;
  const attended = attend(before?.y ?? x);
  const after = isFirst ? undefined : norm1(plus(x, attended.y));
  const middle = after?.y ?? plus(x, attended.y);
  const between = isFirst ? norm2(middle) : undefined;
  const fedOn = feed(between?.y ?? middle);
  const last = isFirst ? undefined : norm2(plus(middle, fedOn.y));
  return {
    y: last?.y ?? plus(middle, fedOn.y),
    back(g: Matrix) {
      const end = last?.back(g);
      const ofSum = end?.x ?? g;
      const ofFeed = fedOn.back(ofSum);
      const inner2 = between?.back(ofFeed.x);
      const ofMiddle = plus(ofSum, inner2?.x ?? ofFeed.x);
      const middled = after?.back(ofMiddle);
      const ofFirst = middled?.x ?? ofMiddle;
      const ofAttention = attended.back(ofFirst);
      const given = plus(ofAttention.x, ofAttention.context);
      const inner1 = before?.back(given);
      const { weightQ, weightK, weightV, biasQ, biasK, biasV } = ofAttention;
      const [one, two] = [inner1 ?? middled, inner2 ?? end];
      return {
        x: plus(ofFirst, inner1?.x ?? given),
        weightIn: matrix(weightIn.rows, weightIn.columns, joined(weightQ.data, weightK.data, weightV.data)),
        biasIn: joined(biasQ, biasK, biasV),
        weightOut: ofAttention.weightO,
        biasOut: ofAttention.biasO,
        weight1: ofFeed.weight1,
        bias1: ofFeed.bias1,
        weight2: ofFeed.weight2,
        bias2: ofFeed.bias2,
        scale1: one?.scale ?? scale1,
        shift1: one?.shift ?? shift1,
        scale2: two?.scale ?? scale2,
        shift2: two?.shift ?? shift2,
      };
    },
  };
}

export const transformerBlock = reference(specification, {
  halves: true,
  member: (inputs, attributes) => blockOf(inputs, attributes).y,
  pullback: (inputs, g, attributes) => blockOf(inputs, attributes).back(g),
});
