import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chapters } from './_internal/chapters.ts';

/**
 * Writes the registries from the folders: what lies in a chapter's folder is registered, and nothing else has to be edited.
 *
 * A file `<chapter>/<name>.ts` exports its operation as `<name>` (spec/), its laws as `laws` (properties/), its
 * implementation as `<name>` and, where it is differentiable, its pullback as `<name>Gradient` (src/).
 */
const root = new URL('../', import.meta.url);

const source = (path: string): string => readFileSync(new URL(path, root), 'utf8');

const familiesOf = (tree: string): { chapter: string; name: string }[] =>
  chapters.flatMap((chapter) => {
    try {
      return readdirSync(new URL(`${tree}/${chapter}/`, root))
        .filter((file) => file.endsWith('.ts'))
        .sort()
        .map((file) => ({ chapter, name: file.slice(0, -'.ts'.length) }));
    } catch {
      return [];
    }
  });

const header = '// Generated from the folders by `npm run generate`; do not edit.\n';

function writeSpec(): void {
  const families = familiesOf('spec');
  const imports = families.map(
    ({ chapter, name }) => `import { ${name} as ${chapter}_${name} } from './${chapter}/${name}.ts';\n`,
  );
  const entries = families.map(({ chapter, name }) => `  '${chapter}.${name}': ${chapter}_${name},\n`);
  writeFileSync(
    new URL('spec/registry.generated.ts', root),
    `${header}${imports.join('')}\n/** Every operation of the specification by id. */\nexport const operations = {\n${entries.join('')}};\n`,
  );
}

function writeProperties(): void {
  const families = familiesOf('properties');
  const imports = families.map(
    ({ chapter, name }) => `import { laws as ${chapter}_${name} } from './${chapter}/${name}.ts';\n`,
  );
  const entries = families.map(({ chapter, name }) => `  ...${chapter}_${name},\n`);
  writeFileSync(
    new URL('properties/registry.generated.ts', root),
    `${header}import type { Law } from './law.ts';\n${imports.join('')}\n/** Every written law, in the order of the chapters. */\nexport const writtenLaws: readonly Law[] = [\n${entries.join('')}];\n`,
  );
}

function writeReference(): void {
  const families = familiesOf('src').filter(({ chapter }) => chapter !== 'autodiff');
  const known = new Set(familiesOf('spec').map(({ chapter, name }) => `${chapter}.${name}`));
  const listed = families.filter(({ chapter, name }) => known.has(`${chapter}.${name}`));
  const imports = listed.map(({ chapter, name }) => `import * as ${chapter}_${name} from './${chapter}/${name}.ts';\n`);
  const entries = listed.map(({ chapter, name }) => `  '${chapter}.${name}': ${chapter}_${name}.${name},\n`);
  const pullbacks = listed
    .filter(({ chapter, name }) =>
      new RegExp(`^export (const|function) ${name}Gradient\\b`, 'm').test(source(`src/${chapter}/${name}.ts`)),
    )
    .map(({ chapter, name }) => `  '${chapter}.${name}': ${chapter}_${name}.${name}Gradient,\n`);
  writeFileSync(
    new URL('src/registry.generated.ts', root),
    `${header}${imports.join('')}\n/** Every implementation by the id of its operation. */\nexport const implementations = {\n${entries.join('')}};\n\n/** Every pullback by the id of its operation. */\nexport const pullbacks = {\n${pullbacks.join('')}};\n`,
  );
}

writeSpec();
writeProperties();
writeReference();
