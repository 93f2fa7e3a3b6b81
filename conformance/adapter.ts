import type { Gradient, Implementation } from '../spec/implementation.ts';
import type { operations } from '../spec/registry.generated.ts';
import type { Dtype, FloatDtype, Tensor } from '../spec/tensor.ts';

export type { Gradient, Implementation } from '../spec/implementation.ts';

type Registry = typeof operations;

/** What an implementation claims of its arithmetic; bounds are computed from it. */
export interface Precision {
  /** The data type judged by default, or several, the first being the default. */
  readonly dtype: FloatDtype | readonly FloatDtype[];
  /** Unit roundoff, where it is not that of the dtype (a TF32 product, a float16 accumulator). */
  readonly unitRoundoff?: number;
  /** Subnormal results are replaced by zero. */
  readonly flushToZero?: boolean;
  /** Errors of elementary functions in ULP, where they differ from exp 4, log 4, tanh 8, erf 16. */
  readonly ulps?: Readonly<Partial<Record<'exp' | 'log' | 'tanh' | 'erf', number>>>;
}

/**
 * An implementation under judgement. A plain object with these fields, importing nothing, is an adapter too.
 *
 * What an adapter lacks is absent; what it lacks for some inputs only, it reports by throwing an error whose `name` is
 * `Unsupported`.
 */
export interface Adapter<Native = unknown> {
  readonly name: string;
  readonly version: string;
  readonly precision: Precision;
  /** From the neutral tensor, row-major, to the library's own value. */
  toNative(tensor: Tensor): Native;
  /** Back again. `dtype` and `shape` are what the specification expects, for libraries whose values do not know. */
  fromNative(value: Native, expected: { readonly dtype: Dtype; readonly shape: readonly number[] }): Tensor;
  readonly operations: { readonly [K in keyof Registry]?: Implementation<Registry[K], Native> };
  readonly gradients?: { readonly [K in keyof Registry]?: Gradient<Registry[K], Native> };
  /** Views with the values of `tensor` but another memory layout. `broadcast` is given a tensor constant along its first axis. */
  readonly layouts?: Readonly<
    Partial<Record<'transposed' | 'sliced' | 'reversed' | 'broadcast', (tensor: Tensor) => Native>>
  >;
  /** False when operations take no leading batch axes. Default true. */
  readonly batches?: boolean;
  /** False when the library has no empty tensors. Default true. */
  readonly empty?: boolean;
  /** True when results have the same bits for every layout and batch; then that is what is judged. Default false. */
  readonly reproducible?: boolean;
}

/** Types an adapter against the specification: a wrong operation, name or result does not compile. Returns its argument. */
export const defineAdapter = <Native>(adapter: Adapter<Native>): Adapter<Native> => adapter;
