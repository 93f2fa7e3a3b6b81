import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Observation } from '../law.ts';
import { elementName, literal } from './compare.ts';
import { frobeniusNormOf, judgedExactly } from './exactMatrices.ts';
import { ratioOf } from './measured.ts';

const { at, minus } = algebra(0);

/** ||received - expected||_F against what is allowed; the element that is farthest off is named. */
export const nearNormwise = (
  what: string,
  received: Tensor,
  expected: ExactMatrix,
  allowed: number,
): readonly Observation[] =>
  judgedExactly({ [what]: received }, ({ [what]: matrix = expected }) => {
    const difference = minus(matrix, expected);
    const element = (a: ExactMatrix, position: number) => at(a, Math.floor(position / a.columns), position % a.columns);
    let worst = 0;
    difference.entries.forEach((_, position) => {
      if (Math.abs(element(difference, position)) > Math.abs(element(difference, worst))) worst = position;
    });
    return [
      {
        ratio: ratioOf(frobeniusNormOf(difference), allowed),
        what: elementName(what, received.shape, worst),
        expected: literal(element(expected, worst)),
        received: literal(element(matrix, worst)),
      },
    ];
  });
