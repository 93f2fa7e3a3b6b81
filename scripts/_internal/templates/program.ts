import type { Template } from '../template.ts';

export const template: Template = {
  about: 'operations wired together, as programs/name',
  files: ({ name }) => ({
    spec: `import { matmul } from '../linalg/matmul.ts';
import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { pytorch } from '../sources.ts';
import { add } from '../tensor/add.ts';

export const ${name} = program({
  id: 'programs.${name}',
  meaning: 'A linear layer as a product and a sum.',
  signature: 'x[n, i], weight[o, i], bias[o] -> y[n, o]',
  nodes: {
    product: node(matmul, { a: 'x', b: 'weight' }, { transposeB: true }),
    sum: node(add, { a: 'product.c', b: 'bias' }),
  },
  results: { y: 'sum.c' },
  clauses: { C1: 'it is the linear layer: the same results and gradients' },
  sources: [pytorch('torch.nn.functional.linear')],
});
`,
    properties: `import { linear } from '../../spec/layers/linear.ts';
import { ${name} } from '../../spec/programs/${name}.ts';
import type { Law } from '../law.ts';
import { agrees } from '../program.ts';

export const laws: readonly Law[] = [
  agrees(${name}, 'C1', { as: linear, hint: 'the gradient of the bias is not summed over the batch' }),
];
`,
    'test/faults': `import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...faultsOf('linalg.matmul', ({ spoilt }) => [
    spoilt('a product in single precision', 'programs.${name}/definition', (c) => mapped(c, Math.fround)),
  ]),
  ...faultsOf('tensor.add', ({ spoiltGradient }) => [
    spoiltGradient('half of the gradient of the bias', 'programs.${name}/C1', ({ b }) => ({
      b: mapped(b, (value) => value / 2),
    })),
  ]),
];
`,
  }),
};
