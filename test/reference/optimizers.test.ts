import { adam } from '../../spec/optimizers/adam.ts';
import { adamw } from '../../spec/optimizers/adamw.ts';
import { sgd } from '../../spec/optimizers/sgd.ts';
import { positive, tensor, verify } from './_internal/verify.ts';

const state = { parameter: tensor(2, 3), gradient: tensor(3, 2, 1), m: tensor(2, 3), v: positive(2, 3) };
const inputs = { ...state, gradient: { ...state.gradient, shape: [2, 3] } };
const { parameter, gradient, m: velocity } = inputs;
const dyadic = { learningRate: 0.125, beta1: 0.875, beta2: 0.96875, epsilon: 2 ** -20, weightDecay: 0.25 };

verify(
  [
    { operation: sgd, inputs: { parameter, gradient, velocity }, attributes: { learningRate: 0.125 } },
    ...[false, true].map((nesterov) => ({
      operation: sgd,
      inputs: { parameter, gradient, velocity },
      attributes: { learningRate: 0.125, momentum: 0.75, weightDecay: 0.25, nesterov },
    })),
    ...[adam, adamw].flatMap((operation) => [
      { operation, inputs, attributes: { step: 1 } },
      { operation, inputs, attributes: { step: 3, ...dyadic } },
    ]),
  ],
  [
    ...['learningRate', 'momentum', 'weightDecay'].map((name) => ({
      operation: sgd,
      inputs: { parameter, gradient, velocity },
      attributes: { learningRate: 0.125, [name]: -1 },
      because: new RegExp(`optimizers\\.sgd/R1: ${name} must be`),
    })),
    {
      operation: sgd,
      inputs: { parameter, gradient: tensor(3, 2), velocity },
      attributes: { learningRate: 1 },
      because: /optimizers\.sgd\/signature: axes s of gradient must be \[2, 3\], as in parameter, got \[3, 2\]/,
    },
    ...[adam, adamw].flatMap((operation) => [
      ...[0, 1.5].map((step) => ({
        operation,
        inputs,
        attributes: { step },
        because: /\/R1: step must be an integer/,
      })),
      ...[1, -0.5, Number.NaN].flatMap((beta) =>
        ['beta1', 'beta2'].map((name) => ({
          operation,
          inputs,
          attributes: { step: 1, [name]: beta },
          because: new RegExp(`/R2: ${name} must be at least 0 and below 1`),
        })),
      ),
      ...['learningRate', 'epsilon', 'weightDecay'].map((name) => ({
        operation,
        inputs,
        attributes: { step: 1, [name]: -1e-3 },
        because: new RegExp(`/R3: ${name} must be`),
      })),
    ]),
  ],
);
