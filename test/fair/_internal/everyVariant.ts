import { readdirSync } from 'node:fs';
import type { Variant } from '../variant.ts';

const folder = new URL('../variants/', import.meta.url);

/** Every variant, in the order of the files. */
export async function everyVariant(): Promise<readonly Variant[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const modules: { readonly variants?: readonly Variant[] }[] = await Promise.all(
    files.sort().map((file) => import(new URL(file, folder).href)),
  );
  return modules.flatMap(({ variants }) => variants ?? []);
}
