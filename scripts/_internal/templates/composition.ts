import type { Template } from '../template.ts';

export const template: Template = {
  about: 'a definition made of those of other operations',
  files: ({ chapter, name }) => ({
    spec: `import { matmul } from '${chapter === 'linalg' ? './' : '../linalg/'}matmul.ts';
import { defineOperation } from '../operation.ts';
import { golubVanLoan2013 } from '../sources.ts';

export const ${name} = defineOperation({
  id: '${chapter}.${name}',
  meaning: 'The Gram matrix: the products of all pairs of columns.',
  signature: 'a[..., m, n] -> g[..., n, n]',
  parts: { matmul },
  definition: ({ a }, _notation, _attributes, { matmul }) => ({
    g: matmul({ a, b: a }, { transposeA: true }).c,
  }),
  special: 'propagates',
  homogeneous: [{ a: 1, g: 2 }],
  exchangeable: ['m', 'n'],
  derivative: ({ a }, { g }, { times, plus, transpose }) => ({ a: times(a, plus(g, transpose(g))) }),
  clauses: {
    C1: 'g(-A) = g(A), bitwise',
  },
  sources: [golubVanLoan2013('section 5.3.2')],
});
`,
    src: `import { ${name} as specification } from '../../spec/${chapter}/${name}.ts';
import { plus, times, transposed } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';

export const ${name} = reference(specification, {
  halves: true,
  member: ({ a }) => times(transposed(a), a),
  // <G, dA^T A + A^T dA> = <A G^T + A G, dA>.
  pullback: ({ a }, g) => ({ a: plus(times(a, transposed(g)), times(a, g)) }),
});
`,
    properties: `import { ${name} } from '../../spec/${chapter}/${name}.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { map } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  metamorphic(${name}, 'C1', {
    cases: (context) => tensors(context, { a: 'm n' }, { entries: 'reals' }),
    to: ({ a }) => ({ a: map(a, (value) => -value) }),
    what: 'g(-A)',
  }),
];
`,
    'test/faults': `import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf('${chapter}.${name}', ({ misread, spoilt, spoiltGradient }) => [
  misread('negative entries left out', 'C1', ({ a }) => ({ a: mapped(a, (value) => Math.max(value, 0)) })),
  spoilt('computed in single precision', 'definition', (g) => mapped(g, Math.fround)),
  spoiltGradient('gradient of one of the two factors', 'jacobian', ({ a }) => ({ a: mapped(a, (value) => value / 2) })),
]);
`,
  }),
};
