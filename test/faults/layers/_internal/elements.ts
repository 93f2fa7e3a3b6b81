import type { implementations } from '../../../../src/registry.generated.ts';
import { mapped, zipped } from '../../_internal/plain.ts';
import { type Fault, faultsOf } from '../../fault.ts';

type Id = keyof typeof implementations & `layers.${string}`;

/** What is wrong, the clause that must catch it, and the function that stands for the right one, of an element and the attributes. */
type Wrong<F> = readonly [name: string, clause: string, of: F];

/** Of a layer on one element `x`: wrong functions, and wrong pullbacks; what is refused still is. */
export const ofElement = <A extends object = object>(
  id: Id,
  functions: readonly Wrong<(x: number, attributes: A) => number>[],
  pullbacks: readonly Wrong<(x: number, g: number, attributes: A) => number>[] = [],
): readonly Fault[] =>
  // What `Planter` types is the same for all of them.
  faultsOf(id as 'layers.relu', ({ spoilt, wrongGradient }) => [
    ...functions.map(([name, clause, of]) =>
      spoilt(name, clause, ({ dtype }, { x }, attributes) =>
        mapped({ ...x, dtype }, (value) => of(value, attributes as A)),
      ),
    ),
    ...pullbacks.map(([name, clause, of]) =>
      wrongGradient(name, clause, ({ x }, g, attributes) => ({
        x: zipped(x, g, (value, incoming) => of(value, incoming, attributes as A)),
      })),
    ),
  ]);
