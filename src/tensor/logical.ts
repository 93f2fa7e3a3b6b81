import * as specification from '../../spec/tensor/logical.ts';
import { reference } from '../_internal/reference.ts';

export const logicalAnd = reference(specification.logicalAnd, {
  member: ({ a, b }) => Number(a !== 0 && b !== 0),
});

export const logicalOr = reference(specification.logicalOr, {
  member: ({ a, b }) => Number(a !== 0 || b !== 0),
});

export const logicalXor = reference(specification.logicalXor, {
  member: ({ a, b }) => Number((a !== 0) !== (b !== 0)),
});

export const logicalNot = reference(specification.logicalNot, { member: ({ x }) => Number(x === 0) });
