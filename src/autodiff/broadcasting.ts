import * as specification from '../../spec/autodiff/broadcasting.ts';
import { stretchedSum } from '../../spec/programs/stretchedSum.ts';
import { differentialOf } from './_internal/differentialOf.ts';

export const stretchedSumVjp = differentialOf(specification.stretchedSumVjp, stretchedSum, 'vjp');
export const stretchedSumJvp = differentialOf(specification.stretchedSumJvp, stretchedSum, 'jvp');
