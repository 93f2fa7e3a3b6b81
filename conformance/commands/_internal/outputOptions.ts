import { type Command, InvalidArgumentError } from 'commander';

/** What is done with a report: the options that `check` and `merge` share. */
export const outputOptions = (command: Command): Command =>
  command
    .option('--json <file>', 'write the report as JSON')
    .option('--junit <file>', 'write the report as JUnit XML')
    .option('--html <file>', 'write the report as a page')
    .option('--sarif <file>', 'write the report as SARIF 2.1.0, for code scanning')
    .option('--all', 'explain every cause of failure in the terminal, not only the first three')
    .option('--slowest', 'list the ten clauses that took longest to judge')
    .option('--slowest-count <n>', 'list so many of them', integer('a number of clauses', 1, 100_000))
    .option('--no-color', 'without colour');

/** Reads a whole number of a range. Throws InvalidArgumentError. */
export function integer(what: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^-?\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`${what} is a whole number from ${min} to ${max}.`);
  };
}
