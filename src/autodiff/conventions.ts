import * as specification from '../../spec/autodiff/conventions.ts';
import { detachedProduct } from '../../spec/programs/detachedProduct.ts';
import { roundedWeights } from '../../spec/programs/roundedWeights.ts';
import { differentialOf } from './_internal/differentialOf.ts';

export const detachedProductVjp = differentialOf(specification.detachedProductVjp, detachedProduct, 'vjp');
export const detachedProductJvp = differentialOf(specification.detachedProductJvp, detachedProduct, 'jvp');
export const roundedWeightsVjp = differentialOf(specification.roundedWeightsVjp, roundedWeights, 'vjp');
