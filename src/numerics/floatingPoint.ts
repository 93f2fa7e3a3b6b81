import * as specification from '../../spec/numerics/floatingPoint.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { reference } from '../_internal/reference.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';

export const gamma = arrayReference(specification.gamma, {
  whole(_, { k, dtype }) {
    const ku = k * 2 ** (dtype === 'float64' ? -53 : -24);
    return arrayFrom(dtype, [], [ku / (1 - ku)]);
  },
});

export const nextAfter = reference(specification.nextAfter, {
  member: ({ x, y }, _, { dtype }) => beside(x, y, dtype === 'float64'),
});

export const allclose = arrayReference(specification.allclose, {
  whole({ a, b }, { rtol, atol, equalNaN }) {
    const others = doubles(b);
    const isClose = (one: number, at: number): boolean => {
      const other = others[at] as number;
      if (one === other) return true;
      if (Number.isNaN(one) && Number.isNaN(other)) return equalNaN;
      const areFinite = Math.abs(one) < Number.POSITIVE_INFINITY && Math.abs(other) < Number.POSITIVE_INFINITY;
      return areFinite && Math.abs(one - other) <= atol + rtol * Math.abs(other);
    };
    return arrayFrom('int32', [], [Number(doubles(a).every(isClose))]);
  },
});

const view = new DataView(new ArrayBuffer(8));

/** The next number after x towards y: the bits of a number without its sign, as an integer, grow with its magnitude. */
function beside(x: number, y: number, isWide: boolean): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (x === y) return y;
  if (x === 0) return Math.sign(y) * (isWide ? Number.MIN_VALUE : 2 ** -149);
  const step = y > x === x > 0 ? 1 : -1;
  if (isWide) {
    view.setFloat64(0, x);
    view.setBigInt64(0, view.getBigInt64(0) + BigInt(step));
    return view.getFloat64(0);
  }
  view.setFloat32(0, x);
  view.setInt32(0, view.getInt32(0) + step);
  return view.getFloat32(0);
}
