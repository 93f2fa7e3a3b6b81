import type { Template } from '../template.ts';

export const template: Template = {
  about: 'a function of a key, and statistics that hold',
  files: ({ chapter, name }) => ({
    spec: `import { holds } from '../_internal/holds.ts';
import { operation } from '../operation.ts';
import { numpy } from '../sources.ts';

export const ${name} = operation({
  id: '${chapter}.${name}',
  meaning: 'Independent throws of a fair die, as a key says: whole numbers from 1 to 6.',
  signature: '() -> int x[s*]',
  attributes: {
    shape: { kind: 'shape', of: 's', by: 'choice', clause: 'R1' },
    key: { kind: 'key', clause: 'R2' },
  },
  sizes: (_, { shape }) => ({ s: shape }),
  equations: {
    C1: ({ x }, { at }) => holds(x.entries.every((_, i) => [1, 2, 3, 4, 5, 6].includes(at(x, i, 0)))),
  },
  random: {
    at: [{}],
    coin: ([x = 0]) => x > 3,
    statistics: {
      C2: { happens: ([x = 0]) => x === 6, probability: () => 1 / 6 },
      C3: { quantity: ([x = 0]) => x, mean: () => 7 / 2, variance: () => 35 / 12, scale: () => 0 },
    },
  },
  clauses: {
    C1: 'x is a whole number from 1 to 6',
    C2: 'P(x = 6) = 1 / 6',
    C3: 'the mean is 7 / 2 and the variance 35 / 12',
  },
  rejects: {
    R1: 'shape must be a list of sizes',
    R2: 'key must be an integer; that it lies from 0 to 2^32 - 1 is a convention',
  },
  special: 'undefined',
  freedom: 'the bits that a key gives; the same key gives the same ones again',
  sources: [numpy('Generator.integers')],
});
`,
    src: `import { ${name} as specification } from '../../spec/${chapter}/${name}.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { uniforms } from '../_internal/random/stream.ts';
import { zeros } from '../ndArray.ts';

export const ${name} = arrayReference(specification, {
  whole(_, { shape, key }) {
    const result = zeros('int32', shape);
    const draw = uniforms(key, '${name}');
    for (let at = 0; at < result.data.length; at++) result.data[at] = 1 + Math.floor(6 * draw(at));
    return result;
  },
});
`,
    properties: `import type { Law } from '../law.ts';

/** All that is said of it follows from its record. */
export const laws: readonly Law[] = [];
`,
    'test/faults': `import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf('${chapter}.${name}', ({ misset, spoilt }) => [
  spoilt('counted from 0', 'C1', (x) => mapped(x, (value) => value - 1)),
  spoilt('a six that is rounded down', 'C2', (x) => mapped(x, (value) => Math.min(value, 5))),
  spoilt('one side in the place of another', 'C3', (x) => mapped(x, (value) => (value === 3 ? 4 : value))),
  misset('the key halved', 'streams', ({ key }) => ({ key: Math.floor(key / 2) })),
]);
`,
  }),
};
