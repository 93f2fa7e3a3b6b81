import { type Command, InvalidArgumentError } from 'commander';
import type { Limits } from '../../subject/limits.ts';

export interface LimitArguments {
  readonly timeout?: number;
  readonly startTimeout?: number;
}

/** The options that say how long an adapter may take. */
export const limitOptions = (command: Command): Command =>
  command
    .option('--timeout <s>', 'seconds of processor time that one call may take', seconds)
    .option('--start-timeout <s>', 'seconds until the adapter must be ready', seconds);

/** The limits that were given. */
export const limitsGiven = ({ timeout, startTimeout }: LimitArguments): Partial<Limits> => ({
  ...(timeout === undefined ? {} : { call: 1000 * timeout }),
  ...(startTimeout === undefined ? {} : { start: 1000 * startTimeout }),
});

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0.001 && value <= 86_400) return value;
  throw new InvalidArgumentError('a time limit is a number of seconds, up to 86400.');
}
