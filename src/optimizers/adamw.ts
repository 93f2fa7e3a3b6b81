import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { adamw as specification } from '../../spec/optimizers/adamw.ts';
import type { NdArray } from '../ndArray.ts';
import { adaptiveGradient, adaptiveStep } from './_internal/adaptive.ts';

export const adamw: Implementation<typeof specification, NdArray> = (inputs, attributes) =>
  adaptiveStep('optimizers.adamw', inputs, attributes, 'decoupled');

export const adamwGradient: Gradient<typeof specification, NdArray> = (inputs, cotangents, attributes) =>
  adaptiveGradient('optimizers.adamw', inputs, cotangents, attributes, 'decoupled');
