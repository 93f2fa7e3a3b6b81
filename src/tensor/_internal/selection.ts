import type { Attributes, AttributeValues } from '../../../spec/attribute.ts';
import type { AnyOperation, Operation } from '../../../spec/operation.ts';
import { arrayReference } from '../../_internal/arrayReference.ts';
import { type Places, putBack, selected } from './selected.ts';

type OneForOne = 'x[s*] -> y[s*]' | 'x[s*] -> y[t*]';

/** An operation that takes elements of x, by the places that they come from, and a number where there is none. */
export const selection = <S extends OneForOne, A extends Attributes>(
  record: Operation<S, A> & AnyOperation,
  placesOf: (shape: readonly number[], attributes: AttributeValues<A>) => Places,
  fill: (attributes: AttributeValues<A>) => number = () => 0,
) =>
  arrayReference<'x[s*] -> y[s*]', A>(record as never, {
    halves: true,
    whole: ({ x }, attributes) => selected(x, placesOf(x.shape, attributes), fill(attributes)),
    pullback: ({ x }, g, attributes) => ({ x: putBack(g, placesOf(x.shape, attributes), x.shape) }),
  });
