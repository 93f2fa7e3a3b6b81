import { dirname, relative, resolve, sep } from 'node:path';
import { nodeTest } from '../../report/nodeTest.ts';
import { pytest } from '../../report/pytest.ts';
import type { ClauseReport } from '../../report/report.ts';
import { commandOf } from '../../subject/command.ts';
import type { Request } from '../../subject/exchange.ts';
import type { TracedCall } from '../../subject/traced.ts';

/** From one folder to a file or folder, as a path that is written with slashes everywhere. */
const between = (folder: string, target: string): string => relative(folder, target).split(sep).join('/');

/** A failing case as the text of a test that is to lie at `path`: of a module for node --test, of a command for pytest. */
export function testFile(
  path: string,
  clause: ClauseReport,
  calls: readonly TracedCall[],
  requests: readonly Request[],
  { adapterPath, token }: { readonly adapterPath: string; readonly token: string },
): string {
  const folder = dirname(resolve(path));
  const command = commandOf(adapterPath);
  if (command !== undefined)
    return pytest(clause, calls, requests, { token, command, root: between(folder, process.cwd()) });
  const url = between(folder, resolve(adapterPath));
  return nodeTest(clause, calls, url.startsWith('.') ? url : `./${url}`, { token, adapterPath });
}
