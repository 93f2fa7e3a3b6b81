import { jit, vjp } from '@jax-js/jax';
import { type Adapter, defineAdapter } from '../../../conformance/adapter.ts';
import { drawing, functions } from './functions.ts';
import * as layouts from './layouts.ts';
import { again, fromNative, isPair, toNative, type Value } from './values.ts';

/** Values by name, and lists of them: what jax-js takes apart by itself. */
type Tree = Value | readonly Value[] | { readonly [name: string]: Value | readonly Value[] | undefined };
type Called = (inputs: Tree) => Tree;

/** How a function is called: at once, or compiled first. */
export type Way = (called: Called) => Called;

export const eager: Way = (called) => called;
export const compiled: Way = (called) => jit(called as never) as unknown as Called;

/** The adapter of one way; gradients are those of the library's own `vjp`. */
export const adapterOf = (name: string, dtype: Adapter['profile']['dtype'], way: Way): Adapter<Value> =>
  defineAdapter<Value>({
    name,
    version: '0.1.25',
    profile: {
      dtype,
      // 'If `a` is singular, this will return `nan` or `inf` values.'
      refusal: 'nan',
      // As in JAX, inputs of different data types are promoted.
      beyond: ['dtypes'],
      operations: {
        'linalg.convolve': { batches: 'none' },
        'decompositions.triangularSolve': { batches: 'leading' },
        // 'A batch of matrices with shape `[..., m, n]`.'
        'decompositions.lu': { beyond: ['dtypes', 'rectangular'] },
        'sequence.scaledDotProductAttention': { batches: 'leading' },
        // A bias is added as any array is, and broadcasts.
        'layers.*': { beyond: ['broadcasting', 'dtypes'] },
        // Documented for arrays of other ranks too.
        ...Object.fromEntries(
          ['linalg.dot', 'linalg.outer', 'multilinear.vec', 'decompositions.solve'].map((id) => [
            id,
            { beyond: ['ranks', 'dtypes'] as const },
          ]),
        ),
      },
    },
    toNative,
    fromNative,
    layouts,
    operations: { ...drawing, ...each((one) => forward(one, way)) } as Adapter<Value>['operations'],
    gradients: Object.fromEntries(
      Object.entries(each((one) => backward(one, way))).filter(([id]) => !withoutGradient.includes(id)),
    ) as NonNullable<Adapter<Value>['gradients']>,
  });

type One = (inputs: Tree, attributes: unknown) => Tree;

/** What goes by the eigenvectors of a symmetric matrix has no gradient: 'JVP rule not implemented for jacobi_eigh'. */
const withoutGradient = ['decompositions.eigh', 'decompositions.svd', 'linalg.spectralNorm'];

const each = (make: (one: One) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(functions).map(([id, one]) => [id, make(one as unknown as One)]));

const forward =
  (one: One, way: Way) =>
  (inputs: Tree, attributes: unknown): Tree =>
    way((given) => one(given, attributes))(kept(inputs));

const backward =
  (one: One, way: Way) =>
  (inputs: Readonly<Record<string, Value | readonly Value[]>>, cotangent: Tree, attributes: unknown): Tree => {
    const entries = Object.entries(inputs).filter(([, value]) => value !== undefined);
    const [floats, others] = [entries.filter(([, value]) => real(value)), entries.filter(([, value]) => !real(value))];
    const called = way((given) =>
      differentiated(one({ ...(given as object), ...(kept(Object.fromEntries(others)) as object) }, attributes)),
    );
    const [, pullback] = vjp(called as never, [kept(Object.fromEntries(floats))] as never);
    const [gradients] = (pullback as unknown as (of: Tree) => [Tree])(kept(differentiated(cotangent)));
    return gradients;
  };

const real = (value: Value | readonly Value[]): boolean =>
  [value as Value].flat().every((one) => isPair(one) || one.dtype.startsWith('float'));

/** Of several results, and of their cotangents, those that are no positions. */
function differentiated(tree: Tree): Tree {
  if (single(tree) || Array.isArray(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).filter(([name]) => !['indices', 'permutation'].includes(name)));
}

const single = (tree: Tree): tree is Value => 'dtype' in tree || 'real' in tree;

/** The same tree with another reference to every value: a call uses up what it is given. */
function kept(tree: Tree): Tree {
  if (single(tree)) return again(tree);
  if (Array.isArray(tree)) return tree.map(again);
  const present = Object.entries(tree).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, kept(value as Tree) as Value | readonly Value[]]));
}
