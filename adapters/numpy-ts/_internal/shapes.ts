import * as np from 'numpy-ts';
import type { Adapter } from '../../../conformance/adapter.ts';
import { array, Unsupported, type Value } from './values.ts';

type Operations = Adapter<Value>['operations'];

/** `take` is declared to be given a list of places. */
function places(indices: Value): number[] {
  if (array(indices).ndim !== 1) throw new Unsupported('take is given a list of places');
  return (array(indices).tolist() as (number | bigint)[]).map(Number);
}

/** Numbers, one an axis. */
function ofEveryAxis<T>(x: Value, numbers: readonly T[]): readonly T[] {
  if (!Array.isArray(numbers) || numbers.length !== array(x).ndim || numbers.includes(null as T))
    throw new Unsupported('other numbers of axes, which NumPy documents for some of its functions');
  return numbers;
}

/** A name that a constructor takes; it takes those of integers too, which are asked for nowhere. */
function floating(dtype: string): 'float64' {
  if (!dtype.startsWith('float'))
    throw new Unsupported(`constructors are asked for floating-point numbers, got ${dtype}`);
  return dtype as 'float64';
}

/** Constructors, and what moves elements. */
export const shapes: Operations = {
  'tensor.arange': (_, { start, stop, step, dtype }) => np.arange(start, stop, step, floating(dtype)),
  'tensor.linspace': (_, { start, stop, n, endpoint, dtype }) => {
    if (!endpoint) throw new Unsupported('linspace has the end point');
    return np.linspace(start, stop, n, floating(dtype));
  },
  'tensor.eye': (_, { m, n, k, dtype }) => np.eye(m, n, k, floating(dtype)),
  'tensor.full': (_, { shape, value, dtype }) => np.full([...shape], value, floating(dtype)),
  'tensor.ones': (_, { shape, dtype }) => np.ones([...shape], floating(dtype)),
  'tensor.zeros': (_, { shape, dtype }) => np.zeros([...shape], floating(dtype)),
  'tensor.permute': ({ x }, { axes }) => np.transpose(array(x), [...axes]),
  'tensor.swapaxes': ({ x }, { axis1, axis2 }) => np.swapaxes(array(x), axis1, axis2),
  'tensor.moveaxis': ({ x }, { source, destination }) => np.moveaxis(array(x), source, destination),
  'tensor.reshape': ({ x }, { shape }) => np.reshape(array(x), [...shape]),
  'tensor.flatten': ({ x }) => np.flatten(array(x)),
  'tensor.expandDims': ({ x }, { axis }) => np.expand_dims(array(x), axis),
  'tensor.squeeze': ({ x }, { axes }) => {
    if (axes === null) return np.squeeze(array(x));
    const [axis, ...more] = axes;
    if (axis === undefined || more.length > 0) throw new Unsupported('squeeze leaves out one axis, or all');
    return np.squeeze(array(x), axis);
  },
  'tensor.broadcastTo': ({ x }, { shape }) => np.broadcast_to(array(x), [...shape]),
  'tensor.concat': ({ xs }, { axis }) => np.concatenate(xs.map(array), axis),
  'tensor.stack': ({ xs }, { axis }) => np.stack(xs.map(array), axis),
  'tensor.split': ({ x }, { axis, parts }) => np.split(array(x), cuts(array(x), parts, axis), axis),
  'tensor.slice': ({ x }, { starts, stops, steps }) =>
    array(x).slice(
      ...ofEveryAxis(x, starts).map(
        (start, axis) => `${start}:${ofEveryAxis(x, stops)[axis]}:${ofEveryAxis(x, steps)[axis]}`,
      ),
    ),
  'tensor.flip': ({ x }, { axes }) => (axes === null ? np.flip(array(x)) : np.flip(array(x), [...axes])),
  'tensor.roll': ({ x }, { shift, axis }) => np.roll(array(x), shift, axis),
  'tensor.repeat': ({ x }, { repeats, axis }) => np.repeat(array(x), repeats, axis),
  'tensor.tile': ({ x }, { reps }) => np.tile(array(x), [...ofEveryAxis(x, reps)]),
  'tensor.pad': ({ x }, { before, after, mode, value }) => {
    if (mode !== 'constant') throw new Unsupported('an error says that other modes are not fully implemented');
    return np.pad(
      array(x),
      ofEveryAxis(x, before).map((size, axis): [number, number] => [size, ofEveryAxis(x, after)[axis] ?? 0]),
      mode,
      value,
    );
  },
  'tensor.take': ({ x, indices }, { axis }) => np.take(array(x), places(indices), axis),
  'tensor.indexSelect': ({ x, indices }, { axis }) => np.take(array(x), places(indices), axis),
  'tensor.gather': ({ x, indices }, { axis }) => np.take_along_axis(array(x), array(indices), axis),
  'tensor.diag': ({ x }, { k }) => np.diagonal(array(x), k, -2, -1),
  'tensor.diagEmbed': ({ v }, { k }) => np.diag(array(v), k),
  'tensor.tril': ({ x }, { k }) => np.tril(array(x), k),
  'tensor.triu': ({ x }, { k }) => np.triu(array(x), k),
};

/** The places between parts of the given sizes, which say all but what the sizes add up to; a number of parts stays one. */
function cuts(x: np.NDArrayCore, parts: number | readonly number[], axis: number): number | number[] {
  if (typeof parts === 'number') return parts;
  const length = x.shape.at(axis);
  const whole = parts.every((size) => size >= 0) && parts.reduce((sum, size) => sum + size, 0) === length;
  if (length !== undefined && !whole) throw new Unsupported('places between parts cover the axis whatever they are');
  let place = 0;
  return parts.slice(0, -1).map((size) => (place += size));
}
