import numeric, { type T } from 'numeric';
import { defineAdapter } from '../../conformance/adapter.ts';
import { elementsOf, nested, shapeOf, Unsupported } from '../_internal/nested.ts';
import { arraysFrom, profile, tensorFrom } from './_internal/values.ts';

/**
 * Numbers of two parts, the second of which is 0: what is right of real ones must come of them. The product of an infinity and 0 + 0i is
 * NaN, so that nothing is said of what is not finite.
 */
export default defineAdapter<T>({
  name: 'numeric (complex)',
  version: '1.2.6',
  profile: { ...profile, nonfinite: 'undefined' },
  toNative: (tensor) =>
    new numeric.T(
      arraysFrom(tensor),
      nested(tensor.shape, () => 0),
    ),
  fromNative({ x, y }, { dtype }) {
    const spurious = y === undefined ? undefined : elementsOf(y).find((part) => part !== 0 && !Number.isNaN(part));
    if (spurious !== undefined) throw new TypeError(`got an imaginary part of ${spurious} from real numbers`);
    return tensorFrom(x, dtype);
  },
  operations: {
    'tensor.add': ({ a, b }) => a.add(b),
    'tensor.mul': ({ a, b }) => a.mul(b),
    'tensor.div': ({ a, b }) => a.div(b),
    'tensor.permute': ({ x }, { axes }) => {
      if (axes.join() !== '1,0' || shapeOf(x.x).length !== 2) throw new Unsupported('only the transpose');
      return x.transpose();
    },
    'linalg.dot': ({ a, b }) => a.dot(b),
    'linalg.matmul': ({ a, b }, { transposeA, transposeB }) =>
      (transposeA ? a.transpose() : a).dot(transposeB ? b.transpose() : b),
    'linalg.frobeniusNorm': ({ a }) => new numeric.T(a.norm2()),
    'decompositions.inv': ({ a }) => a.inv(),
  },
});
