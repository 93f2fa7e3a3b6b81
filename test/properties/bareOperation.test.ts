import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Adapter } from '../../conformance/adapter.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { describe as describeAdapter, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { derivedLaws } from '../../properties/derived/index.ts';
import { operationCases } from '../../properties/generators/cases.ts';
import { defineOperation } from '../../spec/operation.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';

/** An operation with nothing but its record: x^T A y, on every member of a batch. */
const bilinear = defineOperation({
  id: 'linalg.bilinear',
  meaning: 'The bilinear form x^T A y.',
  signature: 'x[..., m], a[..., m, n], y[..., n] -> c[...]',
  definition: ({ x, a, y }, { sum, mul }) => ({ c: () => sum('m n', (i, j) => mul(mul(x(i), a(i, j)), y(j))) }),
  special: 'propagates',
  homogeneous: [{ x: 1, c: 1 }],
  exchangeable: ['m', 'n'],
  derivative: 'ofDefinition',
  clauses: {},
  sources: [],
});

interface Inputs {
  readonly x: Tensor;
  readonly a: Tensor;
  readonly y: Tensor;
}
type Form = (x: readonly number[], a: readonly number[], y: readonly number[]) => number;
type Pullback = (
  x: readonly number[],
  a: readonly number[],
  y: readonly number[],
  g: number,
) => { x: number[]; a: number[]; y: number[] };

const form: Form = (x, a, y) =>
  x.reduce((sum, xi, i) => sum + y.reduce((row, yj, j) => row + xi * (a[i * y.length + j] ?? 0) * yj, 0), 0);
const pullback: Pullback = (x, a, y, g) => ({
  x: x.map((_, i) => y.reduce((sum, yj, j) => sum + g * (a[i * y.length + j] ?? 0) * yj, 0)),
  a: a.map((_, k) => g * (x[Math.floor(k / y.length)] ?? 0) * (y[k % y.length] ?? 0)),
  y: y.map((_, j) => x.reduce((sum, xi, i) => sum + g * (a[i * y.length + j] ?? 0) * xi, 0)),
});

/** A toy implementation without batches. */
function toy(wrong: { form?: Form; pullback?: Pullback } = {}): Adapter<Tensor> {
  const check = ({ x, a, y }: Inputs) => {
    if (x.shape.length !== 1 || y.shape.length !== 1 || a.shape.join() !== [...x.shape, ...y.shape].join())
      throw new RangeError('shapes do not fit');
    if ([x, a, y].some(({ dtype }) => dtype !== 'float64')) throw new TypeError('x, a and y must be float64');
    return [Array.from(x.data), Array.from(a.data), Array.from(y.data)] as const;
  };
  const operations = {
    [bilinear.id]: (inputs: Inputs) => tensorOf('float64', [], [(wrong.form ?? form)(...check(inputs))]),
  };
  const gradients = {
    [bilinear.id]: (inputs: Inputs, g: Tensor) => {
      const found = (wrong.pullback ?? pullback)(...check(inputs), g.data[0] ?? 0);
      return {
        x: tensorOf('float64', inputs.x.shape, found.x),
        a: tensorOf('float64', inputs.a.shape, found.a),
        y: tensorOf('float64', inputs.y.shape, found.y),
      };
    },
  };
  return {
    name: 'toy',
    version: '1',
    profile: { dtype: 'float64', batches: 'none' },
    toNative: (tensor) => tensor,
    fromNative: (tensor) => tensor,
    operations,
    gradients,
  };
}

async function failing(adapter: Adapter<Tensor>): Promise<string[]> {
  const subject = inProcessSubject(adapter);
  const failed: string[] = [];
  for (const law of derivedLaws(bilinear)) {
    const context = contextOf(describeAdapter(readAdapter(adapter)), 'float64', law);
    const { verdict } = await runLaw(law, subject, context, { runs: 60, seed: 1, adapterPath: 'toy' });
    if (verdict !== 'passed' && verdict !== 'unsupported') failed.push(law.clause);
  }
  return failed;
}

describe('an operation that has nothing but its record', () => {
  test('is judged by at least eight laws, gradients among them', () => {
    const laws = derivedLaws(bilinear);
    expect(laws.length).toBeGreaterThanOrEqual(8);
    expect(laws.filter((law) => law.gradient).map((law) => law.clause)).toEqual([
      'emptyGradient',
      'jacobian',
      'adjoint',
      'linearCotangent',
      'untouchedByGradient',
      'gradientLayouts',
      'gradientStretched',
      'gradientScales',
      'gradientStorage',
      'taylor',
      'differences',
    ]);
  });

  test('a right implementation passes them all', async () => {
    expect(await failing(toy())).toEqual([]);
  });

  test('a term left out is caught', async () => {
    expect(await failing(toy({ form: (x, a, y) => form(x.slice(0, -1), a, y) }))).toEqual(
      expect.arrayContaining(['definition', 'integers']),
    );
  });

  test('a transposed matrix is caught', async () => {
    const flipped: Form = (x, a, y) =>
      x.reduce((sum, xi, i) => sum + y.reduce((row, yj, j) => row + xi * (a[j * x.length + i] ?? 0) * yj, 0), 0);
    expect(await failing(toy({ form: flipped }))).toEqual(expect.arrayContaining(['definition', 'integers']));
  });

  test('a gradient that lacks a factor is caught by every gradient law that can see it', async () => {
    const lacking: Pullback = (x, a, y, g) => ({
      ...pullback(x, a, y, g),
      a: a.map((_, k) => g * (y[k % y.length] ?? 0)),
    });
    expect(await failing(toy({ pullback: lacking }))).toEqual([
      'jacobian',
      'adjoint',
      'gradientLayouts',
      'gradientScales',
      'taylor',
      'differences',
    ]);
  });

  test('an index bug shrinks to a case that a person can read', async () => {
    const adapter = toy({
      form: (x, a, y) =>
        form(
          x,
          a.map((_, k) => a[k === 3 ? 2 : k] ?? 0),
          y,
        ),
    });
    const subject = inProcessSubject(adapter);
    const law = derivedLaws(bilinear).find(({ clause }) => clause === 'integers');
    if (law === undefined) throw new Error('no such law');
    const context = contextOf(describeAdapter(readAdapter(adapter)), 'float64', law);
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const report = await runLaw(law, subject, context, { runs: 60, seed, adapterPath: 'toy' });
      expect(report.verdict).toBe('failed');
      const shape = /const a = .*shape: \[(\d), (\d)\]/.exec(report.counterexample?.snippet ?? '');
      expect(Number(shape?.[1]) * Number(shape?.[2]), report.counterexample?.snippet).toBeLessThanOrEqual(6);
      expect(report.counterexample?.snippet).toMatch(/Float64Array\.of\((-?\d(, )?)+\)/);
    }
  });
});

test('cases of one seed are the same on every run', () => {
  const context = contextOf(describeAdapter(readAdapter(toy())), 'float64', { operation: bilinear, needs: [] });
  const draw = () => fc.sample(operationCases(bilinear, context), { numRuns: 20, seed: 7 });
  expect(draw()).toEqual(draw());
});
