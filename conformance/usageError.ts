/** Wrong usage, or an adapter that cannot be loaded: the message says which, and what to do. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
