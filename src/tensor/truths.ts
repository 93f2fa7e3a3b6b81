import * as specification from '../../spec/tensor/truths.ts';
import { sizeOf } from '../../spec/tensor.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import { reducedLast, runsOf } from './_internal/reduction.ts';

/** A reduction to 0 and 1 by what holds of a run. */
const truth = (record: typeof specification.any | typeof specification.all, holds: (run: Float64Array) => boolean) =>
  arrayReference(record as typeof specification.any, {
    whole: ({ x }, { axes }, { sizes: { t } }) =>
      arrayFrom(
        'int32',
        t,
        runsOf(doubles(reducedLast(x, axes)), sizeOf(t)).map((run) => Number(holds(run))),
      ),
  });

export const any = truth(specification.any, (run) => run.some((value) => value !== 0));

export const all = truth(specification.all, (run) => run.every((value) => value !== 0));
