import * as specification from '../../spec/autodiff/curvature.ts';
import { gaussNewtonOf, sweepsOf } from './_internal/differentialOf.ts';
import { fisherProduct } from './_internal/rules.ts';

const { twoLayers, classifier } = specification;

export const twoLayerLossGaussNewton = gaussNewtonOf(specification.twoLayerLossGaussNewton, twoLayers);
export const classifierGaussNewton = gaussNewtonOf(specification.classifierGaussNewton, classifier, { halves: false });

export const classifierFisher = sweepsOf(specification.classifierFisher, ['h_bias', 'h_weight'], fisherProduct, false);
