import type { Template } from '../template.ts';

export const template: Template = {
  about: 'the axes that an attribute names become one number',
  files({ chapter, name }) {
    const inTensor = (depth: string) => (chapter === 'tensor' ? './' : `${depth}tensor/`);
    return {
      spec: `import { defineOperation } from '../operation.ts';
import { arrayApi } from '../sources.ts';
import { reduction } from '${inTensor('../')}_internal/reduction.ts';

export const ${name} = defineOperation({
  id: '${chapter}.${name}',
  meaning: 'The sum of the squares over a set of axes; null means all axes, negative axes count from the end.',
  signature: 'x[s*] -> y[t*]',
  attributes: {
    axes: { kind: 'axes', of: 's', default: null, clause: 'R1' },
    keepdims: { kind: 'boolean', default: false },
  },
  sizes: ({ s }, attributes) => ({ t: reduction(s, attributes).kept }),
  definition: ({ x }, S, attributes) => {
    const { over, at } = reduction(S.shape('s'), attributes);
    return {
      y: (...kept) => S.sum(over, (...along) => S.mul(x(...at(kept, along)), x(...at(kept, along)))),
    };
  },
  special: 'propagates',
  rejects: { R1: 'axes must be integers from -rank to rank - 1 that name distinct axes' },
  homogeneous: [{ x: 1, y: 2 }],
  derivative: ({ x }, { y: g }, S, attributes) => {
    const { keptOf } = reduction(S.shape('s'), attributes);
    return { x: (...index) => S.mul(S.constant(2), S.mul(g(...keptOf(index)), x(...index))) };
  },
  clauses: {
    C1: 'keepdims changes the shape and no element, bitwise',
    C2: 'over all axes their order makes no difference, on integers bitwise',
  },
  sources: [arrayApi('sum')],
});
`,
      src: `import { ${name} as specification } from '../../spec/${chapter}/${name}.ts';
import { reduction } from '${inTensor('../')}_internal/reduction.ts';

export const ${name} = reduction(specification, {
  run: (run) => run.reduce((sum, value) => sum + value * value, 0),
  pullback(run, g) {
    run.forEach((value, at) => {
      run[at] = 2 * g * value;
    });
  },
});
`,
      properties: `import { ${name} } from '../../spec/${chapter}/${name}.ts';
import type { Law } from '../law.ts';
import { ignoresOrderOfAxes, keepsElements, refusesRepeatedAxes } from '${inTensor('../')}_internal/reductions.ts';

export const laws: readonly Law[] = [
  keepsElements(${name}, 'C1'),
  ignoresOrderOfAxes(${name}, 'C2', 'integers'),
  refusesRepeatedAxes(${name}),
];
`,
      'test/faults': `import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf('${chapter}.${name}', ({ wrong, misset, spoilt, spoiltGradient }) => [
  misset('keepdims ignored', 'C1', () => ({ keepdims: false })),
  wrong('squares of later elements counted twice', 'C2', ({ x }, attributes, right) =>
    right({ x: mapped(x, (value, at) => (at === 0 ? value : Math.SQRT2 * value)) }, attributes),
  ),
  misset('an axis named twice taken once', 'R1', ({ axes }) => ({ axes: axes && [...new Set(axes.map(Math.abs))] })),
  spoilt('computed in single precision', 'definition', (y) => mapped(y, Math.fround)),
  spoiltGradient('gradient without the factor 2', 'jacobian', ({ x }) => ({ x: mapped(x, (value) => value / 2) })),
]);
`,
    };
  },
};
