/** Colour and width of the terminal: no colour where output is redirected or NO_COLOR is set (no-color.org). */
export function styleOf(color: boolean): { color: boolean; width: number } {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0';
  const wanted = forced || (process.stdout.isTTY === true && (NO_COLOR === undefined || NO_COLOR === ''));
  return { color: color && wanted, width: process.stdout.columns ?? 100 };
}
