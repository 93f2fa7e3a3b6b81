import type { AttributeOf } from '../../../spec/attribute.ts';
import type { AnyOperation, Operation } from '../../../spec/operation.ts';
import { arrayReference } from '../../_internal/arrayReference.ts';
import { zeros } from '../../ndArray.ts';

type Sample = {
  readonly shape: AttributeOf<'shape'>;
  readonly key: AttributeOf<'key'>;
  readonly dtype: AttributeOf<'dtype'>;
};

/** An implementation of a sample of independent numbers, from the number that a key gives at every position. */
export const independent = (
  record: Operation<'() -> x[s*]', Sample> & AnyOperation,
  numbers: (key: number) => (position: number) => number,
) =>
  arrayReference<'() -> x[s*]', Sample>(record, {
    whole(_, { shape, key, dtype }) {
      const result = zeros(dtype, shape);
      const numberAt = numbers(key);
      for (let at = 0; at < result.data.length; at++) result.data[at] = numberAt(at);
      return result;
    },
  });
