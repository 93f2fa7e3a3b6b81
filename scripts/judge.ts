// npm run judge -- ml-matrix: judges a library in every way in which it is called, matches what fails to the findings of its
// library.ts, and writes docs/findings/<name>.md and .json. Exit 1 where a failure has no finding, or a finding explains nothing.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { UsageError } from '../conformance/usageError.ts';
import { judgeLibrary } from './_internal/findings/judgeLibrary.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  const { values, positionals } = parseArgs({
    options: { way: { type: 'string' }, keep: { type: 'boolean' }, all: { type: 'boolean' } },
    allowPositionals: true,
  });
  const known = readdirSync(`${root}adapters`).filter((name) => existsSync(`${root}adapters/${name}/library.ts`));
  const names = values.all === true ? known : positionals;
  const unknown = names.filter((name) => !known.includes(name));
  if (names.length === 0 || unknown.length > 0)
    throw new UsageError(
      `${unknown.length > 0 ? `no library is called ${unknown.join(', ')}` : 'name a library, or --all'}; there are ${known.join(', ')}`,
    );
  let isExplained = true;
  for (const name of names) {
    const told = await judgeLibrary({
      root,
      folder: `adapters/${name}`,
      pages: 'docs/findings',
      reports: '.tensor-laws',
      today: new Date().toISOString().slice(0, 10),
      way: values.way,
      keep: values.keep,
      say: console.log,
    });
    isExplained &&= told;
  }
  process.exitCode = isExplained ? 0 : 1;
} catch (error) {
  // parseArgs throws TypeErrors with codes for what it does not know.
  const isUsage = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
  if (!isUsage) throw error;
  console.error(`judge: ${(error as Error).message}`);
  process.exitCode = 2;
}
