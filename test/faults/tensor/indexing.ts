import type { NdArray } from '../../../src/ndArray.ts';
import { arrayOf, mapped, none, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

interface Indexed {
  readonly x: NdArray;
  readonly indices: NdArray;
}
interface Along {
  readonly axis: number;
}

/** Indices of which some are replaced, by the size of the axis. */
const indices =
  (of: (index: number, n: number) => number) =>
  (given: Indexed, { axis }: Along) => ({
    indices: mapped(given.indices, (index) => of(index, given.x.shape.at(axis) ?? 1)),
  });

const clamped = indices((index, n) => Math.max(-n, Math.min(index, n - 1)));
const inFront = indices((index) => Math.max(index, 0));
const moduloRank = ({ axis }: Along, { x }: Indexed): Along => ({ axis: axis % Math.max(x.shape.length, 1) });
const unsigned = ({ axis }: Along, { x }: Indexed): Along => ({ axis: Math.min(Math.abs(axis), x.shape.length - 1) });

/** Of updates that go to one place along the last axis the last alone kept, and zeros for the others. */
function lastAlone(places: NdArray, updates: NdArray): NdArray {
  const [where, n] = [valuesOf(places), places.shape.at(-1) ?? 1];
  return mapped(updates, (value, at) => {
    const row = at - (at % n);
    return where.slice(at + 1, row + n).includes(where[at] ?? -1) ? 0 : value;
  });
}

export const faults: readonly Fault[] = [
  ...faultsOf('tensor.take', ({ misread, misset, spoiltGradient, wrong, wrongGradient }) => [
    misread('an index beside the axis taken for the nearest', 'R2', clamped),
    misread('a negative index taken for 0', 'C3', inFront),
    misread('the places in ascending order', 'C2', (given) => ({
      indices: arrayOf(
        'int32',
        given.indices.shape,
        valuesOf(given.indices).sort((p, q) => p - q),
      ),
    })),
    misread(
      'the last place never taken',
      'C1',
      indices((index, n) => (index === n - 1 ? Math.max(n - 2, 0) : index)),
    ),
    wrong('indices of several axes read column by column', 'C4', (given, attributes, right) => {
      if (given.indices.shape.length < 2) return right(given, attributes);
      const [rows = 1, columns = 1] = given.indices.shape;
      const values = valuesOf(given.indices);
      const turned = values.map((_, at) => values[(at % columns) * rows + Math.floor(at / columns)] ?? 0);
      return right({ ...given, indices: arrayOf('int32', given.indices.shape, turned) }, attributes);
    }),
    misset('the sign of a negative axis dropped', 'C6', unsigned),
    misset('an axis beyond the last taken modulo the rank', 'R1', moduloRank),
    wrongGradient('the gradient of equal indices assigned', 'C5', (given, g, attributes, right) =>
      right(given, given.x.shape.length === 1 && g.shape.length === 1 ? lastAlone(given.indices, g) : g, attributes),
    ),
    spoiltGradient('gradient averaged over how often an element is taken', 'jacobian', ({ x }, given) => ({
      x: mapped(x, (value) => value / Math.max(valuesOf(given.indices).length, 1)),
    })),
  ]),
  ...faultsOf('tensor.indexSelect', ({ misread, misset, wrong }) => [
    misread('an index beside the axis taken for the nearest', 'R2', clamped),
    misread('a negative index taken for 0', 'C3', inFront),
    misread('a place that is named again left out for the first', 'C1', (given) => ({
      indices: mapped(given.indices, (index, at) => (valuesOf(given.indices).indexOf(index) < at ? 0 : index)),
    })),
    misset('an axis beyond the last taken modulo the rank', 'R1', moduloRank),
    wrong('along the first axis, whichever is asked for', 'C2', (given, attributes, right) => {
      const y = right(given, attributes);
      const [axis] = [attributes.axis < 0 ? attributes.axis + given.x.shape.length : attributes.axis];
      const isSquare = given.x.shape.length === 2 && given.x.shape[0] === given.x.shape[1];
      return isSquare && axis === 1 && y.shape.join() === given.x.shape.join() ? right(given, { axis: 0 }) : y;
    }),
  ]),
  ...faultsOf('tensor.gather', ({ misread, misset, wrongGradient }) => [
    misread('an index beside the axis taken for the nearest', 'R2', clamped),
    misread('a negative index taken for 0', 'C3', inFront),
    misread('the indices of the first line for all', 'C1', (given) => {
      const n = given.indices.shape.at(-1) ?? 1;
      const values = valuesOf(given.indices);
      return { indices: mapped(given.indices, (_, at) => values[at % n] ?? 0) };
    }),
    misread('every second index moved to the front', 'C2', (given) => ({
      indices: mapped(given.indices, (index, at) => (at % 2 === 1 ? 0 : index)),
    })),
    misset('an axis beyond the last taken modulo the rank', 'R1', moduloRank),
    wrongGradient('the gradient of equal indices assigned', 'adjoint', (given, g, attributes, right) =>
      right(given, attributes.axis === -1 || given.x.shape.length === 1 ? lastAlone(given.indices, g) : g, attributes),
    ),
  ]),
  ...faultsOf('tensor.scatterAdd', ({ misread, misset, spoiltGradient }) => [
    misread('an index beside the axis taken for the nearest', 'R2', clamped),
    misread('a negative index taken for 0', 'C3', inFront),
    misread('of updates that go to one place the last added alone', 'C1', ({ updates, ...given }, { axis }) =>
      axis === -1 || given.x.shape.length === 1 || axis === given.x.shape.length - 1
        ? { updates: lastAlone(given.indices, updates) }
        : {},
    ),
    misread('the first update weighs twice', 'C2', ({ updates }) => ({
      updates: mapped(updates, (value, at) => (at === 0 ? 2 * value : value)),
    })),
    misread('added to zeros', 'C4', ({ x }) => ({ x: none(x) })),
    misset('an axis beyond the last taken modulo the rank', 'R1', moduloRank),
    spoiltGradient('gradient of the updates as of x', 'adjoint', ({ x }, { updates }) =>
      x.shape.join() === updates.shape.join() ? { updates: x } : {},
    ),
  ]),
  ...faultsOf('tensor.oneHot', ({ misread, misset, spoilt, wrong }) => [
    wrong('a class that is none as a row of zeros', 'R2', (given, attributes, right) => {
      const isClass = (index: number) => index >= 0 && index < attributes.n;
      const known = right({ indices: mapped(given.indices, (index) => (isClass(index) ? index : 0)) }, attributes);
      const values = valuesOf(given.indices);
      return mapped(known, (value, at) => (isClass(values[Math.floor(at / attributes.n)] ?? 0) ? value : 0));
    }),
    spoilt('the first class without a 1', 'C1', (y, given, { n }) => {
      const values = valuesOf(given.indices);
      return mapped(y, (value, at) => (values[Math.floor(at / n)] === 0 ? 0 : value));
    }),
    misread('classes counted from 1', 'C2', (given) => ({
      indices: mapped(given.indices, (index) => (index > 0 ? index - 1 : index)),
    })),
    spoilt('column by column', 'C3', (y, _, { n }) => {
      const rows = valuesOf(y).length / n;
      const values = valuesOf(y);
      return y.shape.length === 2 ? mapped(y, (_value, at) => values[(at % rows) * n + Math.floor(at / rows)] ?? 0) : y;
    }),
    misset('no classes taken for one', 'R1', ({ n }) => ({ n: Math.max(n, 1) })),
  ]),
  ...faultsOf('tensor.maskFill', ({ misread, misset, wrong, wrongGradient }) => [
    wrong('multiplied by the mask', 'C2', ({ x, mask }, { value }) => {
      const hidden = zipped(x, mask, (own, flag) => own * (flag === 0 ? 1 : 0));
      return zipped(hidden, mask, (own, flag) => own + (flag === 0 ? 0 : value));
    }),
    misread('the mask as ones and twos', 'C1', ({ mask }) => ({ mask: mapped(mask, (flag) => (flag < 0 ? 0 : flag)) })),
    misread('filled where the mask is 0', 'definition', ({ mask }) => ({
      mask: mapped(mask, (flag) => (flag === 0 ? 1 : 0)),
    })),
    wrong('added to what is below the mask', 'C3', ({ x, mask }, { value }) =>
      zipped(x, mask, (own, flag) => (flag === 0 ? own : own + value)),
    ),
    misset('NaN taken for 0', 'R1', ({ value }) => ({ value: value || 0 })),
    wrongGradient('gradient through the mask', 'C4', (_, g) => ({ x: g })),
    wrongGradient('gradient multiplied by x over x', 'C4', ({ x, mask }, g) => ({
      x: zipped(
        zipped(g, x, (one, own) => one * (own / own)),
        mask,
        (one, flag) => (flag === 0 ? one : one * 0),
      ),
    })),
  ]),
];
