import type { Erratum } from './erratum.ts';
import type { Clauses } from './recordNames.ts';
import type { AxisName } from './signature.ts';
import type { Source } from './sources.ts';

/** How an operation is documented: what its page and its laws quote. */
export interface Documenting<S extends string, C extends Clauses> {
  /** What it promises besides, by number. */
  readonly clauses: C;
  /** Published claims about it that do not hold as they stand. */
  readonly errata?: Readonly<Record<`E${number}`, Erratum>>;
  /** Where it is published; at least one. */
  readonly sources: readonly Source[];
  /** Operations counted on the definition, as functions of the sizes. */
  readonly cost?: {
    readonly multiplications?: (sizes: Readonly<Record<AxisName<S>, number>>) => number;
    readonly additions?: (sizes: Readonly<Record<AxisName<S>, number>>) => number;
  };
}
