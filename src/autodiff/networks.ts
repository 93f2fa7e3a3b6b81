import * as specification from '../../spec/autodiff/networks.ts';
import { batchLoss } from '../../spec/programs/batchLoss.ts';
import { multilayerPerceptron } from '../../spec/programs/multilayerPerceptron.ts';
import { differentialOf } from './_internal/differentialOf.ts';

export const perceptronVjp = differentialOf(specification.perceptronVjp, multilayerPerceptron, 'vjp');
export const perceptronJvp = differentialOf(specification.perceptronJvp, multilayerPerceptron, 'jvp');
export const classifierVjp = differentialOf(specification.classifierVjp, batchLoss, 'vjp', { halves: false });
export const classifierHvp = differentialOf(specification.classifierHvp, batchLoss, 'hvp', { halves: false });
