import { Command, CommanderError } from 'commander';
import { toolVersion } from '../../toolVersion.ts';
import { UsageError } from '../../usageError.ts';
import { register as registerCheck } from '../check.ts';
import { register as registerCompare } from '../compare.ts';
import { register as registerErrata } from '../errata.ts';
import { register as registerExport } from '../export.ts';
import { register as registerInit } from '../init.ts';
import { register as registerList } from '../list.ts';
import { register as registerMerge } from '../merge.ts';
import { register as registerReplay } from '../replay.ts';
import { register as registerShow } from '../show.ts';
import { register as registerSmoke } from '../smoke.ts';

const exitCodes = `
Exit codes of check: 0 conforms; 1 does not; 2 wrong usage, or the adapter cannot be loaded;
3 nothing was judged, less ran than was planned, or less than half of it could be judged: what the adapter
does not offer is not planned; or a report could not be written. compare: 1 where anything is worse.`;

function createProgram(): Command {
  const program = new Command('tensor-laws')
    .description('Judges implementations of linear algebra and deep learning by the laws of their operations.')
    .version(toolVersion(), '--version', 'print the version')
    .addHelpText('after', exitCodes)
    .showHelpAfterError('(--help lists what there is)')
    .exitOverride();
  const commands = [
    registerCheck,
    registerSmoke,
    registerCompare,
    registerMerge,
    registerList,
    registerShow,
    registerErrata,
    registerReplay,
    registerExport,
    registerInit,
  ];
  for (const register of commands) register(program);
  for (const command of program.commands) {
    command.exitOverride().showHelpAfterError(`(tensor-laws ${command.name()} --help lists what there is)`);
  }
  return program;
}

/** Runs the command line and sets the exit code. An error that nobody expected is a fault of the judge: 3, with its stack. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version were asked for; anything else is wrong usage, and was printed.
      process.exitCode = error.exitCode === 0 ? 0 : 2;
    } else if (error instanceof UsageError) {
      process.stderr.write(`error: ${error.message}\n`);
      process.exitCode = 2;
    } else {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`tensor-laws itself failed; this is a fault of the judge:\n${text}\n`);
      process.exitCode = 3;
    }
  }
}
