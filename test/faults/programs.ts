import type { NdArray } from '../../src/ndArray.ts';
import { implementations, pullbacks } from '../../src/registry.generated.ts';
import { byRows, mapped, none, valuesOf, zipped } from './_internal/plain.ts';
import { type Fault, faultsOf } from './fault.ts';

const { 'layers.linear': linear, 'layers.relu': relu, 'linalg.dot': dot, 'tensor.mul': mul } = implementations;
const { 'layers.linear': linearGradient, 'tensor.mul': mulGradient, 'losses.crossEntropy': lossGradient } = pullbacks;

/** What may pass where one call is looked at, and not where one hands on to the next. */
const between = (program: string, clause: string, name: string, wrong: Partial<Fault>): Fault => ({
  name,
  operation: `programs.${program}`,
  caughtBy: `programs.${program}/${clause}`,
  ...wrong,
});

/** A linear layer that keeps the bias of the call before, and adds it where none is given. */
function keepingBias(): typeof linear {
  let kept: NdArray | undefined;
  return Object.assign((...[inputs, attributes]: Parameters<typeof linear>) => {
    kept = inputs.bias ?? kept;
    const fits = kept !== undefined && kept.shape[0] === inputs.weight.shape[0];
    return linear(fits ? { ...inputs, bias: kept } : inputs, attributes);
  }, linear);
}

/** A function whose results grow by a trifle with every call, as where a random state is not put back. */
function drifting(): typeof relu {
  let calls = 0;
  return Object.assign(async (...[inputs, attributes]: Parameters<typeof relu>) => {
    calls++;
    return mapped(await relu(inputs, attributes), (value) => value * (1 + calls * 2 ** -30));
  }, relu);
}

/** A pullback that adds to the gradient of the input that it gave the last time, as into a buffer that nobody clears. */
function unclearedGradient(): NonNullable<NonNullable<Fault['gradients']>['layers.linear']> {
  let last: NdArray | undefined;
  return async (...[inputs, cotangent, attributes]: Parameters<typeof linearGradient>) => {
    const gradients = await linearGradient(inputs, cotangent, attributes);
    const { x } = gradients;
    const before = last?.shape.join() === x?.shape.join() ? last : undefined;
    last = x;
    return x === undefined || before === undefined
      ? gradients
      : { ...gradients, x: zipped(x, before, (a, b) => a + b) };
  };
}

type Step = (typeof implementations)['optimizers.sgd'];
type WrongStep = (inputs: Parameters<Step>[0], attributes: Parameters<Step>[1], right: Step) => ReturnType<Step>;

/** Wrong at every 150th call. */
function everyLate(wrong: WrongStep): WrongStep {
  let calls = 0;
  return (inputs, attributes, right) => (++calls % 150 === 0 ? wrong : right)(inputs, attributes, right);
}

/** At every 150th call the step is taken from the parameter of the call before. */
function fromThePointBefore(): WrongStep {
  let last: NdArray | undefined;
  const late = everyLate(({ parameter, ...others }, attributes, right) =>
    right({ ...others, parameter: last?.shape.join() === parameter.shape.join() ? last : parameter }, attributes),
  );
  return (inputs, attributes, right) => {
    const result = late(inputs, attributes, right);
    last = inputs.parameter;
    return result;
  };
}

function decaying(): WrongStep {
  let calls = 0;
  return (inputs, attributes, right) =>
    right(inputs, { ...attributes, learningRate: attributes.learningRate * (1 - ++calls * 1e-9) });
}

