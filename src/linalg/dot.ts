import { dot as specification } from '../../spec/linalg/dot.ts';
import { reference } from '../_internal/reference.ts';
import { inner } from '../_internal/rows.ts';
import { withHalves } from '../_internal/withHalves.ts';

export const dot = withHalves(
  specification,
  reference(specification, {
    member: ({ a, b }) => inner(a, b),
    pullback: ({ a, b }, g) => ({ a: b.map((value) => g * value), b: a.map((value) => g * value) }),
  }),
);
