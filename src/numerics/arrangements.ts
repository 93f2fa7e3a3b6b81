import {
  choice as choiceSpecification,
  permutation as permutationSpecification,
} from '../../spec/numerics/arrangements.ts';
import { sizeOf } from '../../spec/tensor.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { uniforms } from '../_internal/random/stream.ts';
import { zeros } from '../ndArray.ts';

export const permutation = arrayReference(permutationSpecification, {
  whole: (_, { shape, n, key }) => drawn(shape, n, n, uniforms(key, 'permutation')),
});

export const choice = arrayReference(choiceSpecification, {
  whole: (_, { shape, n, k, key }) => drawn(shape, n, k, uniforms(key, 'choice')),
});

/** The first k of 0 .. n - 1 after as many exchanges with one from there on (Durstenfeld), for every place of a shape. */
function drawn(shape: readonly number[], n: number, k: number, uniform: (position: number) => number) {
  const result = zeros('int32', [...shape, k]);
  for (let member = 0; member < sizeOf(shape); member++) {
    const left = Int32Array.from({ length: n }, (_, i) => i);
    for (let i = 0; i < k; i++) {
      const other = i + Math.floor(uniform(member * k + i) * (n - i));
      const taken = left[other] as number;
      left[other] = left[i] as number;
      result.data[member * k + i] = taken;
    }
  }
  return result;
}
