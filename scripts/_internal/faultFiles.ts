import { closureOf, type ImportGraph } from './importGraph.ts';
import { recordPath } from './recordPath.ts';

const judge = 'test/_internal/plantedFaults.ts';

/** `npm run generate` writes these, right below a tree; other generated files are code. */
const isRegistry = (file: string): boolean => /^\w+\/\w+\.generated\.ts$/.test(file);

/**
 * The files that decide what the laws of an operation say of a fault that is planted in it.
 *
 * Registries import everything and are not followed. In their place: an operation's laws, reference and fixtures follow from
 * its record, the reference of other operations from a record that is imported or an id that the fault quotes.
 */
export function faultFiles(graph: ImportGraph, fault: { readonly file: string; readonly operation: string }): string[] {
  const follow = (file: string): string[] => {
    const imported = graph.importsOf(file).filter((name) => !isRegistry(name));
    const record = /^spec\/(\w+\/\w+)\.ts$/.exec(file);
    if (record !== null && !record[1]?.includes('_internal') && graph.text(`src/${record[1]}.ts`) !== undefined)
      imported.push(`src/${record[1]}.ts`);
    return imported;
  };
  const registry = graph.text('spec/lazy.generated.ts') ?? '';
  const path = recordPath(fault.operation, registry);
  const quoted = [...(graph.text(fault.file) ?? '').matchAll(/'(\w+\.\w+)'/g)].map(
    ([, id = '']) => `src/${recordPath(id, registry)}.ts`,
  );
  return [
    ...closureOf(
      graph,
      [
        judge,
        fault.file,
        `spec/${path}.ts`,
        `properties/${path}.ts`,
        `src/${path}.ts`,
        `golden/${fault.operation.replace('.', '/')}.json`,
        'package-lock.json',
        ...quoted,
      ],
      follow,
    ),
  ];
}
