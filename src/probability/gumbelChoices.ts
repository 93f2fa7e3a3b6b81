import {
  gumbelMax as gumbelMaxSpecification,
  gumbelSoftmax as gumbelSoftmaxSpecification,
  straightThroughGumbel as straightThroughGumbelSpecification,
} from '../../spec/probability/gumbelChoices.ts';
import { sizeOf } from '../../spec/tensor.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { softmaxPullback, softmaxRow } from '../_internal/exponentials.ts';
import { fail } from '../_internal/fail.ts';
import { gumbelOf, uniforms } from '../_internal/random/stream.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';

interface Given {
  readonly shape: readonly number[];
  readonly key: number;
}

/** The logits of one member after another plus noise, which the key gives: the same for a choice as for its relaxation. One row for all. */
function* perturbed(id: string, logits: NdArray, { shape, key }: Given): Generator<Float64Array> {
  const z = doubles(logits);
  const wrong = z.find((value) => !Number.isFinite(value));
  if (wrong !== undefined) fail(`${id}/special`, `logits must be finite numbers, got ${wrong}`);
  const draw = uniforms(key, 'gumbelChoice');
  const [row, c] = [new Float64Array(z.length), z.length];
  for (let start = 0; start < sizeOf(shape) * c; start += c) {
    for (let j = 0; j < c; j++) row[j] = (z[j] as number) + gumbelOf(draw(start + j));
    yield row;
  }
}

/** The place of the largest; for a handful of numbers a loop. */
function largestOf(row: Float64Array): number {
  let best = 0;
  for (let j = 1; j < row.length; j++) if ((row[j] as number) > (row[best] as number)) best = j;
  return best;
}

/** The Gumbel softmax of one member after another. */
function* relaxed(id: string, logits: NdArray, given: Given & { readonly temperature: number }) {
  for (const row of perturbed(id, logits, given)) yield softmaxRow(row.map((value) => value / given.temperature));
}

export const gumbelMax = arrayReference(gumbelMaxSpecification, {
  whole({ logits }, given) {
    const index = zeros('int32', given.shape);
    let at = 0;
    for (const row of perturbed(gumbelMaxSpecification.id, logits, given)) index.data[at++] = largestOf(row);
    return index;
  },
});

export const gumbelSoftmax = arrayReference(gumbelSoftmaxSpecification, {
  whole({ logits }, given, { dtype, sizes: { c } }) {
    const result = zeros(dtype, [...given.shape, c]);
    let at = 0;
    for (const y of relaxed(gumbelSoftmaxSpecification.id, logits, given)) {
      result.data.set(y, at);
      at += c;
    }
    return result;
  },
  pullback({ logits }, cotangent, given, { dtype, sizes: { c } }) {
    const g = doubles(cotangent);
    const sum = new Float64Array(c);
    let at = 0;
    for (const y of relaxed(gumbelSoftmaxSpecification.id, logits, given)) {
      softmaxPullback(y, g.slice(at, at + c)).forEach((value, j) => {
        sum[j] = (sum[j] as number) + value / given.temperature;
      });
      at += c;
    }
    return { logits: arrayFrom(dtype, [c], sum) };
  },
});

export const straightThroughGumbel = arrayReference(straightThroughGumbelSpecification, {
  whole({ logits }, given, { dtype, sizes: { c } }) {
    const result = zeros(dtype, [...given.shape, c]);
    let at = 0;
    for (const row of perturbed(straightThroughGumbelSpecification.id, logits, given)) {
      result.data[at + largestOf(row)] = 1;
      at += c;
    }
    return result;
  },
});
