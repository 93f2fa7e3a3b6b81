/**
 * Where an operation stands in every tree: `tensor/exponentials` for `tensor.exp`, whose record has relatives in its file, and
 * `tensor/clip` for `tensor.clip`. `registry` is the text of spec/lazy.generated.ts.
 */
export function recordPath(id: string, registry: string): string {
  const [, path] = new RegExp(`'${id.replace('.', '\\.')}': .*import\\('\\./(.*)\\.ts'\\)`).exec(registry) ?? [];
  return path ?? id.replace('.', '/');
}
