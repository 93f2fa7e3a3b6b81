import type { Template } from '../template.ts';

export const template: Template = {
  about: 'equations that the result must satisfy, and no formula',
  files: ({ chapter, name }) => ({
    spec: `import { holds } from '../_internal/holds.ts';
import { defineOperation } from '../operation.ts';
import { hornJohnson2013 } from '../sources.ts';

export const ${name} = defineOperation({
  id: '${chapter}.${name}',
  meaning: 'A square matrix as the sum of a symmetric and an antisymmetric one.',
  signature: 'a[..., n, n] -> s[..., n, n], k[..., n, n]',
  equations: {
    C1: ({ a, s, k }, { plus, minus, absolute, componentwise }) =>
      componentwise(minus(a, plus(s, k)), 2, plus(absolute(s), absolute(k)), s),
    C2: ({ s }, { minus, transpose, isZero }) => holds(isZero(minus(s, transpose(s)))),
    C3: ({ k }, { plus, transpose, isZero }) => holds(isZero(plus(k, transpose(k)))),
  },
  special: 'undefined',
  homogeneous: [{ a: 1, s: 1, k: 1 }],
  exchangeable: ['n'],
  derivative: (_, { s: gs, k: gk }, { plus, minus, scaled, transpose, constant }) => ({
    a: scaled(constant(0.5), plus(gs, transpose(gs), minus(gk, transpose(gk)))),
  }),
  clauses: {
    C1: 'A = S + K: |A - S - K| <= 2 u (|S| + |K|) in every element',
    C2: 'S = S^T, bitwise',
    C3: 'K = -K^T, bitwise',
    C4: 'the parts of A^T are S and -K, bitwise',
  },
  sources: [hornJohnson2013('section 0.2.5')],
});
`,
    src: `import { ${name} as specification } from '../../spec/${chapter}/${name}.ts';
import { build, at, type Matrix, plus, symmetricPart } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';

export const ${name} = reference(specification, {
  member: ({ a }) => ({ s: symmetricPart(a), k: antisymmetricPart(a) }),
  // Both parts are projections, and their own transposes.
  pullback: (_, { s, k }) => ({ a: plus(symmetricPart(s), antisymmetricPart(k)) }),
});

const antisymmetricPart = (a: Matrix): Matrix => build(a.rows, a.columns, (i, j) => (at(a, i, j) - at(a, j, i)) / 2);
`,
    properties: `import { ${name} } from '../../spec/${chapter}/${name}.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { at, build, map, transposed } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  metamorphic(${name}, 'C4', {
    cases: (context) => tensors(context, { a: 'n n' }, { entries: 'reals' }),
    to: ({ a }) => ({ a: transposed(a) }),
    result: ({ s, k }) => ({ s, k: map(k, (value) => -value) }),
  }),
  // Without a definition there is nothing that a derived law could differentiate.
  law(${name}, 'gradient', {
    gradient: true,
    statement: 'on integers the gradient is (Gs + Gs^T) / 2 + (Gk - Gk^T) / 2, bitwise',
    cases: (context) => tensors(context, { a: 'n n', s: 'n n', k: 'n n' }),
    check: async (on, { a, s, k }) => {
      const { a: gradient = a } = await on.gradient(${name}, { a }, { s, k });
      const expected = build(a, a.shape, (i, j) => (at(s, i, j) + at(s, j, i) + at(k, i, j) - at(k, j, i)) / 2);
      return [identical(gradient, expected, 'gradient')];
    },
  }),
];
`,
    'test/faults': `import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf('${chapter}.${name}', ({ wrong, spoilt, spoiltGradient }) => [
  spoilt('the parts not halved', 'C1', ({ s, k }) => ({
    s: mapped(s, (value) => 2 * value),
    k: mapped(k, (value) => 2 * value),
  })),
  wrong('all of the matrix taken for symmetric', 'C2', ({ a }) => ({ s: a, k: mapped(a, () => 0) })),
  wrong('all of the matrix taken for antisymmetric', 'C3', ({ a }) => ({ s: mapped(a, () => 0), k: a })),
  spoilt('the antisymmetric part without its sign', 'C4', ({ s, k }) => ({ s, k: mapped(k, Math.abs) })),
  spoiltGradient('gradient without its half', 'gradient', ({ a }) => ({ a: mapped(a, (value) => 2 * value) })),
]);
`,
  }),
};
