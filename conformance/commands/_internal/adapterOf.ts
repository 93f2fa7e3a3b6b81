import { pathOfCommand } from '../../subject/command.ts';
import { UsageError } from '../../usageError.ts';

/** What is judged: a module or a command, one of the two. Throws UsageError. */
export function adapterOf(path: string | undefined, command: string | undefined): string {
  if (path !== undefined && command !== undefined)
    throw new UsageError(`either an adapter or --exec, not both: got ${path} and ${command}`);
  if (command !== undefined) return pathOfCommand(command);
  if (path === undefined) throw new UsageError('name the module of an adapter, or a command by --exec');
  return path;
}
