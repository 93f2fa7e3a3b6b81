import { multiHeadAttention as specification } from '../../spec/sequence/multiHeadAttention.ts';
import { reference } from '../_internal/reference.ts';
import { multiHead } from './_internal/blocks.ts';

export const multiHeadAttention = reference(specification, {
  halves: true,
  member: (inputs, attributes) => multiHead(specification.id, inputs, attributes).y,
  pullback: (inputs, g, attributes) => multiHead(specification.id, inputs, attributes).back(g),
});
