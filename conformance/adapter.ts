import type { Gradient, Implementation } from '../spec/implementation.ts';
import type { operations } from '../spec/registry.generated.ts';
import type { Dtype, Tensor } from '../spec/tensor.ts';
import type { AdapterProfile } from './subject/profile.ts';

export type { Gradient, Implementation } from '../spec/implementation.ts';
export type { AdapterProfile, Promises } from './subject/profile.ts';

type Registry = typeof operations;

/**
 * An implementation under judgement. A plain object with these fields, importing nothing, is an adapter too.
 *
 * What an adapter lacks is absent; what it lacks for some inputs only, it reports by throwing an error whose `name` is
 * `Unsupported`.
 */
export interface Adapter<Native = unknown> {
  readonly name: string;
  readonly version: string;
  /** What it promises of its arithmetic and how far it reaches; bounds are computed from it, and the report prints it. */
  readonly profile: AdapterProfile;
  /** From the neutral tensor, row-major, to the library's own value. */
  toNative(tensor: Tensor): Native;
  /** Back again. `dtype` and `shape` are what the specification expects, for libraries whose values do not know. */
  fromNative(value: Native, expected: { readonly dtype: Dtype; readonly shape: readonly number[] }): Tensor;
  /**
   * Frees a value, where the library does not by itself: called once for each that `toNative` and `layouts` made and for each result that was
   * read, after every call, also one that threw.
   */
  dispose?(value: Native): void | Promise<void>;
  readonly operations: { readonly [K in keyof Registry]?: Implementation<Registry[K], Native> };
  readonly gradients?: { readonly [K in keyof Registry]?: Gradient<Registry[K], Native> };
  /** Views with the values of `tensor` but another memory layout. `broadcast` is given a tensor constant along its first axis. */
  readonly layouts?: Readonly<
    Partial<
      Record<'transposed' | 'sliced' | 'reversed' | 'padded' | 'offset' | 'broadcast', (tensor: Tensor) => Native>
    >
  >;
}

/** Types an adapter against the specification: a wrong operation, name or result does not compile. Returns its argument. */
export const defineAdapter = <Native>(adapter: Adapter<Native>): Adapter<Native> => adapter;
