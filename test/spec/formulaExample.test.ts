import { expect, test } from 'vitest';
import { formulaText } from '../../conformance/present/_internal/formulaText.ts';
import { exampleOf, formulasShown } from '../../spec/formulaExample.ts';
import { type AnyOperation, defineOperation } from '../../spec/operation.ts';
import { operations } from '../../spec/registry.generated.ts';

const textsOf = (record: AnyOperation) => exampleOf(record)?.formulas.map(formulaText);

test.each([
  ['decompositions.det', ['n = 2'], ['d = a[0, 0] a[1, 1] - a[0, 1] a[1, 0]']],
  [
    'linalg.convolve',
    ['m = 2', 'n = 3'],
    ['c[0] = a[0] b[0]', 'c[1] = a[0] b[1] + a[1] b[0]', 'c[2] = a[0] b[2] + a[1] b[1]', 'c[3] = a[1] b[2]'],
  ],
  ['linalg.shear', ['n = 2', 'i = 0', 'j = 1'], ['s[0, 0] = 1', 's[0, 1] = k', 's[1, 0] = 0', 's[1, 1] = 1']],
  ['metrics.logitMargin', ['c = 2', 'target = [1]'], ['m = z[1] - z[0]']],
] as const)('elements of results at small sizes: %s', (id, where, texts) => {
  expect(exampleOf(operations[id])?.where).toEqual(where);
  expect(textsOf(operations[id])).toEqual(texts);
});

test('of many elements the first, the last and some between', () => {
  const places = exampleOf(operations['layers.maxPool2d'])?.formulas.map((one) => 'index' in one && one.index);
  expect(places).toHaveLength(8);
  expect(places?.at(0)).toEqual(['0', '0', '0', '0'].map((name) => ({ name })));
  expect(places?.at(-1)).toEqual(['1', '2', '2', '3'].map((name) => ({ name })));
  expect(textsOf(operations['layers.maxPool2d'])?.[0]).toBe(
    'y[0, 0, 0, 0] = max(x[0, 0, 0, 0], x[0, 0, 0, 1], x[0, 0, 1, 0], x[0, 0, 1, 1])',
  );
});

test('a formula for all sizes comes first', () => {
  expect(formulasShown(operations['linalg.matmul'])?.formulas).toHaveLength(1);
});

test('what is longer than a line is left out, and what has no definition', () => {
  expect(exampleOf(operations['sequence.lstm'])).toBeUndefined();
  expect(exampleOf(operations['decompositions.svd'])).toBeUndefined();
});

test('a definition that never ends is', () => {
  const endless = defineOperation({
    meaning: 'For the test.',
    clauses: {},
    sources: [],
    id: 'test.endless',
    signature: 'x[] -> y[]',
    definition: ({ x }, { mul, constant }) => ({
      y() {
        let power = constant(1);
        for (;;) power = mul(power, x());
      },
    }),
  });
  expect(exampleOf(endless)).toBeUndefined();
});

test('most definitions are shown as a formula: of every fifth', () => {
  const all: readonly AnyOperation[] = Object.values(operations);
  const defined = all.filter(({ definition }) => definition !== undefined).filter((_, at) => at % 5 === 0);
  const shown = defined.filter((record) => formulasShown(record) !== undefined);
  expect(shown.length / defined.length).toBeGreaterThan(0.8);
}, 240_000);
