import { writeFileSync } from 'node:fs';
import { plantedFaults } from '../test/_internal/plantedFaults.ts';

/** Writes which planted faults prove the law of each clause: those that name it. `show` prints them, where no tests are at hand. */
const byClause = Map.groupBy(await plantedFaults(), ({ caughtBy }) => caughtBy);
const entry = ([clause, faults]: [string, readonly { readonly name: string }[]]) =>
  `  ${JSON.stringify(clause)}: ${JSON.stringify(faults.map(({ name }) => name))},\n`;
const text = `// Generated from test/faults by \`npm run generate\`; do not edit.
/** Names of planted faults by the clause whose law must catch them. */
export const provingFaults: Readonly<Record<string, readonly string[]>> = {
${[...byClause]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(entry)
  .join('')}};
`;
writeFileSync(new URL('../conformance/present/_internal/provingFaults.generated.ts', import.meta.url), text);
