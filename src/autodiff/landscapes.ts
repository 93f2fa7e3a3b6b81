import * as specification from '../../spec/autodiff/landscapes.ts';
import { quadraticForm } from '../../spec/programs/quadraticForm.ts';
import { rosenbrock } from '../../spec/programs/rosenbrock.ts';
import { twoLayerLoss } from '../../spec/programs/twoLayerLoss.ts';
import { differentialOf } from './_internal/differentialOf.ts';

export const rosenbrockVjp = differentialOf(specification.rosenbrockVjp, rosenbrock, 'vjp');
export const rosenbrockHvp = differentialOf(specification.rosenbrockHvp, rosenbrock, 'hvp');
export const twoLayerLossVjp = differentialOf(specification.twoLayerLossVjp, twoLayerLoss, 'vjp');
export const twoLayerLossHvp = differentialOf(specification.twoLayerLossHvp, twoLayerLoss, 'hvp');
export const quadraticFormVjp = differentialOf(specification.quadraticFormVjp, quadraticForm, 'vjp');
export const quadraticFormHvp = differentialOf(specification.quadraticFormHvp, quadraticForm, 'hvp');
