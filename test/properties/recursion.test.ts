import { describe, expect, test } from 'vitest';
import { boundedResults, matchesDefinition } from '../../properties/verbs/judge.ts';
import { defineOperation } from '../../spec/operation.ts';
import { allowedError } from '../../spec/scalars/bound.ts';
import { rnn } from '../../spec/sequence/rnn.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { implementations } from '../../src/registry.generated.ts';
import { arrayOf, valuesOf } from '../faults/_internal/plain.ts';

const u = 2 ** -53;
const context = { dtype: 'float64', u, profile: { dtype: 'float64' } } as never as Parameters<typeof boundedResults>[3];
const profile = { dtype: 'float64' } as const;

/** Two states that turn in their plane and stay small, as do true errors; what boundedResults the sizes of errors does not see that they turn. */
function long(steps: number) {
  const tensor = (shape: readonly number[], values: readonly number[]) => tensorOf('float64', shape, values);
  return {
    x: tensor(
      [steps, 1],
      Array.from({ length: steps }, (_, t) => (((7 * t) % 11) - 5) / 64),
    ),
    weightX: tensor([2, 1], [1, -0.5]),
    weightHidden: tensor([2, 2], [0.75, -0.75, 0.75, 0.75]),
    initialHidden: tensor([2], [0.125, -0.25]),
  };
}

function statesOf(inputs: ReturnType<typeof long>): Tensor {
  const arrays = Object.entries(inputs).map(([name, { shape, data }]) => [name, arrayOf('float64', shape, data)]);
  const hidden = implementations['sequence.rnn'](Object.fromEntries(arrays), {});
  return tensorOf('float64', hidden.shape, valuesOf(hidden));
}

const widest = (inputs: object, received?: Record<string, Tensor>): number =>
  (boundedResults(rnn, inputs as never, {}, context, received)['hidden']?.values ?? []).reduce(
    (most, one) => Math.max(most, allowedError(one, profile)),
    0,
  );

describe('the bound of a recursion', () => {
  test('on all steps together grows until it allows everything, and that of a step stays a few roundings', () => {
    const seen = [5, 20, 50, 100, 200].map((steps) => {
      const inputs = long(steps);
      return [widest(inputs), widest(inputs, { hidden: statesOf(inputs) })] as const;
    });
    expect(seen.map(([together]) => Math.round(Math.log10(together)))).toEqual([-14, -12, -8, -2, 16]);
    for (const [, step] of seen) expect(step).toBeLessThan(100 * u);
  });

  test('of a step catches at step 150 what that of all steps lets pass', () => {
    const inputs = long(200);
    const hidden = statesOf(inputs);
    const ratioOf = (received: Tensor) => matchesDefinition(rnn, inputs, {}, { hidden: received }, context)[0];
    expect(ratioOf(hidden)?.ratio).toBeLessThanOrEqual(1);
    const at = 2 * 150;
    const wrong = tensorOf(
      'float64',
      hidden.shape,
      Array.from(hidden.data, (state, k) => (k === at ? state * (1 + 1e-9) : state)),
    );
    expect(ratioOf(wrong)).toMatchObject({ what: expect.stringMatching(/^hidden\[15[01], [01]\]$/) });
    expect(ratioOf(wrong)?.ratio).toBeGreaterThan(1e4);
    const together = boundedResults(rnn, inputs, {}, context)['hidden']?.values[at];
    expect(together && allowedError(together, profile)).toBeGreaterThan(1);
  });

  test('after a state that is no number there is none, and that state has failed', () => {
    const inputs = long(6);
    const hidden = statesOf(inputs);
    const lost = tensorOf(
      'float64',
      [6, 2],
      Array.from(hidden.data, (state, k) => (k >= 6 ? Number.NaN : state)),
    );
    const [one] = matchesDefinition(rnn, inputs, {}, { hidden: lost }, context);
    expect(one).toMatchObject({ ratio: Number.POSITIVE_INFINITY, what: 'hidden[3, 0]' });
  });
});

test('a recursion speaks of an axis, results and inputs that there are, and every result has the axis', () => {
  const record = (recursion: object) => () =>
    defineOperation({
      id: 'sequence.toy',
      meaning: 'Toy.',
      signature: 'x[t, i], s?[i] -> y[t, i], z[i]',
      definition: ({ x }: { x: (t: number, i: number) => number }) => ({ y: x, z: (i: number) => x(0, i) }),
      recursion,
      clauses: {},
      sources: [],
    } as never);
  expect(record({ over: 'time', states: { y: 's' } })).toThrow(
    'sequence.toy/recursion: "time" is no axis of one size; there is t, i',
  );
  expect(record({ over: 't', states: { h: 's' } })).toThrow('sequence.toy/recursion: "h" is no output; there is y, z');
  expect(record({ over: 't', states: { y: 'r' } })).toThrow('sequence.toy/recursion: "r" is no input; there is x, s');
  expect(record({ over: 't', states: { y: 's' } })).toThrow(
    'sequence.toy/recursion: every result must have the axis t, for it is judged step by step; z has i',
  );
});
