import type { Adapter } from '../../../conformance/adapter.ts';
import { operations } from './adapterOf.ts';
import { ofTwo } from './elementwise.ts';
import { array, Unsupported, type Value } from './values.ts';

type Operations = Adapter<Value>['operations'];
type Elementwise = keyof typeof ofTwo;
type Reduction = 'tensor.sum' | 'tensor.mean' | 'tensor.max';

/**
 * The calls of the first way, but for cases that fail there at once and for one reason, which would hide what else is to be seen: a
 * arrays of one size and different shapes, `keepdims` of a reduction over all axes, and of `einsum` the ellipsis, spaces and axes that are stretched.
 */
export const declining: Operations = {
  ...Object.fromEntries((Object.keys(ofTwo) as Elementwise[]).map((id) => [id, elementwise(id)])),
  'tensor.where': (inputs, attributes) => {
    ofOneShape(inputs.condition, inputs.a, inputs.b);
    return call('tensor.where')(inputs, attributes);
  },
  ...reduction('tensor.sum'),
  ...reduction('tensor.mean'),
  ...reduction('tensor.max'),
  'linalg.einsum': ({ xs }, attributes) => {
    const { subscripts } = attributes;
    if (typeof subscripts === 'string' && (/[. ]/.test(subscripts) || stretches(subscripts, xs)))
      throw new Unsupported('fails in the first way');
    return call('linalg.einsum')({ xs }, attributes);
  },
};

function call<K extends keyof Operations>(id: K): NonNullable<Operations[K]> {
  const called = operations[id];
  if (called === undefined) throw new TypeError(`${id} has no call`);
  return called;
}

/** Arrays whose sizes differ, or whose shapes do not. */
function ofOneShape(...values: readonly Value[]): void {
  const [first, ...others] = values.map(array);
  if (first === undefined || others.some(({ size }) => size !== first.size)) return;
  if (others.some(({ shape }) => shape.join() !== first.shape.join())) throw new Unsupported('fails in the first way');
}

const elementwise =
  (id: Elementwise) =>
  ({ a, b }: { readonly a: Value; readonly b: Value }): Value => {
    ofOneShape(a, b);
    return ofTwo[id]({ a, b });
  };

function reduction(id: Reduction): Operations {
  return {
    [id]: ({ x }: { x: Value }, attributes: { axes: readonly number[] | null; keepdims: boolean }) => {
      if (attributes.axes === null && attributes.keepdims) throw new Unsupported('fails in the first way');
      return call(id)({ x }, attributes);
    },
  };
}

function stretches(subscripts: string, xs: readonly Value[]): boolean {
  const sizes = new Map<string, number>();
  const terms = (subscripts.split('->')[0] ?? '').split(',');
  return terms.some((term, at) =>
    [...term].some((label, axis) => {
      const size = array(xs[at] ?? 0).shape[axis] ?? 0;
      const known = sizes.get(label) ?? size;
      sizes.set(label, known);
      return known !== size;
    }),
  );
}
