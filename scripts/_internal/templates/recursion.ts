import type { Template } from '../template.ts';

export const template: Template = {
  about: 'states along an axis, each from the one before',
  files: ({ chapter, name }) => ({
    spec: `import { defineOperation } from '../operation.ts';
import { kingmaBa2015 } from '../sources.ts';

export const ${name} = defineOperation({
  id: '${chapter}.${name}',
  meaning: 'Running average along the last axis: each state is half the state before and half the element.',
  signature: 'x[..., t], initial[...] -> state[..., t]',
  definition({ x, initial }, { add, mul, constant, memo }) {
    const half = constant(0.5);
    const state = memo((t) => add(mul(half, t > 0 ? state(t - 1) : initial()), mul(half, x(t))));
    return { state };
  },
  recursion: { over: 't', states: { state: 'initial' } },
  special: 'propagates',
  homogeneous: [{ x: 1, initial: 1, state: 1 }],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'zeros halve a power of two at every step, bitwise',
  },
  sources: [kingmaBa2015('section 2')],
});
`,
    src: `import { ${name} as specification } from '../../spec/${chapter}/${name}.ts';
import { reference } from '../_internal/reference.ts';

export const ${name} = reference(specification, {
  member({ x, initial }) {
    let state = initial;
    return x.map((value) => {
      state = state / 2 + value / 2;
      return state;
    });
  },
  // With d_t = dL/ds_t: d_t = G_t + d_(t+1) / 2.
  pullback({ x }, g) {
    const back = new Float64Array(x.length);
    let carried = 0;
    for (let t = back.length - 1; t >= 0; t--) {
      carried = ((g[t] as number) + carried) / 2;
      back[t] = carried;
    }
    return { x: back, initial: carried };
  },
});
`,
    properties: `import { ${name} } from '../../spec/${chapter}/${name}.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { filled, map } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  closedForm(${name}, 'C1', {
    cases: (context) =>
      tensors(context, { x: 't' }, { most: 9 }).map(({ x }) => ({ x: filled(x, x.shape, 0), initial: filled(x, [], 8) })),
    result: ({ x }) => ({ state: map(x, (_, t) => 4 * 2 ** -t) }),
  }),
];
`,
    'test/faults': `import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf('${chapter}.${name}', ({ misread, spoilt, spoiltGradient }) => [
  misread('the state before the first step ignored', 'C1', ({ initial }) => ({ initial: mapped(initial, () => 0) })),
  spoilt('states in single precision', 'definition', (state) => mapped(state, Math.fround)),
  spoiltGradient('no gradient of the state before the first step', 'adjoint', ({ initial }) => ({
    initial: mapped(initial, () => 0),
  })),
]);
`,
  }),
};
