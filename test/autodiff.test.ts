import { expect, expectTypeOf, test } from 'vitest';
import { type Dtype, type Tensor, tensorOf } from '../spec/tensor.ts';
import { createTape, detach, type Tape, type Variable } from '../src/autodiff/tape.ts';
import { fromTensor, type NdArray, toTensor } from '../src/ndArray.ts';

const array = (shape: readonly number[], values: readonly number[], dtype: Dtype = 'float64'): NdArray =>
  fromTensor(tensorOf(dtype, shape, values));
const scalar = (value: number): NdArray => array([], [value]);
const gradientOf = (tape: Tape, variable: Variable): Tensor => toTensor(tape.gradient(variable));

const all = { axes: null, keepdims: false };

test('x + x gives 2 g, x * x gives 2 x g: uses of one value add up', () => {
  const tape = createTape();
  const x = tape.variable(array([2], [3, 5]));
  tape.backward(tape.apply('tensor.add', { a: x, b: x }), array([2], [1, 10]));
  expect(gradientOf(tape, x)).toEqual(tensorOf('float64', [2], [2, 20]));
  const squared = createTape();
  const y = squared.variable(array([2], [3, 5]));
  squared.backward(squared.apply('tensor.mul', { a: y, b: y }), array([2], [1, 10]));
  expect(gradientOf(squared, y)).toEqual(tensorOf('float64', [2], [6, 100]));
});

test('a diamond visits each operation once: (x^2) (x^2 + x) has the derivative 4 x^3 + 3 x^2', () => {
  const tape = createTape();
  const x = tape.variable(scalar(2));
  const square = tape.apply('tensor.mul', { a: x, b: x });
  const sum = tape.apply('tensor.add', { a: square, b: x });
  tape.backward(tape.apply('tensor.mul', { a: square, b: sum }));
  expect(gradientOf(tape, x).data[0]).toBe(4 * 8 + 3 * 4);
  expect(gradientOf(tape, square).data[0]).toBe(6 + 4);
});

test('gradients have the shapes of their inputs: stretched axes are summed', () => {
  const tape = createTape();
  const a = tape.variable(array([2, 1], [1, 2]));
  const b = tape.variable(array([3], [1, 2, 3]));
  tape.backward(tape.apply('tensor.mul', { a, b }), array([2, 3], [1, 1, 1, 1, 1, 1]));
  expect(gradientOf(tape, a)).toEqual(tensorOf('float64', [2, 1], [6, 6]));
  expect(gradientOf(tape, b)).toEqual(tensorOf('float64', [3], [3, 3, 3]));
});

test('an input that is not used has zeros of its shape', () => {
  const tape = createTape();
  const used = tape.variable(array([2], [1, 2], 'float32'));
  const unused = tape.variable(array([2, 3], [1, 2, 3, 4, 5, 6], 'float32'));
  tape.apply('tensor.sum', { x: unused }, all);
  tape.backward(tape.apply('tensor.sum', { x: used }, all));
  expect(gradientOf(tape, unused)).toEqual(tensorOf('float32', [2, 3], [0, 0, 0, 0, 0, 0]));
  expect(gradientOf(tape, used)).toEqual(tensorOf('float32', [2], [1, 1]));
});

test('two backward calls give exactly twice the gradient', () => {
  const tape = createTape();
  const x = tape.variable(array([3], [0.1, 0.2, 0.3]));
  const y = tape.apply('layers.logSumExp', { x });
  tape.backward(y);
  const once = gradientOf(tape, x);
  tape.backward(y);
  expect(gradientOf(tape, x).data).toEqual(once.data.map((value) => 2 * value));
});

test('nothing flows through a detached value', () => {
  const tape = createTape();
  const x = tape.variable(scalar(3));
  const square = tape.apply('tensor.mul', { a: x, b: x });
  expect(detach(square)).toBe(square.value);
  tape.backward(tape.apply('tensor.mul', { a: detach(square), b: x }));
  expect(gradientOf(tape, x).data[0]).toBe(9);
  expect(gradientOf(tape, square).data[0]).toBe(0);
});

