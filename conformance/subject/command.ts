const prefix = 'exec:';

/** What stands in the place of an adapter's path where a command is judged that speaks the protocol. */
export const pathOfCommand = (command: string): string => `${prefix}${command}`;

/** The command that stands in the place of a path; undefined where it is one of a module. */
export const commandOf = (adapterPath: string): string | undefined =>
  adapterPath.startsWith(prefix) ? adapterPath.slice(prefix.length).trim() : undefined;
