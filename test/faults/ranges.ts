import { mapped, zipped } from './_internal/plain.ts';
import { type Fault, faultsOf } from './fault.ts';

/** The same number by way of its square, which overflows and vanishes long before it does. */
const throughSquare = (value: number): number => Math.sign(value) * Math.sqrt(value * value);

/** The smallest normal number. */
const normal = 2 ** -1022;
const isSubnormal = (x: number): boolean => x !== 0 && Math.abs(x) < normal;
/** Subnormal operands taken for 0 where the other one is none. */
const alone =
  (f: (x: number, y: number) => number) =>
  (x: number, y: number): number => {
    const [left, right] = [isSubnormal(x), isSubnormal(y)];
    return f(left && !right ? 0 : x, right && !left ? 0 : y);
  };

/** Faults near the ends of the range of a data type. */
export const faults: readonly Fault[] = [
  ...faultsOf('layers.relu', ({ wrongGradient }) => [
    wrongGradient('the cotangent by way of its square', 'linearCotangent', (inputs, g, attributes, right) =>
      right(inputs, mapped(g, throughSquare), attributes),
    ),
  ]),
  ...faultsOf(
    'tensor.mul',
    ({ wrongGradient }) => [
      wrongGradient(
        'cotangents by way of their squares in single precision',
        'linearCotangent',
        (inputs, g, attributes, right) =>
          right(
            inputs,
            mapped(g, (value) => Math.sign(value) * Math.sqrt(Math.fround(value * value))),
            attributes,
          ),
      ),
    ],
    { dtype: 'float32' },
  ),
  ...faultsOf('linalg.matmul', ({ wrongGradient }) => [
    wrongGradient('cotangents by way of their squares', 'linearCotangent', (inputs, g, attributes, right) =>
      right(inputs, mapped(g, throughSquare), attributes),
    ),
  ]),
  ...faultsOf('decompositions.solve', ({ wrongGradient }) => [
    wrongGradient(
      'the cotangent scaled by the squares of its entries',
      'linearCotangent',
      (inputs, g, attributes, right) => right(inputs, mapped(g, throughSquare), attributes),
    ),
  ]),
  ...faultsOf('tensor.div', ({ wrongGradient }) => [
    wrongGradient('gradient of the dividend G b / b^2', 'gradientScales', (inputs, g, attributes, right) => {
      const { b } = inputs;
      return right({ ...inputs, b: mapped(b, (y) => (y * y) / y) }, g, attributes);
    }),
  ]),
  ...faultsOf('tensor.mul', ({ wrongGradient }) => [
    wrongGradient(
      'factors in the gradient by way of their squares',
      'gradientScales',
      ({ a, b }, g, attributes, right) =>
        right({ a: mapped(a, throughSquare), b: mapped(b, throughSquare) }, g, attributes),
    ),
  ]),
  ...faultsOf('layers.layerNorm', ({ wrongGradient }) => [
    wrongGradient('weights in the gradient by way of their squares', 'gradientScales', (inputs, g, attributes, right) =>
      right(
        { ...inputs, ...(inputs.weight === undefined ? {} : { weight: mapped(inputs.weight, throughSquare) }) },
        g,
        attributes,
      ),
    ),
  ]),
  ...faultsOf('tensor.div', ({ wrong }) => [
    wrong(
      'a subnormal dividend taken for 0 beside a normal divisor',
      'definition',
      ({ a, b }, attributes, right) =>
        right({ a, b }, attributes) && zipped(a, b, (x, y) => (isSubnormal(x) && !isSubnormal(y) ? 0 / y : x / y)),
    ),
    wrong(
      'a subnormal divisor taken for 0 beside a normal dividend',
      'definition',
      ({ a, b }, attributes, right) =>
        right({ a, b }, attributes) && zipped(a, b, (x, y) => (isSubnormal(y) && !isSubnormal(x) ? x / 0 : x / y)),
    ),
  ]),
  ...faultsOf('tensor.mul', ({ wrong }) => [
    wrong(
      'a subnormal factor taken for 0 beside a normal one',
      'definition',
      ({ a, b }, attributes, right) =>
        right({ a, b }, attributes) &&
        zipped(
          a,
          b,
          alone((x, y) => x * y),
        ),
    ),
  ]),
  ...faultsOf('tensor.add', ({ wrong }) => [
    wrong(
      'a subnormal term taken for 0 beside a normal one',
      'definition',
      ({ a, b }, attributes, right) =>
        right({ a, b }, attributes) &&
        zipped(
          a,
          b,
          alone((x, y) => x + y),
        ),
    ),
    wrong(
      'the second term taken for 0 where it alone is subnormal',
      'definition',
      ({ a, b }, attributes, right) =>
        right({ a, b }, attributes) && zipped(a, b, (x, y) => x + (isSubnormal(y) && !isSubnormal(x) ? 0 : y)),
    ),
  ]),
];
