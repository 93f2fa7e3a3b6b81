import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** What a module names in `import .. from`, `export .. from`, `import(..)` and `new URL(.., import.meta.url)`, without types. */
const specifiers = [
  /^\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s*)?'(\.[^']*)'/gm,
  /\bimport\(\s*'(\.[^']*)'/g,
  /\bnew URL\(\s*'(\.[^']*)',\s*import\.meta\.url\s*\)/g,
];

/** The files of a repository, and what each of them imports from it; both are read once. */
export interface ImportGraph {
  /** The contents of a file; undefined where there is none. */
  text(file: string): string | undefined;
  /** The files that a file imports, types aside: they leave nothing that runs. */
  importsOf(file: string): readonly string[];
}

/** Paths are relative to the root of the repository, with slashes. */
export function importGraph(root: string): ImportGraph {
  const texts = new Map<string, string | undefined>();
  const imports = new Map<string, readonly string[]>();
  const text = (file: string): string | undefined => {
    if (!texts.has(file)) {
      const path = join(root, file);
      texts.set(file, existsSync(path) ? readFileSync(path, 'utf8') : undefined);
    }
    return texts.get(file);
  };
  const importsOf = (file: string): readonly string[] => {
    const known = imports.get(file);
    if (known !== undefined) return known;
    const found = file.endsWith('.ts') ? namesIn(text(file) ?? '') : [];
    // A folder that is only read from is no module.
    const inside = found
      .map((name) => normalize(join(dirname(file), name)).replaceAll('\\', '/'))
      .filter((path) => /\.\w+$/.test(path) && text(path) !== undefined);
    imports.set(file, inside);
    return inside;
  };
  return { text, importsOf };
}

const namesIn = (text: string): string[] =>
  specifiers.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name));

/** Everything that some files need, themselves included, in order; `follow` says where to go on to, which may be more or less. */
export function closureOf(
  graph: ImportGraph,
  roots: readonly string[],
  follow: (file: string) => readonly string[] = graph.importsOf,
): readonly string[] {
  const seen = new Set<string>();
  const open = [...roots];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file) || graph.text(file) === undefined) continue;
    seen.add(file);
    open.push(...follow(file));
  }
  return [...seen].sort();
}
