import type { implementations } from '../../../../src/registry.generated.ts';
import { mapped, zipped } from '../../_internal/plain.ts';
import { type Fault, faultsOf } from '../../fault.ts';

type Id = keyof typeof implementations & `tensor.${string}`;
type Elements = Parameters<(typeof implementations)['tensor.add']>[0]['a'];

/** What is wrong, the clause that must catch it, and the function that stands for the right one. */
type Wrong<F> = readonly [name: string, clause: string, of: F];

/** Of an operation on one element `x`: wrong functions, and wrong pullbacks. */
export const ofOne = (
  id: Id,
  functions: readonly Wrong<(x: number, at: number) => number>[],
  pullbacks: readonly Wrong<(x: number, g: number) => number>[] = [],
): readonly Fault[] =>
  // What `Planter` types is the same for all of them.
  faultsOf(id as 'tensor.exp', ({ wrong, wrongGradient }) => [
    ...functions.map(([name, clause, of]) =>
      wrong(name, clause, ({ x }, _, right) => mapped({ ...x, dtype: right({ x }, {}).dtype }, of)),
    ),
    ...pullbacks.map(([name, clause, of]) => wrongGradient(name, clause, ({ x }, g) => ({ x: zipped(x, g, of) }))),
  ]);

/** Of an operation on two elements, `a` and `b`: wrong functions. */
export const ofTwo = (id: Id, functions: readonly Wrong<(a: number, b: number) => number>[]): readonly Fault[] =>
  faultsOf(id as 'tensor.add', ({ wrong }) =>
    functions.map(([name, clause, of]) =>
      wrong(name, clause, ({ a, b }, _, right) => {
        const like = (array: Elements) => ({ ...array, dtype: right({ a, b }, {}).dtype });
        return zipped(like(a), like(b), of);
      }),
    ),
  );

/** The last digit wrong for numbers below 0, or for all: less than any definition minds. */
export const anUlpBelowZero = (f: (x: number) => number) => (x: number) => f(x) * (x < 0 ? 1 + 2 ** -52 : 1);
export const anUlpMore = (f: (x: number) => number) => (x: number) => f(x) * (1 + 2 ** -52);
