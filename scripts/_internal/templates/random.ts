import type { Template } from '../template.ts';

export const template: Template = {
  about: 'a function of a key, and statistics that hold',
  files: ({ chapter, name }) => ({
    spec: `import { holds } from '../_internal/holds.ts';
import { defineOperation } from '../operation.ts';
import { numpy } from '../sources.ts';

export const ${name} = defineOperation({
  id: '${chapter}.${name}',
  meaning: 'Independent signs, as a key says: -1 or 1, each with probability 1/2.',
  signature: '() -> int x[s*]',
  attributes: {
    shape: { kind: 'shape', of: 's', by: 'choice', clause: 'R1' },
    key: { kind: 'key', clause: 'R2' },
  },
  sizes: (_, { shape }) => ({ s: shape }),
  equations: {
    C1: ({ x }) => holds(x.exponent === 0 && x.entries.every((entry) => entry ** 2n === 1n)),
  },
  random: {
    at: [{}],
    coins: [([x = 0]) => x > 0],
    statistics: {
      C2: { quantity: ([x = 0]) => x, mean: () => 0, variance: () => 1, scale: () => 0 },
    },
  },
  freedom: 'the bits that a key gives; the same key gives the same ones again',
  special: 'undefined',
  rejects: {
    R1: 'shape must be a list of sizes',
    R2: 'key must be an integer; that it lies from 0 to 2^32 - 1 is a convention',
  },
  clauses: {
    C1: 'x is -1 or 1',
    C2: 'the mean is 0 and the variance 1',
  },
  sources: [numpy('Generator.choice')],
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
    for (let at = 0; at < result.data.length; at++) result.data[at] = draw(at) < 0.5 ? -1 : 1;
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
  spoilt('0 in place of -1', 'C1', (x) => mapped(x, (value) => Math.max(value, 0))),
  spoilt('every twentieth sign positive', 'C2', (x) => mapped(x, (value, at) => (at % 20 === 0 ? 1 : value))),
  misset('the key halved', 'streams', ({ key }) => ({ key: Math.floor(key / 2) })),
]);
`,
  }),
};
