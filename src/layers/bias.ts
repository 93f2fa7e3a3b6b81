import { bias as specification } from '../../spec/layers/bias.ts';
import { reference } from '../_internal/reference.ts';

export const bias = reference(specification, {
  halves: true,
  member: ({ x, bias }) => x.map((value, i) => value + (bias[i] as number)),
  pullback: (_, g) => ({ x: g, bias: g }),
});
