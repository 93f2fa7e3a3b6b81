import type { NdArray } from '../../../src/ndArray.ts';

/** The state of the first call with its shape in the place of every later one: it is kept inside, and what is given is not taken. */
export function keptInside<Name extends string>(...names: readonly Name[]) {
  const kept = new Map<string, Record<Name, NdArray>>();
  return (inputs: Readonly<Record<Name, NdArray>>): Partial<Record<Name, NdArray>> => {
    const key = names.map((name) => `${inputs[name].dtype} [${inputs[name].shape}]`).join();
    // Every name of the table is listed.
    const own = Object.fromEntries(names.map((name) => [name, inputs[name]])) as Record<Name, NdArray>;
    if (!kept.has(key)) kept.set(key, own);
    return kept.get(key) ?? own;
  };
}
