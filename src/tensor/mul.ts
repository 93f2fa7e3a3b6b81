import { mul as specification } from '../../spec/tensor/mul.ts';
import { reference } from '../_internal/reference.ts';
import { withHalves } from '../_internal/withHalves.ts';

export const mul = withHalves(
  specification,
  reference(specification, {
    member: ({ a, b }) => a * b,
    pullback: ({ a, b }, g) => ({ a: g * b, b: g * a }),
  }),
);
