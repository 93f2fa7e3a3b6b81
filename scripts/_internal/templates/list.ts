import type { Template } from '../template.ts';

export const template: Template = {
  about: 'a list of tensors, as many as are given',
  files: ({ chapter, name }) => ({
    spec: `import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { tensorAt } from '../shaped.ts';
import { arrayApi } from '../sources.ts';

export const ${name} = defineOperation({
  id: '${chapter}.${name}',
  meaning: 'The sums of several vectors, one after another.',
  signature: 'xs*[each n] -> y[k]',
  // Of no vectors nothing says the data type of the result.
  sizes: ({ xs }) => (xs === 0 ? refuse('R1', 'there must be at least one vector') : { k: xs }),
  definition: ({ xs }, { sum }) => ({
    y: (k) => sum([tensorAt(xs, k).shape[0] ?? 0], (i) => tensorAt(xs, k)(i)),
  }),
  special: 'propagates',
  rejects: { R1: 'there must be at least one vector' },
  feasible: ({ xs, n }) => (xs === 0 ? { xs: 1, n: [1] } : { xs, n }),
  homogeneous: [{ xs: 1, y: 1 }],
  derivative: ({ xs }, { y: g }) => ({ xs: xs.map((_, k) => () => g(k)) }),
  clauses: {
    C1: 'of the list in reverse they are the same in reverse, bitwise',
  },
  sources: [arrayApi('sum')],
});
`,
    src: `import { ${name} as specification } from '../../spec/${chapter}/${name}.ts';
import { reference } from '../_internal/reference.ts';

export const ${name} = reference(specification, {
  halves: true,
  member: ({ xs }) => Float64Array.from(xs, (x) => x.reduce((sum, value) => sum + value, 0)),
  pullback: ({ xs }, g) => ({ xs: xs.map((x, k) => x.map(() => g[k] as number)) }),
});
`,
    properties: `import { ${name} } from '../../spec/${chapter}/${name}.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import type { Law } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { listOf } from '../verbs/judge.ts';

export const laws: readonly Law[] = [
  metamorphic(${name}, 'C1', {
    cases: (context) => operationCases(${name}, context).map(({ inputs }) => ({ xs: listOf(inputs, 'xs') })),
    to: ({ xs }) => ({ xs: xs.toReversed() }),
    result: ({ y }) => ({ y: tensorOf(y.dtype, y.shape, y.data.toReversed()) }),
    what: 'of the reversed list',
  }),
];
`,
    'test/faults': `import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf('${chapter}.${name}', ({ spoilt, wrong, spoiltGradient }) => [
  spoilt('the total not begun anew', 'C1', (y) => {
    let total = 0;
    return mapped(y, (value) => {
      total += value;
      return total;
    });
  }),
  wrong('an empty list answered', 'signature', ({ xs }, attributes, right) =>
    xs.length === 0 ? arrayOf('float64', [0], []) : right({ xs }, attributes),
  ),
  spoilt('computed in single precision', 'definition', (y) => mapped(y, Math.fround)),
  spoiltGradient('gradient of the first vector alone', 'jacobian', ({ xs }) => ({
    xs: xs.map((x, k) => (k === 0 ? x : arrayOf(x.dtype, x.shape, valuesOf(x).fill(0)))),
  })),
]);
`,
  }),
};
