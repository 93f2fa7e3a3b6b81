import { expectTypeOf, test } from 'vitest';
import type { Adapter } from '../conformance/adapter.ts';
import type { qr } from '../spec/decompositions/qr.ts';
import type { Gradient, Implementation } from '../spec/implementation.ts';
import type { linear } from '../spec/layers/linear.ts';
import type { matmul } from '../spec/linalg/matmul.ts';
import type { crossEntropy } from '../spec/losses/crossEntropy.ts';

interface Native {
  readonly values: number[];
}
type Operations = Adapter<Native>['operations'];

/*
 * Checked by the compiler: an adapter's types follow from the records, and a wrong adapter does not compile.
 */
test('inputs, attributes and outputs are those of the record', () => {
  type MatmulOf = Implementation<typeof matmul, Native>;
  expectTypeOf<Parameters<MatmulOf>[0]['a']>().toEqualTypeOf<Native>();
  expectTypeOf<Parameters<MatmulOf>[1]['transposeA']>().toEqualTypeOf<boolean>();
  expectTypeOf<Awaited<ReturnType<MatmulOf>>>().toEqualTypeOf<Native>();
  type QrOf = Implementation<typeof qr, Native>;
  expectTypeOf<Awaited<ReturnType<QrOf>>>().toEqualTypeOf<{ readonly q: Native; readonly r: Native }>();
});

test('an optional input may be missing, and its gradient with it', () => {
  expectTypeOf<Parameters<Implementation<typeof linear, Native>>[0]['bias']>().toEqualTypeOf<Native | undefined>();
  expectTypeOf<Awaited<ReturnType<Gradient<typeof linear, Native>>>['bias']>().toEqualTypeOf<Native | undefined>();
});

test('a cotangent is bare for one output and a record for several', () => {
  expectTypeOf<Parameters<Gradient<typeof crossEntropy, Native>>[1]>().toEqualTypeOf<Native>();
  expectTypeOf<Parameters<Gradient<typeof qr, Native>>[1]>().toEqualTypeOf<{
    readonly q: Native;
    readonly r: Native;
  }>();
});

test('a wrong adapter does not compile', () => {
  expectTypeOf<{ 'linalg.matmul': (inputs: { a: Native; b: Native }) => Native }>().toExtend<Operations>();
  // A result that is not the library's value.
  expectTypeOf<{ 'linalg.matmul': () => string }>().not.toExtend<Operations>();
  // An input that the signature does not have.
  expectTypeOf<{ 'linalg.matmul': (inputs: { left: Native }) => Native }>().not.toExtend<Operations>();
  // One output where there are two.
  expectTypeOf<{ 'decompositions.qr': () => Native }>().not.toExtend<Operations>();
  // An attribute of another type.
  expectTypeOf<{
    'linalg.matmul': (inputs: unknown, attributes: { transposeA: string }) => Native;
  }>().not.toExtend<Operations>();
});

test('a name that the specification does not have is no operation', () => {
  expectTypeOf<'linalg.matmul'>().toExtend<keyof Operations>();
  expectTypeOf<'linalg.matmull'>().not.toExtend<keyof Operations>();
});
