import { InvalidArgumentError } from 'commander';

const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/** Seconds of a time such as `5m`, `90s` or `1h30m`; a number alone is of seconds. Throws InvalidArgumentError. */
export function duration(text: string): number {
  if (!/^(?:\d+(?:\.\d+)?[hms])+$|^\d+(?:\.\d+)?$/.test(text)) {
    throw new InvalidArgumentError('a time is written 90s, 5m or 1h30m.');
  }
  const parts = [...text.matchAll(/([\d.]+)([hms]?)/g)];
  const seconds = parts.reduce((sum, [, number, unit = '']) => sum + Number(number) * (units[unit] ?? 1), 0);
  if (seconds < 1 || seconds > 86_400) throw new InvalidArgumentError('a time is from 1s to 24h.');
  return seconds;
}