export const faults: readonly Fault[] = [
  ...(['diamond', 'detachedProduct', 'rosenbrock', 'roundedWeights', 'stretchedSum', 'twoLayerLoss'] as const).map(
    (program) =>
      between(program, 'definition', 'products handed on in single precision', {
        operations: { 'tensor.mul': async (...call) => mapped(await mul(...call), Math.fround) },
      }),
  ),
  between('quadraticForm', 'definition', 'the form in single precision', {
    operations: { 'linalg.dot': async (...call) => mapped(await dot(...call), Math.fround) },
  }),
  between('rowParallelLinear', 'C1', 'the bias of the call before added where none is given', {
    operations: { 'layers.linear': keepingBias() },
  }),
  between('rowParallelLinear', 'definition', 'the bias of the call before added to the second partial product', {
    operations: { 'layers.linear': keepingBias() },
  }),
  between('columnParallelLinear', 'C1', 'the gradient of the input added to that of the call before', {
    gradients: { 'layers.linear': unclearedGradient() },
  }),
  between('columnParallelLinear', 'jacobian', 'gradients of the input in a buffer that is not cleared', {
    gradients: { 'layers.linear': unclearedGradient() },
  }),
  between('checkpointedPerceptron', 'C1', 'a rectifier whose state advances when it is computed again', {
    operations: { 'layers.relu': drifting() },
  }),
  between('multilayerPerceptron', 'adjoint', 'the gradient of the weight without one row of the batch', {
    gradients: {
      'layers.linear': async (inputs, cotangent, attributes) => {
        const last = (inputs.x.shape.at(-2) ?? 1) - 1;
        const shortened = byRows(cotangent, (row, at) => (last > 0 && at === last ? row.map(() => 0) : row));
        const [whole, short] = await Promise.all([
          linearGradient(inputs, cotangent, attributes),
          linearGradient(inputs, shortened, attributes),
        ]);
        return { ...whole, weight: short.weight };
      },
    },
  }),
  between('multilayerPerceptron', 'definition', 'a rectifier that leaks a millionth', {
    operations: {
      'layers.relu': ({ x }) => mapped(x, (value) => (value > 0 ? value : value * 1e-6)),
    },
  }),
  between('accumulatedLoss', 'C1', 'the gradient of a loss without its share of the batch', {
    gradients: {
      'tensor.mul': async (inputs, cotangent, attributes) => ({
        ...(await mulGradient(inputs, cotangent, attributes)),
        a: cotangent,
      }),
    },
  }),
  between('accumulatedLoss', 'C2', 'gradients of a loss set to length 1, each micro-batch by itself', {
    gradients: {
      'losses.crossEntropy': async (inputs, cotangent, attributes) => {
        const { logits = inputs.logits } = await lossGradient(inputs, cotangent, attributes);
        const norm = Math.hypot(...valuesOf(logits)) || 1;
        return { logits: mapped(logits, (value) => value / norm) };
      },
    },
  }),
  between('accumulatedLoss', 'adjoint', 'the mean of the batch taken once too often in the gradient', {
    gradients: {
      'losses.crossEntropy': async (inputs, cotangent, attributes) => {
        const { logits = inputs.logits } = await lossGradient(inputs, cotangent, attributes);
        return { logits: mapped(logits, (value) => value / (inputs.logits.shape[0] ?? 1)) };
      },
    },
  }),
  between('batchLoss', 'jacobian', 'the sum of the losses in place of their mean, in the gradient alone', {
    gradients: {
      'losses.crossEntropy': async (inputs, cotangent, attributes) => {
        const { logits = inputs.logits } = await lossGradient(inputs, cotangent, attributes);
        return { logits: mapped(logits, (value) => value * (inputs.logits.shape[0] ?? 1)) };
      },
    },
  }),
  ...faultsOf('optimizers.sgd', ({ wrong, spoilt }) => [
    wrong(
      'every 150th step 1e-9 too long',
      'programs.gradientDescent/C1',
      everyLate((inputs, attributes, right) =>
        right(inputs, { ...attributes, learningRate: attributes.learningRate * (1 + 1e-9) }),
      ),
    ),
    wrong(
      'every 150th step from the parameter of the step before',
      'programs.gradientDescent/C1',
      fromThePointBefore(),
    ),
    wrong(
      'steps below a millionth left out, as if converged',
      'programs.gradientDescent/C1',
      ({ parameter, gradient, velocity }, attributes, right) =>
        Math.hypot(...valuesOf(gradient)) < 1e-6
          ? { nextParameter: parameter, nextVelocity: velocity }
          : right({ parameter, gradient, velocity }, attributes),
    ),
    wrong('a learning rate that decays with every call', 'programs.gradientDescent/C2', decaying()),
    spoilt('a step in single precision', 'programs.gradientDescent/C2', ({ nextParameter, nextVelocity }) => ({
      nextParameter: mapped(nextParameter, Math.fround),
      nextVelocity,
    })),
    spoilt(
      'no number once an element moves by less than 1e-9',
      'programs.gradientDescent/C2',
      ({ nextParameter, nextVelocity }, { parameter }) => {
        const from = valuesOf(parameter);
        const moves = valuesOf(nextParameter).map((value, at) => Math.abs(value - (from[at] ?? 0)));
        const isNear = moves.some((move) => move > 0 && move < 1e-9);
        return { nextParameter: isNear ? mapped(nextParameter, () => Number.NaN) : nextParameter, nextVelocity };
      },
    ),
  ]),
  ...faultsOf('sequence.mergeAttention', ({ wrongGradient }) => [
    wrongGradient(
      'the shares of blocks held constant in the gradient',
      'programs.blockwiseAttention/C1',
      (inputs, { output, logSumExp }, attributes, right) => ({
        ...right(inputs, { output: none(output), logSumExp }, attributes),
        output0: right(inputs, { output, logSumExp }, attributes).output0,
        output1: right(inputs, { output, logSumExp }, attributes).output1,
      }),
    ),
  ]),
];
