import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { adam as specification } from '../../spec/optimizers/adam.ts';
import type { NdArray } from '../ndArray.ts';
import { adaptiveGradient, adaptiveStep } from './_internal/adaptive.ts';

export const adam: Implementation<typeof specification, NdArray> = (inputs, attributes) =>
  adaptiveStep('optimizers.adam', inputs, attributes, 'coupled');

export const adamGradient: Gradient<typeof specification, NdArray> = (inputs, cotangents, attributes) =>
  adaptiveGradient('optimizers.adam', inputs, cotangents, attributes, 'coupled');