test('an operation with several outputs is differentiated through those that are used', () => {
  const tape = createTape();
  const gradient = tape.variable(array([2], [1, 2]));
  const [parameter, velocity] = [array([2], [0, 0]), array([2], [4, 4])];
  const attributes = { learningRate: 0.5, momentum: 0.5, weightDecay: 0, nesterov: false };
  const next = tape.apply('optimizers.sgd', { parameter, gradient, velocity }, attributes);
  expectTypeOf(next).toEqualTypeOf<{ readonly nextParameter: Variable; readonly nextVelocity: Variable }>();
  tape.backward(next.nextParameter, array([2], [1, 1]));
  expect(gradientOf(tape, gradient)).toEqual(tensorOf('float64', [2], [-0.5, -0.5]));
});

/** Cross-entropy of a small network: linear, relu, layer norm, linear. */
function network(tape: Tape, x: NdArray, first: Variable, second: Variable): Variable {
  const hidden = tape.apply('layers.linear', { x, weight: first });
  const active = tape.apply('layers.relu', { x: hidden });
  const normalized = tape.apply('layers.layerNorm', { x: active }, { epsilon: 0.125 });
  const logits = tape.apply('linalg.matmul', { a: normalized, b: second }, { transposeA: false, transposeB: true });
  return tape.apply('losses.crossEntropy', { logits, target: fromTensor(tensorOf('int32', [2], [2, 0])) });
}

/**
 * Central differences of the tape's own function, D(h) = (f(x + h) - f(x - h)) / 2h = f' + O(h^2): |D(h) - D(h/2)| is three
 * times the error of D(h/2), and the rounding of f, of at most 64 u |f| for these sizes, is divided by h.
 */
test('a chain of five operations agrees with central differences in every weight', () => {
  const x = array([2, 3], [1, -0.5, 0.25, -1, 0.75, 2]);
  const weights = [0.5, -1, 0.25, 1, 0.75, -0.5, -0.25, 1.5, 1, -1.25, 0.5, 0.25];
  const second = array([3, 4], [1, -1, 0.5, 0.25, -0.5, 1, 0.75, -1, 0.25, 0.5, -0.75, 1]);
  const value = (given: readonly number[]): number => {
    const tape = createTape();
    return network(tape, x, tape.variable(array([4, 3], given)), tape.variable(second)).value.data[0] ?? Number.NaN;
  };
  const tape = createTape();
  const first = tape.variable(array([4, 3], weights));
  const loss = network(tape, x, first, tape.variable(second));
  tape.backward(loss);
  const h = 2 ** -14;
  gradientOf(tape, first).data.forEach((slope, at) => {
    const moved = (step: number) => value(weights.with(at, (weights[at] ?? 0) + step));
    const [coarse, fine] = [(moved(h) - moved(-h)) / (2 * h), (moved(h / 2) - moved(-h / 2)) / h];
    const rounding = (2 * 64 * 2 ** -53 * (loss.value.data[0] ?? 0)) / h;
    expect(Math.abs(slope - fine)).toBeLessThanOrEqual(Math.abs(coarse - fine) + 2 * rounding);
  });
});

test('misuse is refused', () => {
  const tape = createTape();
  const x = tape.variable(array([2], [1, 2]));
  const y = tape.apply('layers.relu', { x });
  expect(() => tape.backward(y)).toThrow(/needs a cotangent/);
  expect(() => tape.backward(y, array([3], [1, 2, 3]))).toThrow(/the cotangent must have shape \[2\], got \[3\]/);
  expect(() => tape.backward(y, array([2], [1, 2], 'float32'))).toThrow(TypeError);
  expect(() => tape.variable(array([1], [1], 'int32'))).toThrow(TypeError);
  expect(() => createTape().apply('layers.relu', { x })).toThrow(/must be of this tape/);
  expect(() => createTape().gradient(x)).toThrow(/must be of this tape/);
});
