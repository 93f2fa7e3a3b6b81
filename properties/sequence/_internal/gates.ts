import type { Tensor } from '../../../spec/tensor.ts';
import { map } from '../../verbs/tensors.ts';

/** Beyond every sum of products of drawn integers: it opens a gate or closes it. */
const saturating = 2 ** 12;

/** What is given, with biases that open (1) or close (-1) the gates, as i, f, g, o, or leave them alone (0). */
export const gated = <Given extends { readonly bias: Tensor }>(given: Given, gates: readonly number[]): Given => ({
  ...given,
  bias: map(
    given.bias,
    (value, row) => value + saturating * (gates[Math.floor((gates.length * row) / given.bias.data.length)] ?? 0),
  ),
});
