import { parseArgs } from 'node:util';
import type { FloatDtype } from '../spec/tensor.ts';
import { alarmsOf } from '../test/fair/_internal/alarms.ts';
import { everyVariant } from '../test/fair/_internal/everyVariant.ts';

/**
 * `npm run fair -- --seeds 100` judges right implementations that use other algorithms than the reference, by all laws of their
 * operation at the ci tier, and prints every alarm: each is a mistake of a law, a bound or a variant. `--only` takes part of a
 * name. Exit code 1 when there is one, 2 where nothing has that name.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    first: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    dtype: { type: 'string', default: 'float64,float32' },
    tier: { type: 'string', default: 'ci' },
  },
});
const dtypes = values.dtype.split(',').filter((one): one is FloatDtype => one === 'float64' || one === 'float32');
const tier = values.tier === 'smoke' || values.tier === 'deep' ? values.tier : 'ci';
let [alarms, cases, clauses] = [0, 0, 0];
let worst = 0;
const nameOf = ({ operation, name }: { readonly operation: string; readonly name: string }) => `${operation}: ${name}`;
const variants = (await everyVariant()).filter((variant) => nameOf(variant).includes(values.only));
if (variants.length === 0) {
  console.error(`--only: no right variant has ${values.only} in its name; they are in test/fair/variants`);
  process.exit(2);
}
for (const variant of variants) {
  const name = nameOf(variant);
  let largest = 0;
  for (const dtype of dtypes) {
    for (let seed = Number(values.first); seed < Number(values.first) + Number(values.seeds); seed++) {
      const found = await alarmsOf(variant, { dtype, seed, tier });
      cases += found.cases;
      clauses += found.clauses;
      largest = Math.max(largest, found.worstRatio);
      for (const alarm of found.alarms) {
        alarms++;
        console.log(`ALARM ${name}, ${dtype}, seed ${seed}\n  ${alarm}`);
      }
    }
  }
  worst = Math.max(worst, largest);
  console.log(`${name}: worst ratio ${largest.toPrecision(3)}`);
}
console.log(`${alarms} false alarms in ${clauses} clauses and ${cases} cases, worst ratio ${worst.toPrecision(3)}`);
process.exitCode = alarms === 0 ? 0 : 1;
