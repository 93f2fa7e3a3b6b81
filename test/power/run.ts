import { readdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { caughtBy } from './judge.ts';
import type { Variant } from './variant.ts';

/**
 * `node test/power/run.ts --seeds 3` judges wrong variants of the reference that no law was written for, at the ci tier, and prints
 * the share that is caught at each seed, and what is missed; `--files pullback` those of some files. What misses is mended by a kind of input, never by a case for one.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    files: { type: 'string', default: '' },
    json: { type: 'string' },
  },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => at + 1);

const folder = new URL('./variants/', import.meta.url);
const modules: { readonly variants: readonly Variant[] }[] = await Promise.all(
  readdirSync(folder)
    .filter((file) => new RegExp(values.files).test(file))
    .map((file) => import(new URL(file, folder).href)),
);
const all = modules
  .flatMap(({ variants }) => variants)
  .filter(({ operation, kind, name }) => `${operation} ${kind}: ${name}`.includes(values.only));

const rows: {
  readonly variant: string;
  readonly kind: Variant['kind'];
  readonly caught: (string | undefined)[];
}[] = [];
for (const variant of all) {
  const caught: (string | undefined)[] = [];
  for (const seed of seeds) caught.push(await caughtBy(variant, seed));
  const label = `${variant.operation} ${variant.kind}: ${variant.name}`;
  rows.push({ variant: label, kind: variant.kind, caught });
  if (caught.includes(undefined))
    console.log(`missed at ${seeds.filter((_, at) => caught[at] === undefined).join(', ')}  ${label}`);
}
for (const kind of ['forward', 'gradient'] as const) {
  const some = rows.filter((row) => row.kind === kind);
  const shares = seeds.map((_, at) => {
    const count = some.filter(({ caught }) => caught[at] !== undefined).length;
    return `${((100 * count) / Math.max(some.length, 1)).toFixed(1)} %`;
  });
  console.log(`${kind}: of ${some.length} variants caught at each seed: ${shares.join(', ')}`);
}
const never = rows.filter(({ caught }) => caught.every((clause) => clause === undefined)).length;
console.log(`at none: ${never}`);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(rows, null, 2));
