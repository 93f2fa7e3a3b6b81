import { zeros as zerosOf } from '../../../src/ndArray.ts';
import { arrayOf, byRows, mapped, scaled, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** Sizes that are none taken for others. */
const sizes = ({ shape }: { readonly shape: readonly number[] }) => ({
  shape: shape.map((size) => Math.max(Math.floor(size) || 0, 0)),
});

export const faults: readonly Fault[] = [
  ...faultsOf('tensor.zeros', ({ misset, spoiltEach, wrong }) => [
    spoiltEach('memory that is not cleared', 'C1', (value, at) => (at === 0 ? value : 1)),
    wrong('a scalar as a vector of one', 'C2', (_, { shape, dtype }) =>
      zerosOf(dtype, shape.length === 0 ? [1] : shape),
    ),
    spoiltEach('-0', 'zeros', () => -0),
    misset('sizes that are none rounded', 'R1', sizes),
  ]),
  ...faultsOf('tensor.ones', ({ misset, spoilt, spoiltEach }) => [
    spoiltEach('the first alone', 'C1', (value, at) => (at === 0 ? value : 0)),
    spoilt('shares of one', 'C2', (y) => scaled(y, 1 / Math.max(valuesOf(y).length, 1))),
    misset('sizes that are none rounded', 'R1', sizes),
  ]),
  ...faultsOf('tensor.full', ({ misset, spoiltEach }) => [
    spoiltEach('rounded to whole numbers', 'C1', Math.round),
    misset('in single precision', 'homogeneity', ({ value }) => ({ value: Math.fround(value) })),
    misset('sizes that are none rounded', 'R1', sizes),
    misset('NaN taken for 0', 'R2', ({ value }) => ({ value: value || 0 })),
  ]),
  ...faultsOf('tensor.eye', ({ misset, spoilt, spoiltEach }) => [
    misset('the sign of k that of the other side', 'definition', ({ k }) => ({ k: -k })),
    misset('k always on or above the main diagonal', 'C2', ({ k }) => ({ k: Math.abs(k) })),
    spoilt('the last one left out', 'C1', (y) =>
      byRows(y, (row, at) => (at === (y.shape[0] ?? 1) - 1 ? row.map(() => 0) : row)),
    ),
    spoiltEach('ones in the whole first column', 'C3', (value, at, _, { n }) => (at % n === 0 ? 1 : value)),
    misset('fewer than no rows taken for none', 'R1', ({ m }) => ({ m: Math.max(m, 0) })),
    misset('half a diagonal rounded', 'R2', ({ k }) => ({ k: Math.round(k) || 0 })),
  ]),
  ...faultsOf('tensor.arange', ({ misset, spoilt, wrong }) => [
    misset('with the stop', 'C1', ({ stop, step }) => ({ stop: stop + step / 2 })),
    misset('towards the stop, whatever the step', 'C2', ({ start, stop, step }) => ({
      step: stop >= start ? Math.abs(step) : -Math.abs(step),
    })),
    wrong('counted by adding', 'C3', (given, attributes, right) => {
      const { start, stop, step, dtype } = attributes;
      right(given, attributes);
      const values: number[] = [];
      for (let value = start; step > 0 ? value < stop : value > stop; value += step) values.push(value);
      return arrayOf(dtype, [values.length], values);
    }),
    spoilt('each a step added to the one before', 'C4', (y, _, { start, step }) => {
      let value = start - step;
      return mapped(y, () => {
        value += step;
        return value;
      });
    }),
    misset('a step of 0 taken for 1', 'R2', ({ step }) => ({ step: step === 0 ? 1 : step })),
    misset('NaN taken for 0', 'R1', ({ stop }) => ({ stop: stop || 0 })),
  ]),
  ...faultsOf('tensor.linspace', ({ misset, spoilt, spoiltEach }) => [
    misset('never the end point', 'C1', () => ({ endpoint: false })),
    misset('always the end point', 'C3', () => ({ endpoint: true })),
    spoilt('each a step added to the one before', 'definition', (y, _, { start, stop, n, endpoint }) => {
      const step = (stop - start) / Math.max(endpoint ? n - 1 : n, 1);
      let value = start - step;
      return mapped(y, () => {
        value += step;
        return value;
      });
    }),
    spoiltEach(
      'numbers that lie more densely at the start',
      'C2',
      (value, at, _, { start, n }) => start + (value - start) * (at === n - 1 || at === 0 ? 1 : 0.75),
    ),
    spoiltEach('a little less than they are', 'C4', (value) => value - 1e-9),
    misset('fewer than none taken for none', 'R2', ({ n }) => ({ n: Math.max(n, 0) })),
    misset('NaN taken for 0', 'R1', ({ stop }) => ({ stop: stop || 0 })),
  ]),
];
