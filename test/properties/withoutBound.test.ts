import { describe, expect, test } from 'vitest';
import reference from '../../adapters/reference/adapter.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { findLaw, loadOperations } from '../../conformance/judge/laws.ts';
import { describe as describeAdapter, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import type { Case, Observation } from '../../properties/law.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { zeros } from '../../src/ndArray.ts';
import { adam } from '../../src/optimizers/adam.ts';

await loadOperations(['tensor.div', 'linalg.frobeniusNorm', 'optimizers.adam']);

/** What a law observes of one case, for the reference or a variant of it. */
async function observed(id: string, given: Case, adapter = reference): Promise<readonly Observation[]> {
  const law = findLaw(id);
  if (law === undefined) throw new Error(`no law ${id}`);
  return law.check(inProcessSubject(adapter), given, contextOf(describeAdapter(readAdapter(adapter)), 'float64', law));
}

const judged = (observations: readonly Observation[]): number =>
  observations.reduce((sum, { judged: count }) => sum + (count ?? 1), 0);
const unjudged = (observations: readonly Observation[]): number =>
  observations.reduce((sum, { unjudged: count }) => sum + (count ?? 0), 0);
const vector = (...values: number[]) => tensorOf('float64', [values.length], values);

describe('an element whose bound is infinite is not judged', () => {
  test('the quotient of numbers whose rounding may be all there is of them', async () => {
    const inputs = { a: vector(1, 1e-310), b: vector(3, 5e-324) };
    const lossy = { ...reference, profile: { ...reference.profile, flushToZero: true } };
    const outputs = await observed('tensor.div/definition', { inputs, attributes: {} }, lossy);
    expect([judged(outputs), unjudged(outputs)]).toEqual([1, 1]);
  });

  test('the gradient of a norm whose squares overflow: a gradient of zeros is not passed', async () => {
    const zero = ({ a }: { a: Parameters<typeof reference.fromNative>[0] }) => ({ a: zeros('float64', a.shape) });
    const wrong = { ...reference, gradients: { ...reference.gradients, 'linalg.frobeniusNorm': zero } };
    const given = (size: number) => ({
      inputs: { a: tensorOf('float64', [1, 2], [3 * size, 4 * size]) },
      attributes: {},
      weights: [1, 2, 3, 1, 2, 3, 5],
    });
    for (const clause of ['jacobian', 'adjoint']) {
      const large = await observed(`linalg.frobeniusNorm/${clause}`, given(2 ** 700), wrong);
      expect(judged(large)).toBe(0);
      expect(unjudged(large)).toBeGreaterThan(0);
      const small = await observed(`linalg.frobeniusNorm/${clause}`, given(1), wrong);
      expect(small.some(({ ratio }) => !(ratio <= 1))).toBe(true);
    }
  });
});

describe('differences over a bend', () => {
  // With beta2 = 0 the step divides by |g| + epsilon, which at g = 0 bends within 1e-8; differences are taken over 1e-5.
  const given = (gradient: number) => ({
    inputs: { parameter: vector(5), gradient: vector(gradient), m: vector(3), v: vector(4) },
    attributes: { step: 2, learningRate: 0.5, beta1: 0.8125, beta2: 0, epsilon: 1e-8, weightDecay: 2 ** -19 },
    weights: [5, 5, 5, 1, 5, -3, -2],
  });

  test('are held against those of the exact function, and a wrong gradient fails there too', async () => {
    const gradients = {
      ...reference.gradients,
      'optimizers.adam': (...[inputs, cotangent, attributes]: Parameters<typeof adam.gradient>) => {
        const right = adam.gradient(inputs, cotangent, attributes);
        return { ...right, gradient: zeros('float64', inputs.gradient.shape) };
      },
    };
    for (const at of [0, 3]) {
      expect((await observed('optimizers.adam/differences', given(at))).every(({ ratio }) => ratio <= 1)).toBe(true);
      const wrong = await observed('optimizers.adam/differences', given(at), { ...reference, gradients });
      expect(wrong.every(({ ratio }) => ratio <= 1)).toBe(false);
    }
  });
});
