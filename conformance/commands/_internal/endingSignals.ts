const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * An abort at the first Ctrl-C, or what else asks a process to end, with the name of the signal as its reason; a second one ends the
 * process at once.
 */
export function endingSignals(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const release = (): void => {
    for (const name of names) process.off(name, onSignal);
  };
  const onSignal = (name: NodeJS.Signals): void => {
    release();
    controller.abort(name);
  };
  for (const name of names) process.on(name, onSignal);
  return { signal: controller.signal, release };
}
