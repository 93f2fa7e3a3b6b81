import type { Template } from '../template.ts';

export const template: Template = {
  about: 'every element by itself',
  files: ({ chapter, name }) => ({
    spec: `import { defineOperation } from '../operation.ts';
import { arrayApi } from '../sources.ts';

export const ${name} = defineOperation({
  id: '${chapter}.${name}',
  meaning: 'The square of every element.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { mul }) => ({ y: () => mul(x(), x()) }),
  special: 'propagates',
  homogeneous: [{ x: 1, y: 2 }],
  derivative: ({ x }, { y: g }, { mul, constant }) => ({ x: () => mul(constant(2), mul(g(), x())) }),
  clauses: {
    C1: 'f(-x) = f(x), bitwise',
  },
  sources: [arrayApi('square')],
});
`,
    src: `import { ${name} as specification } from '../../spec/${chapter}/${name}.ts';
import { reference } from '../_internal/reference.ts';

export const ${name} = reference(specification, {
  halves: true,
  member: ({ x }) => x * x,
  pullback: ({ x }, g) => ({ x: 2 * g * x }),
});
`,
    properties: `import { ${name} } from '../../spec/${chapter}/${name}.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { map } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  metamorphic(${name}, 'C1', {
    cases: (context) => tensors(context, { x: 'm n' }, { entries: 'reals' }),
    to: ({ x }) => ({ x: map(x, (value) => -value) }),
    what: 'f(-x)',
  }),
];
`,
    'test/faults': `import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf('${chapter}.${name}', ({ wrong, spoilt, spoiltGradient }) => [
  wrong('the sign kept', 'C1', ({ x }) => mapped(x, (value) => value * Math.abs(value))),
  spoilt('computed in single precision', 'definition', (y) => mapped(y, Math.fround)),
  spoiltGradient('gradient without the factor 2', 'jacobian', ({ x }) => ({ x: mapped(x, (value) => value / 2) })),
]);
`,
  }),
};
