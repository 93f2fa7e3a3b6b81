import type { Template } from '../template.ts';

export const template: Template = {
  about: 'a row of a batch, and a parameter that may be left out',
  files: ({ chapter, name }) => ({
    spec: `import { defineOperation } from '../operation.ts';
import { baKirosHinton2016 } from '../sources.ts';

export const ${name} = defineOperation({
  id: '${chapter}.${name}',
  meaning: 'The row less its mean, plus a bias.',
  signature: 'x[..., n], bias?[n] -> y[..., n]',
  definition: ({ x, bias }, { add, sub, mean }) => ({
    y(j) {
      const centred = sub(x(j), mean('n', x));
      return bias === undefined ? centred : add(centred, bias(j));
    },
  }),
  special: 'propagatesNaN',
  homogeneous: [{ x: 1, bias: 1, y: 1 }],
  exchangeable: ['n'],
  derivative: (_, { y: g }, { sub, mean }) => ({ x: (j) => sub(g(j), mean('n', g)), bias: g }),
  clauses: {
    C1: 'equal elements give the bias, bitwise',
  },
  sources: [baKirosHinton2016('equation 3, its numerator')],
});
`,
    src: `import { ${name} as specification } from '../../spec/${chapter}/${name}.ts';
import { reference } from '../_internal/reference.ts';
import { total } from '../_internal/rows.ts';

export const ${name} = reference(specification, {
  halves: true,
  member({ x, bias }) {
    const y = centred(x);
    return bias === undefined ? y : y.map((value, j) => value + (bias[j] as number));
  },
  // Centring is its own transpose.
  pullback: (_, g) => ({ x: centred(g), bias: g }),
});

function centred(row: Float64Array): Float64Array {
  const mean = total(row) / row.length;
  return row.map((value) => value - mean);
}
`,
    properties: `import { ${name} } from '../../spec/${chapter}/${name}.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { at, map } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  closedForm(${name}, 'C1', {
    cases: (context) =>
      tensors(context, { x: 'n', bias: 'n' }).map(({ x, bias }) => ({ x: map(x, () => at(x, 0)), bias })),
    result: ({ bias }) => ({ y: bias }),
  }),
];
`,
    'test/faults': `import { byRows, mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf('${chapter}.${name}', ({ misread, spoilt, spoiltGradient }) => [
  misread('the bias left out', 'C1', () => ({ bias: undefined })),
  spoilt('computed in single precision', 'definition', (y) => mapped(y, Math.fround)),
  spoiltGradient('gradient through the element alone', 'jacobian', ({ x }) => ({
    x: byRows(x, (row) => row.map((value) => value - (row[0] ?? 0))),
  })),
]);
`,
  }),
};
