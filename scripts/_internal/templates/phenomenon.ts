import type { Template } from '../template.ts';

export const template: Template = {
  about: 'a claim about a process of many steps, as phenomena/P999',
  files: ({ name }) => ({
    spec: `import { phenomenon } from '../phenomenon.ts';
import { pascanuMikolovBengio2013 } from '../sources.ts';
import { mul } from '../tensor/mul.ts';

export const ${name} = phenomenon({
  id: 'phenomena.${name}',
  claim: 'A number that is halved at every step falls exponentially: after t steps it is 2^-t of what it was.',
  needs: [mul],
  setup: 'x_0 = 1 and x_t = x_(t - 1) / 2, for 20 steps.',
  predictions: {
    rate: {
      measured: 'log2(x_20 / x_0) / 20',
      formula: '-1',
      value: -1,
      tolerance: () => 0,
      because: 'powers of two, which nothing rounds',
    },
  },
  series: ['t', 'x_t'],
  sources: [pascanuMikolovBengio2013('section 2.1')],
});
`,
    properties: `import { ${name} } from '../../spec/phenomena/${name}.ts';
import { mul } from '../../spec/tensor/mul.ts';
import type { Law } from '../law.ts';
import { measured, sideBySide } from '../phenomenon.ts';
import { only } from '../verbs/tensors.ts';

const steps = 20;

export const laws: readonly Law[] = [
  measured(${name}, {
    setup: (context) => ({ start: sideBySide(context, [1]), half: sideBySide(context, [0.5]) }),
    measure: async (on, { start, half }) => {
      const run = [only(start)];
      for (let t = 0, x = start; t < steps; t++) {
        x = (await on(mul, { a: x, b: half })).c;
        run.push(only(x));
      }
      return {
        quantities: { rate: Math.log2(run[steps] ?? Number.NaN) / steps },
        series: { t: run.map((_, t) => t), x_t: run },
      };
    },
  }),
];
`,
    'test/faults': `import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf('tensor.mul', ({ spoilt }) => [
  spoilt('a product that is too large by a thousandth', 'phenomena.${name}/holds', (c) =>
    mapped(c, (value) => value * (1 + 2 ** -10)),
  ),
  spoilt('numbers below a thousandth taken for 0', 'phenomena.${name}/holds', (c) =>
    mapped(c, (value) => (Math.abs(value) < 1e-3 ? 0 : value)),
  ),
]);
`,
  }),
};
