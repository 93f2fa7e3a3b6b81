import type { Tensor } from '../../spec/tensor.ts';
import type { Observation } from '../law.ts';
import { elementName, worst } from './compare.ts';
import { near } from './measured.ts';

/** Every element against its counterpart, by the same allowance or one of its own; the worst of them by its name. */
export const nearAll = (
  what: string,
  received: Tensor,
  expected: ArrayLike<number>,
  allowed: number | ((position: number) => number),
): Observation =>
  worst(
    Array.from(expected, (want, position) =>
      near(
        elementName(what, received.shape, position),
        received.data[position] ?? Number.NaN,
        want,
        typeof allowed === 'number' ? allowed : allowed(position),
      ),
    ),
    what,
  );
