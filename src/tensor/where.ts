import { where as specification } from '../../spec/tensor/where.ts';
import { reference } from '../_internal/reference.ts';

export const where = reference(specification, {
  member: ({ condition, a, b }) => (condition === 0 ? b : a),
  pullback: ({ condition }, g) => (condition === 0 ? { a: 0, b: g } : { a: g, b: 0 }),
});
