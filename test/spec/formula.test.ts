import { describe, expect, test } from 'vitest';
import { formulaTex, formulaText } from '../../conformance/present/_internal/formulaText.ts';
import { formulasOf } from '../../spec/formula.ts';
import { operation } from '../../spec/operation.ts';
import { operations } from '../../spec/registry.generated.ts';

const textsOf = (record: Parameters<typeof formulasOf>[0]) => formulasOf(record)?.map(formulaText);

describe('formulas are read off definitions', () => {
  test.each([
    ['linalg.matmul', ['c[i, j] = sum over k < p of a[i, k] b[k, j]']],
    ['layers.linear', ['y[j] = (sum over k < i of x[k] weight[j, k]) + bias[j]']],
    ['layers.relu', ['y = max(0, x)']],
    ['linalg.frobeniusNorm', ['norm = sqrt(sum over i < m, j < n of a[i, j] a[i, j])']],
    [
      'layers.logSumExp',
      ['y = (max over i < n of x[i]) + log(sum over j < n of exp(x[j] - (max over i < n of x[i])))'],
    ],
  ] as const)('%s', (id, texts) => {
    expect(textsOf(operations[id])).toEqual(texts);
  });

  test('in TeX too', () => {
    expect(formulasOf(operations['linalg.matmul'])?.map(formulaTex)).toEqual([
      'c_{i,j} = \\sum_{k < p} a_{i,k} \\, b_{k,j}',
    ]);
  });

  test('most operations of arithmetic have one', () => {
    const found = Object.values(operations).filter((record) => formulasOf(record) !== undefined);
    expect(found.length).toBeGreaterThanOrEqual(16);
  });
});

describe('what is no formula is not shown as one', () => {
  const record = { meaning: 'For the test.', clauses: {}, sources: [] } as const;

  test('labels and truth are numbers that a definition compares', () => {
    expect(textsOf(operations['tensor.where'])).toBeUndefined();
  });

  test('a comparison of an index, which a symbol cannot see, is found out by evaluating both', () => {
    const trace = operation({
      ...record,
      id: 'test.diagonal',
      signature: 'a[n, n] -> d[n, n]',
      definition: ({ a }, { constant }) => ({ d: (i, j) => (i === j ? a(i, j) : constant(0)) }),
    });
    expect(textsOf(trace)).toBeUndefined();
  });

  test('arithmetic with an index is refused', () => {
    const flip = operation({
      ...record,
      id: 'test.flip',
      signature: 'x[n] -> y[n]',
      definition: ({ x }, { size }) => ({ y: (i) => x(size('n') - 1 - i) }),
    });
    expect(textsOf(flip)).toBeUndefined();
  });
});
