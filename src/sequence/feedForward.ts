import { feedForward as specification } from '../../spec/sequence/feedForward.ts';
import { matrix } from '../_internal/dense/matrix.ts';
import { type MembersOf, reference } from '../_internal/reference.ts';
import { fed } from './_internal/blocks.ts';

/** A position as a matrix of one row. */
const asRows = ({ x, ...weights }: MembersOf<typeof specification>) => ({ ...weights, x: matrix(1, x.length, x) });

export const feedForward = reference(specification, {
  halves: true,
  member: (given, { activation }) => fed(asRows(given), activation).y.data,
  pullback(given, g, { activation }) {
    const { x, ...gradients } = fed(asRows(given), activation).back(matrix(1, g.length, g));
    return { ...gradients, x: x.data };
  },
});
