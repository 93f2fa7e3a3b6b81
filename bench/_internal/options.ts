import { parseArgs } from 'node:util';
import { peerNames } from './peers.ts';

/** What is wrong with the command line; the program ends with code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Flag = { readonly type: 'boolean' | 'string'; readonly help: string; readonly value?: string };

export type Flags = Readonly<Record<string, Flag>>;

export type Values<F extends Flags> = {
  readonly [K in keyof F]: (F[K]['type'] extends 'boolean' ? boolean : string) | undefined;
};

/**
 * The flags of a command line, `--help` besides: it prints the usage and ends the program with code 0. Throws UsageError for
 * a flag that is not among them and for anything else that is given.
 */
export function parse<F extends Flags>(command: string, flags: F, given: readonly string[]): Values<F> {
  const options = Object.fromEntries(Object.entries(flags).map(([name, { type }]) => [name, { type }]));
  const parsed = attempt(() => parseArgs({ args: [...given], options: { ...options, help: { type: 'boolean' } } }));
  if (parsed.values['help'] === true) {
    console.log(usage(command, flags));
    process.exit(0);
  }
  return parsed.values as Values<F>;
}

function attempt<T>(parsing: () => T): T {
  try {
    return parsing();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : `${error}`);
  }
}

function usage(command: string, flags: Flags): string {
  const entries = Object.entries(flags).map(
    ([name, { value, help }]) => [`--${name}${value === undefined ? '' : ` <${value}>`}`, help] as const,
  );
  const width = Math.max(...entries.map(([flag]) => flag.length));
  return [`usage: ${command} [options]`, ...entries.map(([flag, help]) => `  ${flag.padEnd(width)}  ${help}`)].join(
    '\n',
  );
}

/** Who is wanted of the peers; whatever is no peer (the peak, another kernel of ours) always is. */
export function wantedPeers(list: string): (opponent: string) => boolean {
  const names = list === 'all' ? peerNames : list === 'none' ? [] : list.split(',');
  for (const name of names) {
    if (!peerNames.includes(name)) throw new UsageError(`--peers: no peer ${name}, only ${peerNames.join(', ')}`);
  }
  return (opponent) => !peerNames.includes(opponent) || names.includes(opponent);
}

/** A number above zero. */
export function positive(flag: string, text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new UsageError(`--${flag} must be a positive number, got ${text}`);
  return value;
}

/** Runs a program: its answer is the exit code; UsageError is 2, any other error 1 with its message. */
export async function program(command: string, main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    const isUsage = error instanceof UsageError;
    console.error(`${command}: ${error instanceof Error ? error.message : error}`);
    if (isUsage) console.error(`run ${command} --help`);
    process.exitCode = isUsage ? 2 : 1;
  }
}
