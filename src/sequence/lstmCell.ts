import { lstmCell as specification } from '../../spec/sequence/lstmCell.ts';
import { type Matrix, matrix } from '../_internal/dense/matrix.ts';
import { type MembersOf, reference } from '../_internal/reference.ts';
import { pulledBack, statesOf } from './lstm.ts';

const asRow = (vector: Float64Array): Matrix => matrix(1, vector.length, vector);

/** The step as a sequence of one. */
const asSequence = ({ x, hidden, cell, ...weights }: MembersOf<typeof specification>) => ({
  ...weights,
  x: asRow(x),
  initialHidden: hidden,
  initialCell: cell,
});

export const lstmCell = reference(specification, {
  member(given) {
    const { hidden, cell } = statesOf(asSequence(given));
    return { nextHidden: hidden.data, nextCell: cell.data };
  },
  pullback(given, { nextHidden, nextCell }) {
    const cotangents = { hidden: asRow(nextHidden), cell: asRow(nextCell) };
    const { x, initialHidden, initialCell, ...weights } = pulledBack(asSequence(given), cotangents);
    return { ...weights, x: x.data, hidden: initialHidden, cell: initialCell };
  },
});
