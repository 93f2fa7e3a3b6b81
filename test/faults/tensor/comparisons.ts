import { arrayOf, inMemory } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { ofOne, ofTwo } from './_internal/elements.ts';

const inSingle = 'compared in single precision';

export const faults: readonly Fault[] = [
  ...ofTwo('tensor.less', [
    [inSingle, 'C1', (a, b) => Number(Math.fround(a) < Math.fround(b))],
    ['not at least, which NaN is not either', 'specialCases', (a, b) => Number(!(a >= b))],
    ['the other way round', 'integers', (a, b) => Number(b < a)],
  ]),
  ...ofTwo('tensor.lessEqual', [
    ['up to a tolerance', 'C1', (a, b) => Number(a - b <= 1e-12 * Math.abs(b))],
    ['not above, which NaN is not either', 'specialCases', (a, b) => Number(!(a > b))],
    ['equal ones left out', 'integers', (a, b) => Number(a < b)],
  ]),
  ...ofTwo('tensor.greater', [
    [inSingle, 'C1', (a, b) => Number(Math.fround(a) > Math.fround(b))],
    ['not at most, which NaN is not either', 'specialCases', (a, b) => Number(!(a <= b))],
    ['by the sign of the difference, which is none of infinities', 'specialCases', (a, b) => Number(!(a - b <= 0))],
  ]),
  ...ofTwo('tensor.greaterEqual', [
    ['up to a tolerance', 'C1', (a, b) => Number(b - a <= 1e-12 * Math.abs(b))],
    ['not below, which NaN is not either', 'specialCases', (a, b) => Number(!(a < b))],
    ['equal ones left out', 'integers', (a, b) => Number(a > b)],
  ]),
  ...ofTwo('tensor.equal', [
    ['up to a tolerance', 'C1', (a, b) => Number(Math.abs(a - b) <= 1e-12 * Math.abs(b))],
    ['the same bits', 'specialCases', (a, b) => Number(Object.is(a, b))],
    ['a difference of 0, which infinities do not have', 'specialCases', (a, b) => Number(a - b === 0)],
  ]),
  ...ofTwo('tensor.notEqual', [
    ['up to a tolerance', 'C1', (a, b) => Number(Math.abs(a - b) > 1e-12 * Math.abs(b))],
    ['below or above, which NaN is not', 'specialCases', (a, b) => Number(a < b || a > b)],
    ['equality', 'integers', (a, b) => Number(a === b)],
  ]),
  ...ofOne('tensor.isnan', [
    ['what squares to no finite number', 'C1', (x) => Number(!(x * x < Infinity))],
    ['what no comparison with NaN finds', 'specialCases', () => 0],
  ]),
  ...ofOne('tensor.isinf', [
    ['what squares to infinity', 'C1', (x) => Number(x * x === Infinity)],
    ['one sign only', 'specialCases', (x) => Number(x === Infinity)],
  ]),
  ...faultsOf('tensor.isinf', ({ misread }) => [
    misread('strides ignored', 'layouts', ({ x }) => ({ x: arrayOf(x.dtype, x.shape, inMemory(x)) })),
  ]),
  ...ofOne('tensor.isfinite', [
    ['what has a finite square', 'C1', (x) => Number(x * x < Infinity)],
    ['all but NaN', 'specialCases', (x) => Number(!Number.isNaN(x))],
  ]),
];
