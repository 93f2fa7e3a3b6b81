import type fc from 'fast-check';
import type { Tensor } from '../../../spec/tensor.ts';
import { beside } from '../../generators/beside.ts';
import { dealt } from '../../generators/dealt.ts';
import { pool } from '../../generators/entries.ts';
import type { KnownSpectrum } from '../../generators/knownSpectrum.ts';
import { at, build } from '../../verbs/tensors.ts';

/** The Frobenius norm, in double precision. */
export const frobenius = (a: Tensor): number => Math.hypot(...a.data);

/** The larger size. */
export const sizeOf = (a: Tensor): number => Math.max(...a.shape);

/** A row of a matrix. */
export const rowOf = (x: Tensor, t: number): number[] => Array.from({ length: x.shape[1] ?? 0 }, (_, i) => at(x, t, i));

/** A vector from drawn integers, not all of them 0. */
export const startOf = (like: Tensor, n: number, drawn: readonly number[]): Tensor =>
  build(like, [n], (i) => drawn[i % drawn.length] || i + 1);

/** Matrices of a known spectrum with a start, and how many steps are taken from it. */
export const vectors = (known: fc.Arbitrary<KnownSpectrum>) =>
  beside(known, { drawn: pool('integers'), steps: dealt([1, 3, 6]) }).map(({ drawn, steps, ...known }) => ({
    ...known,
    start: startOf(known.a, known.a.shape[1] ?? 1, drawn),
    steps,
  }));
