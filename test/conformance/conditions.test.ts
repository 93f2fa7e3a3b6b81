import { expect, test } from 'vitest';
import { conditionsOf } from '../../conformance/judge/_internal/conditions.ts';
import { gelu } from '../../spec/layers/gelu.ts';
import { tensorOf } from '../../spec/tensor.ts';

const inputs = { x: tensorOf('float64', [1], [1]) };

test('an attribute away from its usual value is a condition of the failure', () => {
  expect(conditionsOf(gelu, { inputs, attributes: { approximate: 'tanh' } })).toEqual(['where approximate is tanh']);
});

test('of an attribute that the case does not have nothing is said', () => {
  expect(conditionsOf(gelu, { inputs, attributes: {} })).toEqual([]);
});
