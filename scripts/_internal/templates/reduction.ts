import type { Template } from '../template.ts';

export const template: Template = {
  about: 'an axis becomes one number',
  files: ({ chapter, name }) => ({
    spec: `import { defineOperation } from '../operation.ts';
import { golubVanLoan2013 } from '../sources.ts';

export const ${name} = defineOperation({
  id: '${chapter}.${name}',
  meaning: 'The sum of the squares along the last axis.',
  signature: 'x[..., n] -> y[...]',
  definition: ({ x }, { sum, mul }) => ({ y: () => sum('n', (i) => mul(x(i), x(i))) }),
  special: 'propagates',
  homogeneous: [{ x: 1, y: 2 }],
  exchangeable: ['n'],
  derivative: ({ x }, { y: g }, { mul, constant }) => ({ x: (i) => mul(constant(2), mul(g(), x(i))) }),
  clauses: {
    C1: 'the whole numbers from 1 to n give n (n + 1) (2 n + 1) / 6, bitwise',
  },
  sources: [golubVanLoan2013('section 2.2')],
});
`,
    src: `import { ${name} as specification } from '../../spec/${chapter}/${name}.ts';
import { reference } from '../_internal/reference.ts';

export const ${name} = reference(specification, {
  halves: true,
  member: ({ x }) => x.reduce((sum, value) => sum + value * value, 0),
  pullback: ({ x }, g) => ({ x: x.map((value) => 2 * g * value) }),
});
`,
    properties: `import { ${name} } from '../../spec/${chapter}/${name}.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { filled, map } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  closedForm(${name}, 'C1', {
    cases: (context) => tensors(context, { x: 'n' }, { most: 9 }).map(({ x }) => ({ x: map(x, (_, i) => i + 1) })),
    result({ x }) {
      const n = x.data.length;
      return { y: filled(x, [], (n * (n + 1) * (2 * n + 1)) / 6) };
    },
  }),
];
`,
    'test/faults': `import { byRows, mapped, sum } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf('${chapter}.${name}', ({ wrong, spoilt, spoiltGradient }) => [
  wrong('the last element left out', 'C1', ({ x }) => byRows(x, (row) => [sum(row.slice(0, -1).map((v) => v * v))])),
  spoilt('computed in single precision', 'definition', (y) => mapped(y, Math.fround)),
  spoiltGradient('gradient without the factor 2', 'jacobian', ({ x }) => ({ x: mapped(x, (value) => value / 2) })),
]);
`,
  }),
};
