import { InvalidArgumentError } from 'commander';
import type { Shard } from '../../judge/checkOptions.ts';

/** Reads `2/3`. Throws InvalidArgumentError. */
export function shard(text: string): Shard {
  const [, index = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= of && of <= 1000) return { index, of };
  throw new InvalidArgumentError('a shard is written 1/3, 2/3 or 3/3.');
}
